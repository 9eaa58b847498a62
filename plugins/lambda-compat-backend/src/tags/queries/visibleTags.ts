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

import type { CoverageScope } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  listScopeColumns,
  whereInScope,
  whereVisible,
} from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { TABLE_ENTITIES } from '../../database/tables';
import { TABLE_CONSUMERS, TABLE_TAGS } from '../../database/tagTables';

/**
 * Restricts a query to tags that a component names, or named, that the caller
 * may see.
 *
 * @param alias - of a table with `tag_id`
 */
export function whereTagVisible(
  reading: Reading,
  query: Knex.QueryBuilder,
  alias: string,
): void {
  if (reading.visible !== 'all') {
    const { knex } = reading;
    const consumers = knex({ c: TABLE_CONSUMERS })
      .select(knex.raw('1'))
      .whereRaw(
        'c.registry = v.registry and c.repository = v.repository and c.tag = v.tag',
      );
    whereVisible(reading, consumers, 'c.entity_ref');
    query.whereIn(
      `${alias}.tag_id`,
      knex({ v: TABLE_TAGS }).select('v.tag_id').whereExists(consumers),
    );
  }
}

/**
 * Restricts a query of moves, with the alias `m`, to those of tags that a
 * visible component of the scope names, or named when they moved.
 */
export function whereMoveInScope(
  reading: Reading,
  moves: Knex.QueryBuilder,
  scope: CoverageScope,
): void {
  if (listScopeColumns(scope).length === 0) {
    whereTagVisible(reading, moves, 'm');
    return;
  }
  const { knex } = reading;
  const named = joinConsumers(reading)
    .join({ e: TABLE_ENTITIES }, 'e.entity_ref', 'c.entity_ref')
    .select('w.tag_id')
    .select(
      knex.raw(
        'max(case when c.until_ms = 0 then ? else c.until_ms end) as ??',
        [Number.MAX_SAFE_INTEGER, 'until_ms'],
      ),
    )
    .groupBy('w.tag_id');
  whereVisible(reading, named, 'c.entity_ref');
  whereInScope(reading, named, scope, 'e');
  moves
    .join(named.as('named'), 'named.tag_id', 'm.tag_id')
    .whereRaw('m.before_ms < named.until_ms');
}

/** The places that name a tag, as `c`, with the tag, as `w`. */
export function joinConsumers({
  knex,
}: Pick<Reading, 'knex'>): Knex.QueryBuilder {
  return knex({ c: TABLE_CONSUMERS }).join({ w: TABLE_TAGS }, join =>
    join
      .on('w.registry', 'c.registry')
      .andOn('w.repository', 'c.repository')
      .andOn('w.tag', 'c.tag'),
  );
}
