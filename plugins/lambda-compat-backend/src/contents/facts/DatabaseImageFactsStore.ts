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

import type { ImageFacts } from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import {
  type ImageFactsRow,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import { toChunks } from '../../database/statements';
import type { ImageFactsReader, StoredImage } from '../ImageFactsReader';
import { unpackJson } from '../packing';

/** Each is about a megabyte in memory, and verdicts ask for few at once. */
const MAX_KEPT = 32;

type StateRow = Pick<ImageFactsRow, 'digest' | 'platform' | 'state' | 'reason'>;

/**
 * What is known of images. What a digest stands for does not change, so what was
 * unpacked lately is kept; states are read each time.
 */
export class DatabaseImageFactsStore implements ImageFactsReader {
  /** The one that was needed last comes last. */
  readonly #kept = new Map<string, ImageFacts>();

  static create(): DatabaseImageFactsStore {
    return new DatabaseImageFactsStore();
  }

  private constructor() {}

  async readImages(
    knex: Knex,
    digests: readonly string[],
  ): Promise<Map<string, StoredImage>> {
    const images = new Map<string, StoredImage>();
    for (const chunk of toChunks([...new Set(digests)])) {
      const rows: StateRow[] = await knex<ImageFactsRow>(TABLE_IMAGES)
        .whereIn('digest', chunk)
        .select('digest', 'platform', 'state', 'reason');
      for (const row of rows) {
        const facts =
          row.state === 'available'
            ? await this.#readFacts(knex, row.digest)
            : null;
        images.set(row.digest, {
          digest: row.digest,
          platform: row.platform,
          state: row.state,
          // Of what is known it is why its files could not be read again.
          reason: row.state === 'available' ? null : row.reason || null,
          facts,
        });
      }
    }
    return images;
  }

  async #readFacts(knex: Knex, digest: string): Promise<ImageFacts | null> {
    const kept = this.#kept.get(digest);
    if (kept) {
      this.#keep(digest, kept);
      return kept;
    }
    const row = await knex<ImageFactsRow>(TABLE_IMAGES)
      .where({ digest })
      .first('facts');
    if (!row?.facts) {
      return null;
    }
    const facts = await unpackJson<ImageFacts>(row.facts);
    this.#keep(digest, facts);
    return facts;
  }

  #keep(digest: string, facts: ImageFacts): void {
    this.#kept.delete(digest);
    this.#kept.set(digest, facts);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT) {
      this.#kept.delete(oldest);
    }
  }
}
