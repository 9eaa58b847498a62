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
import { toError } from '@backstage/errors';
import type { Request, Response, Router } from 'express';
import { parseBody } from '../artifacts/body/parseBody';
import type { RegistryEventAccess } from '../pushes/RegistryEvents';
import { type BodyLimits, readBody } from './readBody';

const MAX_BYTES = 64 * 1024;

const LIMITS: BodyLimits = {
  maxBytes: MAX_BYTES,
  types: [
    'application/json',
    'application/cloudevents+json',
    'application/vnd.docker.distribution.events.v1+json',
    'application/vnd.docker.distribution.events.v2+json',
  ],
  content: 'Notifications of registries',
  tooLarge: `A notification of a registry may have ${MAX_BYTES} bytes (64 KiB)`,
};

/**
 * `POST /v1/registry-events`, outside of the router that checks requests
 * against the OpenAPI document: that one would read `application/json` only, of
 * anybody.
 */
export function addRegistryEventRoutes(
  router: Router,
  options: {
    auditor: AuditorService;
    access: RegistryEventAccess;
    httpAuth: HttpAuthService;
  },
): void {
  const { access, auditor, httpAuth } = options;

  const receive = async (request: Request, response: Response) => {
    const event = await auditor.createEvent({
      eventId: 'registry-event',
      severityLevel: 'low',
      request,
    });
    try {
      const credentials = await httpAuth.credentials(request);
      const events = await access.openFor({ credentials });
      const body = await readBody(request, LIMITS);
      const result = await events.receive(
        parseBody(body, 'the notification of a registry'),
      );
      await event.success({ meta: { ...result } });
      response.status(202).json(result);
    } catch (error) {
      await event.fail({ error: toError(error) as Error });
      throw error;
    }
  };
  router.post('/v1/registry-events', (request, response, next) => {
    receive(request, response).catch(next);
  });
}
