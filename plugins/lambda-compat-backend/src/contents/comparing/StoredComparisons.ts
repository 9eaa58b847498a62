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

import type { ContentsSummary } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  compareImages,
  type ImageComparison,
  type LayerCache,
} from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import {
  type ImageComparisonsRow,
  type ImageFactsRow,
  TABLE_COMPARISONS,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import { packJson, unpackJson } from '../packing';
import { readStoredContents } from './readStoredContents';
import { Turns } from './Turns';

/** What is known of the difference between two images that are known. */
export type ComparedPair =
  | { state: 'available'; summary: ContentsSummary }
  | { state: 'pending' }
  | { state: 'failed'; message: string };

/** How often `used_ms` is written at most. */
const TOUCH_MS = 86_400_000;

/** What was read so lately and is not there will not be there next time. */
const JUST_READ_MS = 3_600_000;

/** Who comes later is told to ask again. */
const MAX_WAITING = 20;

type FilesRow = Pick<ImageFactsRow, 'next_due_ms' | 'read_ms' | 'reason'>;

/**
 * Compares images that are known, once for all who ask, and keeps what came of
 * it. It takes the processor for a moment, so one is done after the other.
 */
export class StoredComparisons {
  readonly #knex: Knex;
  readonly #layers: Pick<LayerCache, 'get'>;
  readonly #summarize: (comparison: ImageComparison) => ContentsSummary;
  readonly #now: () => number;
  readonly #turns = Turns.create();

  static create(options: {
    knex: Knex;
    layers: Pick<LayerCache, 'get'>;
    summarize: (comparison: ImageComparison) => ContentsSummary;
    now: () => number;
  }): StoredComparisons {
    return new StoredComparisons(options);
  }

  private constructor(options: {
    knex: Knex;
    layers: Pick<LayerCache, 'get'>;
    summarize: (comparison: ImageComparison) => ContentsSummary;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#layers = options.layers;
    this.#summarize = options.summarize;
    this.#now = options.now;
  }

  /** Both images have to be available. Where files are missing they are read. */
  async find(from: string, to: string): Promise<ComparedPair> {
    const known = await this.#findSummary(from, to);
    if (known) {
      return known;
    }
    if (this.#turns.waiting >= MAX_WAITING) {
      return { state: 'pending' };
    }
    return this.#turns.take(
      async () =>
        (await this.#findSummary(from, to)) ?? this.#compare(from, to),
    );
  }

  /** All of a comparison that is there. */
  async read(from: string, to: string): Promise<ImageComparison | undefined> {
    const now = this.#now();
    const row = await this.#rows(from, to).first('content', 'used_ms');
    if (!row) {
      return undefined;
    }
    if (now - Number(row.used_ms) > TOUCH_MS) {
      await this.#rows(from, to).update({ used_ms: now });
    }
    return unpackJson<ImageComparison>(row.content);
  }

  async #findSummary(
    from: string,
    to: string,
  ): Promise<ComparedPair | undefined> {
    const row = await this.#rows(from, to).first('summary');
    return row && { state: 'available', summary: JSON.parse(row.summary) };
  }

  async #compare(from: string, to: string): Promise<ComparedPair> {
    const sides = [];
    for (const digest of [from, to]) {
      const contents = await readStoredContents(
        this.#knex,
        this.#layers,
        digest,
      );
      if (!contents) {
        return this.#readAgain(digest);
      }
      sides.push(contents);
    }
    const comparison = compareImages(sides[0], sides[1]);
    const summary = this.#summarize(comparison);
    await this.#knex<ImageComparisonsRow>(TABLE_COMPARISONS)
      .insert({
        from_digest: from,
        to_digest: to,
        class: comparison.class,
        summary: JSON.stringify(summary),
        content: await packJson(comparison),
        used_ms: this.#now(),
      })
      .onConflict(['from_digest', 'to_digest'])
      .ignore();
    return { state: 'available', summary };
  }

  /** The list of its files is not kept any more: it is read once more. */
  async #readAgain(digest: string): Promise<ComparedPair> {
    const rows = () =>
      this.#knex<ImageFactsRow>(TABLE_IMAGES).where({ digest });
    const row: FilesRow | undefined = await rows().first(
      'next_due_ms',
      'read_ms',
      'reason',
    );
    if (
      row &&
      Number(row.next_due_ms) === 0 &&
      this.#now() - Number(row.read_ms) < JUST_READ_MS
    ) {
      return {
        state: 'failed',
        message: row.reason
          ? `The list of files of ${digest} is not kept any more, and could not be read again: ${row.reason}`
          : `The list of files of ${digest} is too large to be kept.`,
      };
    }
    await rows()
      .andWhere({ next_due_ms: 0 })
      .update({ next_due_ms: this.#now() });
    return { state: 'pending' };
  }

  #rows(from: string, to: string) {
    return this.#knex<ImageComparisonsRow>(TABLE_COMPARISONS).where({
      from_digest: from,
      to_digest: to,
    });
  }
}
