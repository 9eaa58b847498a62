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
  type CoverageScope,
  NO_GROUP,
  RISK_GROUPINGS,
  type RiskFilter,
  type RiskNumbers,
  type RiskOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { VERDICTS } from '@lambda-compat/compatibility';
import type { Knex } from 'knex';
import type { VisibleEntities } from '../coverage/CoverageStore';
import { openDatabase } from '../database/migrations';
import { DatabaseRiskStore } from './DatabaseRiskStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);

// Groups a and b are in dept; the system s1 is in the domain d.
const COMPONENTS = `
  name    | owners | system | runtimes               | verdict        | functions | measured | age | rules   | text
  orders  | a      | s1     | provided.al2023        | broken         | 1         | 1        | 1   | R1      | libstdc++.so.6 glibcxx_3.4.30
  refunds | a      | s1     | provided.al2023        | compatible     | 1         | 1        | 2   | R30     | -
  ledger  | b      | s1     | provided.al2           | at-risk        | 1         | 1        | 3   | R12     | -
  mailer  | b      | s2     | nodejs22.x             | no-native-code | 1         | 1        | 4   | -       | -
  ghost   | -      | -      | -                      | unknown        | 1         | 0        | 0   | R20     | -
  shared  | a,b    | s2     | nodejs18.x,nodejs22.x  | broken         | 2         | 1        | 5   | R1,R20  | libc.so.6 glibc_2.38
  legacy  | b      | -      | python3.9              | unknown        | 1         | 0        | 0   | R12,R20 | -
`;

const MEMBERS: Array<[string, string, string, boolean]> = [
  ['owner', 'group:default/a', 'group:default/a', true],
  ['owner', 'group:default/a', 'group:default/dept', false],
  ['owner', 'group:default/b', 'group:default/b', true],
  ['owner', 'group:default/b', 'group:default/dept', false],
  ['owner', 'group:default/a,group:default/b', 'group:default/a', true],
  ['owner', 'group:default/a,group:default/b', 'group:default/b', true],
  ['owner', 'group:default/a,group:default/b', 'group:default/dept', false],
  ['owner', '', '', true],
  ['domain', 'system:default/s1', 'domain:default/d', true],
  ['domain', 'system:default/s2', '', true],
  ['domain', '', '', true],
  ['runtime', 'provided.al2023', 'provided.al2023', true],
  ['runtime', 'provided.al2', 'provided.al2', true],
  ['runtime', 'nodejs22.x', 'nodejs22.x', true],
  ['runtime', 'nodejs18.x,nodejs22.x', 'nodejs18.x', true],
  ['runtime', 'nodejs18.x,nodejs22.x', 'nodejs22.x', true],
  ['runtime', 'python3.9', 'python3.9', true],
  ['runtime', '', '', true],
];

const ref = (name: string) => `component:default/${name}`;
const group = (name: string) => `group:default/${name}`;
const list = (cell: string) => (cell === '-' ? [] : cell.split(','));

async function insert(knex: Knex) {
  const [head, ...lines] = COMPONENTS.trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()));
  for (const line of lines) {
    const row = Object.fromEntries(head.map((name, i) => [name, line[i]]));
    await knex('lambda_entities').insert({
      entity_ref: ref(row.name),
      subject: '{}',
      subject_key: 'k',
      source_host: 'git.test',
      next_due_at: new Date(NOW),
      sort_name: row.name,
      search_text: ref(row.name),
      owner_key: list(row.owners).map(group).join(','),
      system_ref: list(row.system)
        .map(name => `system:default/${name}`)
        .join(''),
      lifecycle: 'production',
      runtime_key: row.runtimes === '-' ? '' : row.runtimes,
      verdict_rank: VERDICTS.indexOf(row.verdict as 'broken'),
      verdict_sentence: `The sentence of ${row.name}.`,
      verdict_rules: list(row.rules).join(','),
      verdict_text: row.text === '-' ? '' : row.text,
      functions_total: Number(row.functions),
      functions_measured: Number(row.measured),
      measured_ms: row.age === '0' ? 0 : NOW - Number(row.age) * DAY,
    });
    for (const rule of list(row.rules)) {
      await knex('entity_rules').insert({ entity_ref: ref(row.name), rule });
    }
  }
  for (const [dimension, member, groupRef, direct] of MEMBERS) {
    await knex('group_members').insert({
      dimension,
      member,
      group_ref: groupRef,
      direct,
    });
  }
}

