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
import { isPostgres, toChunks } from '../database/statements';
import {
  TABLE_INTERVALS,
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagIntervalsRow,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../database/tagTables';
import type {
  HistoryImportStore,
  ImportedHistory,
  TagReport,
} from './HistoryImportStore';
import { type ReportedRows, toReportedRows } from './toReportedRows';
import { type OwnBeginning, toStays } from './toStays';

/** @see HistoryImportStore */
export class DatabaseHistoryImportStore implements HistoryImportStore {
  readonly #knex: Knex;
  readonly #retentionMs: number;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    /** What ended longer ago is not stored: it would be removed again. */
    retentionMs: number;
    now?: () => number;
  }): DatabaseHistoryImportStore {
    return new DatabaseHistoryImportStore(options);
  }

  private constructor(options: {
    knex: Knex;
    retentionMs: number;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#retentionMs = options.retentionMs;
    this.#now = options.now ?? Date.now;
  }

  async listSeen(images: readonly string[]): Promise<string[]> {
    const seen = new Set<string>();
    for (const chunk of toChunks(images)) {
      const rows = await this.#knex<WatchedTagsRow>(TABLE_TAGS)
        .whereIn('image', chunk)
        .whereNot('state', 'unseen')
        .select('image');
      rows.forEach(row => seen.add(row.image));
    }
    return [...seen];
  }

  async importReport(report: TagReport): Promise<ImportedHistory | undefined> {
    return this.#knex.transaction(async tx => {
      const tagId = await findPrimary(tx, report.image);
      const own = tagId && (await findBeginning(tx, tagId));
      if (!own) {
        return undefined;
      }
      const { reportedBy } = report;
      const rows = toReportedRows(
        { tagId, reportedBy },
        toStays(report.observations, own),
        own,
      );
      const kept = this.#keep(rows);
      await replaceRows(tx, tagId, reportedBy, kept);
      return { intervals: kept.intervals.length, moves: kept.moves.length };
    });
  }

  #keep({ intervals, moves, platforms }: ReportedRows): ReportedRows {
    const oldest = this.#now() - this.#retentionMs;
    const kept = moves.filter(move => Number(move.before_ms) >= oldest);
    const moveIds = new Set(kept.map(move => move.move_id));
    return {
      intervals: intervals.filter(row => Number(row.ended_ms) >= oldest),
      moves: kept,
      platforms: platforms.filter(row => moveIds.has(row.move_id)),
    };
  }
}

/**
 * Reports are of the registry, so they belong to what the registry itself said,
 * or to its first mirror where the registry is not asked.
 */
async function findPrimary(
  tx: Knex.Transaction,
  image: string,
): Promise<string | undefined> {
  const rows = tx<WatchedTagsRow>(TABLE_TAGS)
    .where({ image })
    .whereNot('state', 'unseen')
    .orderByRaw("case when not_watched = '' then 0 else 1 end")
    // The empty observer is the registry.
    .orderByRaw("case when observer = '' then 0 else 1 end")
    .orderBy('created_ms')
    .orderBy('tag_id')
    .select('tag_id')
    .limit(1);
  // Two replicas that import the same do it one after the other.
  const [row] = await (isPostgres(tx) ? rows.forUpdate() : rows);
  return row?.tag_id;
}

async function findBeginning(
  tx: Knex.Transaction,
  tagId: string,
): Promise<OwnBeginning | undefined> {
  const first = await tx<TagIntervalsRow>(TABLE_INTERVALS)
    .where({ tag_id: tagId, source: 'observed', platform: '' })
    .orderBy('before_ms')
    .first('before_ms', 'digest');
  return first && { ms: Number(first.before_ms), digest: first.digest };
}

async function replaceRows(
  tx: Knex.Transaction,
  tagId: string,
  reportedBy: string,
  { intervals, moves, platforms }: ReportedRows,
): Promise<void> {
  const stored = {
    tag_id: tagId,
    source: 'reported' as const,
    reported_by: reportedBy,
  };
  const intervalIds = intervals.map(row => row.interval_id);
  const moveIds = moves.map(row => row.move_id);
  await removeOthers(tx, TABLE_INTERVALS, 'interval_id', stored, intervalIds);
  await removeOthers(tx, TABLE_MOVES, 'move_id', stored, moveIds);

  for (const chunk of toChunks(intervals)) {
    await tx<TagIntervalsRow>(TABLE_INTERVALS)
      .insert(chunk)
      .onConflict('interval_id')
      .ignore();
  }
  // Moves that are there may be classified by now, with their platforms.
  const known = await tx<TagMovesRow>(TABLE_MOVES)
    .where(stored)
    .select('move_id');
  const knownIds = new Set(known.map(row => row.move_id));
  for (const chunk of toChunks(moves)) {
    const added = chunk.filter(move => !knownIds.has(move.move_id));
    if (added.length > 0) {
      await tx<TagMovesRow>(TABLE_MOVES).insert(added);
    }
  }
  for (const chunk of toChunks(platforms)) {
    const added = chunk.filter(row => !knownIds.has(row.move_id));
    if (added.length > 0) {
      await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS).insert(added);
    }
  }
  await tx(TABLE_TAGS)
    .where({ tag_id: tagId })
    .update({
      pending_moves: tx(TABLE_MOVES)
        .where({ tag_id: tagId, class: 'pending' })
        .count(),
    });
}

/** What the source said before and does not say any more. */
async function removeOthers(
  tx: Knex.Transaction,
  table: string,
  idColumn: 'interval_id' | 'move_id',
  stored: Record<string, string>,
  keptIds: readonly string[],
): Promise<void> {
  const kept = new Set(keptIds);
  const known: Array<Record<string, string>> = await tx(table)
    .where(stored)
    .select(idColumn);
  const gone = known.map(row => row[idColumn]).filter(id => !kept.has(id));
  for (const chunk of toChunks(gone)) {
    if (idColumn === 'move_id') {
      // SQLite cascades only where each connection asks for it.
      await tx(TABLE_MOVE_PLATFORMS).whereIn('move_id', chunk).delete();
    }
    await tx(table).whereIn(idColumn, chunk).delete();
  }
}
