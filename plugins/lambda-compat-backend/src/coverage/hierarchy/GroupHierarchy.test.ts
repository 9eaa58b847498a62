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
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createLambda } from '../../__testUtils__/lambdas';
import {
  CatalogHierarchySource,
  type Parents,
} from '../../catalog/CatalogHierarchySource';
import { DatabaseWorkStore } from '../../collection/DatabaseWorkStore';
import { openDatabase } from '../../database/migrations';
import { readRevisions } from '../revisions';
import { GroupHierarchy } from './GroupHierarchy';
import { findNestedGroups } from './nestedGroups';

const signal = new AbortController().signal;
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** `g:a` is `group:default/a`, and so on for s(ystem), d(omain), u(ser). */
function toRef(short: string): string {
  const kinds: Record<string, string> = {
    g: 'group',
    s: 'system',
    d: 'domain',
    u: 'user',
  };
  return short.replace(/^(.):/, (_, kind) => `${kinds[kind]}:default/`);
}

function toShort(ref: string): string {
  return ref.replace(/(\w)\w*:default\//g, '$1:');
}

describe('findNestedGroups', () => {
  const parents: Parents = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', ['e']],
    ['e', ['d']],
    ['self', ['self']],
  ]);

  it.each([
    [['a'], { a: true, b: false, c: false, d: false, e: false }],
    [['b', 'd'], { b: true, d: true, e: false }],
    [['d'], { d: true, e: false }],
    [['e'], { e: true, d: false }],
    [['self'], { self: true }],
    [['unknown'], { unknown: true }],
    [[], {}],
  ])('finds all that count %j', (direct, expected) => {
    expect(Object.fromEntries(findNestedGroups(direct, parents))).toEqual(
      expected,
    );
  });

  it('goes down as far as groups nest', () => {
    const chain: Parents = new Map(
      Array.from({ length: 50_000 }, (_, index) => [
        `g${index}`,
        [`g${index + 1}`],
      ]),
    );
    expect(findNestedGroups(['g0'], chain).size).toBe(50_001);
  });
});

describe('CatalogHierarchySource', () => {
  const entity = (
    kind: string,
    name: string,
    relations: Array<[type: string, targetRef: string]>,
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  });

  it('reads what groups, systems and domains are in, and nothing else', async () => {
    const source = CatalogHierarchySource.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [
          entity('Group', 'a', [
            ['childOf', 'group:default/b'],
            ['parentOf', 'group:default/c'],
            ['hasMember', 'user:default/u'],
          ]),
          entity('Group', 'b', []),
          entity('System', 's', [
            ['partOf', 'domain:default/d'],
            ['ownedBy', 'group:default/a'],
          ]),
          entity('Domain', 'd', [
            ['partOf', 'domain:default/e'],
            ['hasPart', 'system:default/s'],
          ]),
          entity('Component', 'c', [['partOf', 'system:default/s']]),
        ],
      }),
    });
    const parents = await source.readParents({ signal });
    expect([...parents].sort()).toEqual([
      ['domain:default/d', ['domain:default/e']],
      ['group:default/a', ['group:default/b']],
      ['system:default/s', ['domain:default/d']],
    ]);
    await expect(
      source.readParents({ signal: AbortSignal.abort() }),
    ).rejects.toThrow();
  });
});

