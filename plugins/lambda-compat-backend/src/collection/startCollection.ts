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

import type {
  AuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { CatalogHierarchySource } from '../catalog/CatalogHierarchySource';
import type { LambdaEntitySource } from '../catalog/LambdaEntitySource';
import type { LambdaCompatConfig } from '../config/readLambdaCompatConfig';
import { GroupHierarchy } from '../coverage/hierarchy/GroupHierarchy';
import { ReferenceCollector } from '../references/ReferenceCollector';
import { AllowedFolders } from '../references/sources/AllowedFolders';
import { FolderRepositorySource } from '../references/sources/FolderRepositorySource';
import { UrlRepositorySource } from '../references/sources/UrlRepositorySource';
import { CollectionWorker } from './CollectionWorker';
import type { DatabaseWorkStore } from './DatabaseWorkStore';
import { EntitySynchronizer } from './EntitySynchronizer';
import { HostBudget } from './HostBudget';
import {
  type ScheduledCollection,
  scheduleCollection,
} from './scheduleCollection';

/** Starts to read what the catalog's Lambdas are built from. */
export async function startCollection(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: Pick<
    LambdaCompatConfig,
    'allowedFolders' | 'concurrency' | 'schedule'
  >;
  /** What follows from what was read. */
  followUp: () => Promise<void>;
  integrations: ScmIntegrationRegistry;
  knex: Knex;
  lifecycle: LifecycleService;
  logger: LoggerService;
  reader: UrlReaderService;
  scheduler: SchedulerService;
  source: LambdaEntitySource;
  work: DatabaseWorkStore;
}): Promise<ScheduledCollection> {
  const { auth, catalog, config, integrations, knex, logger } = options;
  const { lifecycle, reader, scheduler, source, work } = options;
  const { allowedFolders, concurrency, schedule } = config;
  return scheduleCollection({
    lifecycle,
    logger,
    schedule,
    scheduler,
    store: work,
    synchronizer: EntitySynchronizer.create({
      source,
      store: work,
      hierarchy: GroupHierarchy.create({
        knex,
        source: CatalogHierarchySource.create({ auth, catalog }),
      }),
      logger,
    }),
    coverage: { run: options.followUp },
    worker: CollectionWorker.create({
      collector: ReferenceCollector.create({
        sources: {
          url: UrlRepositorySource.create({ reader, integrations }),
          file: FolderRepositorySource.create({
            allowedFolders: AllowedFolders.create({ folders: allowedFolders }),
            integrations,
          }),
        },
      }),
      store: work,
      hosts: HostBudget.create({ perHost: concurrency.perHost }),
      logger,
      concurrency: concurrency.perReplica,
      intervalMs: schedule.collectionMs,
      entityTimeoutMs: schedule.entityTimeoutMs,
      leaseMs: schedule.leaseMs,
    }),
  });
}
