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
import {
  type GroupMembersRow,
  TABLE_ENTITIES,
  TABLE_MEMBERS,
} from '../../database/tables';
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

/** The columns by which {@link whereInScope} tells components apart. */
export function listScopeColumns(
  scope: CoverageScope,
): Array<keyof GroupColumns> {
  return Object.entries({ ...NESTED_FIELDS, ...PLAIN_FIELDS })
    .filter(([field]) => scope[field as keyof CoverageScope]?.length)
    .map(([, column]) => column);
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

/**
 * Restricts a query to rows that have the text.
 *
 * @param alias - of the table, which has the text in `search_text`
 */
export function whereFound(
  { knex }: Reading,
  query: Knex.QueryBuilder,
  alias: string,
  search: string | undefined,
): void {
  if (search) {
    query.where(hasText(knex, `${alias}.search_text`, search));
  }
}

/** Restricts a query to rows that have the text, or whose component has it. */
export function whereFoundWithComponent(
  { knex }: Reading,
  query: Knex.QueryBuilder,
  alias: string,
  search: string | undefined,
): void {
  if (!search) {
    return;
  }
  const components = knex(TABLE_ENTITIES)
    .select('entity_ref')
    .where(hasText(knex, 'search_text', search));
  query.where(found =>
    found
      .where(hasText(knex, `${alias}.search_text`, search))
      .orWhereIn(`${alias}.entity_ref`, components),
  );
}

function hasText(knex: Knex, column: string, search: string): Knex.Raw {
  if (!isStorable(search)) {
    return knex.raw('1 = 0');
  }
  // The columns hold text in the lower case of JavaScript, which is not that
  // of the engines.
  const text = search.toLowerCase();
  if (isPostgres(knex)) {
    // `strpos` prepares a table for each row, which takes longer than to look.
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    return knex.raw(`?? like ? escape '\\'`, [column, pattern]);
  }
  return knex.raw('instr(??, ?) > 0', [column, text]);
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
