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
  parsePlatform,
  selectPlatform,
  type ImageConfig,
  type ImageIndex,
  type ImageManifest,
  type ImageRepository,
  type PlatformText,
  type RegistryClient,
} from '@lambda-compat/oci-registry';
import { ContentsError } from '../errors';

/** Indexes within indexes that are looked into, in all. */
const MAX_NESTED_INDEXES = 8;
/** Manifests of which the index does not say the platform that are asked. */
const MAX_UNTOLD = 8;

/**
 * What is asked of a registry.
 *
 * @public
 */
export type ContentsClient = Pick<
  RegistryClient,
  'getManifest' | 'getConfig' | 'openBlob'
>;

/** @internal */
export interface FoundImage {
  digest: string;
  platform: PlatformText;
  manifest: ImageManifest;
  config: ImageConfig;
}

/**
 * The image of a digest; of an index that of the platform, never another.
 *
 * @throws ContentsError `unsupported` where there is none
 * @internal
 */
export class ImageFinder {
  readonly #client: ContentsClient;
  readonly #repository: ImageRepository;
  readonly #signal: AbortSignal | undefined;
  #nested = 0;

  constructor(
    client: ContentsClient,
    repository: ImageRepository,
    signal: AbortSignal | undefined,
  ) {
    this.#client = client;
    this.#repository = repository;
    this.#signal = signal;
  }

  async find(
    digest: string,
    platform: PlatformText | undefined,
  ): Promise<FoundImage> {
    const top = await this.#manifest(digest);
    if (top.kind === 'image') {
      const config = await this.#config(top);
      return { digest, platform: config.platform, manifest: top, config };
    }
    if (platform === undefined) {
      throw new ContentsError(
        'unsupported',
        `${digest} is an index of images for several platforms, of which none was named`,
      );
    }
    const found = await this.#inIndex(top, parsePlatform(platform));
    if (!found) {
      throw new ContentsError(
        'unsupported',
        `The index ${digest} has no image for ${platform}`,
      );
    }
    return found;
  }

  async #inIndex(
    index: ImageIndex,
    platform: PlatformText,
  ): Promise<FoundImage | undefined> {
    const selected = selectPlatform(index, platform);
    if (selected) {
      const manifest = await this.#manifest(selected.digest);
      if (manifest.kind === 'image') {
        const config = await this.#config(manifest);
        return { digest: selected.digest, platform, manifest, config };
      }
    }
    return (
      (await this.#amongUntold(index, platform)) ??
      (await this.#inNested(index, platform))
    );
  }

  /** Their configurations say it. */
  async #amongUntold(
    index: ImageIndex,
    platform: PlatformText,
  ): Promise<FoundImage | undefined> {
    const untold = index.manifests.filter(item => item.platform === null);
    for (const { digest } of untold.slice(0, MAX_UNTOLD)) {
      const manifest = await this.#manifest(digest);
      if (manifest.kind === 'image') {
        const config = await this.#config(manifest);
        if (config.platform === platform) {
          return { digest, platform, manifest, config };
        }
      }
    }
    return undefined;
  }

  async #inNested(
    index: ImageIndex,
    platform: PlatformText,
  ): Promise<FoundImage | undefined> {
    for (const { digest } of index.indexes) {
      this.#nested += 1;
      if (this.#nested > MAX_NESTED_INDEXES) {
        return undefined;
      }
      const manifest = await this.#manifest(digest);
      const found =
        manifest.kind === 'index'
          ? await this.#inIndex(manifest, platform)
          : undefined;
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  async #manifest(digest: string) {
    return this.#client.getManifest(
      { ...this.#repository, digest },
      { signal: this.#signal },
    );
  }

  async #config(manifest: ImageManifest): Promise<ImageConfig> {
    return this.#client.getConfig(this.#repository, manifest.config, {
      signal: this.#signal,
    });
  }
}
