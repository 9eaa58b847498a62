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
import { LambdaEntitySource } from './catalog/LambdaEntitySource';
import { DatabaseWorkStore } from './collection/DatabaseWorkStore';
import { startCollection } from './collection/startCollection';
import { readLambdaCompatConfig } from './config/readLambdaCompatConfig';
import { DatabaseImageFactsStore } from './contents/facts/DatabaseImageFactsStore';
import { startContents } from './contents/startContents';
import { CoverageUpkeep } from './coverage/CoverageUpkeep';
import { openDatabase } from './database/migrations';
import { ConfiguredDigestSource } from './digests/ConfiguredDigestSource';
import { DigestLookup } from './digests/DigestLookup';
import { startTagWatch } from './digests/startTagWatch';
import { ExposureUpkeep } from './exposure/ExposureUpkeep';
import { BuildImageReader } from './exposure/images/BuildImageReader';
import { DatabaseIncidentStore } from './incidents/DatabaseIncidentStore';
import { createMoveTeller } from './notifications/createMoveTeller';
import { PinSuggestions } from './pins/PinSuggestions';
import { PullChecks } from './pins/PullChecks';
import { RuntimeProfileSource } from './pins/RuntimeProfileSource';
import { CredentialsProviders } from './registries/CredentialsProviders';
import { openRegistries } from './registries/openRegistries';
import { createRouter } from './router/createRouter';
import { openServices } from './router/openServices';
import { DatabaseRuntimeProfiles } from './runtimes/DatabaseRuntimeProfiles';
import { toMeasuredProfiles } from './runtimes/toMeasuredProfiles';
import type { JudgementEngine } from './verdicts/engine';
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
        const { auth, catalog, lifecycle, logger, permissions, scheduler } =
          deps;
        const config = readLambdaCompatConfig(deps.config);
        const { contents, schedule, tags, verdicts: policy } = config;
        const knex = await openDatabase(deps.database);

        const registries = openRegistries({
          config,
          credentials: credentials.list(),
          knex,
          logger,
        });
        const images = DatabaseImageFactsStore.create();
        const asOf = policy.asOf === 'today' ? undefined : policy.asOf;
        const imageContents = startContents({
          knex,
          registry: registries.client,
          observers: registries.observers,
          facts: images,
          config: { ...contents, enabled: contents.enabled && tags.enabled },
          asOf,
          historyMs: tags.retentionMs,
          logger,
          leaseMs: schedule.leaseMs,
        });
        const runtimeProfiles = DatabaseRuntimeProfiles.create({
          knex,
          enabled: config.runtimes.watch,
          asOf,
        });
        const measured = toMeasuredProfiles(runtimeProfiles);
        const profiles = RuntimeProfileSource.create({ measured, policy });
        // Where nobody looks no rule speaks of what builds pull.
        const buildImages =
          tags.enabled && contents.enabled
            ? BuildImageReader.create({ images })
            : undefined;

        const verdicts = VerdictWriter.create({
          engine: ENGINE,
          policy,
          images: buildImages,
          profiles: measured,
        });
        const work = DatabaseWorkStore.create({ knex, verdicts });
        const source = LambdaEntitySource.create({
          auth,
          catalog,
          filter: config.entityFilter,
        });
        const exposureUpkeep = ExposureUpkeep.create({
          knex,
          logger,
          retentionMs: tags.retentionMs,
        });
        const verdictUpkeep = VerdictUpkeep.create({ knex, logger, verdicts });
        const judgeChanged = async () => {
          await exposureUpkeep.run();
          await verdictUpkeep.run();
        };

        const pins = PinSuggestions.create({
          knex,
          images,
          profiles,
          pulls: PullChecks.create({
            hasManifest: registries.questions?.hasManifest,
          }),
        });
        const incidents = DatabaseIncidentStore.create({
          knex,
          comparisons: imageContents.comparisons,
          images,
          pins,
          profiles,
        });
        const tagWatch = await startTagWatch({
          config,
          contents: imageContents.watch,
          events: deps.events,
          knex,
          lifecycle,
          logger,
          onChanged: judgeChanged,
          registries,
          scheduler,
          teller: createMoveTeller({
            events: deps.events,
            incidents,
            knex,
            logger,
            ...(tags.notifications.enabled && {
              notifications: deps.notifications,
            }),
            pins,
          }),
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
        const collection = await startCollection({
          auth,
          catalog,
          config,
          async followUp() {
            // Verdicts first: uploads say on which runtimes functions are.
            await judgeChanged();
            await coverageUpkeep.run();
          },
          integrations: ScmIntegrations.fromConfig(deps.config),
          knex,
          lifecycle,
          logger,
          reader: deps.reader,
          scheduler,
          source,
          work,
        });

        deps.permissionsRegistry.addPermissions(lambdaCompatPermissions);
        deps.httpRouter.use(
          await createRouter({
            auditor: deps.auditor,
            httpAuth: deps.httpAuth,
            ...openServices({
              auth,
              buildImages,
              catalog,
              config,
              digests,
              engine: ENGINE,
              imageContents,
              incidents,
              knex,
              measured,
              permissions,
              pins,
              async refreshNow() {
                await collection.collectNow();
                await tagWatch.lookNow();
              },
              registries,
              registryEvents: tagWatch.registryEvents,
              runtimeProfiles,
              source,
              verdicts,
              work,
            }),
          }),
        );
      },
    });
  },
});
