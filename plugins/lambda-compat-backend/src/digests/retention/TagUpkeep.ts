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
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  TABLE_CONSUMERS,
  TABLE_INTERVALS,
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_OUTAGES,
  TABLE_TAGS,
  type TagConsumersRow,
  type TagIntervalsRow,
  type TagMovesRow,
  type TagOutagesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import { dropImageContents } from './dropImageContents';

const RUN_INTERVAL_MS = 3_600_000;

/** Removes history that is older than it is to be kept. */
export class TagUpkeep {
  readonly #knex: Knex;
  readonly #retentionMs: number;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #ranAt = 0;

  static create(options: {
    knex: Knex;
    retentionMs: number;
    logger: LoggerService;
    now: () => number;
  }): TagUpkeep {
    return new TagUpkeep(options);
  }

  private constructor(options: {
    knex: Knex;
    retentionMs: number;
    logger: LoggerService;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#retentionMs = options.retentionMs;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * Does it once an hour. Never throws: what did not work is tried again with
   * the next hour.
   */
  async run(): Promise<void> {
    const now = this.#now();
    const age = now - this.#ranAt;
    if (age >= 0 && age < RUN_INTERVAL_MS) {
      return;
    }
    this.#ranAt = now;
    try {
      await this.#dropHistory(now - this.#retentionMs);
      await dropImageContents(this.#knex, now);
    } catch (error) {
      this.#logger.warn('Old history could not be removed', {
        error: stringifyError(error),
      });
    }
  }

  /** What reaches into the time that is kept stays whole. */
  async #dropHistory(before: number): Promise<void> {
    const knex = this.#knex;
    await knex<TagIntervalsRow>(TABLE_INTERVALS)
      .where('ended_ms', '>', 0)
      .andWhere('ended_ms', '<', before)
      .delete();
    await knex<TagOutagesRow>(TABLE_OUTAGES)
      .where('until_ms', '>', 0)
      .andWhere('until_ms', '<', before)
      .delete();
    await knex<TagConsumersRow>(TABLE_CONSUMERS)
      .where('until_ms', '>', 0)
      .andWhere('until_ms', '<', before)
      .delete();
    await knex<WatchedTagsRow>(TABLE_TAGS)
      .whereNot('not_watched', '')
      .andWhere('unused_ms', '>', 0)
      .andWhere('unused_ms', '<', before)
      .delete();
    await knex<TagMovesRow>(TABLE_MOVES)
      .where('before_ms', '<', before)
      .delete();
    // The foreign keys cascade where the engine checks them, which SQLite does
    // only when each connection asks for it.
    const tags = knex<WatchedTagsRow>(TABLE_TAGS).select('tag_id');
    for (const table of [TABLE_INTERVALS, TABLE_OUTAGES, TABLE_MOVES]) {
      await knex(table).whereNotIn('tag_id', tags.clone()).delete();
    }
    await knex(TABLE_MOVE_PLATFORMS)
      .whereNotIn('move_id', knex<TagMovesRow>(TABLE_MOVES).select('move_id'))
      .delete();
    await knex<WatchedTagsRow>(TABLE_TAGS)
      .where('pending_moves', '>', 0)
      .update({
        pending_moves: knex(TABLE_MOVES)
          .whereRaw('?? = ??', [
            `${TABLE_MOVES}.tag_id`,
            `${TABLE_TAGS}.tag_id`,
          ])
          .andWhere('class', 'pending')
          .count('*') as never,
      });
  }
}
