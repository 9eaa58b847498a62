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
import type { IncidentStore } from '../incidents/Incidents';
import { AuthorizedEntityPins } from './AuthorizedEntityPins';
import { AuthorizedIncidents } from './AuthorizedIncidents';
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
const finder = { find: async () => visible } as unknown as VisibleEntityFinder;

function setup(entity: Decision, report: Decision) {
  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockResolvedValue([entity, report]);
  const store: jest.Mocked<IncidentStore> = {
    getMove: jest.fn().mockResolvedValue({}),
    compareMove: jest.fn().mockResolvedValue({}),
    compareDigests: jest.fn().mockResolvedValue({}),
    listPins: jest.fn().mockResolvedValue([]),
    summarize: jest.fn().mockResolvedValue(''),
  };
  const access = AuthorizedIncidents.create({ finder, permissions, store });
  return { access, permissions, store };
}

const digests = { from: 'a', to: 'b', platform: 'linux/arm64' };

describe('AuthorizedIncidents', () => {
  async function ask(entity: Decision, report: Decision) {
    const { access, permissions, store } = setup(entity, report);
    const incidents = await access.openFor({ credentials });
    await incidents.getMove('m');
    await incidents.compareMove('m', 'linux/arm64');
    await incidents.compareDigests('t', digests);
    await incidents.listPins('m');
    await incidents.summarize('m');
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    return Object.values(store).map(method => method.mock.calls[0].at(-1));
  }

  it('hands every question on with what the caller may see, decided once', async () => {
    await expect(ask(ALLOW, ALLOW)).resolves.toEqual(Array(5).fill('all'));
    await expect(ask(CONDITIONAL, ALLOW)).resolves.toEqual(
      Array(5).fill(visible),
    );
    await expect(ask(ALLOW, CONDITIONAL)).resolves.toEqual(
      Array(5).fill(visible),
    );
    await expect(ask(DENY, ALLOW)).resolves.toEqual(Array(5).fill(new Set()));
  });

  it('refuses who may not read reports at all', async () => {
    await expect(ask(ALLOW, DENY)).rejects.toThrow(
      "You need the permission 'lambda-compat.report.read'",
    );
  });

  it('finds nothing where the caller sees nothing of it', async () => {
    const { access, store } = setup(CONDITIONAL, ALLOW);
    for (const method of Object.values(store)) {
      method.mockResolvedValue(undefined);
    }
    const incidents = await access.openFor({ credentials });
    for (const [what, answer] of [
      ["move 'x'", incidents.getMove('x')],
      ["move 'x'", incidents.compareMove('x', 'linux/arm64')],
      [
        "tag 't' that has pointed to both digests",
        incidents.compareDigests('t', digests),
      ],
      ["move 'x'", incidents.listPins('x')],
      ["move 'x'", incidents.summarize('x')],
    ] as const) {
      await expect(answer).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `No ${what} found that a component names which you may read`,
      });
    }
  });
});

describe('AuthorizedEntityPins', () => {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders' },
  };

  it('asks about the entity, and suggests only tags that the caller sees', async () => {
    const { permissions } = setup(CONDITIONAL, ALLOW);
    const suggestForEntity = jest.fn().mockResolvedValue([]);
    const pins = AuthorizedEntityPins.create({
      finder,
      permissions,
      pins: { suggestForEntity },
    });
    permissions.authorize.mockResolvedValueOnce([ALLOW]);
    await expect(pins.listPins(entity, { credentials })).resolves.toEqual([]);
    expect(suggestForEntity).toHaveBeenCalledWith(
      'component:default/orders',
      visible,
    );

    permissions.authorize.mockResolvedValueOnce([DENY]);
    await expect(pins.listPins(entity, { credentials })).rejects.toThrow(
      "You need the permission 'lambda-compat.report.read' for entity 'component:default/orders'",
    );
    expect(suggestForEntity).toHaveBeenCalledTimes(1);
  });
});
