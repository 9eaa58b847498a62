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

import {
  type ImageRepository,
  isRegistryError,
  type Manifest,
  type PlatformText,
  parsePlatform,
  RegistryClient,
} from '@lambda-compat/oci-registry';
import crypto from 'node:crypto';
import type {
  Answer,
  AskedBlob,
  AskedImage,
  ClientSettings,
  ClientUnderTest,
  Failure,
  Question,
  StartedClient,
} from '../client';
import { FAILURES } from '../client';

/** Indexes within indexes that are read (image-spec sets no bound). */
const MAX_DEPTH = 3;

/** As fast as it likes, where a case sets no rate. */
const UNBOUNDED = { requestsPerSecond: 1000, burst: 1000 };

class StartedOciRegistry implements StartedClient {
  readonly #client: RegistryClient;

  constructor(settings: ClientSettings) {
    const { names, patience, registries } = settings;
    this.#client = RegistryClient.create({
      registries: registries.map(registry => ({ ...UNBOUNDED, ...registry })),
      limits: patience,
      ...(Object.keys(names).length > 0 && { lookup: createLookup(names) }),
    });
  }

  async ask(question: Question): Promise<Answer> {
    try {
      return await this.#answer(question);
    } catch (error) {
      if (!isRegistryError(error)) {
        throw error;
      }
      const failure = FAILURES.find(code => code === error.code);
      return {
        failure: failure ?? ('not a failure of the suite' as Failure),
        message: error.message,
        retryAt: error.retryAt,
      };
    }
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #answer(question: Question): Promise<Answer> {
    const { image } = question;
    switch (question.ask) {
      case 'digest':
        return { digest: (await this.#client.resolveTag(image)).digest };
      case 'manifest': {
        const { registry, repository } = image;
        const manifest = await this.#client.getManifest(
          question.digest === undefined
            ? image
            : { registry, repository, digest: question.digest },
        );
        return { digest: manifest.digest };
      }
      case 'platforms':
        return { platforms: await this.#platforms(image) };
      case 'platform': {
        const platforms = await this.#platforms(image);
        const digest = platforms[parsePlatform(question.platform)];
        return digest === undefined
          ? { failure: 'manifest-unknown', message: 'no such platform' }
          : { digest };
      }
      case 'config':
        return {
          digest: (await this.#client.getConfig(image, question.config)).digest,
        };
      case 'blob':
        return { digest: await this.#hash(image, question.blob) };
      case 'tags':
        return { tags: await this.#client.listTags(image) };
      default:
        return this.#quota(image);
    }
  }

  async #hash(image: ImageRepository, blob: AskedBlob): Promise<string> {
    const hash = crypto.createHash('sha256');
    for await (const piece of await this.#client.openBlob(image, blob)) {
      hash.update(piece);
    }
    return `sha256:${hash.digest('hex')}`;
  }

  #quota(image: AskedImage): Answer {
    const pulls = this.#client
      .quotas()
      .find(({ registry }) => registry === image.registry)?.pulls;
    return {
      quota: pulls
        ? {
            limit: pulls.limit,
            remaining: pulls.remaining,
            window: pulls.windowSeconds ?? 0,
          }
        : null,
    };
  }

  async #platforms(image: AskedImage): Promise<Record<PlatformText, string>> {
    const found: Record<PlatformText, string> = {};
    await this.#addPlatforms(
      image,
      await this.#client.getManifest(image),
      found,
      1,
    );
    return found;
  }

  /** The first image of a platform counts. */
  async #addPlatforms(
    image: AskedImage,
    manifest: Manifest,
    found: Record<PlatformText, string>,
    depth: number,
  ): Promise<void> {
    const { registry, repository } = image;
    const read = (digest: string) =>
      this.#client.getManifest({ registry, repository, digest });
    if (manifest.kind === 'image') {
      const config = await this.#client.getConfig(image, manifest.config);
      found[config.platform] ??= manifest.digest;
      return;
    }
    for (const child of manifest.manifests) {
      if (child.platform === null) {
        await this.#addPlatforms(
          image,
          await read(child.digest),
          found,
          depth + 1,
        );
      } else {
        found[child.platform] ??= child.digest;
      }
    }
    if (depth < MAX_DEPTH) {
      for (const { digest } of manifest.indexes) {
        await this.#addPlatforms(image, await read(digest), found, depth + 1);
      }
    }
  }
}

/** `@lambda-compat/oci-registry` in the terms of the suite. */
export const ociRegistry: ClientUnderTest = {
  name: '@lambda-compat/oci-registry',
  start: async settings => new StartedOciRegistry(settings),
};

function createLookup(names: ClientSettings['names']) {
  const times = new Map<string, number>();
  return async (host: string) => {
    const lists = names[host];
    const time = times.get(host) ?? 0;
    times.set(host, time + 1);
    const addresses = lists?.[Math.min(time, lists.length - 1)] ?? [];
    if (addresses.length === 0) {
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
        code: 'ENOTFOUND',
      });
    }
    return addresses.map(address => ({
      address,
      family: address.includes(':') ? (6 as const) : (4 as const),
    }));
  };
}
