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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { fillConsumers } from '../../collection/consumers/fillConsumers';
import {
  type CoverageRevisionsRow,
  TABLE_REVISIONS,
} from '../../database/tables';
import { TABLE_TAGS, type WatchedTagsRow } from '../../database/tagTables';
import { RuntimesInUse } from '../../runtimes/RuntimesInUse';
import { LONGEST_WAIT_MS } from '../looking/lookTimes';
import { syncWatchedTags, type WatchingPolicy } from './syncWatchedTags';

/** Without news it is compared anew after this time all the same. */
const LONGEST_PAUSE_MS = 600_000;

/** @see TagWatching.create */
export interface TagWatchingOptions {
  knex: Knex;
  policy: WatchingPolicy;
  logger: LoggerService;
  now: () => number;
}

/** Keeps the list of watched tags. */
export class TagWatching {
  readonly #options: TagWatchingOptions;
  readonly #runtimes: RuntimesInUse;
  #revision: number | undefined;
  #comparedAt = 0;
  #filled = false;

  static create(options: TagWatchingOptions): TagWatching {
    return new TagWatching(options);
  }

  private constructor(options: TagWatchingOptions) {
    this.#options = options;
    this.#runtimes = RuntimesInUse.create(options);
  }

  /**
   * Compares with what components name, unless nothing has changed since this
   * replica did.
   */
  async synchronize(): Promise<void> {
    const { knex, logger, policy } = this.#options;
    const now = this.#options.now();
    if (!this.#filled) {
      const filled = await fillConsumers(knex);
      this.#filled = true;
      if (filled > 0) {
        logger.info(`Found the tags that ${filled} Lambdas name already`, {
          filled,
        });
      }
    }
    // Read first: what is written meanwhile is compared next time.
    const row = await knex<CoverageRevisionsRow>(TABLE_REVISIONS)
      .where('name', 'facts')
      .first();
    const revision = Number(row?.revision ?? 0);
    const age = now - this.#comparedAt;
    if (revision === this.#revision && age >= 0 && age < LONGEST_PAUSE_MS) {
      return;
    }
    if (policy.watchRuntimes) {
      await this.#runtimes.synchronize();
    }
    await syncWatchedTags(knex, policy, now);
    await this.#mendTimes(now);
    this.#revision = revision;
    this.#comparedAt = now;
  }

  /** A clock that was wrong may have put looks off for years. */
  async #mendTimes(now: number): Promise<void> {
    const { knex, policy } = this.#options;
    const { schedule } = policy;
    const longest = Math.max(
      schedule.unpinnedMs,
      schedule.pinnedMs,
      schedule.datedMs,
      LONGEST_WAIT_MS,
    );
    await knex<WatchedTagsRow>(TABLE_TAGS)
      .where('next_due_ms', '>', now + 2 * longest)
      .update({ next_due_ms: now });
    await knex<WatchedTagsRow>(TABLE_TAGS)
      .where('contents_due_ms', '>', now + 2 * longest)
      .update({ contents_due_ms: 0 });
  }
}
