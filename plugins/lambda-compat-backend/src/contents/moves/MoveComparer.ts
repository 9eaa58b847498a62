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
  type ImageFactsRow,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  type TagMovePlatformsRow,
  type TagMovesRow,
} from '../../database/tagTables';
import { markTagsDue } from '../../exposure/markDue';
import type {
  ComparedPair,
  StoredComparisons,
} from '../comparing/StoredComparisons';
import { lockMoves } from './reopenMoves';
import { saveMoveState } from './saveMoveState';

/** Moves of one round; the next one goes on. */
const MAX_MOVES = 200;

const UNEXPECTED =
  'An unexpected error stopped the comparison. The log of the backend says more.';

type PendingRow = Pick<
  TagMovePlatformsRow,
  'move_id' | 'platform' | 'from_digest' | 'to_digest'
> &
  Pick<TagMovesRow, 'tag_id'>;

type ImageState = Pick<ImageFactsRow, 'digest' | 'state' | 'reason'>;

/**
 * Compares the images of moves once both are known, and writes beside the moves
 * what came with them.
 */
export class MoveComparer {
  readonly #knex: Knex;
  readonly #comparisons: Pick<StoredComparisons, 'find'>;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    comparisons: Pick<StoredComparisons, 'find'>;
    logger: LoggerService;
    now: () => number;
  }): MoveComparer {
    return new MoveComparer(options);
  }

  private constructor(options: {
    knex: Knex;
    comparisons: Pick<StoredComparisons, 'find'>;
    logger: LoggerService;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#comparisons = options.comparisons;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Settles what can be. Never throws: what is left is tried again. */
  async run(options: { signal: AbortSignal }): Promise<void> {
    try {
      for (const pending of await this.#listPending()) {
        if (options.signal.aborted) {
          return;
        }
        await this.#trySettle(pending);
      }
    } catch (error) {
      this.#logger.warn('What came with moves could not be found out', {
        error: stringifyError(error),
      });
    }
  }

  async #listPending(): Promise<PendingRow[]> {
    const moves = this.#knex<TagMovesRow>(TABLE_MOVES)
      .where('contents_state', 'pending')
      .orderBy('before_ms', 'desc')
      .orderBy('move_id')
      .limit(MAX_MOVES)
      .select('move_id', 'tag_id');
    return this.#knex(moves.as('m'))
      .join({ p: TABLE_MOVE_PLATFORMS }, 'p.move_id', 'm.move_id')
      .where('p.contents_state', 'pending')
      .select(
        'p.move_id',
        'p.platform',
        'p.from_digest',
        'p.to_digest',
        'm.tag_id',
      );
  }

  /** What cannot be compared by a mistake of ours does not stop the others. */
  async #trySettle(pending: PendingRow): Promise<void> {
    try {
      await this.#settle(pending);
    } catch (error) {
      this.#logger.error(
        `What came with the move ${pending.move_id} could not be found out`,
        { error: stringifyError(error) },
      );
      await this.#save(pending, { state: 'failed', message: UNEXPECTED });
    }
  }

  async #settle(pending: PendingRow): Promise<void> {
    const { from_digest: from, to_digest: to } = pending;
    const images: ImageState[] = await this.#knex<ImageFactsRow>(TABLE_IMAGES)
      .whereIn('digest', [from, to])
      .select('digest', 'state', 'reason');
    if (images.length < new Set([from, to]).size) {
      // Retention has removed one: whether it is read is decided anew.
      await this.#knex<TagMovesRow>(TABLE_MOVES)
        .where({ move_id: pending.move_id, contents_state: 'pending' })
        .update({ contents_state: '' });
      return;
    }
    const missing = images.find(
      ({ state }) => state === 'too-large' || state === 'failed',
    );
    if (missing) {
      const { digest, reason, state } = missing;
      await this.#save(pending, {
        state: state as 'failed',
        message: reason,
        digest,
      });
      return;
    }
    if (images.every(({ state }) => state === 'available')) {
      const pair = await this.#comparisons.find(from, to);
      if (pair.state !== 'pending') {
        await this.#save(pending, pair);
      }
    }
  }

  async #save(
    { move_id: moveId, platform, tag_id: tagId }: PendingRow,
    pair:
      | Exclude<ComparedPair, { state: 'pending' }>
      | {
          state: 'failed' | 'too-large';
          message: string;
          /** The image that is not to be had. */
          digest?: string;
        },
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      await lockMoves(tx, [moveId]);
      if (pair.state !== 'available' && 'digest' in pair) {
        const image = await tx<ImageFactsRow>(TABLE_IMAGES)
          .where({ digest: pair.digest })
          .first('state');
        if (image?.state !== pair.state) {
          // It has been read meanwhile.
          return;
        }
      }
      const updated = await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
        .where({ move_id: moveId, platform, contents_state: 'pending' })
        .update(
          pair.state === 'available'
            ? {
                contents_state: 'available',
                contents_class: pair.summary.class,
                contents_message: '',
                contents_summary: JSON.stringify(pair.summary),
              }
            : { contents_state: pair.state, contents_message: pair.message },
        );
      if (updated > 0) {
        await saveMoveState(tx, moveId, {
          alone: { state: 'none', message: '' },
          now: this.#now(),
        });
        await markTagsDue(tx, [tagId]);
      }
    });
  }
}
