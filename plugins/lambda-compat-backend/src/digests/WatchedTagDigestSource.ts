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
  DigestQuery,
  DigestSource,
} from '@lambda-compat/backstage-plugin-lambda-compat-node';
import type { Knex } from 'knex';
import { TABLE_TAGS, type WatchedTagsRow } from '../database/tagTables';
import type { RegistryObservers } from '../registries/RegistryObservers';

/** What was seen longer ago is not written into build files. */
const LONGEST_AGE_MS = 48 * 3_600_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Knows the digests of watched tags, as of the last look. */
export class WatchedTagDigestSource implements DigestSource {
  readonly name = 'registry';
  readonly #knex: Knex;
  readonly #observers: RegistryObservers;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    observers: RegistryObservers;
    now?: () => number;
  }): WatchedTagDigestSource {
    return new WatchedTagDigestSource(options);
  }

  private constructor(options: {
    knex: Knex;
    observers: RegistryObservers;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#observers = options.observers;
    this.#now = options.now ?? Date.now;
  }

  async resolveDigest(image: DigestQuery): Promise<string | undefined> {
    const { registry, repository, tag } = image;
    const [primary] = this.#observers.list(registry);
    if (tag === null || !primary) {
      return undefined;
    }
    const row = await this.#knex<WatchedTagsRow>(TABLE_TAGS)
      .where({
        registry,
        repository,
        tag,
        observer: primary.observer,
        state: 'present',
      })
      .andWhere('seen_ms', '>=', this.#now() - LONGEST_AGE_MS)
      .first('digest');
    return row && DIGEST.test(row.digest) ? row.digest : undefined;
  }
}
