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
  COUNTED_PIN_CLASSES,
  COVERAGE_GROUPINGS,
  COVERAGE_STATES,
  type CoverageGrouping,
  type CoverageNumbers,
  type CoverageScope,
  type GroupOrderField,
  NO_GROUP,
  type ProblemCode,
  type SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { openDatabase } from '../database/migrations';
import {
  insertOrganization,
  setCellsRight,
} from './__fixtures__/insertOrganization';
import {
  component,
  domain,
  IMAGES,
  NOW,
  owner,
  system,
} from './__fixtures__/organization';
import {
  ALL,
  type Expected,
  type GroupLine,
  GROUPS,
  SCOPES,
} from './__fixtures__/organizationNumbers';
import type { VisibleEntities } from './CoverageStore';
import { DatabaseCoverageStore } from './DatabaseCoverageStore';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const CODES: ProblemCode[] = [
  'LC102',
  'LC301',
  'LC303',
  'LC304',
  'LC305',
  'LC401',
  'LC402',
];

/** The numbers in the short form of {@link Expected}, without zeros. */
function shorten({ components, references }: CoverageNumbers): Expected {
  const withoutZeros = (counts: Record<string, number>) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  return {
    components: components.total,
    states: withoutZeros(components.byState),
    weakest: withoutZeros(components.byWeakest),
    withProblems: components.withProblems,
    classes: withoutZeros(references.byClass),
    references: references.total,
  };
}

