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
  type CoverageScope,
  WEIGHTY_MOVE_CLASSES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type { Reading } from '../../coverage/queries/reading';
import { isPostgres } from '../../database/statements';
import { TABLE_MOVE_PLATFORMS, TABLE_MOVES } from '../../database/tagTables';
import {
  LAMBDA_PLATFORMS,
  MISSING_PLATFORM_CLASSES,
  WEIGHTY_PLATFORM_CLASSES,
} from './moveEffect';
import { selectWatchers } from './selectWatchers';

/**
 * Restricts a query of moves, with the alias `m`, to those to which a component
 * of the scope is exposed, or possibly is; or to the others. The same decision
 * as `getMoveEffect`, for all moves at once: watchers that are alike are joined
 * with the moves of their tags, which are read by an index.
 */
export function whereExposed(
  reading: Reading,
  moves: Knex.QueryBuilder,
  {
    isExposed,
    scope,
    sinceMs,
  }: { isExposed: boolean; scope: CoverageScope; sinceMs: number },
): void {
  const { knex } = reading;
  // Materialized, because PostgreSQL would otherwise look up for each column that
  // is computed from it since when a place names its tag.
  const watchers = knex
    .withMaterialized(
      'places',
      selectWatchers(reading, { scope, floorMs: sinceMs }),
    )
    .from('places')
    .select('tag_id', 'platform', 'guarded')
    .min({ since_ms: 'since_ms', open_ms: getLater(knex) })
    .groupBy('tag_id', 'platform', 'guarded');
  const exposed = knex(watchers.as('x'))
    .join({ n: TABLE_MOVES }, 'n.tag_id', 'x.tag_id')
    .leftJoin({ p: TABLE_MOVE_PLATFORMS }, 'p.move_id', 'n.move_id')
    .whereRaw('n.before_ms >= x.since_ms')
    .where('n.before_ms', '>=', sinceMs)
    .whereIn('n.class', [...WEIGHTY_MOVE_CLASSES])
    .where(reached =>
      reached
        .where(all =>
          all
            .whereNull('p.move_id')
            .where(open =>
              open
                .where(changed => whereOpen(changed))
                .orWhere('n.class', 'gone'),
            ),
        )
        .orWhere(one => whereReaching(knex, one)),
    )
    .select('n.move_id');
  if (isExposed) {
    moves.whereIn('m.move_id', exposed);
  } else {
    moves.whereNotIn('m.move_id', exposed);
  }
}

/**
 * From when on moves that leave an image reach a watcher: since it names the
 * tag, and was not built and measured compatible after them.
 */
function getLater(knex: Knex): Knex.Raw {
  return knex.raw(
    isPostgres(knex)
      ? 'greatest(since_ms, clear_ms)'
      : 'max(since_ms, clear_ms)',
  );
}

/** A move that leaves an image reaches the watchers `x`. */
function whereOpen(reaching: Knex.QueryBuilder): Knex.QueryBuilder {
  return reaching.where('x.guarded', 0).whereRaw('n.before_ms >= x.open_ms');
}

/** What became of the platform `p` reaches the watchers `x`. */
function whereReaching(knex: Knex, reaching: Knex.QueryBuilder): void {
  const missing = [...MISSING_PLATFORM_CLASSES];
  reaching
    .where(own =>
      own
        .where(its =>
          its
            .whereRaw('p.platform = x.platform')
            .orWhereNotExists(
              selectPlatforms(knex).whereRaw('o.platform <> p.platform'),
            ),
        )
        .where(weighty =>
          weighty
            .whereIn('p.class', missing)
            .orWhere(changed =>
              whereOpen(changed).whereIn('p.class', [
                ...WEIGHTY_PLATFORM_CLASSES,
              ]),
            ),
        ),
    )
    .orWhere(unknown =>
      unknown
        .where('x.platform', '')
        .whereIn('p.platform', [...LAMBDA_PLATFORMS])
        .whereIn('p.class', [...WEIGHTY_PLATFORM_CLASSES])
        .where(any =>
          any
            .where(changed => whereOpen(changed))
            .orWhereNotExists(selectPresent(knex)),
        ),
    );
}

function selectPlatforms(knex: Knex): Knex.QueryBuilder {
  return knex({ o: TABLE_MOVE_PLATFORMS })
    .select(knex.raw('1'))
    .whereRaw('o.move_id = n.move_id');
}

/** Platforms of Lambda that have an image after the move. */
function selectPresent(knex: Knex): Knex.QueryBuilder {
  return selectPlatforms(knex)
    .whereIn('o.platform', [...LAMBDA_PLATFORMS])
    .whereNotIn('o.class', [...MISSING_PLATFORM_CLASSES]);
}
