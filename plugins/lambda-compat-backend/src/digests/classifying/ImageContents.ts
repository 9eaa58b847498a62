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

import type {
  Descriptor,
  ImageConfig,
  ImageIndex,
  ImageManifest,
  ImageRepository,
  Manifest,
} from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import {
  type ImageContentsRow,
  TABLE_IMAGE_CONTENTS,
} from '../../database/tagTables';
import type { TagRegistry } from '../TagRegistry';
import type { QuotaReserve } from './QuotaReserve';

/** What of an index is needed to compare it; kept for good. */
export type KnownIndex = Pick<
  ImageIndex,
  'kind' | 'mediaType' | 'digest' | 'manifests' | 'indexes'
> & { attestations: string[] };

/** The same of an image. */
export type KnownImage = Pick<
  ImageManifest,
  'kind' | 'mediaType' | 'digest' | 'config' | 'layers'
>;

/** The same of a configuration. */
export type KnownConfig = Pick<ImageConfig, 'platform' | 'created' | 'diffIds'>;

/** How often `used_ms` is written at most, for what is needed often. */
const TOUCH_MS = 86_400_000;

/**
 * What registries say of contents, read once: a digest names the same bytes for
 * ever and everywhere, so what one registry said of it goes for all.
 */
export class ImageContents {
  readonly #knex: Knex;
  readonly #registry: Pick<TagRegistry, 'getManifest' | 'getConfig'>;
  readonly #reserve: QuotaReserve;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    registry: Pick<TagRegistry, 'getManifest' | 'getConfig'>;
    reserve: QuotaReserve;
    now: () => number;
  }): ImageContents {
    return new ImageContents(options);
  }

  private constructor(options: {
    knex: Knex;
    registry: Pick<TagRegistry, 'getManifest' | 'getConfig'>;
    reserve: QuotaReserve;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#registry = options.registry;
    this.#reserve = options.reserve;
    this.#now = options.now;
  }

  /**
   * @param image - where it can be read
   * @throws RegistryError, and `ReserveReachedError` before a request that
   *   would use up what is left of a quota
   */
  async getManifest(
    image: ImageRepository,
    digest: string,
    options: { signal: AbortSignal },
  ): Promise<KnownIndex | KnownImage> {
    return this.#get(digest, ['index', 'image'], async () => {
      this.#reserve.check(image.registry);
      const manifest = await this.#registry.getManifest(
        { ...image, digest },
        options,
      );
      return { kind: manifest.kind, content: toKnown(manifest) };
    });
  }

  /** @throws RegistryError */
  async getConfig(
    image: ImageRepository,
    descriptor: Descriptor,
    options: { signal: AbortSignal },
  ): Promise<KnownConfig> {
    return this.#get(descriptor.digest, ['config'], async () => {
      const config = await this.#registry.getConfig(image, descriptor, options);
      const { platform, created, diffIds } = config;
      return { kind: 'config', content: { platform, created, diffIds } };
    });
  }

  async #get<T extends object>(
    digest: string,
    kinds: ReadonlyArray<ImageContentsRow['kind']>,
    read: () => Promise<{ kind: ImageContentsRow['kind']; content: T }>,
  ): Promise<T> {
    const now = this.#now();
    const rows = () => this.#knex<ImageContentsRow>(TABLE_IMAGE_CONTENTS);
    const row = await rows().where({ digest }).whereIn('kind', kinds).first();
    if (row) {
      if (now - Number(row.used_ms) > TOUCH_MS) {
        await rows().where({ digest }).update({ used_ms: now });
      }
      return JSON.parse(row.content);
    }
    const { kind, content } = await read();
    await rows()
      .insert({ digest, kind, content: JSON.stringify(content), used_ms: now })
      .onConflict('digest')
      .merge(['used_ms']);
    return content;
  }
}

function toKnown(manifest: Manifest): KnownIndex | KnownImage {
  const { kind, mediaType, digest } = manifest;
  if (kind === 'image') {
    const { config, layers } = manifest;
    return { kind, mediaType, digest, config, layers };
  }
  const { attestations, indexes, manifests } = manifest;
  return {
    kind,
    mediaType,
    digest,
    manifests,
    indexes,
    attestations: attestations.map(attestation => attestation.digest),
  };
}
