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

import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { lambdaCompatPermissions } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  type DigestSource,
  lambdaCompatDigestsExtensionPoint,
  lambdaCompatRegistriesExtensionPoint,
} from '@lambda-compat/backstage-plugin-lambda-compat-node';
import { judge, whatIf } from '@lambda-compat/compatibility';
import { demangle } from '@lambda-compat/elf-symbols';
import { DefaultReportUploads } from './artifacts/DefaultReportUploads';
import { CatalogHierarchySource } from './catalog/CatalogHierarchySource';
import { LambdaEntitySource } from './catalog/LambdaEntitySource';
import { CollectionWorker } from './collection/CollectionWorker';
import { DatabaseWorkStore } from './collection/DatabaseWorkStore';
import { EntitySynchronizer } from './collection/EntitySynchronizer';
import { HostBudget } from './collection/HostBudget';
import { scheduleCollection } from './collection/scheduleCollection';
import { readLambdaCompatConfig } from './config/readLambdaCompatConfig';
import { CoverageUpkeep } from './coverage/CoverageUpkeep';
import { DatabaseCoverageStore } from './coverage/DatabaseCoverageStore';
import { GroupHierarchy } from './coverage/hierarchy/GroupHierarchy';
import { openDatabase } from './database/migrations';
import { ConfiguredDigestSource } from './digests/ConfiguredDigestSource';
import { DigestLookup } from './digests/DigestLookup';
import { startTagWatch } from './digests/startTagWatch';
import { AuthorizedCoverage } from './permissions/AuthorizedCoverage';
import { AuthorizedEntityReports } from './permissions/AuthorizedEntityReports';
import { AuthorizedEntityTags } from './permissions/AuthorizedEntityTags';
import { AuthorizedEntityVerdicts } from './permissions/AuthorizedEntityVerdicts';
import { AuthorizedRegistryEvents } from './permissions/AuthorizedRegistryEvents';
import { AuthorizedReportUploads } from './permissions/AuthorizedReportUploads';
import { AuthorizedRisk } from './permissions/AuthorizedRisk';
import { AuthorizedTags } from './permissions/AuthorizedTags';
import { VisibleEntityFinder } from './permissions/VisibleEntityFinder';
import { ReferenceCollector } from './references/ReferenceCollector';
import { AllowedFolders } from './references/sources/AllowedFolders';
import { FolderRepositorySource } from './references/sources/FolderRepositorySource';
import { UrlRepositorySource } from './references/sources/UrlRepositorySource';
import { CredentialsProviders } from './registries/CredentialsProviders';
import { DatabaseReportStore } from './reports/DatabaseReportStore';
import { DefaultEntityReports } from './reports/DefaultEntityReports';
import { ReportService } from './reports/ReportService';
import { DatabaseRiskStore } from './risk/DatabaseRiskStore';
import { WhatIfSimulation } from './risk/WhatIfSimulation';
import { createRouter } from './router/createRouter';
import { DatabaseTagStore } from './tags/DatabaseTagStore';
import { EntityTagService } from './tags/entity/EntityTagService';
import { TagStates } from './tags/TagStates';
import { DefaultEntityVerdicts } from './verdicts/DefaultEntityVerdicts';
import type { JudgementEngine } from './verdicts/engine';
import { VerdictService } from './verdicts/VerdictService';
import { VerdictUpkeep } from './verdicts/VerdictUpkeep';
import { VerdictWriter } from './verdicts/VerdictWriter';

/** Names of symbols in findings are those that people write. */
const ENGINE: JudgementEngine = {
  judge: (facts, policy) => judge(facts, policy, { demangle }),
  whatIf: (facts, target) => whatIf(facts, target, {}, { demangle }),
};

/**
 * The backend of lambda-compat: reads what the builds of the catalog's Lambdas
 * pull, and serves it.
 *
 * @public
 */
