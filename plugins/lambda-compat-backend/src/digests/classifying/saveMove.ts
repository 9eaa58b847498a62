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
import { CHUNK } from '../../database/statements';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  type TagMovesRow,
} from '../../database/tagTables';
import type { ReadMove } from './ContentsStore';

/** Writes down what a move amounts to. */
export async function saveMove(
  tx: Knex.Transaction,
  move: ReadMove,
): Promise<void> {
  const updated = await tx<TagMovesRow>(TABLE_MOVES)
    .where({ move_id: move.moveId, class: 'pending' })
    .update({
      class: move.class,
      changes: move.changes.join(','),
      undecided: move.undecided,
      attempts: tx.raw('attempts + 1') as unknown as number,
    });
  if (updated === 0) {
    // Retention has removed it.
    return;
  }
  await tx.batchInsert(
    TABLE_MOVE_PLATFORMS,
    move.platforms.map(platform => ({
      move_id: move.moveId,
      platform: platform.platform,
      from_digest: platform.from ?? '',
      to_digest: platform.to ?? '',
      class: platform.class,
    })),
    CHUNK,
  );
}
