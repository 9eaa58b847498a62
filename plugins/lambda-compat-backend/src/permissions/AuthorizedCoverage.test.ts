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
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { CoverageStore } from '../coverage/CoverageStore';
import { AuthorizedCoverage } from './AuthorizedCoverage';
import { VisibleEntityFinder } from './VisibleEntityFinder';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

function when(
  conditions: PermissionCriteria<PermissionCondition>,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions,
  };
}

const rule = (name: string, params: PermissionCondition['params'] = {}) => ({
  rule: name,
  resourceType: 'catalog-entity',
  params,
});
const IS_COMPONENT = when(rule('IS_ENTITY_KIND', { kinds: ['component'] }));
const IS_FAST = when(rule('IS_FAST'));

function createEntity(name: string, kind = 'Component'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: { type: 'lambda' },
  };
}

function setup(entities = [createEntity('A'), createEntity('b', 'Resource')]) {
  const catalog = catalogServiceMock({
    entities: [
      ...entities,
      { ...createEntity('site'), spec: { type: 'site' } },
    ],
  });
  const stream = jest.spyOn(catalog, 'streamEntities');
  const permissions = mockServices.permissions.mock();
  const store = { summarize: jest.fn() };
  const clock = { now: 1_000 };
  const coverage = AuthorizedCoverage.create({
    finder: VisibleEntityFinder.create({
      auth: mockServices.auth(),
      catalog,
      filter: { 'spec.type': 'lambda' },
      permissions,
      now: () => clock.now,
    }),
    permissions,
    store: store as unknown as CoverageStore,
  });
  const decide = (entity: PolicyDecision, report: PolicyDecision) =>
    permissions.authorizeConditional.mockResolvedValue([entity, report]);
  /** What the store is told that the caller may read. */
  const getVisible = async (credentials = mockCredentials.user()) => {
    const opened = await coverage.openFor({ credentials });
    await opened.summarize({ owner: ['group:default/a'] });
    const [scope, visible] = store.summarize.mock.calls.at(-1)!;
    expect(scope).toEqual({ owner: ['group:default/a'] });
    return visible === 'all' ? visible : [...visible].sort();
  };
  return { catalog, clock, coverage, decide, getVisible, permissions, stream };
}

