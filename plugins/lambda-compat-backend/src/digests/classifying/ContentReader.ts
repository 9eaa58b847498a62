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
  COMPARED_PLATFORMS,
  type ImageRepository,
  type IndexedManifest,
  isRegistryError,
  type PlatformImage,
  type TagContent,
} from '@lambda-compat/oci-registry';
import type {
  ImageContents,
  KnownConfig,
  KnownImage,
  KnownIndex,
} from './ImageContents';

/** Real indexes have up to some 30 platforms. What is beyond is left out. */
const MAX_PLATFORMS = 64;
const MAX_DEPTH = 3;
/** Indexes inside an index, and images whose platform it does not name. */
const MAX_CHILDREN = 16;

/**
 * Reads what a digest stands for, by digests only: a tag may have moved on.
 */
export class ContentReader {
  readonly #contents: Pick<ImageContents, 'getManifest' | 'getConfig'>;

  static create(options: {
    contents: Pick<ImageContents, 'getManifest' | 'getConfig'>;
  }): ContentReader {
    return new ContentReader(options.contents);
  }

  private constructor(
    contents: Pick<ImageContents, 'getManifest' | 'getConfig'>,
  ) {
    this.#contents = contents;
  }

  /**
   * The platforms of a digest and their digests: for an index just the index,
   * for a single manifest its configuration as well.
   *
   * @throws what `ImageContents` throws
   */
  async readPlatforms(
    image: ImageRepository,
    digest: string,
    options: { signal: AbortSignal },
  ): Promise<TagContent> {
    const manifest = await this.#contents.getManifest(image, digest, options);
    const { kind, mediaType } = manifest;
    const content: TagContent = {
      digest,
      mediaType,
      kind,
      images: [],
      attestations: [],
    };
    if (manifest.kind === 'image') {
      content.images.push(await this.#readImage(image, manifest, options));
      return content;
    }
    const budget = { children: MAX_CHILDREN };
    await this.#addIndex(image, manifest, content, { ...options, budget }, 1);
    return content;
  }

  /**
   * Adds to both sides what decides whether the files of a platform differ: the
   * manifests where the digests differ, the configurations where the layers do.
   *
   * @param giveUp - takes errors after which the rest is compared all the same
   * @throws other errors
   */
  async readDifferences(
    image: ImageRepository,
    before: TagContent,
    after: TagContent,
    options: {
      signal: AbortSignal;
      giveUp: (error: unknown, side: 'before' | 'after') => boolean;
    },
  ): Promise<void> {
    const attempt = async (side: PlatformImage, work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        const isOld = before.images.includes(side);
        if (!options.giveUp(error, isOld ? 'before' : 'after')) {
          throw error;
        }
      }
    };
    for (const platform of COMPARED_PLATFORMS) {
      const sides = [before, after].flatMap(({ images }) => {
        const first = images.find(known => known.platform === platform);
        return first ? [first] : [];
      });
      if (sides.length === 2 && sides[0].digest !== sides[1].digest) {
        for (const side of sides) {
          await attempt(side, () => this.#addManifest(image, side, options));
        }
        if (needsConfigs(sides)) {
          for (const side of sides) {
            await attempt(side, () => this.#addConfig(image, side, options));
          }
        }
      }
    }
  }

  /** Reads everything that a later comparison may need. */
  async readAll(
    image: ImageRepository,
    content: TagContent,
    options: { signal: AbortSignal },
  ): Promise<void> {
    for (const known of content.images) {
      if (COMPARED_PLATFORMS.includes(known.platform)) {
        await this.#addManifest(image, known, options);
        await this.#addConfig(image, known, options);
      }
    }
  }

  async #addIndex(
    image: ImageRepository,
    index: KnownIndex,
    content: TagContent,
    options: { signal: AbortSignal; budget: { children: number } },
    depth: number,
  ): Promise<void> {
    for (const child of index.manifests) {
      if (content.images.length >= MAX_PLATFORMS) {
        break;
      }
      const known = await this.#readChild(image, child, options);
      if (known) {
        content.images.push(known);
      }
    }
    content.attestations.push(...index.attestations);
    for (const { digest } of index.indexes) {
      if (depth >= MAX_DEPTH || options.budget.children <= 0) {
        return;
      }
      options.budget.children -= 1;
      const nested = await this.#readExisting(image, digest, options);
      if (nested?.kind === 'index') {
        await this.#addIndex(image, nested, content, options, depth + 1);
      }
    }
  }

  async #readChild(
    image: ImageRepository,
    child: IndexedManifest,
    options: { signal: AbortSignal; budget: { children: number } },
  ): Promise<PlatformImage | undefined> {
    const { digest, platform } = child;
    if (platform !== null) {
      return { platform, digest, manifest: null, config: null };
    }
    if (options.budget.children <= 0) {
      return undefined;
    }
    options.budget.children -= 1;
    const manifest = await this.#readExisting(image, digest, options);
    return manifest?.kind === 'image'
      ? this.#readImage(image, manifest, options)
      : undefined;
  }

  /** Undefined where an index names what the registry does not have. */
  async #readExisting(
    image: ImageRepository,
    digest: string,
    options: { signal: AbortSignal },
  ): Promise<KnownIndex | KnownImage | undefined> {
    try {
      return await this.#contents.getManifest(image, digest, options);
    } catch (error) {
      if (isRegistryError(error) && error.code === 'manifest-unknown') {
        return undefined;
      }
      throw error;
    }
  }

  async #readImage(
    image: ImageRepository,
    manifest: KnownImage,
    options: { signal: AbortSignal },
  ): Promise<PlatformImage> {
    const config = await this.#contents.getConfig(
      image,
      manifest.config,
      options,
    );
    const { platform } = config;
    return { platform, digest: manifest.digest, manifest, config };
  }

  async #addManifest(
    image: ImageRepository,
    known: PlatformImage,
    options: { signal: AbortSignal },
  ): Promise<void> {
    if (known.manifest) {
      return;
    }
    const manifest = await this.#contents.getManifest(
      image,
      known.digest,
      options,
    );
    known.manifest = manifest.kind === 'image' ? manifest : null;
  }

  async #addConfig(
    image: ImageRepository,
    known: PlatformImage,
    options: { signal: AbortSignal },
  ): Promise<void> {
    if (known.config || !known.manifest) {
      return;
    }
    const config: KnownConfig = await this.#contents.getConfig(
      image,
      known.manifest.config,
      options,
    );
    known.config = config;
  }
}

function needsConfigs([before, after]: readonly PlatformImage[]): boolean {
  return (
    before.manifest !== null &&
    after.manifest !== null &&
    before.manifest.config.digest !== after.manifest.config.digest &&
    before.manifest.layers.map(({ digest }) => digest).join() !==
      after.manifest.layers.map(({ digest }) => digest).join()
  );
}
