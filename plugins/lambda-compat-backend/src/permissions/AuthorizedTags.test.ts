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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { TagQuery, TagStore } from '../tags/Tags';
import { AuthorizedEntityTags } from './AuthorizedEntityTags';
import { AuthorizedTags } from './AuthorizedTags';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;
const CONDITIONAL = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity' },
} as const;

type Decision = typeof ALLOW | typeof DENY | typeof CONDITIONAL;

const credentials = mockCredentials.user();
const visible = new Set(['component:default/orders']);
const query: TagQuery = {
  filter: {},
  orderField: 'image',
  order: 'asc',
  limit: 1,
  withTotal: true,
};

function setup(entity: Decision, report: Decision) {
  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockResolvedValue([entity, report]);
  const page = { items: [], totalItems: 0, next: null, previous: null };
  const store: jest.Mocked<TagStore> = {
    listTags: jest.fn().mockResolvedValue(page),
    getHistory: jest.fn().mockResolvedValue({}),
    listMoves: jest.fn().mockResolvedValue(page),
    listImpact: jest.fn().mockResolvedValue(page),
    listRegistries: jest.fn().mockResolvedValue([]),
    getEntityHistory: jest.fn().mockResolvedValue({}),
  };
  const access = AuthorizedTags.create({
    finder: { find: async () => visible } as unknown as VisibleEntityFinder,
    permissions,
    store,
  });
  return { access, permissions, store };
}

describe('AuthorizedTags', () => {
  async function ask(entity: Decision, report: Decision) {
    const { access, permissions, store } = setup(entity, report);
    const tags = await access.openFor({ credentials });
    await tags.listTags(query);
    await tags.getHistory('t', 1);
    await tags.listMoves({ ...query, orderField: 'before' });
    await tags.listImpact('m', {
      ...query,
      filter: {},
      orderField: 'exposure',
    });
    await tags.listRegistries();
    await tags.getEntityHistory('component:default/orders', 1);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    return Object.values(store).map(method => method.mock.calls[0].at(-1));
  }

  it('hands every question on with what the caller may see, decided once', async () => {
    await expect(ask(ALLOW, ALLOW)).resolves.toEqual(Array(6).fill('all'));
    await expect(ask(CONDITIONAL, ALLOW)).resolves.toEqual(
      Array(6).fill(visible),
    );
    await expect(ask(ALLOW, CONDITIONAL)).resolves.toEqual(
      Array(6).fill(visible),
    );
    await expect(ask(DENY, ALLOW)).resolves.toEqual(Array(6).fill(new Set()));
  });

  it('refuses who may not read reports at all', async () => {
    await expect(ask(ALLOW, DENY)).rejects.toThrow(
      "You need the permission 'lambda-compat.report.read'",
    );
  });

  it('finds nothing where the caller sees nothing of it', async () => {
    const { access, store } = setup(CONDITIONAL, ALLOW);
    store.getHistory.mockResolvedValue(undefined);
    store.listImpact.mockResolvedValue(undefined);
    const tags = await access.openFor({ credentials });
    for (const [what, answer] of [
      ["tag 'x'", tags.getHistory('x', 1)],
      [
        "move 'x'",
        tags.listImpact('x', { ...query, filter: {}, orderField: 'exposure' }),
      ],
    ] as const) {
      await expect(answer).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `No ${what} found that a component names which you may read`,
      });
    }
  });
});

describe('AuthorizedEntityTags', () => {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders' },
  };

  it('asks about the entity, and counts only what the caller may read', async () => {
    const { access, permissions, store } = setup(CONDITIONAL, ALLOW);
    const tags = AuthorizedEntityTags.create({ permissions, tags: access });
    permissions.authorize.mockResolvedValueOnce([ALLOW]);
    await tags.getHistory(entity, 30, { credentials });
    expect(permissions.authorize.mock.calls[0][0]).toMatchObject([
      { resourceRef: 'component:default/orders' },
    ]);
    expect(store.getEntityHistory).toHaveBeenCalledWith(
      'component:default/orders',
      30,
      visible,
    );

    permissions.authorize.mockResolvedValueOnce([DENY]);
    await expect(tags.getHistory(entity, 30, { credentials })).rejects.toThrow(
      "You need the permission 'lambda-compat.report.read' for entity 'component:default/orders'",
    );
    expect(store.getEntityHistory).toHaveBeenCalledTimes(1);
  });
});
