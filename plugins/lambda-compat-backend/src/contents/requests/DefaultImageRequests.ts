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
  type PlatformText,
} from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import { TABLE_TAGS, type WatchedTagsRow } from '../../database/tagTables';
import type { ContentReader } from '../../digests/classifying/ContentReader';
import { ReserveReachedError } from '../../digests/classifying/QuotaReserve';
import { toSentence } from '../../digests/toSentence';
import type { RegistryObservers } from '../../registries/RegistryObservers';
import type {
  ImageFactsReader,
  ImageRequests,
  StoredImage,
} from '../ImageFactsReader';
import { PRIORITY, requestImages } from './requestImages';

/** Somebody is looking at a page meanwhile. */
const TIMEOUT_MS = 10_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Makes images of watched repositories due; others are not asked for. */
export class DefaultImageRequests implements ImageRequests {
  readonly #knex: Knex;
  readonly #facts: ImageFactsReader;
  readonly #reader: Pick<ContentReader, 'readPlatforms'>;
  readonly #observers: Pick<RegistryObservers, 'find' | 'list'>;
  readonly #enabled: boolean;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    facts: ImageFactsReader;
    reader: Pick<ContentReader, 'readPlatforms'>;
    observers: Pick<RegistryObservers, 'find' | 'list'>;
    enabled: boolean;
    now: () => number;
  }): DefaultImageRequests {
    return new DefaultImageRequests(options);
  }

  private constructor(options: {
    knex: Knex;
    facts: ImageFactsReader;
    reader: Pick<ContentReader, 'readPlatforms'>;
    observers: Pick<RegistryObservers, 'find' | 'list'>;
    enabled: boolean;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#facts = options.facts;
    this.#reader = options.reader;
    this.#observers = options.observers;
    this.#enabled = options.enabled;
    this.#now = options.now;
  }

  async requestImage(image: {
    registry: string;
    repository: string;
    digest: string;
    platform: string;
  }): Promise<StoredImage | undefined> {
    const { digest, platform } = image;
    const known = await this.#find(digest, platform);
    if (known || !this.#enabled) {
      return known;
    }
    const failed = (reason: string): StoredImage => ({
      digest,
      platform,
      state: 'failed',
      reason,
      facts: null,
    });
    if (!DIGEST.test(digest)) {
      return failed('It is no digest of SHA-256.');
    }
    const name = `${image.registry}/${image.repository}`;
    const observer = await this.#findObserver(image);
    if (observer === undefined) {
      return failed(`No tag of ${name} is watched, so it is not read.`);
    }
    const asked = await this.#resolve(image, observer);
    if ('reason' in asked) {
      return failed(asked.reason);
    }
    await requestImages(
      this.#knex,
      [
        {
          digest: asked.digest,
          platform,
          registry: image.registry,
          repository: image.repository,
          observer,
          priority: PRIORITY.asked,
        },
      ],
      this.#now(),
    );
    return this.#find(asked.digest, platform);
  }

  async #find(
    digest: string,
    platform: string,
  ): Promise<StoredImage | undefined> {
    const image = (await this.#facts.readImages(this.#knex, [digest])).get(
      digest,
    );
    return image?.platform === platform ? image : undefined;
  }

  /** Undefined where the repository is not watched. */
  async #findObserver({
    registry,
    repository,
  }: ImageRepository): Promise<string | undefined> {
    const rows: string[] = await this.#knex<WatchedTagsRow>(TABLE_TAGS)
      .where({ registry, repository, not_watched: '' })
      .distinct('observer')
      .pluck('observer');
    return this.#observers
      .list(registry)
      .find(({ observer }) => rows.includes(observer))?.observer;
  }

  /** The image of a platform: a digest may be that of an index. */
  async #resolve(
    image: ImageRepository & { digest: string; platform: PlatformText },
    observer: string,
  ): Promise<{ digest: string } | { reason: string }> {
    const place = this.#observers.find(image.registry, observer);
    if (!place) {
      return { reason: `The configuration says not to ask ${image.registry}.` };
    }
    try {
      const { images } = await this.#reader.readPlatforms(
        {
          registry: place.host,
          repository: place.repositoryPrefix + image.repository,
        },
        image.digest,
        { signal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      const found = images.find(({ platform }) => platform === image.platform);
      return found
        ? { digest: found.digest }
        : { reason: `It has no image for ${image.platform}.` };
    } catch (error) {
      if (isRegistryError(error) || error instanceof ReserveReachedError) {
        return { reason: toSentence(error) };
      }
      throw error;
    }
  }
}