describe.each(databases.eachSupportedId())('DatabaseCoverageStore, %p', id => {
  const database = async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insertOrganization(knex);
    const store = DatabaseCoverageStore.create({
      knex,
      times: { staleAfterMs: 2 * DAY, expireAfterMs: 7 * DAY },
      now: () => new Date(NOW),
    });
    return { knex, store };
  };

  let opened: Awaited<ReturnType<typeof database>>;
  beforeAll(async () => {
    opened = await database();
  });

  /** Reads the same from the cells, then from the entities. */
  async function readBoth<T>(read: () => Promise<T>): Promise<T> {
    await setCellsRight(opened.knex, true);
    const fromCells = await read();
    await setCellsRight(opened.knex, false);
    await expect(read()).resolves.toEqual(fromCells);
    await setCellsRight(opened.knex, true);
    return fromCells;
  }

  const groups = async (
    groupBy: CoverageGrouping,
    options: {
      scope?: CoverageScope;
      orderField?: GroupOrderField;
      order?: SortOrder;
      visible?: VisibleEntities;
    } = {},
  ) =>
    opened.store.listGroups(
      groupBy,
      {
        filter: options.scope ?? {},
        orderField: options.orderField ?? 'unpinned',
        order: options.order ?? 'desc',
        limit: 100,
        withTotal: true,
      },
      options.visible ?? 'all',
    );

  const countComponents = async (
    filter: Parameters<typeof opened.store.listComponents>[0]['filter'],
  ) => {
    const query = { orderField: 'name', order: 'asc', limit: 1 } as const;
    const page = await opened.store.listComponents(
      { ...query, filter, withTotal: true },
      'all',
    );
    return page.totalItems;
  };

  const countReferences = async (
    filter: Parameters<typeof opened.store.listReferences>[0]['filter'],
  ) => {
    const query = { orderField: 'file', order: 'asc', limit: 1 } as const;
    const page = await opened.store.listReferences(
      { ...query, filter, withTotal: true },
      'all',
    );
    return page.totalItems;
  };

  it('adds up everything', async () => {
    const summary = await readBoth(() => opened.store.summarize({}, 'all'));
    expect(shorten(summary)).toEqual(ALL);
    expect(summary).toMatchObject({
      pinnedReferences: { count: 21, total: 52, ratio: 21 / 52 },
      stableReferences: { count: 28, total: 52, ratio: 28 / 52 },
      // 40 without the 3 that pull nothing
      pinnedComponents: { count: 9, total: 37, ratio: 9 / 37 },
      stableComponents: { count: 12, total: 37, ratio: 12 / 37 },
      // shop 03, product 02, platform 02; the two older ones have expired
      stale: 3,
      // build 07, platform 02, both 03, vendor 02
      failing: 4,
      // an hour ago; both 03, 300 hours ago
      collected: {
        latest: '2026-11-23T11:00:00.000Z',
        earliest: '2026-11-11T00:00:00.000Z',
      },
      staleAfterSeconds: 172_800,
      expiredAfterSeconds: 604_800,
    });
  });

  it.each(SCOPES)('adds up %s', async (_, scope, expected) => {
    const summary = await readBoth(() => opened.store.summarize(scope, 'all'));
    expect(shorten(summary)).toEqual(expected);
  });

  it('says which components of a scope are stale, failing and how old they are', async () => {
    await expect(
      opened.store.summarize({ owner: [owner('platform')] }, 'all'),
    ).resolves.toMatchObject({
      // platform 02; build 07
      stale: 1,
      failing: 2,
      // build 06, 200 hours ago
      collected: { earliest: '2026-11-15T04:00:00.000Z' },
    });
    await expect(
      opened.store.summarize(
        {
          system: [NO_GROUP],
          owner: [NO_GROUP, owner('vendor')],
          lifecycle: ['deprecated'],
        },
        'all',
      ),
    ).resolves.toMatchObject({
      // vendor 02, which was never read
      stale: 0,
      failing: 1,
      collected: { latest: null, earliest: null },
      pinnedReferences: { count: 0, total: 0, ratio: null },
      pinnedComponents: { count: 0, total: 1, ratio: 0 },
    });
  });

  it.each(COVERAGE_GROUPINGS)('adds up each %s', async groupBy => {
    const page = await readBoth(() => groups(groupBy));
    const lines = page.items.map(
      ({ key, direct, total }): GroupLine => [
        key,
        [direct.components.total, total.components.total],
        [direct.references.total, total.references.total],
        [direct.pinnedReferences.count, total.pinnedReferences.count],
      ],
    );
    expect(lines).toEqual(GROUPS[groupBy]);
    expect(page.totalItems).toBe(lines.length);
    // Every number is the sum of its parts.
    for (const { direct, total } of page.items) {
      for (const numbers of [direct, total]) {
        const { byState, total: components } = numbers.components;
        expect(add(Object.values(byState))).toBe(components);
        expect(add(Object.values(numbers.references.byClass))).toBe(
          numbers.references.total,
        );
      }
    }
    // What several groups hold themselves is counted in each: the four
    // components with two owners and their 7 references, the one with two
    // runtimes and its 3.
    const sums: Partial<Record<CoverageGrouping, [number, number]>> = {
      owner: [44, 59],
      runtime: [41, 55],
      // 11 + 8 + 12 + 7 + 4: thirty have references, some to several images
      image: [42, 52],
    };
    expect([
      add(page.items.map(it => it.direct.components.total)),
      add(page.items.map(it => it.direct.references.total)),
    ]).toEqual(sums[groupBy] ?? [40, 52]);
  });

  it('counts a component of two nested groups once in each', async () => {
    // both 02 and 03, of shop and of product, which has shop
    const visible = new Set([component('both-02'), component('both-03')]);
    const { items } = await groups('owner', { visible, orderField: 'key' });
    expect(
      items.map(({ key, direct, total }) => [
        key,
        direct.components.total,
        total.components.total,
      ]),
    ).toEqual([
      [owner('shop'), 2, 2],
      [owner('product'), 2, 2],
      [owner('eng'), 0, 2],
    ]);
  });

  it.each<[GroupOrderField, SortOrder, string]>([
    ['key', 'asc', 'build eng platform product shop vendor ann none'],
    ['key', 'desc', 'ann vendor shop product platform eng build none'],
    // 1 4 10 13 14 17 32
    ['components', 'asc', 'ann vendor build shop platform product eng none'],
    // 43 25 19 17 13 4 2
    ['references', 'desc', 'eng product shop platform build vendor ann none'],
    // 2 3 8 9 10 13 24
    ['unpinned', 'asc', 'ann vendor build shop platform product eng none'],
    // 0/2 1/4 5/13 7/17 19/43 12/25 10/19
    ['share', 'asc', 'ann vendor build platform eng product shop none'],
    ['share', 'desc', 'shop product eng platform build vendor ann none'],
  ])('orders groups by %s, %s', async (orderField, order, names) => {
    const { items } = await readBoth(() =>
      groups('owner', { orderField, order }),
    );
    expect(items.map(({ key }) => key)).toEqual(
      names.split(' ').map(name => (name === 'none' ? null : owner(name))),
    );
  });

  it('puts groups without references last where shares are compared', async () => {
    const scope = {
      lifecycle: ['deprecated', 'production'],
      system: [NO_GROUP, system('cart')],
    };
    // eng 01 and vendor 02 pull nothing, and nobody knows their runtime.
    for (const order of ['asc', 'desc'] as const) {
      const { items } = await readBoth(() =>
        groups('runtime', { scope, orderField: 'share', order }),
      );
      const keys = items.map(({ key }) => key);
      expect(keys[keys.length - 1]).toBeNull();
      expect(items[items.length - 1].total.pinnedReferences.ratio).toBeNull();
    }
  });

  it('gives only groups that lie in the groups of the scope', async () => {
    const read = async (groupBy: CoverageGrouping, scope: CoverageScope) => {
      const { items, totalItems } = await readBoth(() =>
        groups(groupBy, { scope, orderField: 'key', order: 'asc' }),
      );
      expect(totalItems).toBe(items.length);
      return items.map(({ key, direct, total }) => [
        key,
        direct.components.total,
        total.components.total,
      ]);
    };
    // both 01 is also of build, but most of build is not in product
    await expect(read('owner', { owner: [owner('product')] })).resolves.toEqual(
      [
        [owner('product'), 6, 17],
        [owner('shop'), 13, 13],
      ],
    );
    await expect(
      read('owner', { owner: [owner('product')], membership: 'direct' }),
    ).resolves.toEqual([[owner('product'), 6, 6]]);
    await expect(
      read('owner', { owner: [NO_GROUP, owner('ann')] }),
    ).resolves.toEqual([
      [owner('ann'), 1, 1],
      [null, 4, 4],
    ]);
    await expect(
      read('domain', { domain: [domain('commerce')] }),
    ).resolves.toEqual([
      [domain('checkout'), 9, 9],
      [domain('commerce'), 7, 16],
    ]);
    await expect(read('runtime', { runtime: ['nodejs22.x'] })).resolves.toEqual(
      [['nodejs22.x', 13, 13]],
    );
    await expect(
      read('system', { system: [system('cart'), NO_GROUP] }),
    ).resolves.toEqual([
      [system('cart'), 9, 9],
      [null, 9, 9],
    ]);
    // In infra and its one domain: build 01-04, platform 01, eng 02.
    await expect(
      read('owner', { domain: [domain('operations')] }),
    ).resolves.toEqual([
      [owner('build'), 4, 4],
      [owner('eng'), 1, 6],
      [owner('platform'), 1, 5],
    ]);
    // Without nested groups, direct and total are the same.
    await expect(
      read('owner', {
        domain: [domain('operations')],
        membership: 'direct',
      }),
    ).resolves.toEqual([
      [owner('build'), 4, 4],
      [owner('eng'), 1, 1],
      [owner('platform'), 1, 1],
    ]);
  });

  it('gives the same groups from cells that tell apart little, much or all', async () => {
    // Of each group: components in all, references in all.
    const read = async (groupBy: CoverageGrouping, scope: CoverageScope) =>
      (await readBoth(() => groups(groupBy, { scope }))).items.map(
        ({ total }) => [total.components.total, total.references.total],
      );
    const scopes: CoverageScope[] = [
      {},
      { owner: [owner('shop')] },
      { system: [system('cart')] },
      { lifecycle: ['production'] },
      { runtime: ['python3.13'], domain: [domain('commerce')] },
      { owner: [owner('eng')], lifecycle: ['production', 'experimental'] },
      {
        owner: [owner('eng')],
        system: [system('tools'), system('infra')],
        lifecycle: ['production'],
        runtime: ['provided.al2023'],
      },
    ];
    for (const groupBy of COVERAGE_GROUPINGS) {
      for (const scope of scopes) {
        await expect(read(groupBy, scope)).resolves.not.toEqual([]);
      }
    }
    // build 01-03 and 08, platform 01, eng 02 and both 04: 3+2+1+0+1+3+1.
    await expect(read('lifecycle', scopes[6])).resolves.toEqual([[7, 11]]);
    // cart: shop 01-03, 05 and 10, both 01; catalog: shop 06-08, both 02.
    const systems = await read('system', {
      owner: [owner('shop')],
      membership: 'direct',
      lifecycle: ['production'],
    });
    expect(systems.sort()).toEqual([
      [4, 6],
      [6, 9],
    ]);
  }, 120_000);

  it('pages through groups, forwards and backwards', async () => {
    const read = (position: { after?: number[]; before?: number[] }) =>
      opened.store.listGroups(
        'owner',
        {
          filter: {},
          orderField: 'key',
          order: 'asc',
          limit: 3,
          withTotal: true,
          ...position,
        },
        'all',
      );
    const names = (page: Awaited<ReturnType<typeof read>>) =>
      page.items.map(({ key }) => key?.split('/')[1] ?? 'none').join(' ');

    const first = await read({});
    expect(names(first)).toBe('build eng platform');
    expect(first).toMatchObject({ previous: null, totalItems: 8 });
    const second = await read({ after: first.next as number[] });
    expect(names(second)).toBe('product shop vendor');
    const third = await read({ after: second.next as number[] });
    expect(names(third)).toBe('ann none');
    expect(third).toMatchObject({ next: null, totalItems: 8 });
    const back = await read({ before: third.previous as number[] });
    expect(back).toEqual(second);
    const start = await read({ before: back.previous as number[] });
    expect(start).toEqual(first);
    // The groups have become fewer meanwhile.
    await expect(read({ after: [30] })).resolves.toMatchObject({
      items: [],
      totalItems: 8,
      next: null,
    });
    for (const position of [[], ['3'], [1, 2], [0.5], [1e12], [NaN]]) {
      await expect(read({ after: position as number[] })).rejects.toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: 'The cursor does not fit this list',
        }),
      );
    }
  });

  it('lists behind each number exactly what it counts', async () => {
    const check = async (numbers: CoverageNumbers, scope: CoverageScope) => {
      const { components, references } = numbers;
      const count = async <T extends string>(
        names: readonly T[],
        read: (name: T) => Promise<number>,
      ) =>
        Object.fromEntries(
          await Promise.all(
            names.map(async name => [name, await read(name)] as const),
          ),
        );
      expect({
        components: await countComponents(scope),
        withProblems: await countComponents({ ...scope, problem: CODES }),
        references: await countReferences(scope),
        byState: await count(COVERAGE_STATES, state =>
          countComponents({ ...scope, state: [state] }),
        ),
        byWeakest: await count(COUNTED_PIN_CLASSES, name =>
          countComponents({ ...scope, weakest: [name] }),
        ),
        byClass: await count(COUNTED_PIN_CLASSES, name =>
          countReferences({ ...scope, pinClass: [name] }),
        ),
      }).toEqual({
        components: components.total,
        withProblems: components.withProblems,
        references: references.total,
        byState: components.byState,
        byWeakest: components.byWeakest,
        byClass: references.byClass,
      });
    };
    // Totals of lists have two sources too.
    await readBoth(async () => {
      await check(await opened.store.summarize({}, 'all'), {});
      for (const [, scope] of SCOPES) {
        await check(await opened.store.summarize(scope, 'all'), scope);
      }
    });
    await setCellsRight(opened.knex, false);
    for (const groupBy of COVERAGE_GROUPINGS) {
      const { items } = await groups(groupBy);
      for (const { key, direct, total } of items) {
        const scope = { [groupBy]: [key ?? NO_GROUP] };
        await check(total, scope);
        if (groupBy === 'owner' || groupBy === 'domain') {
          await check(direct, { ...scope, membership: 'direct' });
        }
      }
    }
  }, 120_000);

  it('counts only what the caller may see', async () => {
    const visible = new Set(
      [
        'both-01',
        'both-02',
        'both-03',
        'both-04',
        'vendor-01',
        'vendor-02',
        'vendor-03',
        'shop-01',
        'gone',
      ].map(component),
    );
    const summary = await opened.store.summarize({}, visible);
    expect(shorten(summary)).toEqual({
      components: 8,
      states: {
        // both 02, vendor 03, shop 01
        pinned: 3,
        dated: 1,
        // both 01, vendor 01
        unpinned: 2,
        unreadable: 1,
        expired: 1,
      },
      weakest: { digest: 3, dated: 1, floating: 1, unresolved: 1, invalid: 1 },
      // both 01, vendor 01 02
      withProblems: 3,
      classes: {
        // both 02 twice, both 03, vendor 03, shop 01 twice
        digest: 6,
        // both 01 04
        dated: 2,
        floating: 1,
        // both 01, vendor 01
        unresolved: 2,
        invalid: 1,
      },
      references: 12,
    });
    expect(summary).toMatchObject({
      stale: 0,
      // both 03, vendor 02
      failing: 2,
      collected: { earliest: '2026-11-11T00:00:00.000Z' },
    });
    const owners = await groups('owner', { visible });
    expect(
      owners.items.map(({ key, direct, total }) => [
        key,
        direct.components.total,
        total.components.total,
        total.references.total,
      ]),
    ).toEqual([
      // Without digest 4: both 01 twice, both 03, both 04; equal ones by key.
      [owner('eng'), 0, 5, 9],
      // Without digest 3: both 01 twice and 04; vendor 01 twice and both 04;
      // both 01 twice and 03.
      [owner('build'), 2, 2, 3],
      [owner('platform'), 0, 2, 3],
      [owner('product'), 2, 4, 8],
      [owner('shop'), 4, 4, 8],
      [owner('vendor'), 4, 4, 4],
    ]);
    const images = await groups('image', { visible, orderField: 'key' });
    expect(
      images.items.map(({ key, total }) => [
        key,
        total.components.total,
        total.references.total,
      ]),
    ).toEqual([
      // both 04, shop 01
      [IMAGES.lambda, 2, 2],
      // both 02, both 03 twice, vendor 03
      [IMAGES.python, 3, 4],
      // both 01, both 02, shop 01
      [IMAGES.node, 3, 3],
      // both 01, vendor 01 twice
      [null, 2, 3],
    ]);

    const everyone = new Set(
      (await opened.knex('lambda_entities').select('entity_ref')).map(
        row => row.entity_ref as string,
      ),
    );
    for (const groupBy of COVERAGE_GROUPINGS) {
      await expect(groups(groupBy, { visible: everyone })).resolves.toEqual(
        await groups(groupBy),
      );
    }
    await expect(opened.store.summarize({}, everyone)).resolves.toEqual(
      await opened.store.summarize({}, 'all'),
    );

    const nothing = await opened.store.summarize({}, new Set());
    expect(shorten(nothing)).toMatchObject({ components: 0, references: 0 });
    expect(nothing).toMatchObject({
      stale: 0,
      failing: 0,
      collected: { latest: null, earliest: null },
    });
    for (const groupBy of COVERAGE_GROUPINGS) {
      await expect(
        groups(groupBy, { visible: new Set() }),
      ).resolves.toMatchObject({ items: [], totalItems: 0 });
    }
  });

  it('takes numbers from the cells while they are right, and only then', async () => {
    const { knex, store } = opened;
    const total = async (visible: VisibleEntities = 'all') =>
      (await store.summarize({}, visible)).components.total;
    await knex('coverage_cells').increment('components', 1000);
    try {
      await setCellsRight(knex, true);
      await expect(total()).resolves.toBe(1040);
      await expect(countComponents({})).resolves.toBe(1040);
      await expect(total(new Set([component('ann-01')]))).resolves.toBe(1);
      await setCellsRight(knex, false);
      await expect(total()).resolves.toBe(40);
      await expect(countComponents({})).resolves.toBe(40);
    } finally {
      await knex('coverage_cells').decrement('components', 1000);
      await setCellsRight(knex, true);
    }
  });
});

function add(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
