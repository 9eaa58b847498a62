/*
 * Copyright 2026 The lambda-compat Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

// As in playwright.config.ts.
const OFFSET = 10;

/** The registry of the portal's samples, told what to do. */
export interface SampleRegistry {
  /** To the next image, or as it says; answers what it pointed to and points to. */
  move(
    image: string,
    how?: { to?: string; rebuild?: true; delete?: true },
  ): Promise<{ from: Target | null; to: Target | null }>;
  /** What a tag points to. */
  digestOf(image: string): Promise<string>;
  /** Null to behave again; `*` stands for all repositories. */
  misbehave(repository: string, fault: string | null): Promise<void>;
  /** A file that a build of the samples has made. */
  fetchBuild(build: string, file: string): Promise<Buffer>;
}

interface Target {
  image: string;
  digest: string;
}

/** The registry that the portal at this address has started. */
export function sampleRegistryOf(portal: string): SampleRegistry {
  const { port } = new URL(portal);
  const registry = `http://127.0.0.1:${Number(port) + OFFSET}`;
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${registry}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer.json();
  };
  return {
    move(image, how = {}) {
      const colon = image.lastIndexOf(':');
      return post('/sample/move', {
        repository: image.slice(0, colon),
        tag: image.slice(colon + 1),
        ...how,
      });
    },
    async digestOf(image) {
      const answer = await fetch(`${registry}/sample`);
      const { repositories } = await answer.json();
      const colon = image.lastIndexOf(':');
      const { tags } = repositories.find(
        ({ name }: { name: string }) => name === image.slice(0, colon),
      );
      return tags[image.slice(colon + 1)].digest;
    },
    async fetchBuild(build, file) {
      const answer = await fetch(`${registry}/sample/builds/${build}/${file}`);
      if (!answer.ok) {
        throw new Error(`${answer.status} ${await answer.text()}`);
      }
      return Buffer.from(await answer.arrayBuffer());
    },
    async misbehave(repository, fault) {
      await post('/sample/fault', { repository, fault });
    },
  };
}
