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
import { NUMBERS, selectNumbers, type SumRow, sum } from './numbers';
import { listScopeColumns, whereInScope } from './predicates';
import type { Reading } from './reading';

const GROUP_FIELDS = [
  'owner',
  'system',
  'domain',
  'runtime',
  'lifecycle',
] as const satisfies ReadonlyArray<keyof CoverageScope>;

const SCOPE_FIELDS: ReadonlyArray<keyof CoverageScope> = [
  ...GROUP_FIELDS,
  'membership',
];

/** Whether a filter says nothing but its scope, and perhaps one field more. */
export function hasOnlyScope<T extends CoverageScope>(
  filter: T,
  more?: keyof T,
): boolean {
  return Object.entries(filter).every(
    ([field, value]) =>
      !value?.length ||
      field === more ||
      SCOPE_FIELDS.some(known => known === field),
  );
}

/** Whether a filter of references or problems needs columns of components. */
export function asksForComponent(
  filter: CoverageScope & { state?: readonly string[] },
): boolean {
  return [...GROUP_FIELDS, 'state' as const].some(
    field => filter[field]?.length,
  );
}

/** How many rows a list has, counted one by one. */
export async function countRows(list: Knex.QueryBuilder): Promise<number> {
  const [{ total }] = (await list.count({ total: '*' })) as SumRow[];
  return Number(total);
}

/**
 * How many there are by the sum of columns of cells, which are far fewer than
 * the rows of the list.
 *
 * @param columns - each row of the list is counted in exactly one of them
 * @param count - for when the cells are not right
 */
export async function countCells(
  reading: Reading,
  scope: CoverageScope,
  columns: readonly string[],
  count: () => Promise<number>,
): Promise<number> {
  if (!reading.cells) {
    return count();
  }
  const distinct = [...new Set(columns)];
  const numbers = reading
    .knex(selectNumbers(reading, listScopeColumns(scope)))
    .sum(Object.fromEntries(distinct.map(name => [name, name])));
  whereInScope(reading, numbers, scope, NUMBERS);
  const [row] = (await numbers) as SumRow[];
  return sum(distinct.map(name => Number(row[name] ?? 0)));
}
