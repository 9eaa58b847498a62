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
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { toError } from '@backstage/errors';
import express, { type Request, Router } from 'express';
import type { ReportUploadAccess } from '../artifacts/ReportUploads';
import type { CoverageAccess } from '../coverage/Coverage';
import type { IncidentsAccess } from '../incidents/Incidents';
import type { EntityPinService } from '../pins/EntityPinService';
import type { RegistryEventAccess } from '../pushes/RegistryEvents';
import type { ReportService } from '../reports/ReportService';
import type { RiskAccess } from '../risk/Risk';
import { spec } from '../schema/openapi.generated';
import type { EntityTagService } from '../tags/entity/EntityTagService';
import type { TagsAccess } from '../tags/Tags';
import type { VerdictService } from '../verdicts/VerdictService';
import { addCompatibilityRoutes } from './addCompatibilityRoutes';
import { addCoverageRoutes } from './addCoverageRoutes';
import { addIncidentRoutes } from './addIncidentRoutes';
import { addRegistryEventRoutes } from './addRegistryEventRoutes';
import { addRiskRoutes } from './addRiskRoutes';
import { addTagRoutes } from './addTagRoutes';
import { checkQueries } from './checkQueries';
import { createUploadRouter } from './createUploadRouter';
import { parseEntityPath } from './parseEntityPath';

/** @see createRouter */
export interface RouterOptions {
  auditor: AuditorService;
  coverage: CoverageAccess;
  entityPins: Pick<EntityPinService, 'listPins'>;
  entityTags: Pick<EntityTagService, 'getHistory'>;
  httpAuth: HttpAuthService;
  incidents: IncidentsAccess;
  registryEvents: RegistryEventAccess;
  reports: ReportService;
  risk: RiskAccess;
  tags: TagsAccess;
  uploads: ReportUploadAccess;
  verdicts: VerdictService;
}

/**
 * The HTTP surface. Parameters are checked against the OpenAPI document, errors
 * are turned into answers by the framework.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { auditor, httpAuth, reports } = options;
  const router = createValidatedOpenApiRouter<typeof spec>(spec, {
    // Credentials are httpAuth's business, which answers 401 and not 400.
    validatorOptions: { validateSecurity: false },
    middleware: [express.json(), checkQueries()],
  });

  const authenticate = async (request: Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });

  router.get(
    '/v1/entities/:kind/:namespace/:name/report',
    async (request, response) => {
      const caller = await authenticate(request);
      const entityRef = parseEntityPath(request.params);
      response.json(await reports.getReport(entityRef, caller));
    },
  );

  router.get(
    '/v1/entities/:kind/:namespace/:name/references/:referenceId/patch',
    async (request, response) => {
      const caller = await authenticate(request);
      const entityRef = parseEntityPath(request.params);
      const { referenceId } = request.params;
      const { digest } = request.query;
      response.json(
        await reports.getPinPatch(entityRef, referenceId, digest, caller),
      );
    },
  );

  router.post(
    '/v1/entities/:kind/:namespace/:name/refresh',
    async (request, response) => {
      const entityRef = parseEntityPath(request.params);
      const event = await auditor.createEvent({
        eventId: 'report-refresh',
        severityLevel: 'medium',
        request,
        meta: { entityRef },
      });
      try {
        const caller = await authenticate(request);
        await reports.refresh(entityRef, caller);
        await event.success();
      } catch (error) {
        await event.fail({ error: toError(error) as Error });
        throw error;
      }
      response.status(202).end();
    },
  );

  addCoverageRoutes(router as Router, { access: options.coverage, httpAuth });
  addCompatibilityRoutes(router as Router, {
    httpAuth,
    verdicts: options.verdicts,
  });
  addRiskRoutes(router as Router, { access: options.risk, httpAuth });
  addTagRoutes(router as Router, {
    access: options.tags,
    entityTags: options.entityTags,
    httpAuth,
  });

  addIncidentRoutes(router as Router, {
    access: options.incidents,
    entityPins: options.entityPins,
    httpAuth,
  });

  const uploads = createUploadRouter({
    access: options.uploads,
    auditor,
    httpAuth,
  });
  addRegistryEventRoutes(uploads, {
    access: options.registryEvents,
    auditor,
    httpAuth,
  });
  return Router()
    .use(uploads)
    .use(router as Router);
}
