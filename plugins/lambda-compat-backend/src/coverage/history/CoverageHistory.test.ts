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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  collectAll,
  createFacts,
  createLambda,
  createReference,
} from '../../__testUtils__/lambdas';
import { DatabaseWorkStore } from '../../collection/DatabaseWorkStore';
import { openDatabase } from '../../database/migrations';
import { CoverageHistory } from './CoverageHistory';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('CoverageHistory, %p', id => {
  async function setup() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const store = DatabaseWorkStore.create({ knex });
    const record = (day: number, hour = 0) =>
      CoverageHistory.create({
        knex,
        now: () => new Date(Date.UTC(2026, 10, day, 0, hour * 60)),
      }).record();
    const days = () => knex('coverage_days').orderBy('day').pluck('day');
    /** `name from-until owner state digests/floating` */
    const stays = async () => {
      const rows = await knex('coverage_history').orderBy([
        'entity_ref',
        'from_day',
      ]);
      return rows.map(row =>
        [
          row.entity_ref.split('/')[1],
          `${row.from_day.slice(8)}-${row.until_day.slice(8)}`,
          row.owner_key || '-',
          row.pin_state,
          `${row.pins_digest}/${row.pins_floating}`,
        ].join(' '),
      );
    };
    const collect = async (
      pins: Record<string, Array<'digest' | 'floating'>>,
    ) => {
      for (const name of Object.keys(pins)) {
        await store.requestCollection(`component:default/${name}`);
      }
      await collectAll(
        store,
        Object.fromEntries(
          Object.entries(pins).map(([name, classes]) => [
            name,
            createFacts({
              references: classes.map(pinClass => createReference(pinClass)),
            }),
          ]),
        ),
        new Date(Date.UTC(2099, 0, 1)),
      );
    };
    /** Sets when what was read so far was read. */
    const attempted = (day: number, hour: number) =>
      knex('lambda_entities')
        .whereNotNull('attempted_at')
        .update({ attempted_at: new Date(Date.UTC(2026, 10, day, hour)) });
    return { knex, store, record, days, stays, collect, attempted };
  }

  it('writes a stay down when it begins and when it ends', async () => {
    const { knex, store, record, days, stays, collect, attempted } =
      await setup();
    await store.saveSubjects([
      createLambda('a', { owners: ['x'] }),
      createLambda('b'),
      createLambda('c'),
    ]);
    await collect({ a: ['floating'], b: ['digest', 'digest'] });
    await attempted(10, 22);
    await expect(record(10, 22.9)).resolves.toBe(false);
    await expect(record(10, 23.1)).resolves.toBe(true);
    const first = [
      'a 10- x unpinned 0/1',
      'b 10- - pinned 2/0',
      'c 10- - never-collected 0/0',
    ];
    await expect(stays()).resolves.toEqual(first);

    // Nothing changes by itself, and a day without a record is no stay's end.
    await expect(record(11)).resolves.toBe(true);
    await expect(stays()).resolves.toEqual(first);

    await store.saveSubjects([createLambda('a', { owners: ['y'] })]);
    await store.removeEntities(['component:default/b']);
    await collect({ c: ['digest'] });
    await store.saveSubjects([createLambda('d')]);
    // The day is written down already.
    await expect(record(11, 12)).resolves.toBe(false);
    await expect(stays()).resolves.toEqual(first);

    await expect(record(14)).resolves.toBe(true);
    const second = [
      'a 10-14 x unpinned 0/1',
      'a 14- y unpinned 0/1',
      'b 10-14 - pinned 2/0',
      'c 10-14 - never-collected 0/0',
      'c 14- - pinned 1/0',
      'd 14- - never-collected 0/0',
    ];
    await expect(stays()).resolves.toEqual(second);

    await store.saveSubjects([createLambda('b')]);
    await collect({ a: ['digest'] });
    // A clock that is behind changes nothing that was written.
    await expect(record(13)).resolves.toBe(false);
    await expect(record(14)).resolves.toBe(false);
    await expect(stays()).resolves.toEqual(second);

    await expect(record(15)).resolves.toBe(true);
    await expect(stays()).resolves.toEqual([
      'a 10-14 x unpinned 0/1',
      'a 14-15 y unpinned 0/1',
      'a 15- y pinned 1/0',
      'b 10-14 - pinned 2/0',
      'b 15- - never-collected 0/0',
      'c 10-14 - never-collected 0/0',
      'c 14- - pinned 1/0',
      'd 14- - never-collected 0/0',
    ]);
    // a and c with one digest each, b and d.
    await expect(
      knex('coverage_day_sums')
        .where({ day: '2026-11-15' })
        .orderBy('pin_state')
        .select('pin_state', 'components', 'pins_digest', 'pins_floating'),
    ).resolves.toEqual([
      {
        pin_state: 'never-collected',
        components: 2,
        pins_digest: 0,
        pins_floating: 0,
      },
      { pin_state: 'pinned', components: 2, pins_digest: 2, pins_floating: 0 },
    ]);
    await expect(days()).resolves.toEqual([
      '2026-11-10',
      '2026-11-11',
      '2026-11-14',
      '2026-11-15',
    ]);
  });

  it('does not take an empty list for an organization without Lambdas', async () => {
    const { knex, store, record, days, stays } = await setup();
    await expect(record(10)).resolves.toBe(false);
    await store.saveSubjects([createLambda('a')]);
    // Nobody has looked yet.
    await expect(record(10)).resolves.toBe(false);
    await expect(days()).resolves.toEqual([]);
    await knex('lambda_entities').update({ attempted_at: new Date() });
    await expect(record(10)).resolves.toBe(true);
    await expect(stays()).resolves.toEqual(['a 10- - never-collected 0/0']);
  });

  it('is written once by several replicas', async () => {
    const { knex, store, record, stays } = await setup();
    await store.saveSubjects(
      Array.from({ length: 60 }, (_, index) => createLambda(`f${index}`)),
    );
    await knex('lambda_entities').update({ attempted_at: new Date() });
    for (const day of [10, 11, 12]) {
      const done = await Promise.all(
        Array.from({ length: 6 }, () => record(day)),
      );
      expect(done.filter(Boolean)).toHaveLength(1);
    }
    await expect(stays()).resolves.toHaveLength(60);
    await expect(knex('coverage_days').select()).resolves.toHaveLength(3);
  });
});
