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
  NO_GROUP,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/statements';
import { type GroupMembersRow, TABLE_MEMBERS } from '../../database/tables';
import type { Reading } from './reading';

/** The fields of a scope that groups nest in, with what their members are. */
export const NESTED_FIELDS = {
  owner: 'owner_key',
  domain: 'system_ref',
  runtime: 'runtime_key',
} as const satisfies Partial<
  Record<GroupMembersRow['dimension'], keyof GroupColumns>
>;

/** The fields of a scope that stand in a column of their own. */
export const PLAIN_FIELDS = {
  system: 'system_ref',
  lifecycle: 'lifecycle',
} as const;

/** The columns that entities, cells and history have in common. */
export interface GroupColumns {
  owner_key: string;
  system_ref: string;
  lifecycle: string;
  runtime_key: string;
}

/**
 * Restricts a query to the components of a scope. A field with an empty list
 * is taken for absent.
 *
 * @param table - name or alias of the table that has the columns
 * @param except - field that is left out
 */
export function whereInScope(
  { knex }: Pick<Reading, 'knex'>,
  query: Knex.QueryBuilder,
  scope: CoverageScope,
  table: string,
  except?: keyof CoverageScope,
): void {
  for (const [field, column] of Object.entries(PLAIN_FIELDS)) {
    const values = scope[field as keyof typeof PLAIN_FIELDS];
    if (values?.length && field !== except) {
      query.whereIn(`${table}.${column}`, toStored(values));
    }
  }
  for (const [field, column] of Object.entries(NESTED_FIELDS)) {
    const dimension = field as keyof typeof NESTED_FIELDS;
    if (scope[dimension]?.length && dimension !== except) {
      query.whereIn(
        `${table}.${column}`,
        selectMembers(knex, dimension, scope),
      );
    }
  }
}

/** The members that count to the groups that the scope names. */
export function selectMembers(
  knex: Knex,
  dimension: keyof typeof NESTED_FIELDS,
  scope: CoverageScope,
): Knex.QueryBuilder {
  const members = knex(TABLE_MEMBERS)
    .select('member')
    .where({ dimension })
    .whereIn('group_ref', toStored(scope[dimension] ?? []));
  return scope.membership === 'direct'
    ? members.where('direct', true)
    : members;
}

/**
 * Restricts a query to the entities that the caller may see. Their list is one
 * value however long it is: engines bound the number of values in a statement.
 */
export function whereVisible(
  { knex, visible }: Reading,
  query: Knex.QueryBuilder,
  column: string,
): void {
  if (visible === 'all') {
    return;
  }
  if (isPostgres(knex)) {
    // A constant list is hashed once and looked up for each row, whatever gives
    // the rows. For the bare column PostgreSQL would compare each value of the
    // list with its statistics, and go through an index once for each: at 5,000
    // values both take longer than everything else.
    query.whereRaw(`(?? || '') = any(?::text[])`, [column, [...visible]]);
  } else {
    query.whereRaw('?? in (select value from json_each(?))', [
      column,
      JSON.stringify(visible),
    ]);
  }
}

/** Restricts a query to rows that have the text in one of the columns. */
export function whereFound(
  query: Knex.QueryBuilder,
  columns: readonly string[],
  search: string | undefined,
): void {
  if (!search) {
    return;
  }
  if (!isStorable(search)) {
    query.whereRaw('1 = 0');
    return;
  }
  // The columns hold text in the lower case of JavaScript, which is not that
  // of the engines.
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  query.where(found => {
    for (const column of columns) {
      found.orWhereRaw(`?? like ? escape '\\'`, [column, pattern]);
    }
  });
}

/** Values of a filter as the columns have them; what none can have is left out. */
export function toStored(values: readonly string[]): string[] {
  return values
    .filter(isStorable)
    .map(value => (value === NO_GROUP ? '' : value));
}

/** PostgreSQL refuses a statement with a zero character in a text. */
export function isStorable(text: string): boolean {
  return !text.includes('\0');
}
