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
  COUNTED_PIN_CLASSES,
  type CoverageGroup,
  type CoverageGrouping,
  type CoverageScope,
  type GroupOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { TABLE_MEMBERS } from '../../database/tables';
import type { ListPage, ListQuery, Position } from '../CoverageStore';
import { toPinColumn } from '../pinRanks';
import { checkPosition } from './keyset';
import {
  NUMBER_COLUMNS,
  NUMBERS,
  selectImageNumbers,
  selectNumbers,
  type SumRow,
  toNumbers,
} from './numbers';
import {
  listScopeColumns,
  NESTED_FIELDS,
  PLAIN_FIELDS,
  selectMembers,
  whereInScope,
} from './predicates';
import type { Reading } from './reading';

const REFERENCES = COUNTED_PIN_CLASSES.map(
  name => `total_${toPinColumn('pins', name)}`,
).join(' + ');
const PINNED = `total_${toPinColumn('pins', 'digest')}`;

/** Groups change places between two pages anyway, so a page has a number. */
const KEY = [{ column: 'offset', kind: 'integer' }] as const;

type GroupQuery = ListQuery<CoverageScope, GroupOrderField>;

/** A page of the groups that hold components of the scope. */
export async function readGroups(
  reading: Reading,
  groupBy: CoverageGrouping,
  query: GroupQuery,
): Promise<ListPage<CoverageGroup>> {
  const { knex } = reading;
  const { offset, limit } = toRange(query);
  const page = knex(selectGroups(reading, groupBy, query.filter))
    .select('*')
    .offset(offset)
    // One more than is shown says whether there is a next page.
    .limit(limit + 1);
  if (query.withTotal) {
    page.select(knex.raw('count(*) over () as groups_total'));
  }
  orderGroups(page, query);
  const rows = (await page) as SumRow[];
  const items = rows.slice(0, limit);
  return {
    items: items.map(toGroup),
    totalItems: query.withTotal
      ? await readTotal(reading, groupBy, query.filter, items)
      : 0,
    next: rows.length > limit ? [offset + limit] : null,
    previous: offset > 0 ? [offset] : null,
  };
}

/** From which group, and how many. */
function toRange({ after, before, limit }: GroupQuery) {
  if (before) {
    const end = readOffset(before);
    const offset = Math.max(0, end - limit);
    return { offset, limit: end - offset };
  }
  return { offset: after ? readOffset(after) : 0, limit };
}

function readOffset(position: Position): number {
  const [offset] = checkPosition(KEY, position);
  return Math.max(0, Number(offset));
}

/** A page after the last group has no row that could tell the total. */
async function readTotal(
  reading: Reading,
  groupBy: CoverageGrouping,
  scope: CoverageScope,
  page: readonly SumRow[],
): Promise<number> {
  if (page.length > 0) {
    return Number(page[0].groups_total);
  }
  const [row] = (await reading
    .knex(selectGroups(reading, groupBy, scope))
    .count({ total: '*' })) as SumRow[];
  return Number(row.total);
}

function selectGroups(
  reading: Reading,
  groupBy: CoverageGrouping,
  scope: CoverageScope,
): Knex.QueryBuilder {
  switch (groupBy) {
    case 'owner':
    case 'domain':
    case 'runtime':
      return selectNestedGroups(reading, groupBy, scope);
    case 'image':
      return selectPlainGroups(
        reading,
        selectImageNumbers(reading, listScopeColumns(scope)),
        'image',
        scope,
      );
    default:
      return selectPlainGroups(
        reading,
        selectNumbers(reading, [
          ...listScopeColumns(scope),
          PLAIN_FIELDS[groupBy],
        ]),
        PLAIN_FIELDS[groupBy],
        scope,
      );
  }
}

