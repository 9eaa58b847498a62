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
  ComponentCoverage,
  ComponentFilter,
  ComponentOrderField,
  Problem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type LambdaEntitiesRow,
  type ProblemsRow,
  TABLE_ENTITIES,
  TABLE_PROBLEMS,
  TABLE_REFERENCES,
} from '../../database/tables';
import type { ListPage, ListQuery } from '../CoverageStore';
import {
  PIN_COLUMNS,
  toPinClass,
  toPinColumn,
  toPinRank,
  toStateColumn,
} from '../pinRanks';
import { type Ages, isStale, toCollectedAt } from './ages';
import { countCells, countRows, hasOnlyScope } from './counts';
import { type KeyColumn, readPage } from './keyset';
import { readPinCounts } from './numbers';
import { toStored, whereFound, whereInScope, whereVisible } from './predicates';
import { splitKey, toProblem } from './rows';
import type { Reading } from './reading';

const ORDERS: Record<ComponentOrderField, KeyColumn> = {
  name: { column: 'e.sort_name', kind: 'text' },
  owner: { column: 'e.owner_key', kind: 'text' },
  system: { column: 'e.system_ref', kind: 'text' },
  state: { column: 'e.pin_state', kind: 'text' },
  references: { column: 'e.references_total', kind: 'integer' },
  weakest: { column: 'e.weakest_rank', kind: 'integer' },
  collectedAt: { column: 'e.collected_ms', kind: 'bigint' },
  problems: { column: 'e.problems_total', kind: 'integer' },
};

const COLUMNS = [
  'entity_ref',
  'sort_name',
  'title',
  'owner_key',
  'system_ref',
  'lifecycle',
  'runtime_key',
  'pin_state',
  'weakest_rank',
  'references_total',
  ...PIN_COLUMNS,
  'problems_total',
  'collected_ms',
  'failure_code',
];

/** A page of the components that the filter leaves. */
export async function readComponents(
  reading: Reading,
  query: ListQuery<ComponentFilter, ComponentOrderField>,
  ages: Ages,
): Promise<ListPage<ComponentCoverage>> {
  const { filter, orderField, withTotal } = query;
  const { rows, next, previous } = await readPage<LambdaEntitiesRow>(
    selectComponents(reading, filter).select(COLUMNS.map(name => `e.${name}`)),
    [ORDERS[orderField], { column: 'e.entity_ref', kind: 'text' }],
    query,
  );
  const problems = await readFirstProblems(reading, rows);
  return {
    items: rows.map(row => toComponent(row, problems, ages)),
    totalItems: withTotal ? await countComponents(reading, filter) : 0,
    next,
    previous,
  };
}

function selectComponents(
  reading: Reading,
  filter: ComponentFilter,
): Knex.QueryBuilder {
  const { knex } = reading;
  const components = knex({ e: TABLE_ENTITIES });
  whereInScope(reading, components, filter, 'e');
  whereVisible(reading, components, 'e.entity_ref');
  if (filter.state?.length) {
    components.whereIn('e.pin_state', filter.state);
  }
  if (filter.weakest?.length) {
    components.whereIn('e.weakest_rank', filter.weakest.map(toPinRank));
  }
  if (filter.pinClass?.length) {
    const classes = filter.pinClass;
    components.where(having => {
      for (const name of classes) {
        having.orWhere(`e.${toPinColumn('pins', name)}`, '>', 0);
      }
    });
  }
  if (filter.image?.length) {
    components.whereIn(
      'e.entity_ref',
      knex(TABLE_REFERENCES)
        .select('entity_ref')
        .where('counted', true)
        .whereIn('image', toStored(filter.image)),
    );
  }
  if (filter.problem?.length) {
    components.whereIn(
      'e.entity_ref',
      knex(TABLE_PROBLEMS).select('entity_ref').whereIn('code', filter.problem),
    );
  }
  whereFound(reading, components, 'e', filter.search);
  return components;
}

async function countComponents(
  reading: Reading,
  filter: ComponentFilter,
): Promise<number> {
  // The lists behind the numbers of a page are counted by its own cells.
  if (hasOnlyScope(filter)) {
    return countCells(reading, filter, ['components'], () =>
      countRows(selectComponents(reading, filter)),
    );
  }
  if (filter.state?.length && hasOnlyScope(filter, 'state')) {
    return countCells(reading, filter, filter.state.map(toStateColumn), () =>
      countRows(selectComponents(reading, filter)),
    );
  }
  return countRows(selectComponents(reading, filter));
}

/** For each component that has one: the problem to begin with. */
async function readFirstProblems(
  { knex }: Reading,
  components: readonly LambdaEntitiesRow[],
): Promise<Map<string, Problem>> {
  const refs = components
    .filter(row => row.problems_total > 0)
    .map(row => row.entity_ref);
  if (refs.length === 0) {
    return new Map();
  }
  // Each of them can have thousands, of which one is shown.
  const ranked = knex(TABLE_PROBLEMS)
    .select(
      '*',
      knex.raw(
        'row_number() over (partition by ?? order by ??, ??, ??) as place',
        ['entity_ref', 'severity_rank', 'origin', 'position'],
      ),
    )
    .whereIn('entity_ref', refs);
  const rows = (await knex(ranked.as('ranked')).where(
    'place',
    1,
  )) as ProblemsRow[];
  return new Map(rows.map(row => [row.entity_ref, toProblem(row)]));
}

function toComponent(
  row: LambdaEntitiesRow,
  problems: ReadonlyMap<string, Problem>,
  ages: Ages,
): ComponentCoverage {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    owners: splitKey(row.owner_key),
    system: row.system_ref || null,
    lifecycle: row.lifecycle || null,
    runtimes: splitKey(row.runtime_key),
    state: row.pin_state as ComponentCoverage['state'],
    weakest: toPinClass(row.weakest_rank),
    references: {
      total: row.references_total,
      byClass: readPinCounts(row),
    },
    collectedAt: toCollectedAt(row.collected_ms),
    stale: isStale(row, ages),
    failing: row.failure_code !== null,
    problems: {
      total: row.problems_total,
      first: problems.get(row.entity_ref) ?? null,
    },
  };
}
