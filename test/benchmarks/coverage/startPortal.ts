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

import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import lambdaCompatPlugin from '@lambda-compat/backstage-plugin-lambda-compat-backend';
import type { Knex } from 'knex';
import { actingAuthServiceFactory } from '../../support/actingAuthServiceFactory';
import type { PluginServices } from './fillCoverage';

/** A running backend with the catalog, the plugin and permissions. */
export interface Portal {
  /** The catalog's database. */
  catalog: Knex;
  /** The database and the services of the plugin. */
  plugin: PluginServices;
  /** From now on only entities of these owners may be read; null for all. */
  restrictTo(owners: string[] | null): void;
  /** Reads an answer to its end. */
  get(path: string): Promise<{ status: number; body: string }>;
  stop(): Promise<void>;
}

/**
 * Starts a backend in this process, on a port of its own. Everything between
 * the socket and the database is real; only tokens are those of tests.
 */
export async function startPortal(connection: JsonObject): Promise<Portal> {
  let catalog: Knex | undefined;
  let plugin: PluginServices | undefined;
  let owners: string[] | null = null;
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      lambdaCompatPlugin,
      permissionPlugin,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'benchmark-policy',
        register(env) {
          env.registerInit({
            deps: { policy: policyExtensionPoint },
            async init({ policy }) {
              policy.setPolicy({
                handle: async ({ permission }) =>
                  owners &&
                  isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)
                    ? createCatalogConditionalDecision(
                        permission,
                        catalogConditions.isEntityOwner({ claims: owners }),
                      )
                    : { result: AuthorizeResult.ALLOW },
              });
            },
          });
        },
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'benchmark-tables',
        register(env) {
          env.registerInit({
            deps: { database: coreServices.database },
            async init({ database }) {
              catalog = await database.getClient();
            },
          });
        },
      }),
      createBackendModule({
        pluginId: 'lambda-compat',
        moduleId: 'benchmark-tables',
        register(env) {
          env.registerInit({
            deps: {
              auth: coreServices.auth,
              catalog: catalogServiceRef,
              database: coreServices.database,
              logger: coreServices.logger,
            },
            async init({ database, ...services }) {
              plugin = { ...services, knex: await database.getClient() };
            },
          });
        },
      }),
      actingAuthServiceFactory,
      databaseServiceFactory,
      permissionsServiceFactory,
      mockServices.rootLogger.factory({ level: 'error' }),
      mockServices.rootConfig.factory({
        data: {
          backend: { database: connection },
          permission: { enabled: true },
          // The measurement shares the process with nothing.
          catalog: { processingInterval: false },
        },
      }),
    ],
  });
  const origin = `http://127.0.0.1:${backend.server.port()}`;
  const headers = { Authorization: mockCredentials.user.header() };
  return {
    catalog: catalog!,
    plugin: plugin!,
    restrictTo: value => {
      owners = value;
    },
    async get(path) {
      const response = await fetch(`${origin}${path}`, { headers });
      return { status: response.status, body: await response.text() };
    },
    stop: () => backend.stop(),
  };
}