describe('AuthorizedCoverage', () => {
  it('decides both permissions with one question', async () => {
    const { decide, getVisible, permissions, stream } = setup();
    decide(ALLOW, ALLOW);
    await expect(getVisible()).resolves.toBe('all');
    expect(permissions.authorizeConditional.mock.calls).toEqual([
      [
        [
          {
            permission: expect.objectContaining({
              name: 'catalog.entity.read',
            }),
          },
          {
            permission: expect.objectContaining({
              name: 'lambda-compat.report.read',
            }),
          },
        ],
        { credentials: mockCredentials.user() },
      ],
    ]);

    decide(DENY, ALLOW);
    await expect(getVisible()).resolves.toEqual([]);
    decide(DENY, IS_COMPONENT);
    await expect(getVisible()).resolves.toEqual([]);
    expect(stream).not.toHaveBeenCalled();
    expect(permissions.authorize).not.toHaveBeenCalled();
  });

  it.each([
    ['allowed', ALLOW],
    ['conditional', IS_COMPONENT],
    ['denied', DENY],
  ])(
    'names our permission where it is denied and the catalog is %s',
    async (_, entity) => {
      const { coverage, decide } = setup();
      decide(entity, DENY);
      await expect(
        coverage.openFor({ credentials: mockCredentials.user() }),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: "You need the permission 'lambda-compat.report.read'",
      });
    },
  );

  it('takes the Lambdas that the catalog shows the caller, and narrows them by the conditions for reports', async () => {
    const { decide, getVisible, permissions, stream } = setup();
    decide(IS_COMPONENT, ALLOW);
    // The mock of the catalog has no permissions: it shows all that it is asked for.
    await expect(getVisible()).resolves.toEqual([
      'component:default/a',
      'resource:default/b',
    ]);
    expect(stream).toHaveBeenLastCalledWith(
      {
        query: { 'spec.type': 'lambda' },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: mockCredentials.user() },
    );

    decide(ALLOW, IS_COMPONENT);
    await expect(getVisible()).resolves.toEqual(['component:default/a']);
    expect(permissions.authorize).not.toHaveBeenCalled();
  });

  it('asks about each entity that a rule of somebody else decides about, a hundred at most at once', async () => {
    const { decide, getVisible, permissions } = setup([
      createEntity('never', 'API'),
      ...Array.from({ length: 250 }, (_, index) => createEntity(`fn-${index}`)),
    ]);
    permissions.authorize.mockImplementation(async requests =>
      requests.map(request => ({
        result: String(
          'resourceRef' in request && request.resourceRef,
        ).endsWith('7')
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
    );
    decide(
      ALLOW,
      when({
        allOf: [
          rule('IS_ENTITY_KIND', { kinds: ['component'] }),
          rule('IS_FAST'),
        ],
      }),
    );
    const visible = await getVisible();
    expect(visible).toHaveLength(25);
    expect(visible).toContain('component:default/fn-247');
    const sizes = permissions.authorize.mock.calls.map(
      ([asked]) => asked.length,
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBe(250);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    expect(permissions.authorize.mock.calls[0]).toEqual([
      expect.arrayContaining([
        {
          permission: expect.objectContaining({
            name: 'lambda-compat.report.read',
          }),
          resourceRef: 'component:default/fn-0',
        },
      ]),
      { credentials: mockCredentials.user() },
    ]);

    // Bodies of up to 100 KiB are read, and each entity brings the conditions.
    permissions.authorize.mockClear();
    decide(
      ALLOW,
      when(
        rule('IS_FAST', { claims: Array(500).fill('group:default/a-team') }),
      ),
    );
    await getVisible();
    for (const [asked] of permissions.authorize.mock.calls) {
      expect(asked.length * 500 * 20).toBeLessThan(100 * 1024);
    }
  });

  it('shows nothing that was asked about and not answered', async () => {
    const { decide, getVisible, permissions } = setup();
    permissions.authorize.mockResolvedValue([]);
    decide(ALLOW, IS_FAST);
    await expect(getVisible()).resolves.toEqual([]);
  });

  it('keeps what it found for ten seconds, for the same caller and decisions', async () => {
    const { clock, decide, getVisible, stream } = setup();
    decide(ALLOW, IS_COMPONENT);
    await Promise.all([getVisible(), getVisible(), getVisible()]);
    expect(stream).toHaveBeenCalledTimes(1);
    clock.now += 9_999;
    await getVisible();
    expect(stream).toHaveBeenCalledTimes(1);
    clock.now += 1;
    await getVisible();
    expect(stream).toHaveBeenCalledTimes(2);

    await getVisible(mockCredentials.user('user:default/other'));
    expect(stream).toHaveBeenCalledTimes(3);
    await getVisible(mockCredentials.service('user:default/mock') as never);
    expect(stream).toHaveBeenCalledTimes(4);

    decide(ALLOW, when(rule('IS_ENTITY_KIND', { kinds: ['resource'] })));
    await expect(getVisible()).resolves.toEqual(['resource:default/b']);
    decide(IS_COMPONENT, IS_COMPONENT);
    await getVisible();
    expect(stream).toHaveBeenCalledTimes(6);
  });

  it('does not keep failures, and no more than a hundred results', async () => {
    const { decide, getVisible, stream } = setup();
    decide(IS_COMPONENT, ALLOW);
    stream.mockImplementationOnce(() => {
      throw new Error('The catalog is away');
    });
    await expect(getVisible()).rejects.toThrow('The catalog is away');
    await expect(getVisible()).resolves.toHaveLength(2);

    const asUser = (index: number) =>
      getVisible(mockCredentials.user(`user:default/u${index}`));
    for (let index = 0; index < 99; index++) {
      await asUser(index);
    }
    stream.mockClear();
    // The first one is used again, so that the second one has to make way.
    await getVisible();
    await asUser(99);
    expect(stream).toHaveBeenCalledTimes(1);
    await getVisible();
    await asUser(1);
    expect(stream).toHaveBeenCalledTimes(1);
    await asUser(0);
    expect(stream).toHaveBeenCalledTimes(2);
  });
});
