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
  TagMove,
  TagMoveFilter,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type { ListPage } from '../../coverage/CoverageStore';
import { countRows } from '../../coverage/queries/counts';
import { type KeyColumn, readPage } from '../../coverage/queries/keyset';
import { toStored } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { TABLE_MOVE_PLATFORMS } from '../../database/tagTables';
import { whereExposed } from '../exposure/whereExposed';
import type { TagMoveQuery } from '../Tags';
import {
  describeMoves,
  listMoveColumns,
  type MoveRow,
  selectMoves,
} from './describeMoves';
import { whereContents } from './moveContents';
import { whereMoveInScope, whereTagVisible } from './visibleTags';
import { whereImage } from './whereImage';

const KEY: readonly KeyColumn[] = [
  { column: 'm.before_ms', kind: 'bigint' },
  { column: 'm.move_id', kind: 'text' },
];

/** A page of the moves that the filter leaves. */
export async function readMoves(
  reading: Reading,
  query: TagMoveQuery,
): Promise<ListPage<TagMove>> {
  const { filter, withTotal } = query;
  const { rows, next, previous } = await readPage<MoveRow>(
    selectFiltered(reading, filter).select(listMoveColumns(reading.knex)),
    KEY,
    query,
  );
  return {
    items: await describeMoves(reading, rows),
    totalItems: withTotal
      ? await countRows(selectFiltered(reading, filter))
      : 0,
    next,
    previous,
  };
}

/** The move, where the caller may see its tag. */
export async function findMove(
  reading: Reading,
  moveId: string,
): Promise<TagMove | undefined> {
  const moves = selectMoves(reading.knex)
    .where('m.move_id', moveId)
    .select(listMoveColumns(reading.knex));
  whereTagVisible(reading, moves, 'm');
  const [move] = await describeMoves(reading, (await moves) as MoveRow[]);
  return move;
}

/** Whether there is such a move of a tag that the caller may see. */
export async function isMoveVisible(
  reading: Reading,
  moveId: string,
): Promise<boolean> {
  const moves = selectMoves(reading.knex).where('m.move_id', moveId);
  whereTagVisible(reading, moves, 'm');
  return (await countRows(moves)) > 0;
}

function selectFiltered(
  reading: Reading,
  filter: TagMoveFilter,
): Knex.QueryBuilder {
  const { knex } = reading;
  const moves = selectMoves(knex);
  whereMoveInScope(reading, moves, filter);
  whereImage(reading, moves, filter.search);
  if (filter.tag?.length) {
    moves.whereIn('m.tag_id', toStored(filter.tag));
  }
  if (filter.class?.length) {
    moves.whereIn('m.class', filter.class);
  }
  whereContents(moves, filter.contents);
  if (filter.platform?.length) {
    moves.whereIn(
      'm.move_id',
      knex(TABLE_MOVE_PLATFORMS)
        .select('move_id')
        .whereIn('platform', toStored(filter.platform))
        .whereNot('class', 'unchanged'),
    );
  }
  const sinceMs = filter.since === undefined ? 0 : Date.parse(filter.since);
  if (sinceMs > 0) {
    moves.where('m.before_ms', '>=', sinceMs);
  }
  if (filter.exposed !== undefined) {
    whereExposed(reading, moves, {
      isExposed: filter.exposed,
      scope: filter,
      sinceMs,
    });
  }
  return moves;
}
