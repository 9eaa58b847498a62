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
import { inSnapshot } from '../../database/statements';
import {
  type CoverageDaysRow,
  type CoverageHistoryRow,
  TABLE_DAY_SUMS,
  TABLE_DAYS,
  TABLE_ENTITIES,
  TABLE_HISTORY,
} from '../../database/tables';
import { PIN_COLUMNS } from '../pinRanks';

const COMPARED: readonly string[] = [
  'owner_key',
  'system_ref',
  'lifecycle',
  'runtime_key',
  'pin_state',
  ...PIN_COLUMNS,
];

const FIRST_LOOK_MS = 3_600_000;

/** Writes down, once a day, what the numbers of each entity are. */
export class CoverageHistory {
  readonly #knex: Knex;
  readonly #now: () => Date;

  static create(options: { knex: Knex; now?: () => Date }): CoverageHistory {
    return new CoverageHistory(options.knex, options.now);
  }

  private constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  /**
   * Ends the stays of entities that differ from what is written or are gone,
   * and begins new ones, unless that was done today.
   *
   * @returns whether it did. Where several replicas call it at once, one does.
   */
  async record(): Promise<boolean> {
    const now = this.#now();
    const today = DateTime.fromJSDate(now, { zone: 'utc' }).toISODate();
    if (!today || !(await this.#isDue(this.#knex, today))) {
      return false;
    }
    const done = await inSnapshot(this.#knex, async tx => {
      if (!(await this.#isDue(tx, today))) {
        return false;
      }
      const [day] = await tx<CoverageDaysRow>(TABLE_DAYS)
        .insert({ day: today, taken_at: now })
        .onConflict('day')
        .ignore()
        .returning('day');
      if (!day) {
        return false;
      }
      await endStays(tx, today);
      await beginStays(tx, today);
      await addSums(tx, today);
      return true;
    });
    return done ?? false;
  }

  /**
   * A day is over when the next was written down. A clock that is behind must
   * not end stays before they began.
   */
  async #isDue(knex: Knex, today: string): Promise<boolean> {
    const later = await knex<CoverageDaysRow>(TABLE_DAYS)
      .where('day', '>=', today)
      .first('day');
    if (later) {
      return false;
    }
    // Before the first comparison with the catalog there is nothing to count,
    // which is not the same as counting none.
    const entity = await knex(TABLE_ENTITIES).first('entity_ref');
    if (!entity) {
      return false;
    }
    const earlier = await knex<CoverageDaysRow>(TABLE_DAYS).first('day');
    return earlier !== undefined || (await this.#isFirstLookOver(knex));
  }

  /**
   * While the first look goes on, its numbers say how far it is, and would
   * stand there as the first day's for good. Where it takes longer than an
   * hour, something else holds it up, which the numbers shall show.
   */
  async #isFirstLookOver(knex: Knex): Promise<boolean> {
    const waiting = await knex(TABLE_ENTITIES)
      .whereNull('attempted_at')
      .first('entity_ref');
    if (!waiting) {
      return true;
    }
    const begun = await knex(TABLE_ENTITIES)
      .where(
        'attempted_at',
        '<',
        new Date(this.#now().getTime() - FIRST_LOOK_MS),
      )
      .first('entity_ref');
    return begun !== undefined;
  }
}

async function endStays(tx: Knex.Transaction, today: string): Promise<void> {
  await tx<CoverageHistoryRow>(TABLE_HISTORY)
    .where({ until_day: '' })
    .whereNotExists(same => {
      same
        .select(tx.raw('1'))
        .from(TABLE_ENTITIES)
        .whereRaw('?? = ??', [
          `${TABLE_ENTITIES}.entity_ref`,
          `${TABLE_HISTORY}.entity_ref`,
        ]);
      for (const column of COMPARED) {
        same.whereRaw('?? = ??', [
          `${TABLE_ENTITIES}.${column}`,
          `${TABLE_HISTORY}.${column}`,
        ]);
      }
    })
    .update({ until_day: today });
}

async function beginStays(tx: Knex.Transaction, today: string): Promise<void> {
  const columns = ['entity_ref', ...COMPARED];
  const stays = tx(TABLE_ENTITIES)
    // Looked up in the table itself, the rows that are being written would be
    // passed over again and again while they become more.
    .withMaterialized(
      'open_stays',
      tx<CoverageHistoryRow>(TABLE_HISTORY)
        .select('entity_ref')
        .where({ until_day: '' }),
    )
    .select(columns)
    .select(tx.raw('?', [today]))
    .whereNotExists(open =>
      open
        .select(tx.raw('1'))
        .from('open_stays')
        .whereRaw('?? = ??', [
          'open_stays.entity_ref',
          `${TABLE_ENTITIES}.entity_ref`,
        ]),
    );
  const names = [...columns, 'from_day'];
  const into = tx.raw(`?? (${names.map(() => '??').join(', ')})`, [
    TABLE_HISTORY,
    ...names,
  ]);
  await tx(into).insert(stays);
}

/** A copy: the days of everything are asked for far more often than others. */
async function addSums(tx: Knex.Transaction, today: string): Promise<void> {
  const sums = tx(TABLE_ENTITIES)
    .select(tx.raw('?', [today]), 'pin_state')
    .count('*')
    .sum(Object.fromEntries(PIN_COLUMNS.map(name => [name, name])))
    .groupBy('pin_state');
  const names = ['day', 'pin_state', 'components', ...PIN_COLUMNS];
  const into = tx.raw(`?? (${names.map(() => '??').join(', ')})`, [
    TABLE_DAY_SUMS,
    ...names,
  ]);
  await tx(into).insert(sums);
}
