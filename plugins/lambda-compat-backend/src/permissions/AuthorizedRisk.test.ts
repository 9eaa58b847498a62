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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { RiskStore, WhatIfQuery } from '../risk/Risk';
import { AuthorizedRisk } from './AuthorizedRisk';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;
const CONDITIONAL = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity' },
} as const;

describe('AuthorizedRisk', () => {
  const visible = new Set(['component:default/orders']);
  const query: WhatIfQuery = {
    filter: {},
    orderField: 'outcome',
    order: 'asc',
    limit: 1,
    withTotal: true,
  };

  async function open(
    entity: typeof ALLOW | typeof DENY | typeof CONDITIONAL,
    report: typeof ALLOW | typeof DENY | typeof CONDITIONAL,
  ) {
    const permissions = mockServices.permissions.mock();
    permissions.authorizeConditional.mockResolvedValue([entity, report]);
    const store: jest.Mocked<RiskStore> = {
      summarize: jest.fn(),
      listGroups: jest.fn(),
      listComponents: jest.fn(),
      listRuntimes: jest.fn().mockResolvedValue(new Set(['provided.al2023'])),
    };
    const imageSimulation = { simulate: jest.fn() };
    const profiles = {
      list: jest
        .fn()
        .mockResolvedValue([
          { runtime: 'provided.al2023' },
          { runtime: 'python3.12' },
        ]),
    };
    const simulation = { simulate: jest.fn() };
    const access = AuthorizedRisk.create({
      finder: { find: async () => visible } as unknown as VisibleEntityFinder,
      permissions,
      simulation,
      imageSimulation,
      profiles,
      store,
    });
    const risk = await access.openFor({ credentials: mockCredentials.user() });
    await risk.summarize({});
    await risk.listGroups('owner', { ...query, orderField: 'key' });
    await risk.listComponents({ ...query, orderField: 'name' });
    await risk.simulate({ architecture: 'arm64' }, query);
    await risk.simulate({ image: 'amazonlinux:2027' }, query);
    // What others run on is told to nobody.
    await expect(risk.listRuntimeProfiles()).resolves.toEqual([
      { runtime: 'provided.al2023' },
    ]);
    expect(simulation.simulate).toHaveBeenCalledTimes(1);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    return [
      store.summarize,
      store.listGroups,
      store.listComponents,
      store.listRuntimes,
      simulation.simulate,
      imageSimulation.simulate,
    ].map(method => method.mock.calls[0].at(-1));
  }

  it('hands every question on with what the caller may see', async () => {
    await expect(open(ALLOW, ALLOW)).resolves.toEqual(Array(6).fill('all'));
    for (const [entity, report] of [
      [CONDITIONAL, ALLOW],
      [ALLOW, CONDITIONAL],
    ] as const) {
      await expect(open(entity, report)).resolves.toEqual(
        Array(6).fill(visible),
      );
    }
    await expect(open(DENY, ALLOW)).resolves.toEqual(Array(6).fill(new Set()));
  });

  it('refuses who may not read reports at all', async () => {
    await expect(open(ALLOW, DENY)).rejects.toThrow(
      "You need the permission 'lambda-compat.report.read'",
    );
  });
});
