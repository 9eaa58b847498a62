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

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deleteImage, pushImage, type SkopeoCredentials } from '../skopeo';
import { ImageLayout, type LaidOutIndex } from './layout';
import {
  buildStandIn,
  buildUserland,
  type Userland,
  type UserlandName,
  USERLANDS,
} from './userlands';

/**
 * What happens to the tag, in order: what happened to Amazon Linux's `latest`
 * in April 2025, and what else happens to tags.
 */
export const STORY_STEPS = [
  'gcc-11',
  'gcc-12',
  'rebuilt',
  'gcc-14',
  'reverted',
  'single',
  'deleted',
  'restored',
] as const;

export type StoryStep = (typeof STORY_STEPS)[number];

/** When each index was built; `reverted` and `restored` are the first again. */
const CREATED = {
  'gcc-11': '2025-03-17T10:00:00Z',
  'gcc-12': '2025-03-27T10:00:00Z',
  rebuilt: '2025-04-03T10:00:00Z',
  'gcc-14': '2025-04-14T10:00:00Z',
};

/** Where the story is played. */
export interface Scene {
  /** Host of the registry, and repository. */
  repository: string;
  tag: string;
  credentials?: SkopeoCredentials;
}

/** Both architectures of each, in the order of the story. */
async function buildAll(
  build: typeof buildUserland,
): Promise<Map<UserlandName, Userland[]>> {
  const built = new Map<UserlandName, Userland[]>();
  for (const name of USERLANDS) {
    built.set(name, [await build(name, 'amd64'), await build(name, 'arm64')]);
  }
  return built;
}

/** The images of the story, ready to be pushed. */
export class Story {
  readonly #layout: ImageLayout;
  readonly #indexes: Record<keyof typeof CREATED, LaidOutIndex>;
  readonly #single: { source: string; digest: string };
  /** What the images are made of, both architectures of each. */
  readonly userlands: readonly Userland[];

  /**
   * Builds it below the system's temporary folder. Where Debian cannot be
   * reached, it is the same story of other files, and says so.
   */
  static async build(): Promise<Story> {
    try {
      return new Story(await buildAll(buildUserland));
    } catch (error) {
      process.stderr.write(
        `The images of the story are made of texts, not of Debian's files: ${error}\n`,
      );
      return new Story(await buildAll(buildStandIn));
    }
  }

  private constructor(userlands: ReadonlyMap<UserlandName, Userland[]>) {
    const folder = fs.mkdtempSync(
      path.join(os.tmpdir(), 'lambda-compat-story-'),
    );
    const layout = new ImageLayout(folder);
    const add = (name: keyof typeof CREATED, of: UserlandName) =>
      layout.addIndex(name, userlands.get(of)!, CREATED[name]);
    this.#layout = layout;
    this.#indexes = {
      'gcc-11': add('gcc-11', 'gcc-11'),
      'gcc-12': add('gcc-12', 'gcc-12'),
      rebuilt: add('rebuilt', 'gcc-12'),
      'gcc-14': add('gcc-14', 'gcc-14'),
    };
    // One platform of the first image, in Docker's types.
    const [, arm64] = userlands.get('gcc-11')!;
    const [, image] = this.#indexes['gcc-11'].images;
    this.#single = layout.writeDockerImage('single', image, arm64);
    this.userlands = [...userlands.values()].flat();
  }

  /** What was built for a step; of `single` and `deleted` there is none. */
  index(step: StoryStep): LaidOutIndex | undefined {
    switch (step) {
      case 'reverted':
      case 'restored':
        return this.#indexes['gcc-11'];
      case 'single':
      case 'deleted':
        return undefined;
      default:
        return this.#indexes[step];
    }
  }

  /** Of what the tag points to after a step; empty where it is gone. */
  digest(step: StoryStep): string {
    switch (step) {
      case 'single':
        return this.#single.digest;
      case 'deleted':
        return '';
      default:
        return this.index(step)!.digest;
    }
  }

  /** Does to the tag what the step says. */
  async play(step: StoryStep, scene: Scene): Promise<void> {
    const reference = `${scene.repository}:${scene.tag}`;
    const { credentials } = scene;
    switch (step) {
      case 'single':
        await pushImage(this.#single.source, reference, {
          credentials,
          more: ['--preserve-digests'],
        });
        return;
      case 'deleted':
        await deleteImage(reference, credentials);
        return;
      default:
        await pushImage(
          this.#layout.source(this.index(step)!.name),
          reference,
          {
            credentials,
          },
        );
    }
  }

  remove(): void {
    fs.rmSync(this.#layout.folder, { recursive: true, force: true });
  }
}
