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
import { type Request, type Response, Router } from 'express';
import { parseBody } from '../artifacts/body/parseBody';
import type {
  ReportUploadAccess,
  ReportUploads,
} from '../artifacts/ReportUploads';
import { type BodyLimits, readBody } from './readBody';

const MAX_BYTES = 5 * 1024 ** 2;

const LIMITS: BodyLimits = {
  maxBytes: MAX_BYTES,
  types: ['application/json'],
  content: 'Reports',
  tooLarge: `A report may have ${MAX_BYTES} bytes (5 MiB). Scan only what is deployed; symbols of fewer versions make it smaller.`,
};

/**
 * `POST /v1/reports`, outside of the router that checks requests against the
 * OpenAPI document: that one would read bodies of up to 100 kB only, of anybody,
 * and answer every error with 400. Here nothing of the body is read before the
 * caller is known to be allowed to send it.
 */
export function createUploadRouter(options: {
  auditor: AuditorService;
  access: ReportUploadAccess;
  httpAuth: HttpAuthService;
}): Router {
  const { access, auditor, httpAuth } = options;
  const router = Router();

  const upload = async (request: Request, response: Response) => {
    const event = await auditor.createEvent({
      eventId: 'report-upload',
      severityLevel: 'medium',
      request,
    });
    try {
      const credentials = await httpAuth.credentials(request);
      const uploads = await access.openFor({ credentials });
      const { created, ...result } = await receiveUpload(request, uploads);
      await event.success({ meta: { uploadId: result.id, created } });
      response.status(created ? 201 : 200).json(result);
    } catch (error) {
      await event.fail({ error: toError(error) as Error });
      throw error;
    }
  };
  router.post('/v1/reports', (request, response, next) => {
    upload(request, response).catch(next);
  });
  return router;
}

async function receiveUpload(request: Request, uploads: ReportUploads) {
  const body = await readBody(request, LIMITS);
  return uploads.upload(parseBody(body));
}
