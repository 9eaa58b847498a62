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
import { LambdaEntitySource } from '../catalog/LambdaEntitySource';
import { DEFAULT_ENTITY_FILTER } from '../config/defaultEntityFilter';
import { CatalogHierarchySource } from '../catalog/CatalogHierarchySource';
import { GroupHierarchy } from '../coverage/hierarchy/GroupHierarchy';
import { openDatabase } from '../database/migrations';
import { DatabaseWorkStore } from './DatabaseWorkStore';
import { EntitySynchronizer } from './EntitySynchronizer';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const signal = new AbortController().signal;

function entity(
  name: string,
  parts: {
    type?: string;
    annotations?: Record<string, string>;
    owner?: string;
  } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: parts.annotations ?? {} },
    spec: { type: parts.type ?? 'lambda' },
    relations: parts.owner
      ? [{ type: 'ownedBy', targetRef: parts.owner }]
      : undefined,
  };
}

async function setup() {
  const knex = await databases.init('SQLITE_3');
  await openDatabase(mockServices.database({ knex }));
  const store = DatabaseWorkStore.create({ knex });
  const synchronize = async (
    entities: Entity[],
    options: { failAfter?: number } = {},
  ) => {
    const auth = mockServices.auth();
    const catalog = catalogServiceMock({ entities });
    const source = LambdaEntitySource.create({
      auth,
      catalog,
      filter: DEFAULT_ENTITY_FILTER,
    });
    const synchronizer = EntitySynchronizer.create({
      source: {
        async *stream() {
          let pages = 0;
          for await (const page of source.stream()) {
            for (const subject of page) {
              if (pages === options.failAfter) {
                throw new Error('the catalog went away');
              }
              pages += 1;
              yield [subject];
            }
          }
        },
      },
      store,
      hierarchy: GroupHierarchy.create({
        knex,
        source: CatalogHierarchySource.create({ auth, catalog }),
      }),
      logger: mockServices.logger.mock(),
    });
    await synchronizer.synchronize({ signal });
  };
  const list = async () =>
    [...(await store.listKeys()).keys()]
      .map(ref => ref.split('/').pop()!)
      .sort();
  const claim = () =>
    store.claimDue({ limit: 100, leaseMs: 60_000, exceptHosts: [] });
  return { knex, store, synchronize, list, claim };
}

describe('EntitySynchronizer', () => {
  it('adds Lambdas only, and removes those that are gone', async () => {
    const { synchronize, list, store } = await setup();
    await expect(store.isEmpty()).resolves.toBe(true);
    await synchronize([
      entity('orders'),
      entity('refunds'),
      entity('website', { type: 'website' }),
      entity('off', { annotations: { 'lambda-compat/enabled': 'false' } }),
    ]);
    await expect(list()).resolves.toEqual(['orders', 'refunds']);
    await expect(store.isEmpty()).resolves.toBe(false);

    await synchronize([
      entity('refunds', { annotations: { 'lambda-compat/enabled': 'false' } }),
      entity('fx'),
    ]);
    await expect(list()).resolves.toEqual(['fx']);
  });

  it('makes changed entities due and leaves the others as they are', async () => {
    const { synchronize, claim, store } = await setup();
    await synchronize([entity('same'), entity('changed')]);
    for (const lease of await claim()) {
      await store.saveUnchanged(lease, new Date(Date.now() + 3_600_000));
    }
    await synchronize([
      entity('same', { annotations: { 'other/annotation': 'x' } }),
      entity('changed', {
        annotations: { 'lambda-compat/dockerfile': 'build/Dockerfile' },
      }),
    ]);
    const due = await claim();
    expect(due.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/changed',
    ]);
  });

  it('moves an entity to another owner with all groups, without reading it', async () => {
    const { synchronize, claim, knex } = await setup();
    const group: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'b' },
      relations: [{ type: 'childOf', targetRef: 'group:default/org' }],
    };
    const groupsOf = async () =>
      knex('lambda_entities')
        .join('group_members', 'member', 'owner_key')
        .where({ dimension: 'owner' })
        .orderBy('group_ref')
        .pluck('group_ref');
    await synchronize([entity('orders', { owner: 'group:default/a' }), group]);
    await expect(groupsOf()).resolves.toEqual(['group:default/a']);
    await claim();

    await synchronize([entity('orders', { owner: 'group:default/b' }), group]);
    await expect(groupsOf()).resolves.toEqual([
      'group:default/b',
      'group:default/org',
    ]);
    await expect(
      knex('lambda_entities').whereNotNull('requested_at'),
    ).resolves.toEqual([]);
  });

  it('removes nothing when the catalog fails midway', async () => {
    const { synchronize, list } = await setup();
    await synchronize([entity('a'), entity('b'), entity('c')]);
    await expect(
      synchronize([entity('new'), entity('b')], { failAfter: 1 }),
    ).rejects.toThrow('the catalog went away');
    await expect(list()).resolves.toEqual(['a', 'b', 'c', 'new']);
  });

  it('does not remove what was added while it ran', async () => {
    const { store, list } = await setup();
    const subjectOf = async (name: string) => {
      const source = LambdaEntitySource.create({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: [entity(name)] }),
        filter: DEFAULT_ENTITY_FILTER,
      });
      for await (const [subject] of source.stream()) {
        return subject;
      }
      throw new Error('no page');
    };
    const synchronizer = EntitySynchronizer.create({
      source: {
        async *stream() {
          await store.saveSubjects([await subjectOf('looked-at')]);
          yield [await subjectOf('listed')];
        },
      },
      store,
      hierarchy: { update: async () => {} },
      logger: mockServices.logger.mock(),
    });
    await synchronizer.synchronize({ signal });
    await expect(list()).resolves.toEqual(['listed', 'looked-at']);
  });
});
