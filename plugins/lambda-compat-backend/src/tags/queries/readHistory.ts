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
  LookFailureCode,
  TagHistory,
  TagInterval,
  TagOutage,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type { Reading } from '../../coverage/queries/reading';
import { toIso } from '../../database/conversion';
import {
  TABLE_INTERVALS,
  TABLE_OUTAGES,
  type TagIntervalsRow,
  type TagOutagesRow,
} from '../../database/tagTables';
import {
  describeMoves,
  listMoveColumns,
  type MoveRow,
  selectMoves,
} from './describeMoves';
import { describeTags, type TagRow } from './describeTags';
import { type Aliases, readAliases } from './readAliases';
import { groupRows, toBetween, toTime } from './tagRows';

/**
 * Of the tag itself, of its platforms together, of outages and of moves: a tag
 * that moves every hour has some hundreds in a month.
 */
const MAX_ROWS = 500;

/** What there is of each of several tags; the newest where there is too much. */
interface Newest<T> {
  rows: Map<string, T[]>;
  truncated: ReadonlySet<string>;
}

/**
 * The history of tags, with few statements whatever their number.
 *
 * @param fromMs - what had ended by then is left out
 */
export async function readHistories(
  reading: Reading,
  tags: readonly TagRow[],
  { fromMs, now }: { fromMs: number; now: number },
): Promise<TagHistory[]> {
  const { knex } = reading;
  const ids = tags.map(tag => tag.tag_id);
  const described = await describeTags(reading, tags, now);
  const intervals = await readNewest<TagIntervalsRow>(
    knex,
    knex(TABLE_INTERVALS)
      .whereIn('tag_id', ids)
      .where(lasts =>
        lasts.where('ended_ms', 0).orWhere('ended_ms', '>', fromMs),
      )
      .select(
        '*',
        knex.raw(`case when platform = '' then 0 else 1 end as part`),
      ),
    ['before_ms', 'interval_id'],
  );
  const outages = await readNewest<TagOutagesRow>(
    knex,
    knex(TABLE_OUTAGES)
      .whereIn('tag_id', ids)
      .where(lasts =>
        lasts.where('until_ms', 0).orWhere('until_ms', '>', fromMs),
      )
      .select('*', knex.raw('0 as part')),
    ['from_ms', 'outage_id'],
  );
  const moves = await readNewest<MoveRow>(
    knex,
    selectMoves(knex)
      .whereIn('m.tag_id', ids)
      .where('m.before_ms', '>=', fromMs)
      .select([...listMoveColumns(knex), knex.raw('0 as part')]),
    ['before_ms', 'move_id'],
  );
  const describedMoves = groupRows(
    await describeMoves(reading, [...moves.rows.values()].flat()),
    move => move.tagId,
  );
  const aliases = await readAliases(
    reading,
    tags.flatMap(tag =>
      (intervals.rows.get(tag.tag_id) ?? []).map(({ digest }) => ({
        ...tag,
        digest,
      })),
    ),
  );
  const beginnings = await readBeginnings(knex, ids);
  return tags.map((tag, index) => ({
    tag: described[index],
    intervals: (intervals.rows.get(tag.tag_id) ?? [])
      .map(row => toInterval(row, tag, aliases))
      .sort(compareIntervals),
    outages: (outages.rows.get(tag.tag_id) ?? []).map(toOutage).reverse(),
    moves: describedMoves.get(tag.tag_id) ?? [],
    knownSince: toTime(beginnings.get(tag.tag_id)),
    truncated: [intervals, outages, moves].some(({ truncated }) =>
      truncated.has(tag.tag_id),
    ),
  }));
}

/**
 * The newest rows of each tag, newest first.
 *
 * @param rows - with `part`, of each of which as many are read
 * @param order - columns that say which are newest
 */
async function readNewest<T extends { tag_id: string }>(
  knex: Knex,
  rows: Knex.QueryBuilder,
  order: readonly [string, string],
): Promise<Newest<T>> {
  const ranked = knex(rows.as('found')).select(
    'found.*',
    knex.raw(
      'row_number() over (partition by tag_id, part order by ?? desc, ?? desc) as place',
      [...order],
    ),
  );
  const found: Array<T & { place: number | string }> = await knex(
    ranked.as('ranked'),
  )
    .where('place', '<=', MAX_ROWS + 1)
    .orderBy(order.map(column => ({ column, order: 'desc' as const })));
  const isSurplus = (row: { place: number | string }) =>
    Number(row.place) > MAX_ROWS;
  return {
    rows: groupRows(
      found.filter(row => !isSurplus(row)),
      row => row.tag_id,
    ),
    truncated: new Set(found.filter(isSurplus).map(row => row.tag_id)),
  };
}

async function readBeginnings(
  knex: Knex,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows: Array<{ tag_id: string; first_ms: number | string }> = await knex(
    TABLE_INTERVALS,
  )
    .whereIn('tag_id', ids)
    .groupBy('tag_id')
    .select('tag_id')
    .min({ first_ms: 'before_ms' });
  return new Map(rows.map(row => [row.tag_id, Number(row.first_ms)]));
}

function toInterval(
  row: TagIntervalsRow,
  tag: TagRow,
  aliases: Aliases,
): TagInterval {
  const ended = Number(row.ended_ms) > 0;
  // An interval that lasts ends with what was last seen of the tag.
  const seen = Number(ended ? row.seen_ms : tag.seen_ms);
  return {
    platform: row.platform || null,
    digest: row.digest || null,
    began: toBetween(row.after_ms, row.before_ms),
    lastSeenAt: toIso(Math.max(seen, Number(row.before_ms))),
    endedBefore: ended ? toTime(row.ended_ms) : null,
    source: row.source,
    reportedBy: row.reported_by || null,
    aliases: aliases.of({
      registry: tag.registry,
      repository: tag.repository,
      tag: tag.tag,
      digest: row.digest,
    }),
  };
}

function compareIntervals(a: TagInterval, b: TagInterval): number {
  const [one, other] = [a, b].map(({ platform, began }) => [
    platform ?? '',
    began.before,
  ]);
  const index = one[0] === other[0] ? 1 : 0;
  return one[index] < other[index] ? -1 : Number(one[index] > other[index]);
}

function toOutage(row: TagOutagesRow): TagOutage {
  return {
    from: toIso(Number(row.from_ms)),
    until: toTime(row.until_ms),
    code: row.code as LookFailureCode,
    message: row.message,
  };
}
