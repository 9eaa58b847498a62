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

import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import {
  TABLE_DAY_SUMS,
  TABLE_DAYS,
  TABLE_ENTITIES,
  TABLE_HISTORY,
} from '../../../plugins/lambda-compat-backend/src/database/tables';
import { PIN_COLUMNS } from '../../../plugins/lambda-compat-backend/src/coverage/pinRanks';
import { insertRows } from './insertRows';

const DAYS = 365;
/** Days before today on which each component changed. */
const CHANGES = [365, 240, 120, 30];
const COLUMNS = [
  'entity_ref',
  'owner_key',
  'system_ref',
  'lifecycle',
  'runtime_key',
  'pin_state',
  ...PIN_COLUMNS,
];

/** Adds a year in which every component was counted daily and changed thrice. */
export async function fillHistory(knex: Knex): Promise<void> {
  const today = DateTime.utc();
  const before = (days: number) => today.minus({ days }).toISODate();
  await insertRows(
    knex,
    TABLE_DAYS,
    Array.from({ length: DAYS }, (_unused, index) => ({
      day: before(index + 1),
      taken_at: today.toISO(),
    })),
  );
  const names = [...COLUMNS, 'from_day', 'until_day'];
  for (const [index, days] of CHANGES.entries()) {
    await knex
      .from(
        knex.raw(`?? (${names.map(() => '??').join(', ')})`, [
          TABLE_HISTORY,
          ...names,
        ]),
      )
      .insert(
        knex(TABLE_ENTITIES)
          .select(COLUMNS)
          .select(
            knex.raw('? as from_day', [before(days)]),
            knex.raw('? as until_day', [before(CHANGES[index + 1] ?? 0)]),
          ),
      );
  }
  const changes = CHANGES.map((days, index) => ({
    from: before(days),
    until: before(CHANGES[index + 1] ?? 0),
  }));
  const sums = await knex(TABLE_ENTITIES)
    .select('pin_state')
    .count({ components: '*' })
    .sum(Object.fromEntries(PIN_COLUMNS.map(name => [name, name])))
    .groupBy('pin_state');
  await insertRows(
    knex,
    TABLE_DAY_SUMS,
    Array.from({ length: DAYS }, (_unused, index) => before(index + 1))
      .filter(day =>
        changes.some(({ from, until }) => day >= from && day < until),
      )
      .flatMap(day => sums.map(row => ({ day, ...row }))),
  );
}
