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

import path from 'node:path';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { JsonObject } from '@backstage/types';
import lambdaCompatPlugin from '@lambda-compat/backstage-plugin-lambda-compat-backend';
import { LambdaCompatClient } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { permissionPolicyModule } from '../../packages/backend/src/permissions/permissionPolicyModule';
import { actingAuthServiceFactory } from './actingAuthServiceFactory';
import { SAMPLES_FOLDER } from './samples';

/** The samples in a backend of their own, in memory. */
export async function startSampleBackend(
  lambdaCompat: JsonObject,
): Promise<TestBackend> {
  return startTestBackend({
    features: [
      catalogPlugin,
      permissionPlugin,
      permissionPolicyModule,
      lambdaCompatPlugin,
      actingAuthServiceFactory,
      databaseServiceFactory,
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
          catalog: {
            rules: [
              {
                allow: [
                  'Component',
                  'Resource',
                  'System',
                  'Domain',
                  'Group',
                  'User',
                  'Location',
                ],
              },
            ],
            locations: [
              {
                type: 'file',
                target: path.join(SAMPLES_FOLDER, 'catalog/all.yaml'),
              },
            ],
          },
          lambdaCompat: {
            sources: { allowedFolders: [SAMPLES_FOLDER] },
            schedule: {
              synchronization: { seconds: 2 },
              tick: { seconds: 1 },
            },
            ...lambdaCompat,
          },
        },
      }),
    ],
  });
}

/** Asks as the portal's guest does. */
export function clientOf(backend: TestBackend): LambdaCompatClient {
  return new LambdaCompatClient({
    discoveryApi: {
      getBaseUrl: async id =>
        `http://127.0.0.1:${backend.server.port()}/api/${id}`,
    },
    fetchApi: {
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { Authorization: mockCredentials.user.header() },
        }),
    },
  });
}