/** Counts in the order of the verdicts, and how many are measured. */
function shorten({ total, byVerdict, measured }: RiskNumbers) {
  const counts = VERDICTS.map(verdict => byVerdict[verdict]);
  return `${total}: ${counts.join(' ')}, ${measured} measured`;
}

describe.each(databases.eachSupportedId())('DatabaseRiskStore, %p', id => {
  let store: DatabaseRiskStore;
  let knex: Knex;
  beforeAll(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insert(knex);
    store = DatabaseRiskStore.create({ knex });
  });

  const names = async (
    filter: RiskFilter,
    orderField: RiskOrderField = 'verdict',
    order: 'asc' | 'desc' = 'asc',
    visible: VisibleEntities = 'all',
  ) => {
    const page = await store.listComponents(
      { filter, orderField, order, limit: 100, withTotal: true },
      visible,
    );
    expect(page.totalItems).toBe(page.items.length);
    return page.items.map(item => item.entityRef.split('/')[1]);
  };

  it('adds up everything, each component in one verdict', async () => {
    const summary = await store.summarize({}, 'all');
    expect(shorten(summary)).toBe('7: 2 1 2 1 1, 4 measured');
    expect(summary).toMatchObject({
      // 7 without the one that has no native code
      compatible: { count: 1, total: 6, ratio: 1 / 6 },
      // orders, refunds, ledger; of shared one function is missing
      evidence: { count: 3, total: 6, ratio: 3 / 6 },
      byRule: { R1: 2, R12: 2, R20: 3, R30: 1 },
      // ledger, shared, legacy; nodejs18.x ended on 2025-09-01
      deprecation: {
        components: 3,
        firstRuntime: 'nodejs18.x',
        firstDate: '2025-09-01',
      },
    });
  });

  it.each<[string, CoverageScope, string]>([
    ['a group', { owner: [group('a')] }, '3: 2 0 0 1 0, 2 measured'],
    ['nested groups', { owner: [group('dept')] }, '6: 2 1 1 1 1, 4 measured'],
    [
      'no nested groups',
      { owner: [group('dept')], membership: 'direct' },
      '0: 0 0 0 0 0, 0 measured',
    ],
    ['no owner', { owner: [NO_GROUP] }, '1: 0 0 1 0 0, 0 measured'],
    ['a domain', { domain: ['domain:default/d'] }, '3: 1 1 0 1 0, 3 measured'],
    [
      'two runtimes',
      { runtime: ['nodejs22.x', 'nodejs18.x'] },
      '2: 1 0 0 0 1, 1 measured',
    ],
    [
      'several fields',
      { owner: [group('b')], system: ['system:default/s2'] },
      '2: 1 0 0 0 1, 1 measured',
    ],
    [
      'what there is not',
      { system: ['system:default/x\0'] },
      '0: 0 0 0 0 0, 0 measured',
    ],
  ])('adds up %s', async (_, scope, expected) => {
    const summary = await store.summarize(scope, 'all');
    expect(shorten(summary)).toBe(expected);
    await expect(names(scope)).resolves.toHaveLength(summary.total);
  });

  it('gives no ratio over nothing', async () => {
    const summary = await store.summarize({ lifecycle: ['none'] }, 'all');
    expect(summary).toMatchObject({
      total: 0,
      compatible: { count: 0, total: 0, ratio: null },
      byRule: {},
      deprecation: { components: 0, firstRuntime: null, firstDate: null },
    });
  });

  it('groups by owner with nested groups, most broken first, and none last', async () => {
    const page = await store.listGroups(
      'owner',
      {
        filter: {},
        orderField: 'broken',
        order: 'desc',
        limit: 10,
        withTotal: true,
      },
      'all',
    );
    expect(page.totalItems).toBe(4);
    expect(
      page.items.map(({ key, direct, total }) => [
        key,
        shorten(direct),
        shorten(total),
      ]),
    ).toEqual([
      [group('dept'), '0: 0 0 0 0 0, 0 measured', '6: 2 1 1 1 1, 4 measured'],
      [group('a'), '3: 2 0 0 1 0, 2 measured', '3: 2 0 0 1 0, 2 measured'],
      [group('b'), '4: 1 1 1 0 1, 2 measured', '4: 1 1 1 0 1, 2 measured'],
      [null, '1: 0 0 1 0 0, 0 measured', '1: 0 0 1 0 0, 0 measured'],
    ]);
  });

  it.each(RISK_GROUPINGS)(
    'lists behind each cell by %s what the cell counts',
    async groupBy => {
      const page = await store.listGroups(
        groupBy,
        {
          filter: {},
          orderField: 'key',
          order: 'asc',
          limit: 100,
          withTotal: true,
        },
        'all',
      );
      expect(page.items.length).toBeGreaterThan(
        2 - Number(groupBy === 'domain'),
      );
      for (const { key, total } of page.items) {
        const scope = { [groupBy]: [key ?? NO_GROUP] };
        for (const verdict of VERDICTS) {
          const found = await names({ ...scope, verdict: [verdict] });
          expect([groupBy, key, verdict, found.length]).toEqual([
            groupBy,
            key,
            verdict,
            total.byVerdict[verdict],
          ]);
        }
      }
    },
  );

  it('gives of groups in a scope only those that lie in it', async () => {
    const { items } = await store.listGroups(
      'owner',
      {
        filter: { owner: [group('a')] },
        orderField: 'key',
        order: 'asc',
        limit: 10,
        withTotal: false,
      },
      'all',
    );
    expect(items.map(({ key }) => key)).toEqual([group('a')]);
  });

  it('pages through groups in both directions', async () => {
    const read = (position: { after?: [number]; before?: [number] }) =>
      store.listGroups(
        'runtime',
        {
          filter: {},
          orderField: 'components',
          order: 'desc',
          limit: 2,
          withTotal: true,
          ...position,
        },
        'all',
      );
    const keys = async (position: Parameters<typeof read>[0]) => {
      const { items, next, previous } = await read(position);
      return [items.map(({ key }) => key), previous, next];
    };
    await expect(keys({})).resolves.toEqual([
      ['nodejs22.x', 'provided.al2023'],
      null,
      [2],
    ]);
    await expect(keys({ after: [4] })).resolves.toEqual([
      ['python3.9', null],
      [4],
      null,
    ]);
    await expect(keys({ before: [2] })).resolves.toEqual([
      ['nodejs22.x', 'provided.al2023'],
      null,
      [2],
    ]);
  });

  it.each<[string, RiskFilter, string[]]>([
    [
      'verdicts',
      { verdict: ['broken', 'at-risk'] },
      ['orders', 'shared', 'ledger'],
    ],
    ['rules', { rule: ['R20'] }, ['shared', 'ghost', 'legacy']],
    ['rules and verdicts', { rule: ['R12'], verdict: ['unknown'] }, ['legacy']],
    ['a part of a version', { search: 'GLIBCXX_3.4' }, ['orders']],
    ['a library', { search: 'libc.so' }, ['shared']],
    ['a part of a name', { search: 'efun' }, ['refunds']],
    ['a sign of a pattern', { search: '%' }, []],
    ['what cannot be stored', { search: 'a\0' }, []],
  ])('finds by %s', async (_, filter, expected) => {
    await expect(names(filter)).resolves.toEqual(expected);
  });

  it.each<[RiskOrderField, 'asc' | 'desc', string[]]>([
    [
      'verdict',
      'asc',
      ['orders', 'shared', 'ledger', 'ghost', 'legacy', 'refunds', 'mailer'],
    ],
    [
      'name',
      'desc',
      ['shared', 'refunds', 'orders', 'mailer', 'legacy', 'ledger', 'ghost'],
    ],
    [
      'measuredAt',
      'asc',
      ['ghost', 'legacy', 'shared', 'mailer', 'ledger', 'refunds', 'orders'],
    ],
    [
      'runtime',
      'asc',
      ['ghost', 'shared', 'mailer', 'ledger', 'orders', 'refunds', 'legacy'],
    ],
  ])(
    'orders by %s %s, and pages give the same',
    async (field, order, expected) => {
      await expect(names({}, field, order)).resolves.toEqual(expected);
      const query = {
        filter: {},
        orderField: field,
        order,
        limit: 3,
        withTotal: false,
      };
      const paged: string[] = [];
      let page = await store.listComponents(query, 'all');
      paged.push(...page.items.map(item => item.entityRef.split('/')[1]));
      while (page.next) {
        const { next } = page;
        page = await store.listComponents({ ...query, after: next }, 'all');
        paged.push(...page.items.map(item => item.entityRef.split('/')[1]));
      }
      expect(paged).toEqual(expected);
      const back = await store.listComponents(
        { ...query, before: page.previous! },
        'all',
      );
      expect(back.items.map(item => item.entityRef.split('/')[1])).toEqual(
        expected.slice(3, 6),
      );
    },
  );

  it('says everything that a row shows', async () => {
    const { items } = await store.listComponents(
      {
        filter: { search: 'shared' },
        orderField: 'name',
        order: 'asc',
        limit: 1,
        withTotal: true,
      },
      'all',
    );
    expect(items).toEqual([
      {
        entityRef: ref('shared'),
        title: null,
        owners: [group('a'), group('b')],
        system: 'system:default/s2',
        lifecycle: 'production',
        runtimes: ['nodejs18.x', 'nodejs22.x'],
        verdict: 'broken',
        sentence: 'The sentence of shared.',
        rules: ['R1', 'R20'],
        functions: 2,
        measured: 1,
        measuredAt: '2026-11-18T00:00:00.000Z',
      },
    ]);
  });

  it('knows the runtimes of the components that the caller sees', async () => {
    await expect(store.listRuntimes('all')).resolves.toEqual(
      new Set([
        'nodejs18.x',
        'nodejs22.x',
        'provided.al2',
        'provided.al2023',
        'python3.9',
      ]),
    );
    await expect(
      store.listRuntimes(new Set([ref('shared'), ref('ghost')])),
    ).resolves.toEqual(new Set(['nodejs18.x', 'nodejs22.x']));
  });

  it('counts and lists nothing that the caller may not see', async () => {
    const visible = new Set([ref('orders'), ref('ghost'), ref('shared')]);
    const summary = await store.summarize({}, visible);
    expect(shorten(summary)).toBe('3: 2 0 1 0 0, 1 measured');
    expect(summary.byRule).toEqual({ R1: 2, R20: 2 });
    expect(summary.deprecation.components).toBe(1);
    await expect(names({}, 'name', 'asc', visible)).resolves.toEqual([
      'ghost',
      'orders',
      'shared',
    ]);
    const { items, totalItems } = await store.listGroups(
      'owner',
      {
        filter: {},
        orderField: 'key',
        order: 'asc',
        limit: 10,
        withTotal: true,
      },
      visible,
    );
    expect(totalItems).toBe(4);
    expect(items.map(({ key, total }) => [key, total.total])).toEqual([
      [group('a'), 2],
      [group('b'), 1],
      [group('dept'), 2],
      [null, 1],
    ]);
    await expect(store.summarize({}, new Set())).resolves.toMatchObject({
      total: 0,
      byRule: {},
    });
  });

  it('refuses positions of another order', async () => {
    await expect(
      store.listComponents(
        {
          filter: {},
          orderField: 'verdict',
          order: 'asc',
          limit: 1,
          withTotal: false,
          after: ['text', 'component:default/x'],
        },
        'all',
      ),
    ).rejects.toThrow('The cursor does not fit this list');
  });
});
