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
import { whereFound, whereInScope, whereVisible } from './predicates';
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
    joinComponents(selectProblems(reading, filter), 'p').select(
      'p.*',
      ...COMPONENT_COLUMNS,
    ),
    KEYS[orderField],
    query,
  );
  return {
    items: rows.map(row => ({
      ...toProblem(row),
      ...toComponentOfRow(row),
      id: `${row.entity_ref}#${row.origin}-${row.position}`,
    })),
    totalItems: withTotal ? await countProblems(reading, filter) : 0,
    next,
    previous,
  };
}

async function countProblems(
  reading: Reading,
  filter: ProblemFilter,
): Promise<number> {
  const problems = selectProblems(reading, filter);
  return countRows(
    asksForComponent(filter) ? joinComponents(problems, 'p') : problems,
  );
}

/** Without the components, of which a total may need nothing. */
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
  whereFound(problems, ['p.search_text', 'e.search_text'], filter.search);
  return problems;
}
