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
  CoverageScope,
  RiskGroup,
  RiskGrouping,
  RiskGroupOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type {
  ListPage,
  ListQuery,
  Position,
} from '../../coverage/CoverageStore';
import { checkPosition } from '../../coverage/queries/keyset';
import type { SumRow } from '../../coverage/queries/numbers';
import {
  NESTED_FIELDS,
  selectMembers,
  whereInScope,
} from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { TABLE_MEMBERS } from '../../database/tables';
import {
  RISK_COLUMNS,
  selectVerdicts,
  toRiskNumbers,
  toVerdictColumn,
  VERDICT_ROWS,
} from './riskNumbers';

/** Groups change places between two pages anyway, so a page has a number. */
const KEY = [{ column: 'offset', kind: 'integer' }] as const;

const ORDERS: Record<Exclude<RiskGroupOrderField, 'key'>, string> = {
  components: 'total_components',
  broken: `total_${toVerdictColumn('broken')}`,
  unknown: `total_${toVerdictColumn('unknown')}`,
};

type GroupQuery = ListQuery<CoverageScope, RiskGroupOrderField>;

/** A page of the groups that hold components of the scope. */
export async function readRiskGroups(
  reading: Reading,
  groupBy: RiskGrouping,
  query: GroupQuery,
): Promise<ListPage<RiskGroup>> {
  const { knex } = reading;
  const { offset, limit } = toRange(query);
  const groups = () =>
    groupBy === 'system'
      ? selectSystems(reading, query.filter)
      : selectNestedGroups(reading, groupBy, query.filter);
  const page = knex(groups().as('groups'))
    .select('*')
    .offset(offset)
    // One more than is shown says whether there is a next page.
    .limit(limit + 1);
  orderGroups(page, query);
  const rows = (await page) as SumRow[];
  const totalItems = query.withTotal ? await countGroups(knex, groups()) : 0;
  return {
    items: rows.slice(0, limit).map(toGroup),
    totalItems,
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

async function countGroups(
  knex: Knex,
  groups: Knex.QueryBuilder,
): Promise<number> {
  const [row] = (await knex(groups.as('groups')).count({
    total: '*',
  })) as SumRow[];
  return Number(row.total);
}

function selectSystems(
  reading: Reading,
  scope: CoverageScope,
): Knex.QueryBuilder {
  const groups = reading
    .knex(selectVerdicts(reading))
    .select({ group_key: `${VERDICT_ROWS}.system_ref` })
    .sum(toSums('total_'))
    .groupBy(`${VERDICT_ROWS}.system_ref`);
  whereInScope(reading, groups, scope, VERDICT_ROWS);
  return groups;
}

/**
 * Adds up what agrees in the member first, then by group: there are far fewer
 * members than components, and each counts to several groups.
 *
 * Where the scope names groups of the same kind, only those are given that lie
 * in them with all their components; see `readGroups` of coverage.
 */
function selectNestedGroups(
  reading: Reading,
  dimension: keyof typeof NESTED_FIELDS,
  scope: CoverageScope,
): Knex.QueryBuilder {
  const { knex } = reading;
  const column = NESTED_FIELDS[dimension];
  const isScoped = Boolean(scope[dimension]?.length);

  const members = knex(selectVerdicts(reading))
    .select({ member: `${VERDICT_ROWS}.${column}` })
    .sum(toSums())
    .groupBy(`${VERDICT_ROWS}.${column}`);
  whereInScope(reading, members, scope, VERDICT_ROWS, dimension);

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
      RISK_COLUMNS.map(name =>
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
  return groups;
}

function toSums(prefix = ''): Record<string, string> {
  return Object.fromEntries(
    RISK_COLUMNS.map(name => [`${prefix}${name}`, name]),
  );
}

function orderGroups(
  groups: Knex.QueryBuilder,
  { orderField, order }: GroupQuery,
): void {
  groups.orderByRaw(`case when group_key = '' then 1 else 0 end`);
  if (orderField === 'key') {
    groups.orderBy('group_key', order);
    return;
  }
  groups.orderBy(ORDERS[orderField], order);
  if (orderField === 'broken') {
    // Where nothing is broken, what is not known comes first.
    groups.orderBy(ORDERS.unknown, order);
  }
  groups.orderBy('group_key');
}

function toGroup(row: SumRow): RiskGroup {
  const total = toRiskNumbers(row, 'total_');
  return {
    key: row.group_key ? String(row.group_key) : null,
    direct: 'direct_components' in row ? toRiskNumbers(row, 'direct_') : total,
    total,
  };
}
