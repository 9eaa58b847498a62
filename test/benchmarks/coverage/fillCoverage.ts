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

import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { CatalogHierarchySource } from '../../../plugins/lambda-compat-backend/src/catalog/CatalogHierarchySource';
import { LambdaEntitySource } from '../../../plugins/lambda-compat-backend/src/catalog/LambdaEntitySource';
import { CollectionWorker } from '../../../plugins/lambda-compat-backend/src/collection/CollectionWorker';
import { DatabaseWorkStore } from '../../../plugins/lambda-compat-backend/src/collection/DatabaseWorkStore';
import { EntitySynchronizer } from '../../../plugins/lambda-compat-backend/src/collection/EntitySynchronizer';
import { HostBudget } from '../../../plugins/lambda-compat-backend/src/collection/HostBudget';
import { DEFAULT_ENTITY_FILTER } from '../../../plugins/lambda-compat-backend/src/config/defaultEntityFilter';
import { CoverageUpkeep } from '../../../plugins/lambda-compat-backend/src/coverage/CoverageUpkeep';
import { GroupHierarchy } from '../../../plugins/lambda-compat-backend/src/coverage/hierarchy/GroupHierarchy';
import { ReferenceCollector } from '../../../plugins/lambda-compat-backend/src/references/ReferenceCollector';
import type { RepositoryContent } from '../../../plugins/lambda-compat-backend/src/references/sources/RepositorySource';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AT_ONCE = 50;

/** What the plugin's own classes need to do their work. */
export interface PluginServices {
  auth: AuthService;
  catalog: CatalogService;
  knex: Knex;
  logger: LoggerService;
}

/**
 * Lets the plugin's own classes find the Lambdas in the catalog, read their
 * build files and count. Only the repositories are not real: the files come
 * from memory.
 */
export async function fillCoverage(
  services: PluginServices,
  buildFiles: ReadonlyMap<string, string>,
): Promise<void> {
  const { auth, catalog, knex, logger } = services;
  const { signal } = new AbortController();
  const store = DatabaseWorkStore.create({ knex });
  await EntitySynchronizer.create({
    source: LambdaEntitySource.create({
      auth,
      catalog,
      filter: DEFAULT_ENTITY_FILTER,
    }),
    store,
    hierarchy: GroupHierarchy.create({
      knex,
      source: CatalogHierarchySource.create({ auth, catalog }),
    }),
    logger,
  }).synchronize({ signal });
  await CollectionWorker.create({
    collector: ReferenceCollector.create({
      sources: {
        url: {
          read: async ({ location }) => readRepository(location.target),
          readCatalogFile: async () => undefined,
        },
      },
    }),
    store,
    hosts: HostBudget.create({ perHost: AT_ONCE }),
    logger,
    concurrency: AT_ONCE,
    intervalMs: 24 * HOUR_MS,
    entityTimeoutMs: HOUR_MS,
    leaseMs: HOUR_MS,
  }).run({ signal });
  await CoverageUpkeep.create({
    knex,
    expireAfterMs: 7 * DAY_MS,
    logger,
  }).run();

  function readRepository(target: string): RepositoryContent {
    const [, name] = /\/([^/]+)\/tree\/main\/$/.exec(target)!;
    return {
      status: 'read',
      etag: name,
      source: { type: 'url', target, url: target, revision: null },
      files: [
        {
          path: 'Dockerfile',
          requestedPath: 'Dockerfile',
          status: 'read',
          content: buildFiles.get(`component:default/${name}`)!,
        },
      ],
      found: 1,
      getViewUrl: (path: string, line?: number) => `${target}${path}#L${line}`,
    };
  }
}
