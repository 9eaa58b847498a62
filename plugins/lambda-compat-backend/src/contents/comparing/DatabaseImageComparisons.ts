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

import type { MoveComparison } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type ImageFactsRow,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import type { ImageComparisons } from '../ImageFactsReader';
import { findWatchedImages } from '../requests/findWatchedImages';
import { PRIORITY, requestImages } from '../requests/requestImages';
import type { StoredComparisons } from './StoredComparisons';

type ImageState = Pick<ImageFactsRow, 'digest' | 'state' | 'reason'>;

/** Answers from what is stored, and has read what is not. */
export class DatabaseImageComparisons implements ImageComparisons {
  readonly #knex: Knex;
  readonly #comparisons: Pick<StoredComparisons, 'find' | 'read'>;
  readonly #enabled: boolean;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    comparisons: Pick<StoredComparisons, 'find' | 'read'>;
    enabled: boolean;
    now: () => number;
  }): DatabaseImageComparisons {
    return new DatabaseImageComparisons(options);
  }

  private constructor(options: {
    knex: Knex;
    comparisons: Pick<StoredComparisons, 'find' | 'read'>;
    enabled: boolean;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#comparisons = options.comparisons;
    this.#enabled = options.enabled;
    this.#now = options.now;
  }

  async compare(options: {
    from: string;
    to: string;
    platform: string;
  }): Promise<MoveComparison> {
    const { from, platform, to } = options;
    if (from === to) {
      return toState('none', 'Both are the same image.');
    }
    const known = await this.#comparisons.read(from, to);
    if (known) {
      return { state: 'available', message: null, comparison: known };
    }
    if (!this.#enabled) {
      return toState(
        'off',
        'Contents of images are not read, by configuration.',
      );
    }
    const images: ImageState[] = await this.#knex<ImageFactsRow>(TABLE_IMAGES)
      .whereIn('digest', [from, to])
      .select('digest', 'state', 'reason');
    const missing = [from, to].filter(digest =>
      images.every(image => image.digest !== digest),
    );
    if (missing.length > 0) {
      return this.#request(missing, platform);
    }
    const unread = images.find(({ state }) => state !== 'available');
    if (unread) {
      return toState(
        unread.state as 'pending',
        unread.reason || `The image ${unread.digest} is being read.`,
      );
    }
    const pair = await this.#comparisons.find(from, to);
    if (pair.state === 'available') {
      const comparison = await this.#comparisons.read(from, to);
      return comparison
        ? { state: 'available', message: null, comparison }
        : toState('pending', 'It is being compared.');
    }
    return toState(
      pair.state,
      pair.state === 'failed' ? pair.message : 'It is being compared.',
    );
  }

  async #request(
    digests: readonly string[],
    platform: string,
  ): Promise<MoveComparison> {
    const found = await findWatchedImages(this.#knex, digests, platform);
    const unknown = digests.find(digest =>
      found.every(image => image.digest !== digest),
    );
    if (unknown) {
      return toState(
        'failed',
        `No tag that is watched has pointed to ${unknown} for ${platform}.`,
      );
    }
    await requestImages(
      this.#knex,
      found.map(image => ({ ...image, priority: PRIORITY.asked })),
      this.#now(),
    );
    return toState('pending', 'The images are being read.');
  }
}

function toState(
  state: MoveComparison['state'],
  message: string,
): MoveComparison {
  return { state, message, comparison: null };
}
