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
  isRegistryError,
  type ImageRepository,
  type PlatformText,
} from '@lambda-compat/oci-registry';
import { ContentsBudget } from '../ContentsBudget';
import { ContentsError, messageOf } from '../errors';
import { readLayerWithin } from '../layers/readLayer';
import type {
  ContentsLimits,
  ImageContents,
  LayerCache,
  LayerContents,
} from '../types';
import { imageFromLayers } from './imageFromLayers';
import { ImageFinder, type ContentsClient } from './ImageFinder';
import { foreignLayer, pairLayers, type PairedLayer } from './pairLayers';

/**
 * How an {@link ImageReader} reads.
 *
 * @public
 */
export interface ImageReaderOptions {
  client: ContentsClient;
  /** Where layers are kept that were read; by default they are not. */
  cache?: LayerCache;
  /** Others than {@link DEFAULT_CONTENTS_LIMITS}. */
  limits?: Partial<ContentsLimits>;
}

/** @public */
export interface ReadImageOptions {
  /** Of which image, where the digest is that of an index. */
  platform?: PlatformText;
  /** Ends the reading with its reason. */
  signal?: AbortSignal;
}

/**
 * Reads what is in images of registries: layer by layer, one of each image at a
 * time, those that are known already not at all.
 *
 * @public
 */
export class ImageReader {
  readonly #client: ContentsClient;
  readonly #cache: LayerCache | undefined;
  readonly #limits: Partial<ContentsLimits>;
  /** Layers that are being read, so that images which share one wait for it. */
  readonly #reading = new Map<string, Promise<LayerContents>>();

  static create(options: ImageReaderOptions): ImageReader {
    return new ImageReader(options);
  }

  private constructor(options: ImageReaderOptions) {
    this.#client = options.client;
    this.#cache = options.cache;
    this.#limits = options.limits ?? {};
  }

  /**
   * What is in an image. Limits are of the image as a whole, layers that were
   * kept included.
   *
   * @throws ContentsError; RegistryError where the registry does not answer or
   *   the client refuses to ask; the reason of the signal; what the cache fails
   *   with
   */
  async read(
    image: ImageRepository & { digest: string },
    options: ReadImageOptions = {},
  ): Promise<ImageContents> {
    const { registry, repository } = image;
    const { platform, signal } = options;
    const finder = new ImageFinder(
      this.#client,
      { registry, repository },
      signal,
    );
    const found = await finder.find(image.digest, platform);
    const budget = new ContentsBudget(this.#limits);
    const pairs = pairLayers(found.manifest, found.config, budget.limits);
    // Some tools write one layer several times, such as an empty one.
    const own = new Map<string, LayerContents>();
    const read = new Map<PairedLayer, LayerContents>();
    for (const left = [...pairs]; left.length > 0; ) {
      signal?.throwIfAborted();
      const [pair] = left.splice(this.#findNext(left), 1);
      const layer = pair.foreign
        ? foreignLayer(pair)
        : own.get(pair.diffId) ??
          (await this.#layer({ registry, repository }, pair, budget, signal));
      own.set(pair.diffId, layer);
      read.set(pair, layer);
    }
    const layers = pairs.flatMap(pair => read.get(pair) ?? []);
    return imageFromLayers({ ...found, layers });
  }

  /** What another image reads at the moment can wait until it has done so. */
  #findNext(left: readonly PairedLayer[]): number {
    const free = left.findIndex(({ diffId }) => !this.#reading.has(diffId));
    return Math.max(0, free);
  }

  async #layer(
    repository: ImageRepository,
    pair: PairedLayer,
    budget: ContentsBudget,
    signal: AbortSignal | undefined,
  ): Promise<LayerContents> {
    const { diffId } = pair;
    for (;;) {
      const known =
        (await this.#cache?.get(diffId)) ??
        (await this.#readElsewhere(diffId, signal));
      if (known) {
        budget.takeLayer(known);
        budget.takeKept(known);
        return known;
      }
      if (!this.#reading.has(diffId)) {
        break;
      }
    }
    const reading = this.#fetch(repository, pair, budget, signal);
    this.#reading.set(diffId, reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(diffId);
    }
  }

  /**
   * Waits for another image that reads the layer; undefined where none does, or
   * where it fails, which may be for reasons of its own.
   */
  async #readElsewhere(
    diffId: string,
    signal: AbortSignal | undefined,
  ): Promise<LayerContents | undefined> {
    const reading = this.#reading.get(diffId);
    if (!reading) {
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(signal?.reason);
      const done = (layer?: LayerContents) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(layer);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      reading.then(done, () => done());
    });
  }

  async #fetch(
    repository: ImageRepository,
    { descriptor, diffId }: PairedLayer,
    budget: ContentsBudget,
    signal: AbortSignal | undefined,
  ): Promise<LayerContents> {
    try {
      const blob = await this.#client.openBlob(repository, descriptor, {
        signal,
      });
      const contents = await readLayerWithin(
        blob,
        { mediaType: descriptor.mediaType, diffId, signal },
        budget,
      );
      await this.#cache?.set(contents);
      return contents;
    } catch (error) {
      if (isRegistryError(error) && error.code === 'wrong-digest') {
        throw new ContentsError(
          'damaged',
          `The layer ${diffId} cannot be read: ${messageOf(error)}`,
          { cause: error },
        );
      }
      throw error;
    }
  }
}
