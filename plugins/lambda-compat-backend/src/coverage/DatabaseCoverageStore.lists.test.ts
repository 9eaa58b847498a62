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
  type ComponentFilter,
  type ComponentOrderField,
  NO_GROUP,
  type ProblemFilter,
  type ProblemOrderField,
  type ReferenceFilter,
  type ReferenceOrderField,
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
import type { ListPage, Position, VisibleEntities } from './CoverageStore';
import { DatabaseCoverageStore } from './DatabaseCoverageStore';

const DAY = 86_400_000;

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

type Part = { after?: Position; before?: Position };

/** `component:default/shop-01` without what all have in common. */
const short = (entityRef: string) =>
  entityRef.replace('component:default/', '');

/** Number of items by component, in words. */
function countNames(items: ReadonlyArray<{ entityRef: string }>): string {
  const counts = new Map<string, number>();
  for (const { entityRef } of items) {
    counts.set(entityRef, (counts.get(entityRef) ?? 0) + 1);
  }
  return [...counts]
    .map(([ref, count]) => (count > 1 ? `${short(ref)}*${count}` : short(ref)))
    .sort()
    .join(' ');
}

describe.each(databases.eachSupportedId())('lists of coverage, %p', id => {
  async function open() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insertOrganization(knex);
    await setCellsRight(knex, true);
    const store = DatabaseCoverageStore.create({
      knex,
      times: { staleAfterMs: 2 * DAY, expireAfterMs: 7 * DAY },
      now: () => new Date(NOW),
    });
    return { knex, store };
  }

  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open();
  });

  const components = (
    filter: ComponentFilter,
    visible: VisibleEntities = 'all',
    part: Part & { limit?: number; withTotal?: boolean } = {},
    orderField: ComponentOrderField = 'name',
    order: 'asc' | 'desc' = 'asc',
  ) =>
    opened.store.listComponents(
      { filter, orderField, order, limit: 500, withTotal: true, ...part },
      visible,
    );
  const references = (
    filter: ReferenceFilter,
    visible: VisibleEntities = 'all',
    part: Part & { limit?: number } = {},
    orderField: ReferenceOrderField = 'component',
    order: 'asc' | 'desc' = 'asc',
  ) =>
    opened.store.listReferences(
      { filter, orderField, order, limit: 500, withTotal: true, ...part },
      visible,
    );
  const problems = (
    filter: ProblemFilter,
    visible: VisibleEntities = 'all',
    part: Part & { limit?: number } = {},
    orderField: ProblemOrderField = 'severity',
    order: 'asc' | 'desc' = 'asc',
  ) =>
    opened.store.listProblems(
      { filter, orderField, order, limit: 500, withTotal: true, ...part },
      visible,
    );

  it.each<[ComponentFilter, string]>([
    [
      { owner: [owner('product')], membership: 'direct' },
      'both-02 both-03 product-01 product-02 product-03 product-04',
    ],
    [
      {
        domain: [domain('operations')],
        owner: [owner('eng')],
        membership: 'direct',
      },
      'eng-02',
    ],
    [{ system: [system('infra')], lifecycle: ['experimental'] }, 'build-04'],
    [{ runtime: [NO_GROUP] }, 'eng-01 none-01 shop-08 vendor-02'],
    [
      { state: ['unreadable', 'expired'] },
      'both-03 build-06 build-07 vendor-02',
    ],
    [{ weakest: ['invalid', 'exact'] }, 'build-04 eng-02 vendor-01'],
    [
      { pinClass: ['unresolved', 'channel'] },
      'both-01 platform-02 product-02 shop-07 vendor-01',
    ],
    [{ image: [NO_GROUP] }, 'both-01 build-04 shop-07 vendor-01'],
    [
      { image: [IMAGES.lambda], pinClass: ['dated', 'partial'] },
      'both-04 shop-04',
    ],
    [{ problem: ['LC303', 'LC102'] }, 'build-07 platform-02 vendor-02'],
    [{ search: 'ENG-' }, 'eng-01 eng-02'],
    [
      {
        owner: [],
        state: [],
        search: '',
        system: [NO_GROUP],
        lifecycle: [NO_GROUP],
      },
      'none-01',
    ],
    [{ search: 'a\0b' }, ''],
  ])('lists the components of %j', async (filter, names) => {
    for (const right of [true, false]) {
      await setCellsRight(opened.knex, right);
      const page = await components(filter);
      expect(countNames(page.items)).toBe(names);
      expect(page.totalItems).toBe(page.items.length);
      expect(page).toMatchObject({ next: null, previous: null });
    }
  });

  it.each<[ReferenceFilter, string]>([
    [{ owner: [owner('vendor')] }, 'both-04 vendor-01*2 vendor-03'],
    [{ state: ['expired'] }, 'both-03*2 build-06'],
    [
      { pinClass: ['floating', 'invalid'] },
      'ann-01*2 both-03 build-03 build-04 product-03 shop-06 vendor-01',
    ],
    [
      { image: [IMAGES.lambda, NO_GROUP], pinClass: ['digest', 'unresolved'] },
      'both-01 build-01*2 platform-01 shop-01 shop-04 shop-07 vendor-01',
    ],
    // raw, file and entity ref
    [{ search: 'Provided:E' }, 'eng-02'],
    [
      { search: 'BUILD/dockerfile', lifecycle: ['experimental'] },
      'ann-01 both-03 build-04 none-03*2 shop-04',
    ],
    [
      { search: 'default/shop-0', pinClass: ['digest'] },
      'shop-01*2 shop-02 shop-03 shop-04 shop-07',
    ],
  ])('lists the references of %j', async (filter, names) => {
    for (const right of [true, false]) {
      await setCellsRight(opened.knex, right);
      const page = await references(filter);
      expect(countNames(page.items)).toBe(names);
      expect(page.totalItems).toBe(page.items.length);
    }
  });

  it.each<[ProblemFilter, string]>([
    [
      {},
      'both-01 build-04 build-07 eng-01 platform-02 platform-03*2 shop-07 shop-10 vendor-01*2 vendor-02',
    ],
    [{ severity: ['warning'] }, 'eng-01 platform-02 platform-03 shop-10'],
    [{ problem: ['LC401', 'LC305'] }, 'build-04 platform-03 shop-10 vendor-01'],
    [{ severity: ['error'], owner: [owner('shop')] }, 'both-01 shop-07'],
    [{ search: 'of LC40' }, 'both-01 platform-03 shop-07 shop-10 vendor-01'],
    [{ search: 'vendor-0' }, 'vendor-01*2 vendor-02'],
  ])('lists the problems of %j', async (filter, names) => {
    const page = await problems(filter);
    expect(countNames(page.items)).toBe(names);
    expect(page.totalItems).toBe(page.items.length);
  });

  it('tells everything about a component', async () => {
    const find = async (name: string) =>
      (await components({ search: name })).items[0];
    const noClasses = {
      digest: 0,
      dated: 0,
      'exact-os': 0,
      exact: 0,
      partial: 0,
      channel: 0,
      floating: 0,
      unresolved: 0,
      invalid: 0,
    };
    await expect(find('product-03')).resolves.toEqual({
      entityRef: component('product-03'),
      title: null,
      owners: [owner('product')],
      system: system('cart'),
      lifecycle: 'production',
      runtimes: ['nodejs22.x', 'python3.13'],
      state: 'unpinned',
      weakest: 'floating',
      references: {
        total: 3,
        byClass: { ...noClasses, digest: 1, dated: 1, floating: 1 },
      },
      collectedAt: '2026-11-23T11:00:00.000Z',
      stale: false,
      failing: false,
      problems: { total: 0, first: null },
    });
    await expect(find('none-01')).resolves.toEqual({
      entityRef: component('none-01'),
      title: null,
      owners: [],
      system: null,
      lifecycle: null,
      runtimes: [],
      state: 'never-collected',
      weakest: null,
      references: { total: 0, byClass: noClasses },
      collectedAt: null,
      stale: false,
      failing: false,
      problems: { total: 0, first: null },
    });
    // An error comes before a warning that was found earlier.
    await expect(find('platform-03')).resolves.toMatchObject({
      problems: {
        total: 2,
        first: {
          code: 'LC304',
          severity: 'error',
          message: 'Message of LC304',
          fix: 'Fix of LC304',
          file: 'Dockerfile',
          line: 7,
        },
      },
    });
    await expect(find('vendor-02')).resolves.toMatchObject({
      failing: true,
      problems: {
        total: 1,
        first: {
          code: 'LC303',
          severity: 'error',
          message: 'Message of LC303',
          fix: 'Fix of LC303',
        },
      },
    });
    await expect(find('platform-02')).resolves.toMatchObject({
      stale: true,
      failing: true,
      collectedAt: '2026-11-19T08:00:00.000Z',
    });
    // Expired says more than stale, and 'no images' is not 'not known'.
    await expect(find('both-03')).resolves.toMatchObject({
      owners: [owner('product'), owner('shop')],
      state: 'expired',
      stale: false,
    });
    await expect(find('shop-09')).resolves.toMatchObject({ weakest: null });
  });

  it('tells everything about a reference and a problem', async () => {
    const [, second] = (await references({ search: 'both-01' })).items;
    expect(second).toEqual({
      id: 'r1',
      entityRef: component('both-01'),
      title: null,
      owners: [owner('build'), owner('shop')],
      system: system('cart'),
      origin: 'dockerfile-from',
      raw: 'docker.io/library/node:dated',
      resolved: 'docker.io/library/node:dated',
      image: 'docker.io/library/node',
      pinClass: 'dated',
      role: 'runtime',
      file: 'build/Dockerfile',
      line: 2,
      url: 'https://git.test/build/Dockerfile',
      collectedAt: '2026-11-23T11:00:00.000Z',
    });
    const [first] = (await references({ search: 'both-01' })).items;
    expect(first).toMatchObject({ image: null, pinClass: 'unresolved' });

    const found = (await problems({ owner: [owner('vendor')] })).items;
    expect(found).toEqual([
      {
        id: expect.any(String),
        entityRef: component('vendor-01'),
        title: null,
        owners: [owner('vendor')],
        system: system('catalog'),
        collectedAt: '2026-11-23T11:00:00.000Z',
        code: 'LC305',
        severity: 'error',
        message: 'Message of LC305',
        fix: 'Fix of LC305',
        file: 'Dockerfile',
        line: 7,
      },
      expect.objectContaining({ code: 'LC402' }),
      expect.objectContaining({
        code: 'LC303',
        system: null,
        collectedAt: null,
      }),
    ]);
    expect(found[2]).not.toHaveProperty('file');
    expect(new Set(found.map(problem => problem.id)).size).toBe(3);
  });

  // First and last of each order; among equal ones the entity ref decides, in
  // the direction of the list.
  it.each<[ComponentOrderField, first: string, last: string]>([
    ['name', 'ann-01', 'vendor-03'],
    ['owner', 'none-01', 'ann-01'],
    ['system', 'ann-01', 'vendor-03'],
    // dated; unreadable
    ['state', 'both-04', 'vendor-02'],
    // none; three: build 01, eng 02, none 03, product 03
    ['references', 'build-07', 'product-03'],
    // not known; nothing to know: build 08, none 02, shop 09
    ['weakest', 'build-07', 'shop-09'],
    // never; an hour ago
    ['collectedAt', 'build-07', 'vendor-03'],
    // none; two: platform 03, vendor 01
    ['problems', 'ann-01', 'vendor-01'],
  ])('orders components by %s', async (field, first, last) => {
    const list = await components({}, 'all', {}, field, 'asc');
    const names = list.items.map(({ entityRef }) => short(entityRef));
    expect([names[0], names[39]]).toEqual([first, last]);
    const reverse = await components({}, 'all', {}, field, 'desc');
    expect(reverse.items).toEqual([...list.items].reverse());
  });

  it.each<[ReferenceOrderField, first: string, last: string]>([
    // no image; the last of the alphabet
    ['image', 'both-01 r0', 'shop-04 r1'],
    // invalid; digest
    ['pinClass', 'build-04 r0', 'vendor-03 r0'],
    ['component', 'ann-01 r0', 'vendor-03 r0'],
    // Dockerfile comes before build/ in the order of bytes.
    ['file', 'ann-01 r0', 'vendor-01 r1'],
  ])('orders references by %s', async (field, first, last) => {
    const list = await references({}, 'all', {}, field, 'asc');
    const names = list.items.map(it => `${short(it.entityRef)} ${it.id}`);
    expect([names[0], names[51]]).toEqual([first, last]);
    const reverse = await references({}, 'all', {}, field, 'desc');
    expect(reverse.items).toEqual([...list.items].reverse());
  });

  it.each<[ProblemOrderField, first: string, last: string]>([
    ['code', 'platform-02 LC102', 'vendor-01 LC402'],
    ['severity', 'both-01 LC402', 'shop-10 LC401'],
    ['component', 'both-01 LC402', 'vendor-02 LC303'],
  ])('orders problems by %s', async (field, first, last) => {
    const list = await problems({}, 'all', {}, field, 'asc');
    const names = list.items.map(it => `${short(it.entityRef)} ${it.code}`);
    expect([names[0], names[11]]).toEqual([first, last]);
    const reverse = await problems({}, 'all', {}, field, 'desc');
    expect(reverse.items).toEqual([...list.items].reverse());
  });

  /** Goes through a list to its end and back, page by page. */
  async function walk<T>(read: (part: Part) => Promise<ListPage<T>>) {
    const forwards: T[][] = [];
    let page = await read({});
    expect(page.previous).toBeNull();
    forwards.push(page.items);
    while (page.next) {
      page = await read({ after: page.next });
      forwards.push(page.items);
    }
    const backwards: T[][] = [page.items];
    while (page.previous) {
      page = await read({ before: page.previous });
      expect(page.next).not.toBeNull();
      backwards.unshift(page.items);
    }
    expect(backwards).toEqual(forwards);
    return forwards.flat();
  }

  it('gives each row exactly once, page by page, in each order, there and back', async () => {
    const visible = new Set(
      (await components({ owner: [owner('eng')] })).items.map(
        it => it.entityRef,
      ),
    );
    for (const order of ['asc', 'desc'] as const) {
      for (const field of [
        'name',
        'owner',
        'system',
        'state',
        'references',
        'weakest',
        'collectedAt',
        'problems',
      ] as const) {
        const all = await components({}, 'all', {}, field, order);
        await expect(
          walk(part =>
            components({}, 'all', { ...part, limit: 8 }, field, order),
          ),
        ).resolves.toEqual(all.items);
      }
      for (const field of ['image', 'pinClass', 'component', 'file'] as const) {
        const all = await references({}, visible, {}, field, order);
        expect(all.totalItems).toBe(43);
        await expect(
          walk(part =>
            references({}, visible, { ...part, limit: 9 }, field, order),
          ),
        ).resolves.toEqual(all.items);
      }
      for (const field of ['code', 'severity', 'component'] as const) {
        const all = await problems({}, 'all', {}, field, order);
        await expect(
          walk(part =>
            problems({}, 'all', { ...part, limit: 5 }, field, order),
          ),
        ).resolves.toEqual(all.items);
      }
    }
  }, 60_000);

  it('refuses positions of another list', async () => {
    const wrong: Position[] = [
      [],
      ['shop-01'],
      ['shop-01', component('shop-01'), 1],
      [1, component('shop-01')],
      ['shop-01', 7],
      ['shop\0', component('shop-01')],
    ];
    for (const position of wrong) {
      for (const part of [{ after: position }, { before: position }]) {
        await expect(components({}, 'all', part)).rejects.toThrow(
          expect.objectContaining({
            name: 'InputError',
            message: 'The cursor does not fit this list',
          }),
        );
      }
    }
    for (const rank of [1.5, 1e12, NaN, '3']) {
      await expect(
        components({}, 'all', { after: [rank, 'x'] }, 'weakest'),
      ).rejects.toThrow('The cursor does not fit this list');
    }
    // Of a row that is gone, or that nobody ever had.
    await expect(
      components({}, 'all', { after: ["'", "'; drop table problems"] }),
    ).resolves.toMatchObject({ totalItems: 40 });
    await expect(
      components({}, 'all', { after: ['zz', 'zz'] }),
    ).resolves.toMatchObject({ items: [], next: null, previous: ['zz', 'zz'] });
    await expect(
      components({}, 'all', { after: [1e15, 'x'] }, 'collectedAt'),
    ).resolves.toMatchObject({ items: [] });
  });

  it('lists only what the caller may see', async () => {
    const visible = new Set(['vendor-01', 'shop-07', 'gone'].map(component));
    await expect(components({}, visible)).resolves.toMatchObject({
      items: [
        { entityRef: component('shop-07') },
        { entityRef: component('vendor-01') },
      ],
      totalItems: 2,
    });
    // of the image 'none': shop 07 once, vendor 01 twice
    await expect(
      references({ image: [NO_GROUP] }, visible),
    ).resolves.toMatchObject({ totalItems: 3 });
    await expect(
      problems({ severity: ['error'] }, visible),
    ).resolves.toMatchObject({ totalItems: 3 });
    for (const read of [components, references, problems]) {
      await expect(read({}, new Set())).resolves.toEqual({
        items: [],
        totalItems: 0,
        next: null,
        previous: null,
      });
    }
  });

  it('counts only where it is asked to', async () => {
    await expect(
      components({}, 'all', { withTotal: false }),
    ).resolves.toMatchObject({ totalItems: 0 });
  });

  it('takes the characters of a search for what they are', async () => {
    // The last test, because it changes what all of them read.
    const { knex } = opened;
    const titles: Record<string, string> = {
      'shop-01': 'Über 100%_OK',
      'shop-02': 'über 100 and 0K',
      'shop-03': 'C:\\Path',
    };
    for (const [name, title] of Object.entries(titles)) {
      await knex('lambda_entities')
        .where({ entity_ref: component(name) })
        .update({
          title,
          sort_name: title.toLowerCase(),
          search_text: `${component(name)}\n${title.toLowerCase()}`,
        });
    }
    const found = async (search: string) =>
      countNames((await components({ search })).items);
    await expect(found('100%')).resolves.toBe('shop-01');
    await expect(found('%_o')).resolves.toBe('shop-01');
    await expect(found('ÜBER 100')).resolves.toBe('shop-01 shop-02');
    await expect(found('_')).resolves.toBe('shop-01');
    await expect(found('C:\\p')).resolves.toBe('shop-03');
    await expect(found('\\')).resolves.toBe('shop-03');
    await expect(found("o'clock")).resolves.toBe('');
    await expect(found('100?')).resolves.toBe('');
    const { items } = await references({ search: 'path' });
    expect(countNames(items)).toBe('shop-03*2');
    expect(items[0].title).toBe('C:\\Path');
  });
});
