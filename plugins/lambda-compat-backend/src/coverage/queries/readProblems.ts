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
  ProblemFilter,
  ProblemListItem,
  ProblemOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { type ProblemsRow, TABLE_PROBLEMS } from '../../database/tables';
import type { ListPage, ListQuery } from '../CoverageStore';
import { asksForComponent, countRows } from './counts';
import { type KeyColumn, readPage } from './keyset';
import {
  whereFoundWithComponent,
  whereInScope,
  whereVisible,
} from './predicates';
import type { Reading } from './reading';
import {
  COMPONENT_COLUMNS,
  type ComponentColumns,
  joinComponents,
  SEVERITIES,
  toComponentOfRow,
  toProblem,
} from './rows';

const COMPONENT_KEY: readonly KeyColumn[] = [
  { column: 'p.entity_ref', kind: 'text' },
  { column: 'p.origin', kind: 'text' },
  { column: 'p.position', kind: 'integer' },
];

const KEYS: Record<ProblemOrderField, readonly KeyColumn[]> = {
  code: [{ column: 'p.code', kind: 'text' }, ...COMPONENT_KEY],
  severity: [{ column: 'p.severity_rank', kind: 'integer' }, ...COMPONENT_KEY],
  component: COMPONENT_KEY,
};

/** A page of the problems that the filter leaves. */
export async function readProblems(
  reading: Reading,
  query: ListQuery<ProblemFilter, ProblemOrderField>,
): Promise<ListPage<ProblemListItem>> {
  const { filter, orderField, withTotal } = query;
  const { rows, next, previous } = await readPage<
    ProblemsRow & ComponentColumns
  >(
    selectProblems(reading, filter).select(
      KEYS[orderField].map(({ column }) => column),
    ),
    KEYS[orderField],
    query,
    page => completeProblems(reading, page),
  );
  return {
    items: rows.map(row => ({
      ...toProblem(row),
      ...toComponentOfRow(row),
      id: `${row.entity_ref}#${row.origin}-${row.position}`,
    })),
    totalItems: withTotal
      ? await countRows(selectProblems(reading, filter))
      : 0,
    next,
    previous,
  };
}

/** The texts are far wider than what a page is chosen by. */
function completeProblems(
  { knex }: Reading,
  page: Knex.QueryBuilder,
): Knex.QueryBuilder {
  const problems = knex(page.as('page')).join(
    { p: TABLE_PROBLEMS },
    {
      'p.entity_ref': 'page.entity_ref',
      'p.origin': 'page.origin',
      'p.position': 'page.position',
    },
  );
  return joinComponents(problems, 'p').select('p.*', ...COMPONENT_COLUMNS);
}

/** With the components as `e`, where the filter needs them. */
function selectProblems(
  reading: Reading,
  filter: ProblemFilter,
): Knex.QueryBuilder {
  const problems = reading.knex({ p: TABLE_PROBLEMS });
  whereInScope(reading, problems, filter, 'e');
  whereVisible(reading, problems, 'p.entity_ref');
  if (filter.problem?.length) {
    problems.whereIn('p.code', filter.problem);
  }
  if (filter.severity?.length) {
    problems.whereIn(
      'p.severity_rank',
      filter.severity.map(severity => SEVERITIES.indexOf(severity)),
    );
  }
  whereFoundWithComponent(reading, problems, 'p', filter.search);
  return asksForComponent(filter)
    ? joinComponents(problems, 'p').whereRaw('?? > 0', ['e.problems_total'])
    : problems;
}
