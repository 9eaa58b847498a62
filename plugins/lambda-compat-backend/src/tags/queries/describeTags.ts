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

import type { PinClass } from '@lambda-compat/image-references';
import type {
  TagState,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import {
  type DbMs,
  TABLE_INTERVALS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagIntervalsRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import {
  groupRows,
  toBetween,
  toLookFailure,
  toObserver,
  toTime,
} from './tagRows';
import { joinConsumers } from './visibleTags';

/** A watched tag with the time of its newest move. */
export type TagRow = WatchedTagsRow & { last_move_ms: DbMs | null };

type ObserverRow = Pick<
  WatchedTagsRow,
  'tag_id' | 'observer' | 'host' | 'state' | 'digest' | 'seen_ms'
> & { of_tag: string };

const DAY_MS = 86_400_000;

/** Platforms of one image; real ones have a dozen. */
const MAX_PLATFORMS = 100;

/** Says what is known of tags, with few statements whatever their number. */
export async function describeTags(
  reading: Reading,
  rows: readonly TagRow[],
  now: number,
): Promise<WatchedTag[]> {
  if (rows.length === 0) {
    return [];
  }
  const platforms = await readPlatforms(reading, rows);
  const components = await readComponents(reading, rows);
  const moves = await readMoveCounts(reading, rows, now - 30 * DAY_MS);
  const observers = await readObservers(reading, rows);
  return rows.map(row => ({
    id: row.tag_id,
    image: row.image,
    registry: row.registry,
    repository: row.repository,
    tag: row.tag,
    observer: toObserver(row),
    pinClass: row.pin_class as PinClass,
    state: row.state,
    digest: row.digest || null,
    platforms: (platforms.get(row.tag_id) ?? [])
      .slice(0, MAX_PLATFORMS)
      .map(({ platform, digest }) => ({ platform, digest })),
    since:
      row.state === 'unseen'
        ? null
        : toBetween(row.since_after_ms, row.since_before_ms),
    checkedAt: toTime(row.checked_ms),
    seenAt: toTime(row.seen_ms),
    nextLookAt: row.not_watched === '' ? toTime(row.next_due_ms) : null,
    intervalSeconds: Math.round(Number(row.interval_ms) / 1000),
    failure: toLookFailure(row),
    unstable: Boolean(row.unstable),
    movedThoughDated: Boolean(row.moved_though_dated),
    notWatched: row.not_watched || null,
    components: components.get(row.tag_id) ?? { total: 0, unpinned: 0 },
    otherObservers: (observers.get(row.tag_id) ?? []).map(other => ({
      tagId: other.tag_id,
      observer: toObserver(other),
      state: other.state as TagState,
      digest: other.digest || null,
      seenAt: toTime(other.seen_ms),
    })),
    movesIn30Days: moves.get(row.tag_id) ?? 0,
    lastMoveAt: toTime(row.last_move_ms),
  }));
}

function listIds(rows: readonly TagRow[]): string[] {
  return rows.map(row => row.tag_id);
}

/** Of what the tags point to at present. */
async function readPlatforms(
  { knex }: Reading,
  rows: readonly TagRow[],
): Promise<Map<string, TagIntervalsRow[]>> {
  const found = await knex<TagIntervalsRow>(TABLE_INTERVALS)
    .whereIn('tag_id', listIds(rows))
    .whereNot('platform', '')
    .whereNot('digest', '')
    .where('ended_ms', 0)
    .where('source', 'observed')
    .orderBy(['tag_id', 'platform']);
  return groupRows(found, row => row.tag_id);
}

async function readComponents(
  reading: Reading,
  rows: readonly TagRow[],
): Promise<Map<string, WatchedTag['components']>> {
  const { knex } = reading;
  const counts = joinConsumers(reading)
    .whereIn('w.tag_id', listIds(rows))
    .where('c.until_ms', 0)
    .groupBy('w.tag_id')
    .select('w.tag_id')
    .countDistinct({ total: 'c.entity_ref' })
    .select(
      knex.raw(
        `count(distinct case when c.digest = '' then c.entity_ref end) as unpinned`,
      ),
    );
  whereVisible(reading, counts, 'c.entity_ref');
  const found: Array<Record<'tag_id' | 'total' | 'unpinned', string>> =
    await counts;
  return new Map(
    found.map(row => [
      row.tag_id,
      { total: Number(row.total), unpinned: Number(row.unpinned) },
    ]),
  );
}

async function readMoveCounts(
  { knex }: Reading,
  rows: readonly TagRow[],
  sinceMs: number,
): Promise<Map<string, number>> {
  const found: Array<Record<'tag_id' | 'total', string>> = await knex(
    TABLE_MOVES,
  )
    .whereIn('tag_id', listIds(rows))
    .where('before_ms', '>=', sinceMs)
    .groupBy('tag_id')
    .select('tag_id')
    .count({ total: '*' });
  return new Map(found.map(row => [row.tag_id, Number(row.total)]));
}

/** The rows of the same tags with other observers, by the id of the tag. */
async function readObservers(
  { knex }: Reading,
  rows: readonly TagRow[],
): Promise<Map<string, ObserverRow[]>> {
  const found: ObserverRow[] = await knex({ w: TABLE_TAGS })
    .join({ o: TABLE_TAGS }, join =>
      join
        .on('o.registry', 'w.registry')
        .andOn('o.repository', 'w.repository')
        .andOn('o.tag', 'w.tag'),
    )
    .whereIn('w.tag_id', listIds(rows))
    .whereRaw('o.tag_id <> w.tag_id')
    .select(
      'w.tag_id as of_tag',
      'o.tag_id',
      'o.observer',
      'o.host',
      'o.state',
      'o.digest',
      'o.seen_ms',
    )
    .orderBy(['o.observer', 'o.tag_id']);
  return groupRows(found, row => row.of_tag);
}
