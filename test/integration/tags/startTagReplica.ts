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

import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import lambdaCompatPlugin from '@lambda-compat/backstage-plugin-lambda-compat-backend';
import type { Knex } from 'knex';

/** What a process is told; JSON. */
export interface TagReplicaOptions {
  /** By which the registry tells replicas apart. */
  account: string;
  /** As it stands in references. */
  registry: string;
  /** Address of the server that holds the repositories. */
  repositories: string;
  components: number;
}

/** Between two looks at a tag. */
export const INTERVAL_SECONDS = 2;
/** How long a tag stays taken by a replica that has died. */
export const LEASE_SECONDS = 3;

/** Starts the plugin, with everything real but catalog and log. */
export async function startTagReplica(
  knex: Knex,
  options: TagReplicaOptions,
): Promise<void> {
  const { account, components, registry, repositories } = options;
  await startTestBackend({
    features: [
      lambdaCompatPlugin,
      catalogServiceMock.factory({
        entities: Array.from({ length: components }, (_, index) => {
          const name = `function-${index}`;
          return {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name,
              namespace: 'default',
              annotations: {
                'backstage.io/source-location': `url:${repositories}/${name}/`,
                'lambda-compat/dockerfile': 'Dockerfile',
              },
            },
            spec: { type: 'lambda' },
          };
        }),
      }),
      mockServices.database.factory({ knex }),
      mockServices.rootLogger.factory({ level: 'error' }),
      schedulerServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            reading: { allow: [{ host: new URL(repositories).host }] },
          },
          lambdaCompat: {
            schedule: {
              synchronization: { hours: 1 },
              tick: { seconds: 1 },
              lease: { seconds: LEASE_SECONDS },
            },
            tags: {
              schedule: {
                unpinned: { seconds: INTERVAL_SECONDS },
                pinned: { seconds: INTERVAL_SECONDS },
                dated: { seconds: INTERVAL_SECONDS },
                holdDown: { seconds: 1 },
              },
            },
            registries: [
              {
                host: registry,
                endpoint: `http://${registry}`,
                allowPrivateAddresses: true,
                username: account,
                password: 'of-no-importance',
                requestsPerSecond: 500,
                burst: 500,
                concurrency: 16,
              },
            ],
          },
        },
      }),
    ],
  });
}
