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

import type { Reading } from '../../coverage/queries/reading';
import { isPostgres } from '../../database/statements';
import type { DbMs } from '../../database/tagTables';
import { groupRows } from '../queries/tagRows';
import { getMoveEffect, isWeighty } from './moveEffect';
import type { ExposingMove } from './selectImpact';
import { selectWatchers } from './selectWatchers';

/** What of a move decides whether it exposes anybody. */
export type CountedMove = Omit<ExposingMove, 'afterMs'> & { tagId: string };

/** Components that are alike in all that decides about a move. */
interface WatcherGroup {
  tag_id: string;
  platforms: string;
  guarded: number;
  since_ms: DbMs;
  clear_ms: DbMs;
  total: DbMs;
}

/**
 * How many components are exposed to each of the moves of a page, or possibly
 * are, by the id of the move. One statement, whatever the number of moves:
 * components that are alike in what decides are counted together there.
 */
export async function countExposed(
  reading: Reading,
  moves: readonly CountedMove[],
): Promise<Map<string, number>> {
  const counts = new Map(moves.map(move => [move.id, 0]));
  const weighty = moves.filter(move => isWeighty(move.class));
  if (weighty.length === 0) {
    return counts;
  }
  const groups = await readGroups(reading, weighty);
  for (const move of weighty) {
    const exposed = (groups.get(move.tagId) ?? []).filter(
      group =>
        Number(group.since_ms) <= move.beforeMs && isExposed(group, move),
    );
    counts.set(
      move.id,
      exposed.reduce((sum, { total }) => sum + Number(total), 0),
    );
  }
  return counts;
}

function isExposed(
  { platforms, guarded, clear_ms: clearMs }: WatcherGroup,
  move: CountedMove,
): boolean {
  const isMissingOnly = Boolean(guarded) || Number(clearMs) > move.beforeMs;
  return platforms.split(',').some(platform => {
    const effect = getMoveEffect(move, platform);
    return isMissingOnly ? effect === 'missing' : effect !== 'unchanged';
  });
}

async function readGroups(
  reading: Reading,
  moves: readonly CountedMove[],
): Promise<Map<string, WatcherGroup[]>> {
  const { knex } = reading;
  const watchers = selectWatchers(reading, {
    floorMs: Math.min(...moves.map(({ beforeMs }) => beforeMs)),
  }).whereIn('w.tag_id', [...new Set(moves.map(({ tagId }) => tagId))]);
  // A component with several places builds for one platform or more.
  const components = knex(watchers.as('places'))
    .select('tag_id', 'guarded')
    .min({ since_ms: 'since_ms', clear_ms: 'clear_ms' })
    .select(
      knex.raw(
        isPostgres(knex)
          ? `string_agg(distinct platform, ',') as platforms`
          : `group_concat(distinct platform) as platforms`,
      ),
    )
    .groupBy('tag_id', 'entity_ref', 'guarded');
  const rows: WatcherGroup[] = await knex(components.as('components'))
    .select('tag_id', 'platforms', 'guarded', 'since_ms', 'clear_ms')
    .count({ total: '*' })
    .groupBy('tag_id', 'platforms', 'guarded', 'since_ms', 'clear_ms');
  return groupRows(rows, row => row.tag_id);
}
