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
import { openDatabase } from '../database/migrations';
import { DatabaseCoverageStore } from './DatabaseCoverageStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/**
 * What four components were, and when. `a` is pinned step by step, `b` moves
 * to another team, `c` goes on the 6th, `d` comes on the 5th. The 4th was not
 * counted.
 */
const HISTORY = [
  // component, from, until, owner, state, digest, floating
  ['a', '01', '03', 'shop', 'unpinned', 1, 2],
  ['a', '03', '06', 'shop', 'unpinned', 2, 1],
  ['a', '06', '', 'shop', 'pinned', 3, 0],
  ['b', '01', '05', 'shop', 'pinned', 1, 0],
  ['b', '05', '', 'build', 'pinned', 1, 0],
  ['c', '02', '06', 'build', 'unpinned', 0, 4],
  ['d', '05', '', '', 'never-collected', 0, 0],
] as const;

/** The same by day and state, added up by hand. */
const SUMS = [
  ['01', 'pinned', 1, 1, 0],
  ['01', 'unpinned', 1, 1, 2],
  ['02', 'pinned', 1, 1, 0],
  ['02', 'unpinned', 2, 1, 6],
  ['03', 'pinned', 1, 1, 0],
  ['03', 'unpinned', 2, 2, 5],
  ['05', 'never-collected', 1, 0, 0],
  ['05', 'pinned', 1, 1, 0],
  ['05', 'unpinned', 2, 2, 5],
  ['06', 'never-collected', 1, 0, 0],
  ['06', 'pinned', 2, 4, 0],
  ['07', 'never-collected', 1, 0, 0],
  ['07', 'pinned', 2, 4, 0],
] as const;

const DAYS = ['01', '02', '03', '05', '06', '07'];

const day = (number: string) => number && `2026-11-${number}`;
const ref = (name: string) => `component:default/${name}`;
const group = (name: string) => name && `group:default/${name}`;

describe.each(databases.eachSupportedId())('trend of coverage, %p', id => {
  let store: DatabaseCoverageStore;

  beforeAll(async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    for (const [name, from, until, owner, state, digest, floating] of HISTORY) {
      await knex('coverage_history').insert({
        entity_ref: ref(name),
        from_day: day(from),
        until_day: day(until),
        owner_key: group(owner),
        system_ref: 'system:default/cart',
        lifecycle: 'production',
        pin_state: state,
        pins_digest: digest,
        pins_floating: floating,
      });
    }
    await knex('coverage_days').insert(
      DAYS.map(number => ({ day: day(number), taken_at: new Date() })),
    );
    await knex('coverage_day_sums').insert(
      SUMS.map(([number, state, components, digest, floating]) => ({
        day: day(number),
        pin_state: state,
        components,
        pins_digest: digest,
        pins_floating: floating,
      })),
    );
    await knex('group_members').insert([
      {
        dimension: 'owner',
        member: group('shop'),
        group_ref: group('shop'),
        direct: true,
      },
      {
        dimension: 'owner',
        member: group('build'),
        group_ref: group('build'),
        direct: true,
      },
      {
        dimension: 'owner',
        member: group('build'),
        group_ref: group('shop'),
        direct: false,
      },
      { dimension: 'owner', member: '', group_ref: '', direct: true },
    ]);
    store = DatabaseCoverageStore.create({
      knex,
      times: { staleAfterMs: 1, expireAfterMs: 2 },
    });
  });

  /** Lines of `day: components = pinned + unpinned + not collected; references = digest + floating`. */
  const read = async (
    from: string,
    to: string,
    scope: Parameters<typeof store.readTrend>[1] = {},
    visible: Parameters<typeof store.readTrend>[2] = 'all',
  ) => {
    const trend = await store.readTrend(
      { from: day(from), to: day(to) },
      scope,
      visible,
    );
    expect(trend).toMatchObject({ from: day(from), to: day(to) });
    return trend.points.map(point => {
      const { total, byState } = point.components;
      const { total: references, byClass } = point.references;
      return `${point.day.slice(-2)}: ${total} = ${byState.pinned} + ${
        byState.unpinned
      } + ${byState['never-collected']}; ${references} = ${byClass.digest} + ${
        byClass.floating
      }`;
    });
  };

  it.each([
    ['all', 'all' as const],
    ['the refs of all', new Set(['a', 'b', 'c', 'd'].map(ref))],
  ])('gives each counted day as it was to who may see %s', async (_, seen) => {
    await expect(read('01', '07', {}, seen)).resolves.toEqual([
      // a b
      '01: 2 = 1 + 1 + 0; 4 = 2 + 2',
      // and c
      '02: 3 = 1 + 2 + 0; 8 = 2 + 6',
      // a has one digest more
      '03: 3 = 1 + 2 + 0; 8 = 3 + 5',
      // and d
      '05: 4 = 1 + 2 + 1; 8 = 3 + 5',
      // a is pinned, c is gone
      '06: 3 = 2 + 0 + 1; 4 = 4 + 0',
      '07: 3 = 2 + 0 + 1; 4 = 4 + 0',
    ]);
  });

  it('begins in the middle with what was there before', async () => {
    await expect(read('04', '06')).resolves.toEqual([
      '05: 4 = 1 + 2 + 1; 8 = 3 + 5',
      '06: 3 = 2 + 0 + 1; 4 = 4 + 0',
    ]);
    await expect(read('02', '02')).resolves.toEqual([
      '02: 3 = 1 + 2 + 0; 8 = 2 + 6',
    ]);
    await expect(read('06', '30')).resolves.toEqual([
      '06: 3 = 2 + 0 + 1; 4 = 4 + 0',
      '07: 3 = 2 + 0 + 1; 4 = 4 + 0',
    ]);
    await expect(read('04', '04')).resolves.toEqual([]);
    await expect(read('08', '30')).resolves.toEqual([]);
  });

  it('counts a component to whom it belonged on the day', async () => {
    await expect(
      read('03', '05', {
        owner: [group('shop')],
        membership: 'direct',
        lifecycle: ['production'],
      }),
    ).resolves.toEqual([
      // a b, then a
      '03: 2 = 1 + 1 + 0; 4 = 3 + 1',
      '05: 1 = 0 + 1 + 0; 3 = 2 + 1',
    ]);
    await expect(
      read('03', '05', { owner: [group('build')] }),
    ).resolves.toEqual([
      // c, then b c
      '03: 1 = 0 + 1 + 0; 4 = 0 + 4',
      '05: 2 = 1 + 1 + 0; 5 = 1 + 4',
    ]);
    // build is part of shop
    await expect(read('05', '05', { owner: [group('shop')] })).resolves.toEqual(
      ['05: 3 = 1 + 2 + 0; 8 = 3 + 5'],
    );
    await expect(read('05', '05', { owner: ['(none)'] })).resolves.toEqual([
      '05: 1 = 0 + 0 + 1; 0 = 0 + 0',
    ]);
  });

  it('counts only what the caller may see', async () => {
    // c is gone, so nobody is asked whether it may be seen.
    await expect(
      read('03', '06', {}, new Set([ref('a'), ref('d')])),
    ).resolves.toEqual([
      '03: 1 = 0 + 1 + 0; 3 = 2 + 1',
      '05: 2 = 0 + 1 + 1; 3 = 2 + 1',
      '06: 2 = 1 + 0 + 1; 3 = 3 + 0',
    ]);
    await expect(read('06', '06', {}, new Set())).resolves.toEqual([
      '06: 0 = 0 + 0 + 0; 0 = 0 + 0',
    ]);
  });
});
