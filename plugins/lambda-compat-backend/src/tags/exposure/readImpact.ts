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
  TagImpact,
  TagImpactCounts,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { InputError } from '@backstage/errors';
import type { ListPage } from '../../coverage/CoverageStore';
import { countRows } from '../../coverage/queries/counts';
import { type KeyColumn, readPage } from '../../coverage/queries/keyset';
import type { Reading } from '../../coverage/queries/reading';
import type { TagImpactQuery } from '../Tags';
import { toTagImpact } from './impactRows';
import {
  type ExposingMove,
  type ImpactRow,
  readEffects,
  selectImpact,
  toExposureRank,
} from './selectImpact';

/** The move comes first, so that a position fits no list of another one. */
const KEY: readonly KeyColumn[] = [
  { column: 'i.move_id', kind: 'text' },
  { column: 'i.exposure_rank', kind: 'integer' },
  { column: 'i.ownerless', kind: 'integer' },
  { column: 'i.owner_key', kind: 'text' },
  { column: 'i.sort_name', kind: 'text' },
  { column: 'i.entity_ref', kind: 'text' },
  { column: 'i.reference_id', kind: 'text' },
  { column: 'i.from_ms', kind: 'bigint' },
];

/** A page of the places that a move concerns. */
export async function readImpact(
  reading: Reading,
  move: ExposingMove,
  query: TagImpactQuery,
): Promise<ListPage<TagImpact>> {
  const { exposure } = query.filter;
  const edge = query.before ?? query.after;
  if (edge && edge[0] !== move.id) {
    throw new InputError('The cursor belongs to another list');
  }
  const effects = await readEffects(reading, move);
  const select = () => {
    const places = selectImpact(reading, move, effects);
    const filtered = reading.knex(places.as('i'));
    return exposure?.length
      ? filtered.whereIn('i.exposure_rank', exposure.map(toExposureRank))
      : filtered;
  };
  const { rows, next, previous } = await readPage<ImpactRow>(
    select().select('i.*'),
    KEY,
    query,
  );
  return {
    items: rows.map(row => toTagImpact(row, move)),
    totalItems: query.withTotal ? await countRows(select()) : 0,
    next,
    previous,
  };
}

/** How many components a move concerns, each by its most exposed place. */
export async function countImpact(
  reading: Reading,
  move: ExposingMove,
): Promise<TagImpactCounts> {
  const { knex } = reading;
  const effects = await readEffects(reading, move);
  const components = knex(selectImpact(reading, move, effects).as('i'))
    .select('i.entity_ref')
    .min({ exposure_rank: 'i.exposure_rank' })
    .groupBy('i.entity_ref');
  const rows: Array<{ exposure_rank: number; total: number | string }> =
    await knex(components.as('components'))
      .select('exposure_rank')
      .count({ total: '*' })
      .groupBy('exposure_rank');
  const count = (rank: number) =>
    Number(rows.find(row => row.exposure_rank === rank)?.total ?? 0);
  return {
    alreadyBuilt: count(toExposureRank('already-built')),
    nextBuild: count(toExposureRank('next-build')),
    possibly: count(toExposureRank('possibly')),
    notExposed: count(toExposureRank('not-exposed')),
  };
}
