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

import { COMPARED_PLATFORMS } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import {
  TABLE_CONSUMERS,
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovesRow,
} from '../../database/tagTables';

/** Of what is older nobody asks what came. */
const MAX_MOVES = 50;

/**
 * Moves of which nothing was read because nobody built on the tag are decided
 * anew once somebody does, the newest ones.
 */
export async function reconsiderMoves(knex: Knex): Promise<void> {
  const moveIds: string[] = await knex({ m: TABLE_MOVES })
    .join({ w: TABLE_TAGS }, 'w.tag_id', 'm.tag_id')
    .join({ p: TABLE_MOVE_PLATFORMS }, 'p.move_id', 'm.move_id')
    .where({ 'm.contents_state': 'off', 'p.contents_state': 'off' })
    .whereIn('p.platform', [...COMPARED_PLATFORMS])
    .whereExists(
      knex({ c: TABLE_CONSUMERS })
        .select(knex.raw('1'))
        .whereRaw('c.registry = w.registry')
        .whereRaw('c.repository = w.repository')
        .whereRaw('c.tag = w.tag')
        .where({ 'c.until_ms': 0, 'c.digest': '', 'c.shaping': true })
        .andWhere(builds =>
          builds.where('c.platform', '').orWhereRaw('c.platform = p.platform'),
        ),
    )
    .distinct('m.move_id', 'm.before_ms')
    .orderBy('m.before_ms', 'desc')
    .limit(MAX_MOVES)
    .pluck('m.move_id');
  await knex<TagMovesRow>(TABLE_MOVES)
    .whereIn('move_id', moveIds)
    .andWhere('contents_state', 'off')
    .update({ contents_state: '' });
}
