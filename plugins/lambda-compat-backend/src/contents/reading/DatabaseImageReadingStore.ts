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
import {
  type ImageFactsRow,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import { isPostgres } from '../../database/statements';
import {
  TABLE_INTERVALS,
  type TagIntervalsRow,
} from '../../database/tagTables';
import { markTagsDue } from '../../exposure/markDue';
import { reopenMoves } from '../moves/reopenMoves';
import { packJson } from '../packing';
import type {
  ClaimedImage,
  ImageLease,
  ImageReadingStore,
  ReadingResult,
} from './ImageReadingStore';

const NO_LEASE = { lease_id: '', lease_expires_ms: 0 };

/** Of an image that is known, and of which files were wanted again. */
const MAX_REREADINGS = 3;

const COLUMNS = [
  'digest',
  'platform',
  'registry',
  'repository',
  'observer',
  'state',
  'reason',
  'layers',
  'interpreters',
  'limits_key',
  'priority',
  'created_ms',
  'next_due_ms',
  'lease_id',
  'lease_expires_ms',
  'attempts',
  'read_ms',
  'used_ms',
] as const;

/** @see ImageReadingStore */
export class DatabaseImageReadingStore implements ImageReadingStore {
  readonly #knex: Knex;
  readonly #limitsKey: string;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    /** The same text for the same limits. */
    limitsKey: string;
    now: () => number;
  }): DatabaseImageReadingStore {
    return new DatabaseImageReadingStore(options);
  }

  private constructor(options: {
    knex: Knex;
    limitsKey: string;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#limitsKey = options.limitsKey;
    this.#now = options.now;
  }

  async claim(options: { leaseMs: number }): Promise<ClaimedImage | undefined> {
    const now = this.#now();
    const leaseId = randomUUID();
    return this.#knex.transaction(async tx => {
      const due = tx<ImageFactsRow>(TABLE_IMAGES)
        .where('next_due_ms', '>', 0)
        .andWhere('next_due_ms', '<=', now)
        .andWhere('lease_expires_ms', '<=', now)
        .orderBy('priority', 'desc')
        .orderBy('next_due_ms')
        .orderBy('digest')
        .first(...COLUMNS);
      if (isPostgres(this.#knex)) {
        due.forUpdate().skipLocked();
      }
      const row = (await due) as ClaimedImage['row'] | undefined;
      if (!row) {
        return undefined;
      }
      await tx<ImageFactsRow>(TABLE_IMAGES)
        .where('digest', row.digest)
        .update({
          lease_id: leaseId,
          lease_expires_ms: now + options.leaseMs,
        });
      return { digest: row.digest, leaseId, row };
    });
  }

  async renewLeases(
    leases: readonly ImageLease[],
    leaseMs: number,
  ): Promise<void> {
    for (const lease of leases) {
      await this.#held(this.#knex, lease).update({
        lease_expires_ms: this.#now() + leaseMs,
      });
    }
  }

  async releaseLease(lease: ImageLease): Promise<void> {
    await this.#held(this.#knex, lease).update(NO_LEASE);
  }

  async save(lease: ImageLease, result: ReadingResult): Promise<boolean> {
    const columns = await this.#toColumns(result);
    return this.#knex.transaction(async tx => {
      const before = await lockRow(tx, lease.digest);
      // First, because it locks the row: who has lost the lease writes nothing.
      const held = await this.#held(tx, lease).update({
        ...columns,
        ...NO_LEASE,
        read_ms: this.#now(),
      });
      if (held === 0 || !before) {
        return false;
      }
      if (before.state === 'available' && result.state !== 'available') {
        // Only its list of files was wanted again: what is known stays known.
        await this.#rows(tx, lease).update({
          state: 'available',
          limits_key: '',
          ...(before.attempts + 1 >= MAX_REREADINGS && { next_due_ms: 0 }),
        });
        return true;
      }
      if (result.state === 'available') {
        await reopenMoves(tx, lease.digest);
      }
      if (before.state !== result.state) {
        await markTagsDue(tx, await findTags(tx, lease.digest));
      }
      return true;
    });
  }

  async retryTooLarge(): Promise<void> {
    await this.#knex<ImageFactsRow>(TABLE_IMAGES)
      .where({ state: 'too-large', next_due_ms: 0 })
      .whereNot('limits_key', this.#limitsKey)
      .update({ next_due_ms: this.#now(), attempts: 0 });
  }

  async #toColumns(
    result: ReadingResult,
  ): Promise<Knex.DbRecordArr<ImageFactsRow>> {
    if (result.state === 'available') {
      const { facts, interpreters } = result;
      return {
        state: 'available',
        reason: '',
        platform: facts.platform,
        facts: await packJson(facts),
        layers: facts.layers.join(','),
        interpreters: JSON.stringify(interpreters),
        limits_key: '',
        next_due_ms: 0,
        attempts: 0,
      };
    }
    const { state, reason, dueAt, counts } = result;
    return {
      state,
      reason,
      limits_key: state === 'too-large' ? this.#limitsKey : '',
      next_due_ms: dueAt,
      attempts: this.#knex.raw('attempts + ?', [counts ? 1 : 0]),
    };
  }

  #rows(knex: Knex, { digest }: ImageLease) {
    return knex<ImageFactsRow>(TABLE_IMAGES).where({ digest });
  }

  #held(knex: Knex, lease: ImageLease) {
    return this.#rows(knex, lease).andWhere('lease_id', lease.leaseId);
  }
}

async function lockRow(
  tx: Knex.Transaction,
  digest: string,
): Promise<Pick<ImageFactsRow, 'state' | 'attempts'> | undefined> {
  const query = tx<ImageFactsRow>(TABLE_IMAGES)
    .where({ digest })
    .first('state', 'attempts');
  return isPostgres(tx) ? query.forUpdate() : query;
}

/** Tags that point to it now. */
async function findTags(
  tx: Knex.Transaction,
  digest: string,
): Promise<string[]> {
  return tx<TagIntervalsRow>(TABLE_INTERVALS)
    .distinct('tag_id')
    .where({ digest, ended_ms: 0 })
    .pluck('tag_id');
}
