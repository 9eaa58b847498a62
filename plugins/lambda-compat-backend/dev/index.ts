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

/*
 * The plugin alone, with two Lambdas: one whose repository is beside this file,
 * one whose repository is out of reach. Start it with `yarn start`, then:
 *
 *   B=http://localhost:7007/api/lambda-compat/v1/entities
 *   curl $B/component/default/orders/report
 *   curl $B/component/default/vault/report
 *   curl -X POST $B/component/default/orders/refresh
 */

import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { resolve } from 'node:path';

const repository = resolve(__dirname, 'repository');

const backend = createBackend();

backend.add(
  mockServices.rootConfig.factory({
    data: {
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: ':7007',
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      lambdaCompat: {
        // What the registries of this repository say is of no interest here.
        tags: { enabled: false },
        schedule: {
          synchronization: { seconds: 20 },
          tick: { seconds: 5 },
        },
        sources: { allowedFolders: [repository] },
      },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'orders',
          namespace: 'default',
          annotations: {
            'backstage.io/managed-by-location': `file:${repository}/catalog-info.yaml`,
            'lambda-compat/runtime': 'provided.al2023',
            'lambda-compat/architecture': 'arm',
          },
        },
        spec: { type: 'lambda', owner: 'team-a', lifecycle: 'production' },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'vault',
          namespace: 'default',
          annotations: {
            'backstage.io/source-location':
              'url:https://git.example.com/org/vault/',
          },
        },
        spec: { type: 'lambda', owner: 'team-b', lifecycle: 'production' },
      },
    ],
  }),
);
backend.add(import('../src'));

backend.start();
