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
import { readRevisions } from '../coverage/revisions';
import { TABLE_RUNTIME_IMAGES } from '../database/contentsTables';
import {
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovesRow,
} from '../database/tagTables';
import type { ImageReadingStore } from './reading/ImageReadingStore';
import type { ImageReadings } from './reading/ImageReadings';
import type { MoveComparer } from './moves/MoveComparer';
import { openMoveContents } from './moves/openMoveContents';
import { planImages } from './requests/planImages';
import { reconsiderMoves } from './moves/reconsiderMoves';
import { dropUnusedContents } from './retention/dropUnusedContents';

/** @see ContentsWatch.create */
export interface ContentsWatchOptions {
  knex: Knex;
  /** Whether images are read; moves say so where they are not. */
  enabled: boolean;
  store: Pick<ImageReadingStore, 'retryTooLarge'>;
  readings: Pick<ImageReadings, 'run'>;
  comparer: Pick<MoveComparer, 'run'>;
  /** What follows from images that are known: profiles of runtimes. */
  onImages: () => Promise<void>;
  /** How long lists of files are kept. */
  retentionMs: number;
  /** How long history is kept. */
  historyMs: number;
  logger: LoggerService;
  now: () => number;
}

/** Without news it is planned anew after this time all the same. */
const LONGEST_PAUSE_MS = 600_000;
const UPKEEP_MS = 3_600_000;
/** Moves from before there were contents, of one transaction. */
const BATCH = 50;

/**
 * Follows what is in the images to which tags point, and what comes with moves.
 * Any number of replicas may do so on one database.
 */
export class ContentsWatch {
  readonly #options: ContentsWatchOptions;
  readonly #logger: LoggerService;
  #plannedFor = '';
  #plannedAt = 0;
  #keptUpAt = 0;
  #retried = false;

  static create(options: ContentsWatchOptions): ContentsWatch {
    return new ContentsWatch(options);
  }

  private constructor(options: ContentsWatchOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ type: 'ContentsWatch' });
  }

  /**
   * Does everything that is due. Never throws: what did not work is tried again
   * with the next run.
   */
  async run(options: { signal: AbortSignal }): Promise<void> {
    const { comparer, enabled, onImages, readings } = this.#options;
    try {
      await this.#openMoves(options.signal);
      if (enabled) {
        await this.#retryTooLarge();
        await this.#plan();
        await comparer.run(options);
        await readings.run({
          ...options,
          onRead: () => this.#follow(options),
        });
        await onImages();
      }
      await this.#keepUp();
    } catch (error) {
      this.#logger.warn('Images could not be read', {
        error: stringifyError(error),
      });
    }
  }

  /**
   * After each image: what follows from it does not wait for the others. Never
   * throws.
   */
  async #follow(options: { signal: AbortSignal }): Promise<void> {
    try {
      await this.#plan();
      await this.#options.comparer.run(options);
      await this.#options.onImages();
    } catch (error) {
      this.#logger.warn('What follows from an image could not be found out', {
        error: stringifyError(error),
      });
    }
  }

  /** Moves that were classified without anybody deciding what is read of them. */
  async #openMoves(signal: AbortSignal): Promise<void> {
    const { enabled, knex, now } = this.#options;
    let opened = 1;
    while (opened > 0 && !signal.aborted) {
      const first = await knex<TagMovesRow>(TABLE_MOVES)
        .where('contents_state', '')
        .whereNot('class', 'pending')
        .first('move_id');
      opened = first
        ? await knex.transaction(tx =>
            openMoveContents(tx, { enabled, now: now(), limit: BATCH }),
          )
        : 0;
    }
  }

  async #retryTooLarge(): Promise<void> {
    if (!this.#retried) {
      await this.#options.store.retryTooLarge();
      this.#retried = true;
    }
  }

  /** Only where components or tags have changed since this replica did. */
  async #plan(): Promise<void> {
    const { knex, now } = this.#options;
    const key = await this.#getPlanKey();
    const age = now() - this.#plannedAt;
    if (key === this.#plannedFor && age >= 0 && age < LONGEST_PAUSE_MS) {
      return;
    }
    const found = await planImages(knex, now());
    await reconsiderMoves(knex);
    this.#plannedFor = key;
    this.#plannedAt = now();
    if (found > 0) {
      this.#logger.debug(`There are ${found} images more to be read`);
    }
  }

  async #getPlanKey(): Promise<string> {
    const { knex } = this.#options;
    const { facts } = await readRevisions(knex);
    const tags = await knex(TABLE_TAGS)
      .count({ count: '*' })
      .sum({ read: 'platforms_ms' })
      .first();
    const runtimes = await knex(TABLE_RUNTIME_IMAGES)
      .count({ count: '*' })
      .max({ newest: 'created_ms' })
      .first();
    return JSON.stringify([facts, tags, runtimes]);
  }

  async #keepUp(): Promise<void> {
    const { historyMs, knex, now, retentionMs } = this.#options;
    const age = now() - this.#keptUpAt;
    if (age >= 0 && age < UPKEEP_MS) {
      return;
    }
    this.#keptUpAt = now();
    await dropUnusedContents(knex, {
      now: now(),
      retentionMs,
      historyMs,
    });
  }
}
