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
  COVERAGE_STATES,
  type CoverageScope,
  type CoverageTrend,
  type CoverageTrendPoint,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type CoverageDaysRow,
  TABLE_DAY_SUMS,
  TABLE_DAYS,
  TABLE_HISTORY,
} from '../../database/tables';
import { PIN_COLUMNS } from '../pinRanks';
import { readPinCounts, sum, type SumRow, toCounts } from './numbers';
import { whereInScope, whereVisible } from './predicates';
import type { Reading } from './reading';

/** What came or went on one day, with the sign that it has. */
interface Change {
  day: string;
  sign: 1 | -1;
  row: SumRow;
}

/**
 * The numbers of the days that were counted. A row of the history holds from
 * one day until another, so a day differs from the one before by the rows that
 * begin and end with it: each row is read at most twice, however long the
 * range is.
 */
export async function readTrendPoints(
  reading: Reading,
  { from, to }: { from: string; to: string },
  scope: CoverageScope,
): Promise<CoverageTrend> {
  const { knex } = reading;
  const days = (await knex(TABLE_DAYS)
    .select('day')
    .whereBetween('day', [from, to])
    .orderBy('day')) as Array<Pick<CoverageDaysRow, 'day'>>;
  if (days.length === 0) {
    return { from, to, points: [] };
  }
  if (isOfEverything(reading, scope)) {
    return { from, to, points: await readSums(reading, days) };
  }
  const changes = await readChanges(reading, { from, to }, scope);
  const total = createPoint();
  let next = 0;
  const points = days.map(({ day }) => {
    for (; next < changes.length && changes[next].day <= day; next++) {
      addChange(total, changes[next]);
    }
    return structuredClone({ ...total, day });
  });
  return { from, to, points };
}

/** Direct members of all groups are all components. */
function isOfEverything({ visible }: Reading, scope: CoverageScope): boolean {
  return (
    visible === 'all' &&
    Object.values({ ...scope, membership: undefined }).every(
      values => values === undefined || values.length === 0,
    )
  );
}

async function readSums(
  { knex }: Reading,
  days: ReadonlyArray<Pick<CoverageDaysRow, 'day'>>,
): Promise<CoverageTrendPoint[]> {
  const points = new Map(
    days.map(({ day }) => [day, { ...createPoint(), day }] as const),
  );
  const sums = (await knex(TABLE_DAY_SUMS).whereBetween('day', [
    days[0].day,
    days[days.length - 1].day,
  ])) as SumRow[];
  for (const row of sums) {
    const point = points.get(String(row.day));
    if (point) {
      addChange(point, toChange(row, 1));
    }
  }
  return [...points.values()];
}

async function readChanges(
  reading: Reading,
  { from, to }: { from: string; to: string },
  scope: CoverageScope,
): Promise<Change[]> {
  const { knex } = reading;
  // What began before the range is there on its first day.
  const began = selectChanges(
    reading,
    scope,
    knex.raw('case when ?? < ? then ? else ?? end as day', [
      'from_day',
      from,
      from,
      'from_day',
    ]),
  )
    .where('from_day', '<=', to)
    .where(open => open.where('until_day', '').orWhere('until_day', '>', from));
  const ended = selectChanges(reading, scope, { day: 'until_day' })
    .where('until_day', '>', from)
    .where('until_day', '<=', to);
  const changes = [
    ...((await began) as SumRow[]).map(row => toChange(row, 1)),
    ...((await ended) as SumRow[]).map(row => toChange(row, -1)),
  ];
  return changes.sort((a, b) => compare(a.day, b.day));
}

function selectChanges(
  reading: Reading,
  scope: CoverageScope,
  day: Knex.Raw | { day: string },
): Knex.QueryBuilder {
  const changes = reading
    .knex(TABLE_HISTORY)
    .select(day)
    .select('pin_state')
    .count({ components: '*' })
    .sum(Object.fromEntries(PIN_COLUMNS.map(name => [name, name])))
    .groupByRaw('1, 2');
  whereInScope(reading, changes, scope, TABLE_HISTORY);
  whereVisible(reading, changes, `${TABLE_HISTORY}.entity_ref`);
  return changes;
}

function toChange(row: SumRow, sign: 1 | -1): Change {
  return { day: String(row.day), sign, row };
}

function createPoint(): CoverageTrendPoint {
  return {
    day: '',
    components: { total: 0, byState: toCounts(COVERAGE_STATES, () => 0) },
    references: { total: 0, byClass: toCounts(COUNTED_PIN_CLASSES, () => 0) },
  };
}

function addChange(point: CoverageTrendPoint, { sign, row }: Change): void {
  const components = sign * Number(row.components);
  const counts = readPinCounts(row);
  point.components.total += components;
  for (const state of COVERAGE_STATES) {
    if (state === row.pin_state) {
      point.components.byState[state] += components;
    }
  }
  for (const name of COUNTED_PIN_CLASSES) {
    point.references.byClass[name] += sign * counts[name];
  }
  point.references.total += sign * sum(Object.values(counts));
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
