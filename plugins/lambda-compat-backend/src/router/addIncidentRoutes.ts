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
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import type { IncidentsAccess } from '../incidents/Incidents';
import type { EntityPinService } from '../pins/EntityPinService';
import { parseEntityPath } from './parseEntityPath';
import type { Query } from './queries/readQuery';

/**
 * Adds moves of tags with what came with them, and what to pin to. Queries have
 * to be checked before.
 *
 * @see checkQueries
 */
export function addIncidentRoutes(
  router: Router,
  options: {
    access: IncidentsAccess;
    entityPins: Pick<EntityPinService, 'listPins'>;
    httpAuth: HttpAuthService;
  },
): void {
  const { access, entityPins } = options;

  const authenticate = async (
    request: Request,
  ): Promise<{ credentials: BackstageCredentials; query: Query }> => ({
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    query: request.query as Query,
  });

  router.get('/v1/tag-moves/:moveId', async (request, response) => {
    const { credentials } = await authenticate(request);
    const incidents = await access.openFor({ credentials });
    response.json(await incidents.getMove(request.params.moveId));
  });

  router.get('/v1/tag-moves/:moveId/comparison', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const incidents = await access.openFor({ credentials });
    const { moveId } = request.params;
    response.json(await incidents.compareMove(moveId, String(query.platform)));
  });

  router.get('/v1/tag-moves/:moveId/pins', async (request, response) => {
    const { credentials } = await authenticate(request);
    const incidents = await access.openFor({ credentials });
    response.json({ items: await incidents.listPins(request.params.moveId) });
  });

  router.get('/v1/tag-moves/:moveId/summary', async (request, response) => {
    const { credentials } = await authenticate(request);
    const incidents = await access.openFor({ credentials });
    const markdown = await incidents.summarize(request.params.moveId);
    response.json({ markdown });
  });

  router.get('/v1/tags/:tagId/comparison', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const incidents = await access.openFor({ credentials });
    response.json(
      await incidents.compareDigests(request.params.tagId, {
        from: String(query.from),
        to: String(query.to),
        platform: String(query.platform),
      }),
    );
  });

  router.get(
    '/v1/entities/:kind/:namespace/:name/pin-suggestions',
    async (request, response) => {
      const { credentials } = await authenticate(request);
      const entityRef = parseEntityPath(request.params);
      const items = await entityPins.listPins(entityRef, { credentials });
      response.json({ items });
    },
  );
}
