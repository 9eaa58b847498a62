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
import { isPostgres } from '../../database/statements';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  type TagMovePlatformsRow,
  type TagMovesRow,
} from '../../database/tagTables';

/**
 * What came with moves is found out anew where it was not to be had, because an
 * image of them is there now.
 */
export async function reopenMoves(
  tx: Knex.Transaction,
  digest: string,
): Promise<void> {
  const moveIds: string[] = await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
    .where(either =>
      either.where('from_digest', digest).orWhere('to_digest', digest),
    )
    .distinct('move_id')
    .pluck('move_id');
  if (moveIds.length === 0) {
    return;
  }
  // Whoever is just writing that it is not to be had comes first.
  await lockMoves(tx, moveIds);
  const platforms = () =>
    tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS).whereIn('move_id', moveIds);
  await platforms()
    .whereIn('contents_state', ['failed', 'too-large'])
    .update({ contents_state: 'pending', contents_message: '' });
  await tx<TagMovesRow>(TABLE_MOVES)
    .whereIn(
      'move_id',
      platforms().where('contents_state', 'pending').select('move_id'),
    )
    .update({ contents_state: 'pending' });
}

/**
 * What a move says follows from all of its platforms, so whoever changes one of
 * them has the move to themselves until they have written both.
 */
export async function lockMoves(
  tx: Knex.Transaction,
  moveIds: readonly string[],
): Promise<void> {
  if (isPostgres(tx)) {
    await tx<TagMovesRow>(TABLE_MOVES)
      .whereIn('move_id', moveIds)
      .orderBy('move_id')
      .select('move_id')
      .forUpdate();
  }
}
