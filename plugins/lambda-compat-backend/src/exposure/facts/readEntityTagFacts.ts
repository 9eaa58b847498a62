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

import {
  type TagMoveClass,
  type TagPlatformMove,
  WEIGHTY_MOVE_CLASSES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { toChunks } from '../../database/statements';
import { type ReferenceFilesRow, TABLE_FILES } from '../../database/tables';
import {
  TABLE_CONSUMERS,
  TABLE_INTERVALS,
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagConsumersRow,
  type TagIntervalsRow,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import { parseDetails } from '../../tags/exposure/impactRows';
import { compareObservers } from '../../tags/queries/readEntityHistory';
import { groupRows } from '../../tags/queries/tagRows';
import {
  type EntityTagFacts,
  type KnownMove,
  type KnownTag,
  type NamedPlace,
  toImageName,
} from './EntityTagFacts';

/** Of each tag. One that moves every hour has some hundreds in a month. */
const MAX_MOVES = 100;

type FileRow = Pick<
  ReferenceFilesRow,
  'entity_ref' | 'path' | 'status' | 'committed_ms'
>;

/**
 * What is known of the tags that entities name: seven statements for as many
 * entities as one statement can take.
 */
export async function readEntityTagFacts(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, EntityTagFacts>> {
  const facts = new Map<string, EntityTagFacts>();
  for (const chunk of toChunks(entityRefs)) {
    for (const one of await readChunk(knex, chunk)) {
      facts.set(one.entityRef, one);
    }
  }
  return facts;
}

async function readChunk(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<EntityTagFacts[]> {
  const consumers = await knex<TagConsumersRow>(TABLE_CONSUMERS)
    .whereIn('entity_ref', entityRefs)
    .orderBy(['entity_ref', 'file', 'reference_id', 'from_ms']);
  if (consumers.length === 0) {
    return entityRefs.map(entityRef => ({
      entityRef,
      places: [],
      tags: new Map(),
    }));
  }
  const files: FileRow[] = await knex<ReferenceFilesRow>(TABLE_FILES)
    .whereIn('entity_ref', entityRefs)
    .select('entity_ref', 'path', 'status', 'committed_ms');
  const tags = await readTags(knex, entityRefs);
  const byEntity = groupRows(consumers, row => row.entity_ref);
  const filesByEntity = groupRows(files, row => row.entity_ref);
  return entityRefs.map(entityRef => {
    const rows = byEntity.get(entityRef) ?? [];
    const names = new Set(rows.map(toImageName));
    return {
      entityRef,
      places: toPlaces(rows, filesByEntity.get(entityRef) ?? []),
      tags: new Map([...tags].filter(([name]) => names.has(name))),
    };
  });
}

function toPlaces(
  rows: readonly TagConsumersRow[],
  files: readonly FileRow[],
): NamedPlace[] {
  const first = Math.min(...rows.map(row => Number(row.from_ms)));
  const named = new Map<string, number>();
  for (const row of rows) {
    if (row.digest === '') {
      const name = toImageName(row);
      const from = Number(row.from_ms);
      named.set(name, Math.min(named.get(name) ?? from, from));
    }
  }
  return rows.map(row => {
    const own = files.filter(({ path }) => path === row.file);
    const since = named.get(toImageName(row)) ?? 0;
    return {
      row,
      reference: parseDetails(row),
      sinceMs: since <= first ? 0 : since,
      partlyRead: own.some(({ status }) => status !== 'read'),
      committedMs: Math.max(0, ...own.map(file => Number(file.committed_ms))),
    };
  });
}

async function readTags(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, KnownTag>> {
  const rows: WatchedTagsRow[] = await knex({ w: TABLE_TAGS })
    .whereExists(
      knex({ c: TABLE_CONSUMERS })
        .select(knex.raw('1'))
        .whereIn('c.entity_ref', entityRefs)
        .whereRaw(
          'c.registry = w.registry and c.repository = w.repository and c.tag = w.tag',
        ),
    )
    .select('w.*');
  const first = new Map<string, WatchedTagsRow>();
  for (const row of rows.sort(compareObservers)) {
    const name = toImageName(row);
    if (!first.has(name)) {
      first.set(name, row);
    }
  }
  const ids = [...first.values()].map(row => row.tag_id);
  const intervals = await readIntervals(knex, ids);
  const moves = await readMoves(knex, ids);
  return new Map(
    [...first].map(([name, row]) => [
      name,
      {
        row,
        platforms: new Map(
          (intervals.get(row.tag_id) ?? []).map(one => [
            one.platform,
            one.digest,
          ]),
        ),
        moves: moves.get(row.tag_id) ?? [],
      },
    ]),
  );
}

async function readIntervals(
  knex: Knex,
  tagIds: readonly string[],
): Promise<Map<string, TagIntervalsRow[]>> {
  const rows: TagIntervalsRow[] = [];
  for (const chunk of toChunks(tagIds)) {
    const found = await knex<TagIntervalsRow>(TABLE_INTERVALS)
      .whereIn('tag_id', chunk)
      .where({ ended_ms: 0, source: 'observed' })
      .whereNot('platform', '')
      .whereNot('digest', '');
    rows.push(...found);
  }
  return groupRows(rows, row => row.tag_id);
}

/** Oldest first, by the tag. */
async function readMoves(
  knex: Knex,
  tagIds: readonly string[],
): Promise<Map<string, KnownMove[]>> {
  const rows: TagMovesRow[] = [];
  for (const chunk of toChunks(tagIds)) {
    const ranked = knex({ m: TABLE_MOVES })
      .whereIn('m.tag_id', chunk)
      .whereIn('m.class', [...WEIGHTY_MOVE_CLASSES])
      .select(
        'm.move_id',
        'm.tag_id',
        'm.after_ms',
        'm.before_ms',
        'm.class',
        knex.raw(
          'row_number() over (partition by m.tag_id order by m.before_ms desc, m.move_id desc) as place',
        ),
      );
    const found = await knex(ranked.as('ranked'))
      .where('place', '<=', MAX_MOVES)
      .orderBy(['before_ms', 'move_id'])
      .select('*');
    rows.push(...found);
  }
  const platforms: TagMovePlatformsRow[] = [];
  for (const chunk of toChunks(rows.map(row => row.move_id))) {
    const found: TagMovePlatformsRow[] = await knex<TagMovePlatformsRow>(
      TABLE_MOVE_PLATFORMS,
    )
      .whereIn('move_id', chunk)
      .orderBy(['move_id', 'platform'])
      // Not the summaries, which name every version.
      .select(
        'move_id',
        'platform',
        'from_digest',
        'to_digest',
        'class',
        'contents_state',
        'contents_class',
      );
    platforms.push(...found);
  }
  const byMove = groupRows(platforms, row => row.move_id);
  const byTag = groupRows(rows, row => row.tag_id);
  return new Map(
    [...byTag].map(([tagId, moves]) => [
      tagId,
      moves.map(move => toKnownMove(move, byMove.get(move.move_id) ?? [])),
    ]),
  );
}

function toKnownMove(
  row: TagMovesRow,
  platforms: readonly TagMovePlatformsRow[],
): KnownMove {
  return {
    id: row.move_id,
    afterMs: Number(row.after_ms),
    beforeMs: Number(row.before_ms),
    class: row.class as TagMoveClass,
    platforms: platforms.map(one => ({
      platform: one.platform,
      from: one.from_digest || null,
      to: one.to_digest || null,
      class: one.class as TagPlatformMove['class'],
      contents: { state: one.contents_state, class: one.contents_class },
    })),
  };
}