function selectPlainGroups(
  reading: Reading,
  source: Knex.QueryBuilder,
  column: string,
  scope: CoverageScope,
): Knex.QueryBuilder {
  const groups = reading
    .knex(source)
    .select({ group_key: `${NUMBERS}.${column}` })
    .sum(toSums('total_'))
    .groupBy(`${NUMBERS}.${column}`);
  whereInScope(reading, groups, scope, NUMBERS);
  return groups.as('groups');
}

/**
 * Adds up what agrees in the member first, then by group: there are far fewer
 * members than rows, and each counts to several groups.
 *
 * Where the scope names groups of the same kind, only those are given that lie
 * in them with all their components. Another one's numbers would be a part of
 * it, and no filter can list that part: values of one field are alternatives.
 */
function selectNestedGroups(
  reading: Reading,
  dimension: keyof typeof NESTED_FIELDS,
  scope: CoverageScope,
): Knex.QueryBuilder {
  const { knex } = reading;
  const column = NESTED_FIELDS[dimension];
  const isScoped = Boolean(scope[dimension]?.length);

  const members = knex(
    selectNumbers(reading, [...listScopeColumns(scope), column]),
  )
    .select({ member: `${NUMBERS}.${column}` })
    .sum(toSums())
    .groupBy(`${NUMBERS}.${column}`);
  whereInScope(reading, members, scope, NUMBERS, dimension);

  const places = knex(members.as('members'))
    .join(TABLE_MEMBERS, join =>
      join
        .on(`${TABLE_MEMBERS}.member`, 'members.member')
        .andOnVal(`${TABLE_MEMBERS}.dimension`, dimension),
    )
    .select({
      group_key: `${TABLE_MEMBERS}.group_ref`,
      direct: `${TABLE_MEMBERS}.direct`,
    })
    .sum(toSums())
    .groupBy(`${TABLE_MEMBERS}.group_ref`, `${TABLE_MEMBERS}.direct`);
  if (scope.membership === 'direct') {
    places.where(`${TABLE_MEMBERS}.direct`, true);
  }
  if (isScoped) {
    places.select(
      knex.raw('min(case when ?? in ? then 1 else 0 end) as inside', [
        'members.member',
        selectMembers(knex, dimension, scope),
      ]),
    );
  }

  const groups = knex(places.as('places'))
    .select('group_key')
    .sum(toSums('total_'))
    .select(
      NUMBER_COLUMNS.map(name =>
        knex.raw('sum(case when direct then ?? else 0 end) as ??', [
          name,
          `direct_${name}`,
        ]),
      ),
    )
    .groupBy('group_key');
  if (isScoped) {
    groups.having(knex.raw('min(inside)'), '=', 1);
  }
  return groups.as('groups');
}

function toSums(prefix = ''): Record<string, string> {
  return Object.fromEntries(
    NUMBER_COLUMNS.map(name => [`${prefix}${name}`, name]),
  );
}

function orderGroups(
  groups: Knex.QueryBuilder,
  { orderField, order }: GroupQuery,
): void {
  groups.orderByRaw(`case when group_key = '' then 1 else 0 end`);
  switch (orderField) {
    case 'components':
      groups.orderBy('total_components', order);
      break;
    case 'references':
      groups.orderByRaw(`${REFERENCES} ${order}`);
      break;
    case 'unpinned':
      groups.orderByRaw(`${REFERENCES} - ${PINNED} ${order}`);
      break;
    case 'share':
      // Without a reference there is no share to compare.
      groups
        .orderByRaw(`case when ${REFERENCES} = 0 then 1 else 0 end`)
        .orderByRaw(
          `cast(${PINNED} as double precision) / nullif(${REFERENCES}, 0) ${order}`,
        );
      break;
    default:
      groups.orderBy('group_key', order);
      return;
  }
  groups.orderBy('group_key');
}

function toGroup(row: SumRow): CoverageGroup {
  const total = toNumbers(row, 'total_');
  return {
    key: row.group_key ? String(row.group_key) : null,
    direct: 'direct_components' in row ? toNumbers(row, 'direct_') : total,
    total,
  };
}
