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
import { isPostgres } from '../../database/statements';
import {
  TABLE_INTERVALS,
  TABLE_MOVES,
  TABLE_OUTAGES,
  TABLE_TAGS,
  type TagIntervalsRow,
  type TagMovesRow,
  type TagOutagesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import { FORCED_LOOK_MS } from '../watching/requestLooks';
import type { ClaimedTag, LookStore, TagLease } from './LookStore';
import type { LookPlan } from './planLook';

const NOT_LOOKED =
  'Nobody looked, for example because the backend did not run or no component named the tag.';

/**
 * @see LookStore
 *
 * Times are those of the replica that writes, as in the store of entities. What
 * is written of one tag is in order all the same: see `planLook`.
 */
export class DatabaseLookStore implements LookStore {
  readonly #knex: Knex;
  readonly #now: () => number;

  static create(options: { knex: Knex; now: () => number }): DatabaseLookStore {
    return new DatabaseLookStore(options);
  }

  private constructor(options: { knex: Knex; now: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  async claimDue(options: {
    limit: number;
    leaseMs: number;
    exceptHosts: readonly string[];
  }): Promise<ClaimedTag[]> {
    const now = this.#now();
    const leaseId = randomUUID();
    return this.#knex.transaction(async tx => {
      const due = tx<WatchedTagsRow>(TABLE_TAGS)
        .where('next_due_ms', '<=', now)
        .andWhere('not_watched', '')
        .andWhere('lease_expires_ms', '<=', now)
        .whereNotIn('host', options.exceptHosts)
        .orderBy('next_due_ms')
        .orderBy('image')
        .orderBy('tag_id')
        .limit(options.limit);
      if (isPostgres(this.#knex)) {
        // Rows that another replica is just taking are passed over instead of
        // being waited for.
        due.forUpdate().skipLocked();
      }
      const rows = await due;
      if (rows.length === 0) {
        return [];
      }
      await tx<WatchedTagsRow>(TABLE_TAGS)
        .whereIn(
          'tag_id',
          rows.map(row => row.tag_id),
        )
        .update({
          lease_id: leaseId,
          lease_expires_ms: now + options.leaseMs,
          requested_ms: 0,
        });
      return rows.map(row => ({ tagId: row.tag_id, leaseId, row }));
    });
  }

  async renewLeases(
    leases: readonly TagLease[],
    leaseMs: number,
  ): Promise<void> {
    for (const { tagId, leaseId } of leases) {
      await this.#tags()
        .where({ tag_id: tagId, lease_id: leaseId })
        .update({ lease_expires_ms: this.#now() + leaseMs });
    }
  }

  async releaseLease(
    { tagId, leaseId }: TagLease,
    dueAt?: number,
  ): Promise<void> {
    await this.#tags()
      .where({ tag_id: tagId, lease_id: leaseId })
      .update({
        lease_id: '',
        lease_expires_ms: 0,
        ...(dueAt !== undefined && { next_due_ms: dueAt }),
      });
  }

  async save(lease: TagLease, plan: LookPlan): Promise<boolean> {
    const { answered, begins, fails, notLookedSinceMs } = plan;
    if (!begins && !fails && !answered && notLookedSinceMs === undefined) {
      // Nothing but the time of the look, for nearly all looks.
      return this.#finish(this.#knex, lease, plan);
    }
    return this.#knex.transaction(async tx => {
      // First, because it locks the row: who has lost the lease writes nothing.
      if (!(await this.#finish(tx, lease, plan))) {
        return false;
      }
      await saveOutages(tx, lease.tagId, plan);
      await saveStay(tx, lease.tagId, plan);
      return true;
    });
  }

  async #finish(
    knex: Knex,
    { tagId, leaseId }: TagLease,
    { at, begins, tag }: LookPlan,
  ): Promise<boolean> {
    const due = Number(tag.next_due_ms);
    const updated = await knex(TABLE_TAGS)
      .where({ tag_id: tagId, lease_id: leaseId })
      .update({
        ...tag,
        lease_id: '',
        lease_expires_ms: 0,
        requested_ms: 0,
        // What was asked for while this ran is done soon.
        next_due_ms: knex.raw(
          'case when requested_ms > 0 then cast(? as bigint) else cast(? as bigint) end',
          [Math.min(at + FORCED_LOOK_MS, due), due],
        ),
        ...(begins?.from !== undefined && {
          pending_moves: knex.raw('pending_moves + 1'),
        }),
      });
    return updated > 0;
  }

  #tags() {
    return this.#knex<WatchedTagsRow>(TABLE_TAGS);
  }
}

async function saveOutages(
  tx: Knex.Transaction,
  tagId: string,
  plan: LookPlan,
): Promise<void> {
  const { answered, at, fails, notLookedSinceMs } = plan;
  const open = () =>
    tx<TagOutagesRow>(TABLE_OUTAGES).where({ tag_id: tagId, until_ms: 0 });
  const insert = (
    outage: Pick<TagOutagesRow, 'from_ms' | 'until_ms' | 'code' | 'message'>,
  ) =>
    tx<TagOutagesRow>(TABLE_OUTAGES).insert({
      outage_id: randomUUID(),
      tag_id: tagId,
      ...outage,
    });
  if (fails) {
    const { code, fromMs, message } = fails;
    if ((await open().update({ code, message })) === 0) {
      await insert({ from_ms: fromMs, until_ms: 0, code, message });
    }
    return;
  }
  const ended = answered ? await open().update({ until_ms: at }) : 0;
  if (ended === 0 && notLookedSinceMs !== undefined) {
    await insert({
      from_ms: notLookedSinceMs,
      until_ms: at,
      code: 'not-looked',
      message: NOT_LOOKED,
    });
  }
}

async function saveStay(
  tx: Knex.Transaction,
  tagId: string,
  { begins, unsettles }: LookPlan,
): Promise<void> {
  if (!begins) {
    return;
  }
  const { afterMs, beforeMs, digest, from } = begins;
  await tx<TagIntervalsRow>(TABLE_INTERVALS)
    .where({ tag_id: tagId, platform: '', ended_ms: 0, source: 'observed' })
    .update({ seen_ms: afterMs, ended_ms: beforeMs });
  await tx<TagIntervalsRow>(TABLE_INTERVALS).insert({
    interval_id: randomUUID(),
    tag_id: tagId,
    platform: '',
    digest,
    after_ms: afterMs,
    before_ms: beforeMs,
    source: 'observed',
  });
  if (unsettles) {
    await tx<TagMovesRow>(TABLE_MOVES)
      .where({
        tag_id: tagId,
        before_ms: unsettles.beforeMs,
        source: 'observed',
      })
      .update({ unstable: true });
  }
  if (from !== undefined) {
    await tx<TagMovesRow>(TABLE_MOVES).insert({
      move_id: randomUUID(),
      tag_id: tagId,
      after_ms: afterMs,
      before_ms: beforeMs,
      from_digest: from,
      to_digest: digest,
      class: 'pending',
      changes: 'pending',
      source: 'observed',
      tell_state: 'wait',
    });
  }
}
