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

import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { openMoveContents } from '../../contents/moves/openMoveContents';
import { isPostgres } from '../../database/statements';
import {
  TABLE_INTERVALS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagIntervalsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import type { RegistryObservers } from '../../registries/RegistryObservers';
import type { TagLease } from '../looking/LookStore';
import type {
  ClaimedContents,
  ContentsResult,
  ContentsStore,
} from './ContentsStore';
import { saveMove } from './saveMove';
import { savePlatforms } from './savePlatforms';
import { settleTelling } from './settleTelling';

/** Of one tag at once; the rest follows at once. */
const MAX_STAYS = 20;
const MAX_REPORTED = 10;
/** More than one save classifies. */
const MAX_OPENED = 100;
/** Of what a tag pointed to, for returns to it. */
const MAX_HISTORY = 10_000;

/** @see ContentsStore */
export class DatabaseContentsStore implements ContentsStore {
  readonly #knex: Knex;
  readonly #observers: Pick<RegistryObservers, 'isPrimary'>;
  readonly #readsImages: boolean | undefined;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    observers: Pick<RegistryObservers, 'isPrimary'>;
    /** Whether somebody reads images; not given, nobody says so either. */
    readsImages?: boolean;
    now: () => number;
  }): DatabaseContentsStore {
    return new DatabaseContentsStore(options);
  }

  private constructor(options: {
    knex: Knex;
    observers: Pick<RegistryObservers, 'isPrimary'>;
    /** Whether somebody reads images; not given, nobody says so either. */
    readsImages?: boolean;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#observers = options.observers;
    this.#readsImages = options.readsImages;
    this.#now = options.now;
  }

  async claim(options: {
    leaseMs: number;
    tagId?: string;
  }): Promise<ClaimedContents | undefined> {
    const now = this.#now();
    const leaseId = randomUUID();
    return this.#knex.transaction(async tx => {
      const due = tx<WatchedTagsRow>(TABLE_TAGS)
        .where('contents_due_ms', '<=', now)
        .andWhere('contents_lease_expires_ms', '<=', now)
        // What does not hold still, or does not answer, is read later.
        .andWhere('unstable', false)
        .andWhere('failure_code', '')
        .whereNot('state', 'unseen')
        .andWhere(work =>
          work
            .where('pending_moves', '>', 0)
            .orWhereRaw('platforms_ms < since_before_ms'),
        )
        .orderByRaw('case when pending_moves > 0 then 0 else 1 end')
        .orderBy('contents_due_ms')
        .orderBy('tag_id')
        .first();
      if (options.tagId !== undefined) {
        due.andWhere('tag_id', options.tagId);
      }
      if (isPostgres(this.#knex)) {
        due.forUpdate().skipLocked();
      }
      const row = await due;
      if (!row) {
        return undefined;
      }
      await tx<WatchedTagsRow>(TABLE_TAGS)
        .where('tag_id', row.tag_id)
        .update({
          contents_lease_id: leaseId,
          contents_lease_expires_ms: now + options.leaseMs,
        });
      return { tagId: row.tag_id, leaseId, row, ...(await readWork(tx, row)) };
    });
  }

  async renewLeases(
    leases: readonly TagLease[],
    leaseMs: number,
  ): Promise<void> {
    for (const lease of leases) {
      await this.#held(this.#knex, lease).update({
        contents_lease_expires_ms: this.#now() + leaseMs,
      });
    }
  }

  async releaseLease(lease: TagLease): Promise<void> {
    await this.#held(this.#knex, lease).update({
      contents_lease_id: '',
      contents_lease_expires_ms: 0,
    });
  }

  async save(lease: TagLease, result: ContentsResult): Promise<boolean> {
    const { reported, retry, stays } = result;
    const now = this.#now();
    const hasProgress = stays.length + reported.length > 0;
    return this.#knex.transaction(async tx => {
      // First, because it locks the row: who has lost the lease writes nothing.
      const held = await this.#held(tx, lease).update({
        contents_lease_id: '',
        contents_lease_expires_ms: 0,
        contents_due_ms: retry?.dueAt ?? 0,
        contents_attempts: retry?.counts
          ? tx.raw('? + 1', [hasProgress ? 0 : tx.ref('contents_attempts')])
          : 0,
      });
      if (held === 0) {
        return false;
      }
      for (const { move, platforms, stay } of stays) {
        await savePlatforms(tx, stay, platforms);
        if (move) {
          await saveMove(tx, move);
        }
      }
      for (const move of reported) {
        await saveMove(tx, move);
      }
      if (retry) {
        await tx<TagMovesRow>(TABLE_MOVES)
          .where({ tag_id: lease.tagId, class: 'pending' })
          .update({
            undecided: retry.message,
            attempts: tx.raw('attempts + ?', [retry.counts ? 1 : 0]),
          });
      }
      await this.#finish(tx, lease.tagId, stays.at(-1)?.stay);
      if (this.#readsImages !== undefined) {
        // Before it is decided when others are told.
        await openMoveContents(tx, {
          enabled: this.#readsImages,
          tagId: lease.tagId,
          limit: MAX_OPENED,
          now,
        });
      }
      await settleTelling(tx, lease.tagId, this.#observers, now);
      return true;
    });
  }

  async #finish(
    tx: Knex.Transaction,
    tagId: string,
    last: TagIntervalsRow | undefined,
  ): Promise<void> {
    const pending = await tx<TagMovesRow>(TABLE_MOVES)
      .where({ tag_id: tagId, class: 'pending' })
      .count({ count: '*' })
      .first();
    await tx<WatchedTagsRow>(TABLE_TAGS)
      .where('tag_id', tagId)
      .update({
        pending_moves: Number(pending?.count ?? 0),
        ...(last && { platforms_ms: Number(last.before_ms) }),
      });
  }

  #held(knex: Knex, { leaseId, tagId }: TagLease) {
    return knex<WatchedTagsRow>(TABLE_TAGS).where({
      tag_id: tagId,
      contents_lease_id: leaseId,
    });
  }
}

/** Read in the transaction that takes the tag, so that all belongs together. */
async function readWork(
  tx: Knex.Transaction,
  row: WatchedTagsRow,
): Promise<Omit<ClaimedContents, 'tagId' | 'leaseId' | 'row'>> {
  const intervals = () =>
    tx<TagIntervalsRow>(TABLE_INTERVALS).where('tag_id', row.tag_id);
  const observed = () =>
    intervals().andWhere({ platform: '', source: 'observed' });
  const stays = await observed()
    .andWhere('before_ms', '>', row.platforms_ms)
    .orderBy('before_ms')
    .limit(MAX_STAYS);
  const previous = await observed()
    .andWhere('before_ms', '<=', row.platforms_ms)
    .orderBy('before_ms', 'desc')
    .first();
  const open = await intervals()
    .whereNot('platform', '')
    .andWhere({ ended_ms: 0, source: 'observed' });
  const pending = await tx<TagMovesRow>(TABLE_MOVES)
    .where({ tag_id: row.tag_id, class: 'pending' })
    .orderBy('before_ms');
  const history = await intervals()
    .orderBy('before_ms', 'desc')
    .limit(MAX_HISTORY)
    .select('platform', 'digest', 'before_ms');
  return {
    stays,
    previous,
    platforms: new Map(open.map(({ platform, digest }) => [platform, digest])),
    moves: new Map(
      pending
        .filter(({ source }) => source === 'observed')
        .map(move => [Number(move.before_ms), move]),
    ),
    reported: pending
      .filter(({ source }) => source === 'reported')
      .slice(0, MAX_REPORTED),
    history,
  };
}
