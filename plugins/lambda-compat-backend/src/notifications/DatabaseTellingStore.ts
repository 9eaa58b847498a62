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
  MoveContents,
  TagMoveClass,
  TagPlatformMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { isPostgres } from '../database/statements';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../database/tagTables';
import type { DueMove, TellingStore, TellLease } from './TellingStore';

const NO_LEASE = { tell_lease_id: '', tell_lease_expires_ms: 0 };

type MoveRow = TagMovesRow &
  Pick<WatchedTagsRow, 'registry' | 'repository' | 'tag' | 'observer' | 'host'>;

/** @see TellingStore */
export class DatabaseTellingStore implements TellingStore {
  readonly #knex: Knex;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    now?: () => number;
  }): DatabaseTellingStore {
    return new DatabaseTellingStore(options);
  }

  private constructor(options: { knex: Knex; now?: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now ?? Date.now;
  }

  async claimDue(options: {
    limit: number;
    leaseMs: number;
  }): Promise<DueMove[]> {
    const now = this.#now();
    const leaseId = randomUUID();
    return this.#knex.transaction(async tx => {
      const due = tx<TagMovesRow>(TABLE_MOVES)
        .whereIn('tell_state', ['due', 'notify'])
        .where('tell_due_ms', '<=', now)
        .where('tell_lease_expires_ms', '<=', now)
        .orderBy('tell_due_ms')
        .orderBy('move_id')
        .limit(options.limit)
        .select('move_id');
      if (isPostgres(this.#knex)) {
        due.forUpdate().skipLocked();
      }
      const moveIds = (await due).map(row => row.move_id);
      if (moveIds.length === 0) {
        return [];
      }
      await tx<TagMovesRow>(TABLE_MOVES)
        .whereIn('move_id', moveIds)
        .update({
          tell_lease_id: leaseId,
          tell_lease_expires_ms: now + options.leaseMs,
        });
      return readMoves(tx, moveIds);
    });
  }

  async saveEventsPublished(
    lease: TellLease,
    leaseMs: number,
  ): Promise<boolean> {
    return this.#update(lease, {
      tell_state: 'notify',
      tell_lease_expires_ms: this.#now() + leaseMs,
    });
  }

  async saveDone(lease: TellLease): Promise<boolean> {
    return this.#update(lease, {
      ...NO_LEASE,
      tell_state: 'done',
      tell_attempts: 0,
    });
  }

  async saveRetry(lease: TellLease, dueInMs: number): Promise<boolean> {
    return this.#update(lease, {
      ...NO_LEASE,
      tell_due_ms: this.#now() + dueInMs,
      tell_attempts: this.#knex.raw('?? + 1', ['tell_attempts']),
    });
  }

  async defer(lease: TellLease, dueInMs: number): Promise<boolean> {
    return this.#update(lease, {
      ...NO_LEASE,
      tell_due_ms: this.#now() + dueInMs,
    });
  }

  async release(lease: TellLease): Promise<boolean> {
    return this.#update(lease, NO_LEASE);
  }

  async #update(
    { moveId, leaseId }: TellLease,
    columns: Knex.DbRecordArr<TagMovesRow>,
  ): Promise<boolean> {
    const updated = await this.#knex<TagMovesRow>(TABLE_MOVES)
      .where({ move_id: moveId, tell_lease_id: leaseId })
      .update(columns);
    return updated > 0;
  }
}

async function readMoves(
  tx: Knex.Transaction,
  moveIds: readonly string[],
): Promise<DueMove[]> {
  const rows: MoveRow[] = await tx(TABLE_MOVES)
    .innerJoin(TABLE_TAGS, `${TABLE_MOVES}.tag_id`, `${TABLE_TAGS}.tag_id`)
    .whereIn('move_id', moveIds)
    .orderBy('tell_due_ms')
    .orderBy('move_id')
    .select(
      `${TABLE_MOVES}.*`,
      `${TABLE_TAGS}.registry`,
      `${TABLE_TAGS}.repository`,
      `${TABLE_TAGS}.tag`,
      `${TABLE_TAGS}.observer`,
      `${TABLE_TAGS}.host`,
    );
  const platforms = await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
    .whereIn('move_id', moveIds)
    .orderBy('platform');
  return rows.map(row =>
    toDueMove(
      row,
      platforms.filter(platform => platform.move_id === row.move_id),
    ),
  );
}

function toDueMove(
  row: MoveRow,
  platforms: readonly TagMovePlatformsRow[],
): DueMove {
  return {
    moveId: row.move_id,
    leaseId: row.tell_lease_id,
    tagId: row.tag_id,
    registry: row.registry,
    repository: row.repository,
    tag: row.tag,
    observer: {
      kind: row.observer ? 'mirror' : 'registry',
      host: row.host,
    },
    from: row.from_digest || null,
    to: row.to_digest || null,
    class: row.class as TagMoveClass,
    changes: row.changes.split(',').filter(Boolean) as TagMoveClass[],
    platforms: platforms.map(platform => ({
      platform: platform.platform,
      from: platform.from_digest || null,
      to: platform.to_digest || null,
      class: platform.class as TagPlatformMove['class'],
    })),
    contents: platforms.map(toContents),
    undecided: row.undecided || null,
    afterMs: Number(row.after_ms) || null,
    beforeMs: Number(row.before_ms),
    unstable: Boolean(row.unstable),
    source: row.source,
    failedAttempts: row.tell_attempts,
    eventsPublished: row.tell_state === 'notify',
  };
}

/** What nobody has decided yet is about to be read. */
function toContents(row: TagMovePlatformsRow): MoveContents {
  return {
    platform: row.platform,
    state: row.contents_state || 'pending',
    message: row.contents_message || null,
    summary: row.contents_summary ? JSON.parse(row.contents_summary) : null,
  };
}
