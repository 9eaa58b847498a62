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

import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ListPage, ListQuery, Position } from '../CoverageStore';
import { isStorable } from './predicates';

/** Largest value of PostgreSQL's `integer`. */
const MAX_INTEGER = 2 ** 31 - 1;

/** A column that a list is ordered by. */
export interface KeyColumn {
  /** With the alias of its table. */
  column: string;
  kind: 'text' | 'integer' | 'bigint';
}

/** A row as the engine gives it. */
export type Row = Record<string, unknown>;

/**
 * Reads one page of a list. All columns of the key go in the same direction,
 * and together they are unique, so that an index with them gives any page
 * without the rows before it.
 *
 * @param rows - query without order that selects the columns of the key by
 *   their names
 * @param complete - gives a query for all columns of the rows that it is given,
 *   where these have but a few, and a page is chosen from many
 */
export async function readPage<TRow extends object>(
  rows: Knex.QueryBuilder,
  key: readonly KeyColumn[],
  query: Pick<
    ListQuery<unknown, string>,
    'order' | 'limit' | 'after' | 'before'
  >,
  complete: (page: Knex.QueryBuilder) => Knex.QueryBuilder = page => page,
): Promise<{ rows: TRow[] } & Pick<ListPage<never>, 'next' | 'previous'>> {
  const { limit, after, before } = query;
  const isBackwards = before !== undefined;
  const isAscending = (query.order === 'asc') !== isBackwards;
  const edge = before ?? after;
  if (edge) {
    rows.whereRaw(
      `(${key.map(() => '??').join(', ')}) ${isAscending ? '>' : '<'} (${key
        .map(() => '?')
        .join(', ')})`,
      [...key.map(({ column }) => column), ...checkPosition(key, edge)],
    );
  }
  const orderBy = key.map(({ column }) => ({
    column,
    order: isAscending ? 'asc' : 'desc',
  }));
  // One more than is shown says whether the list goes on.
  const chosen = rows.orderBy(orderBy).limit(limit + 1);
  const found = (await complete(chosen)
    .clearOrder()
    .orderBy(orderBy)) as TRow[];
  const goesOn = found.length > limit;
  const page = found.slice(0, limit);
  if (isBackwards) {
    page.reverse();
  }
  // Where rows have gone since, an empty page still leads back.
  const first = page.length > 0 ? toPosition(key, page[0]) : edge ?? null;
  const last =
    page.length > 0 ? toPosition(key, page[page.length - 1]) : edge ?? null;
  return isBackwards
    ? { rows: page, next: last, previous: goesOn ? first : null }
    : {
        rows: page,
        next: goesOn ? last : null,
        previous: after ? first : null,
      };
}

/** @throws InputError where the position is not one of the list */
export function checkPosition(
  key: readonly KeyColumn[],
  position: Position,
): Position {
  const fits =
    position.length === key.length &&
    position.every((value, index) => isOfKind(value, key[index].kind));
  if (!fits) {
    throw new InputError('The cursor does not fit this list');
  }
  return position;
}

function isOfKind(value: string | number, kind: KeyColumn['kind']): boolean {
  if (kind === 'text') {
    return typeof value === 'string' && isStorable(value);
  }
  return (
    Number.isSafeInteger(value) &&
    (kind === 'bigint' || Math.abs(Number(value)) <= MAX_INTEGER)
  );
}

function toPosition(key: readonly KeyColumn[], row: object): Position {
  return key.map(({ column, kind }) => {
    const value = (row as Row)[column.split('.')[1]];
    return kind === 'text' ? String(value) : Number(value);
  });
}
