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
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { DefaultReportUploads } from '../artifacts/DefaultReportUploads';
import { DatabaseCoverageStore } from '../coverage/DatabaseCoverageStore';
import { AuthorizedCoverage } from '../permissions/AuthorizedCoverage';
import { AuthorizedEntityPins } from '../permissions/AuthorizedEntityPins';
import { AuthorizedEntityReports } from '../permissions/AuthorizedEntityReports';
import { AuthorizedEntityTags } from '../permissions/AuthorizedEntityTags';
import { AuthorizedEntityVerdicts } from '../permissions/AuthorizedEntityVerdicts';
import { AuthorizedIncidents } from '../permissions/AuthorizedIncidents';
import { AuthorizedRegistryEvents } from '../permissions/AuthorizedRegistryEvents';
import { AuthorizedReportUploads } from '../permissions/AuthorizedReportUploads';
import { AuthorizedRisk } from '../permissions/AuthorizedRisk';
import { AuthorizedTags } from '../permissions/AuthorizedTags';
import { VisibleEntityFinder } from '../permissions/VisibleEntityFinder';
import { EntityPinService } from '../pins/EntityPinService';
import { DatabaseReportStore } from '../reports/DatabaseReportStore';
import { DefaultEntityReports } from '../reports/DefaultEntityReports';
import { ReportService } from '../reports/ReportService';
import { DatabaseRiskStore } from '../risk/DatabaseRiskStore';
import { CandidateImages } from '../risk/images/CandidateImages';
import { ImageSimulation } from '../risk/images/ImageSimulation';
import { WhatIfSimulation } from '../risk/WhatIfSimulation';
import { DatabaseTagStore } from '../tags/DatabaseTagStore';
import { EntityTagService } from '../tags/entity/EntityTagService';
import { TagStates } from '../tags/TagStates';
import { DefaultEntityVerdicts } from '../verdicts/DefaultEntityVerdicts';
import { VerdictService } from '../verdicts/VerdictService';
import type { LambdaEntitySource } from '../catalog/LambdaEntitySource';
import type { DatabaseWorkStore } from '../collection/DatabaseWorkStore';
import type { LambdaCompatConfig } from '../config/readLambdaCompatConfig';
import type { StartedContents } from '../contents/startContents';
import type { DigestLookup } from '../digests/DigestLookup';
import type { BuildImageReader } from '../exposure/images/BuildImageReader';
import type { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import type { PinSuggestions } from '../pins/PinSuggestions';
import type { RegistryEvents } from '../pushes/RegistryEvents';
import type { OpenRegistries } from '../registries/openRegistries';
import type { RuntimeProfiles } from '../runtimes/RuntimeProfiles';
import type { JudgementEngine } from '../verdicts/engine';
import type { MeasuredProfiles } from '../verdicts/MeasuredProfiles';
import type { VerdictWriter } from '../verdicts/VerdictWriter';
import type { RouterOptions } from './createRouter';

/** @see openServices */
export interface ServiceOptions {
  auth: AuthService;
  catalog: CatalogService;
  config: LambdaCompatConfig;
  digests: DigestLookup;
  engine: JudgementEngine;
  imageContents: Pick<StartedContents, 'requests'>;
  incidents: DatabaseIncidentStore;
  knex: Knex;
  measured: MeasuredProfiles;
  /** What builds of image functions pull; not given where nobody looks. */
  buildImages?: BuildImageReader;
  permissions: PermissionsService;
  pins: PinSuggestions;
  /** Has what was made due looked at by this replica. */
  refreshNow: () => Promise<void>;
  registries: Pick<OpenRegistries, 'questions'>;
  registryEvents: RegistryEvents;
  runtimeProfiles: RuntimeProfiles;
  source: LambdaEntitySource;
  verdicts: VerdictWriter;
  work: DatabaseWorkStore;
}

/** Everything that is served, each behind the permissions that it needs. */
export function openServices(
  options: ServiceOptions,
): Omit<RouterOptions, 'auditor' | 'httpAuth'> {
  const { auth, catalog, config, engine, incidents, knex, measured } = options;
  const { permissions, pins, registries, source, verdicts, work } = options;
  const { schedule, verdicts: policy } = config;
  const finder = VisibleEntityFinder.create({
    auth,
    catalog,
    filter: config.entityFilter,
    permissions,
  });
  const access = { finder, permissions };
  const tagAccess = AuthorizedTags.create({
    ...access,
    store: DatabaseTagStore.create({ knex }),
  });
  return {
    coverage: AuthorizedCoverage.create({
      ...access,
      store: DatabaseCoverageStore.create({ knex, times: schedule }),
    }),
    entityPins: EntityPinService.create({
      catalog,
      pins: AuthorizedEntityPins.create({ ...access, pins }),
    }),
    entityTags: EntityTagService.create({
      catalog,
      tags: AuthorizedEntityTags.create({
        permissions,
        tags: tagAccess,
      }),
    }),
    incidents: AuthorizedIncidents.create({
      ...access,
      store: incidents,
    }),
    registryEvents: AuthorizedRegistryEvents.create({
      auth,
      permissions,
      events: options.registryEvents,
    }),
    reports: ReportService.create({
      catalog,
      reports: AuthorizedEntityReports.create({
        reports: DefaultEntityReports.create({
          source,
          work,
          reports: DatabaseReportStore.create({ knex }),
          digests: options.digests,
          times: schedule,
          tagStates: TagStates.create({ knex }),
          collectNow: options.refreshNow,
        }),
        permissions,
      }),
    }),
    risk: AuthorizedRisk.create({
      ...access,
      imageSimulation: ImageSimulation.create({
        knex,
        images: CandidateImages.create({
          knex,
          requests: options.imageContents.requests,
          resolveTag: registries.questions?.resolveTag,
        }),
        policy,
        measured,
        buildImageReader: options.buildImages,
      }),
      profiles: options.runtimeProfiles,
      simulation: WhatIfSimulation.create({
        engine,
        knex,
        policy,
        measured,
      }),
      store: DatabaseRiskStore.create({ knex }),
    }),
    tags: tagAccess,
    uploads: AuthorizedReportUploads.create({
      auth,
      permissions,
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
        permissions,
        verdicts: DefaultEntityVerdicts.create({
          knex,
          source,
          verdicts,
          work,
        }),
      }),
    }),
  };
}
