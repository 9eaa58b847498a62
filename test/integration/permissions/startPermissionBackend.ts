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

import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  type AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type {
  PermissionRuleParams,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import lambdaCompatPlugin from '@lambda-compat/backstage-plugin-lambda-compat-backend';

/** A rule that the catalog does not bring, as an adopter would add it. */
export const HAS_TAG = createPermissionRule({
  name: 'HAS_TAG',
  description: 'Allow entities with a tag',
  resourceRef: catalogEntityPermissionResourceRef,
  apply: (entity: Entity, params: PermissionRuleParams) =>
    entity.metadata.tags?.includes(String(params?.tag)) ?? false,
  toQuery: (params: PermissionRuleParams) => ({
    key: 'metadata.tags',
    values: [String(params?.tag)],
  }),
});

/**
 * The mock tokens, with what the real ones have besides: a plugin that asks on
 * behalf of a user is known as such. The permission backend tells conditions to
 * plugins only.
 */
const authWithActors = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): AuthService {
    const auth = mockServices.auth({
      pluginId: plugin.getId(),
      disableDefaultAuthPolicy: false,
    });
    return {
      authenticate: async (token, given) => {
        const credentials = await auth.authenticate(token, given);
        return token.startsWith('mock-service-token:') &&
          auth.isPrincipal(credentials, 'user')
          ? mockCredentials.user(credentials.principal.userEntityRef, {
              actor: { subject: 'plugin:test' },
            })
          : credentials;
      },
      getLimitedUserToken: credentials => auth.getLimitedUserToken(credentials),
      getNoneCredentials: () => auth.getNoneCredentials(),
      getOwnServiceCredentials: () => auth.getOwnServiceCredentials(),
      getPluginRequestToken: given => auth.getPluginRequestToken(given),
      isPrincipal: auth.isPrincipal.bind(auth),
      listPublicServiceKeys: () => auth.listPublicServiceKeys(),
    };
  },
});

/**
 * A backend with the real permission backend, the real catalog and the plugin,
 * where `decide` is the policy.
 */
export function startPermissionBackend(options: {
  folder: string;
  entities: Entity[];
  decide: (permissionName: string) => PolicyDecision;
}): Promise<TestBackend> {
  const policyModule = createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register(env) {
      env.registerInit({
        deps: { policy: policyExtensionPoint },
        async init({ policy }) {
          policy.setPolicy({
            handle: async ({ permission }) => options.decide(permission.name),
          });
        },
      });
    },
  });
  const catalogModule = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-entities',
    register(env) {
      env.registerInit({
        deps: {
          processing: catalogProcessingExtensionPoint,
          registry: coreServices.permissionsRegistry,
        },
        async init({ processing, registry }) {
          registry.addPermissionRules([HAS_TAG]);
          processing.addEntityProvider({
            getProviderName: () => 'test',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: options.entities.map(entity => ({ entity })),
              }),
          });
        },
      });
    },
  });
  return startTestBackend({
    features: [
      catalogPlugin,
      catalogModule,
      permissionPlugin,
      policyModule,
      lambdaCompatPlugin,
      authWithActors,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      schedulerServiceFactory,
      mockServices.rootLogger.factory({ level: 'none' }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          permission: { enabled: true },
          lambdaCompat: {
            // No registry is asked.
            tags: { enabled: false },
            sources: { allowedFolders: [options.folder] },
            schedule: {
              synchronization: { seconds: 2 },
              tick: { seconds: 1 },
            },
          },
        },
      }),
    ],
  });
}