describe.each(databases.eachSupportedId())('GroupHierarchy, %p', id => {
  async function setup(lambdas: Array<{ owners?: string[]; system?: string }>) {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const store = DatabaseWorkStore.create({ knex });
    const place = (placements: Array<{ owners?: string[]; system?: string }>) =>
      store.saveSubjects(
        placements.map(({ owners = [], system }, index) =>
          createLambda(`f${index}`, {
            owners: owners.map(toRef),
            system: system ? toRef(system) : null,
          }),
        ),
      );
    await place(lambdas);
    /** @returns whether anything was changed */
    const update = async (groups: Record<string, string[]> | Error) => {
      const before = await readRevisions(knex);
      await GroupHierarchy.create({
        knex,
        source: {
          async readParents() {
            if (groups instanceof Error) {
              throw groups;
            }
            return new Map(
              Object.entries(groups).map(([child, parents]) => [
                toRef(child),
                parents.map(toRef),
              ]),
            );
          },
        },
      }).update({ signal });
      return (await readRevisions(knex)).facts > before.facts;
    };
    /** `member: group, (group that nests it)` */
    const list = async (dimension: string) => {
      const rows = await knex('group_members').where({ dimension });
      const members = new Map<string, string[]>();
      for (const row of rows) {
        const group = toShort(row.group_ref) || '-';
        const member = toShort(row.member) || '-';
        members.set(member, [
          ...(members.get(member) ?? []),
          row.direct ? group : `(${group})`,
        ]);
      }
      return Object.fromEntries(
        [...members].map(([member, groups]) => [
          member,
          groups.sort().join(' '),
        ]),
      );
    };
    return { knex, store, place, update, list };
  }

  it('counts an entity to its owners and to all groups they are in, once', async () => {
    const { update, list } = await setup([
      { owners: ['g:team'] },
      // Two owners, one in the other.
      { owners: ['g:dept', 'g:team'] },
      { owners: ['g:loop1'] },
      { owners: ['u:ada'] },
      { owners: ['g:missing'] },
      {},
    ]);
    const groups = {
      'g:team': ['g:dept'],
      'g:dept': ['g:org'],
      'g:loop1': ['g:loop2'],
      'g:loop2': ['g:loop3'],
      'g:loop3': ['g:loop1'],
      'g:other': ['g:org'],
    };
    await expect(update(groups)).resolves.toBe(true);
    const expected = {
      '-': '-',
      'g:team': '(g:dept) (g:org) g:team',
      'g:dept,g:team': '(g:org) g:dept g:team',
      'g:loop1': '(g:loop2) (g:loop3) g:loop1',
      'u:ada': 'u:ada',
      'g:missing': 'g:missing',
    };
    await expect(list('owner')).resolves.toEqual(expected);
    await expect(list('runtime')).resolves.toEqual({ '-': '-' });

    await expect(update(groups)).resolves.toBe(false);
    await expect(list('owner')).resolves.toEqual(expected);
  });

  it('counts a system to its domain and the domains that one is in', async () => {
    const { update, list } = await setup([
      { system: 's:shop' },
      { system: 's:alone' },
      {},
    ]);
    // Until the catalog is compared no domain is known.
    await expect(list('domain')).resolves.toEqual({
      's:shop': '-',
      's:alone': '-',
      '-': '-',
    });
    await update({ 's:shop': ['d:sales'], 'd:sales': ['d:all'] });
    await expect(list('domain')).resolves.toEqual({
      's:shop': '(d:all) d:sales',
      's:alone': '-',
      '-': '-',
    });
  });

  it('follows entities that move, groups that change, and both that go', async () => {
    const { place, update, list, store } = await setup([
      { owners: ['g:a'], system: 's:one' },
      { owners: ['g:b'], system: 's:two' },
    ]);
    const groups = { 'g:a': ['g:org'], 's:one': ['d:x'], 's:two': ['d:y'] };
    await update(groups);

    await place([
      { owners: ['g:a'], system: 's:two' },
      { owners: ['g:new'], system: 's:two' },
    ]);
    // At once in what it names itself; the known system keeps its domain.
    await expect(list('owner')).resolves.toMatchObject({ 'g:new': 'g:new' });
    await expect(list('domain')).resolves.toMatchObject({ 's:two': 'd:y' });
    await update({ ...groups, 'g:new': ['g:org'] });
    await expect(list('owner')).resolves.toEqual({
      'g:a': '(g:org) g:a',
      'g:new': '(g:org) g:new',
    });
    await expect(list('domain')).resolves.toEqual({ 's:two': 'd:y' });

    // An owner of its own that was only above before.
    await place([
      { owners: ['g:a', 'g:org'], system: 's:two' },
      { owners: ['g:new'], system: 's:two' },
    ]);
    await expect(update({ 'g:new': ['g:a'], 'g:a': ['g:org'] })).resolves.toBe(
      true,
    );
    await expect(list('owner')).resolves.toEqual({
      'g:a,g:org': 'g:a g:org',
      'g:new': '(g:a) (g:org) g:new',
    });
    await expect(list('domain')).resolves.toEqual({ 's:two': '-' });

    await store.removeEntities(['component:default/f0']);
    await update({});
    await expect(list('owner')).resolves.toEqual({ 'g:new': 'g:new' });
  });

  it('turns a group that was above into an owner, and back', async () => {
    const { update, list } = await setup([{ owners: ['g:a', 'g:b'] }]);
    await update({ 'g:a': ['g:b'] });
    await expect(list('owner')).resolves.toEqual({ 'g:a,g:b': 'g:a g:b' });
  });

  it('changes nothing where the catalog cannot be read to its end', async () => {
    const { update, list } = await setup([{ owners: ['g:a'] }]);
    await update({ 'g:a': ['g:b'] });
    await expect(update(new Error('the catalog went away'))).rejects.toThrow(
      'the catalog went away',
    );
    await expect(list('owner')).resolves.toEqual({ 'g:a': '(g:b) g:a' });
  });

  it('leaves no entity outside its groups while others write', async () => {
    const { knex, store, update } = await setup([]);
    const owners = ['g:a', 'g:b', 'g:c'];
    for (let round = 0; round < 8; round++) {
      await Promise.all([
        store.saveSubjects(
          Array.from({ length: 6 }, (_, index) =>
            createLambda(`f${index}`, {
              owners: [toRef(owners[(index + round) % (1 + (round % 3))])],
            }),
          ),
        ),
        update({ 'g:a': ['g:org'] }),
        update({ 'g:b': ['g:org'] }),
      ]);
      const outside = await knex('lambda_entities')
        .leftJoin('group_members', function on() {
          this.on('member', 'owner_key').andOnVal('dimension', 'owner');
        })
        .whereNull('member')
        .select('entity_ref');
      expect(outside).toEqual([]);
    }
  });
});
