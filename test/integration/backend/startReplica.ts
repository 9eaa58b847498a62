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
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import lambdaCompatPlugin from '@lambda-compat/backstage-plugin-lambda-compat-backend';
import type { Knex } from 'knex';

/** @see startReplica */
export interface ReplicaOptions {
  knex: Knex;
  /** Address of the server that holds the repositories. */
  origin: string;
  entities: number;
  /** Called with every line that the replica logs at level info. */
  onInfo?: (message: string, meta: Record<string, unknown>) => void;
}

/** The ref and the path of the build file of one of the entities. */
export function entityAt(index: number): { ref: string; path: string } {
  return {
    ref: `component:default/function-${index}`,
    path: `/function-${index}/Dockerfile`,
  };
}

/**
 * A backend with the plugin, the real scheduler and short times. All replicas
 * on one database see the same catalog.
 */
export function startReplica(options: ReplicaOptions): Promise<TestBackend> {
  const { knex, origin } = options;
  return startTestBackend({
    features: [
      lambdaCompatPlugin,
      catalogServiceMock.factory({
        entities: Array.from({ length: options.entities }, (_, index) =>
          createEntity(origin, index),
        ),
      }),
      mockServices.database.factory({ knex }),
      schedulerServiceFactory,
      createLoggerFactory(options.onInfo),
      mockServices.rootConfig.factory({
        data: {
          backend: { reading: { allow: [{ host: new URL(origin).host }] } },
          lambdaCompat: {
            // No registry is asked.
            tags: { enabled: false },
            schedule: {
              synchronization: { seconds: 5 },
              collection: { hours: 1 },
              tick: { seconds: 1 },
              entityTimeout: { seconds: 30 },
              lease: { seconds: 3 },
            },
            concurrency: { perReplica: 4, perHost: 4 },
          },
        },
      }),
    ],
  });
}

function createEntity(origin: string, index: number): Entity {
  const name = `function-${index}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': `url:${origin}/${name}/`,
        'lambda-compat/dockerfile': 'Dockerfile',
      },
    },
    spec: { type: 'lambda' },
  };
}

function createLoggerFactory(onInfo: ReplicaOptions['onInfo'] = () => {}) {
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: (): RootLoggerService => {
      const logger: LoggerService = {
        error: () => {},
        warn: () => {},
        info: (message, meta) =>
          onInfo(message, (meta ?? {}) as Record<string, unknown>),
        debug: () => {},
        child: () => logger,
      };
      return logger;
    },
  });
}