export const lambdaCompatPlugin = createBackendPlugin({
  pluginId: 'lambda-compat',
  register(env) {
    const digestSources: DigestSource[] = [];
    env.registerExtensionPoint(lambdaCompatDigestsExtensionPoint, {
      addDigestSource: source => digestSources.push(source),
    });
    const credentials = CredentialsProviders.create();
    env.registerExtensionPoint(lambdaCompatRegistriesExtensionPoint, {
      addCredentialsProvider: provider => credentials.add(provider),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, lifecycle, logger, scheduler } = deps;
        const config = readLambdaCompatConfig(deps.config);
        const { concurrency, schedule } = config;
        const integrations = ScmIntegrations.fromConfig(deps.config);
        const knex = await openDatabase(deps.database);
        const verdicts = VerdictWriter.create({
          engine: ENGINE,
          policy: config.verdicts,
        });
        const work = DatabaseWorkStore.create({ knex, verdicts });
        const source = LambdaEntitySource.create({
          auth,
          catalog,
          filter: config.entityFilter,
        });
        const tagWatch = await startTagWatch({
          config,
          credentials: credentials.list(),
          events: deps.events,
          knex,
          lifecycle,
          logger,
          notifications: deps.notifications,
          scheduler,
        });
        const digests = DigestLookup.create({ logger });
        for (const digestSource of [
          ConfiguredDigestSource.create(config),
          ...tagWatch.digestSources,
          ...digestSources,
        ]) {
          digests.addSource(digestSource);
        }

        const coverageUpkeep = CoverageUpkeep.create({
          knex,
          expireAfterMs: schedule.expireAfterMs,
          logger,
        });
        const verdictUpkeep = VerdictUpkeep.create({ knex, logger, verdicts });
        const finder = VisibleEntityFinder.create({
          auth,
          catalog,
          filter: config.entityFilter,
          permissions: deps.permissions,
        });
        const tags = AuthorizedTags.create({
          finder,
          permissions: deps.permissions,
          store: DatabaseTagStore.create({ knex }),
        });

        const collection = await scheduleCollection({
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
          coverage: {
            async run() {
              // Verdicts first: uploads say on which runtimes functions are.
              await verdictUpkeep.run();
              await coverageUpkeep.run();
            },
          },
          worker: CollectionWorker.create({
            collector: ReferenceCollector.create({
              sources: {
                url: UrlRepositorySource.create({
                  reader: deps.reader,
                  integrations,
                }),
                file: FolderRepositorySource.create({
                  allowedFolders: AllowedFolders.create({
                    folders: config.allowedFolders,
                  }),
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

        deps.permissionsRegistry.addPermissions(lambdaCompatPermissions);
        deps.httpRouter.use(
          await createRouter({
            auditor: deps.auditor,
            coverage: AuthorizedCoverage.create({
              finder,
              permissions: deps.permissions,
              store: DatabaseCoverageStore.create({ knex, times: schedule }),
            }),
            entityTags: EntityTagService.create({
              catalog,
              tags: AuthorizedEntityTags.create({
                permissions: deps.permissions,
                tags,
              }),
            }),
            httpAuth: deps.httpAuth,
            registryEvents: AuthorizedRegistryEvents.create({
              auth,
              permissions: deps.permissions,
              events: tagWatch.registryEvents,
            }),
            reports: ReportService.create({
              catalog,
              reports: AuthorizedEntityReports.create({
                reports: DefaultEntityReports.create({
                  source,
                  work,
                  reports: DatabaseReportStore.create({ knex }),
                  digests,
                  times: schedule,
                  tagStates: TagStates.create({ knex }),
                  async collectNow() {
                    await collection.collectNow();
                    await tagWatch.lookNow();
                  },
                }),
                permissions: deps.permissions,
              }),
            }),
            risk: AuthorizedRisk.create({
              finder,
              permissions: deps.permissions,
              simulation: WhatIfSimulation.create({
                engine: ENGINE,
                knex,
                policy: config.verdicts,
              }),
              store: DatabaseRiskStore.create({ knex }),
            }),
            tags,
            uploads: AuthorizedReportUploads.create({
              auth,
              permissions: deps.permissions,
              uploads: DefaultReportUploads.create({
                auth,
                catalog,
                knex,
                source,
                verdicts,
                work,
              }),
            }),
            verdicts: VerdictService.create({
              catalog,
              verdicts: AuthorizedEntityVerdicts.create({
                permissions: deps.permissions,
                verdicts: DefaultEntityVerdicts.create({
                  knex,
                  source,
                  verdicts,
                  work,
                }),
              }),
            }),
          }),
        );
      },
    });
  },
});
