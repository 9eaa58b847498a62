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

import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { VerdictService } from '../verdicts/VerdictService';
import { parseEntityPath } from './parseEntityPath';

/** Adds what was concluded for one entity. */
export function addCompatibilityRoutes(
  router: Router,
  options: { httpAuth: HttpAuthService; verdicts: VerdictService },
): void {
  const { httpAuth, verdicts } = options;

  router.get(
    '/v1/entities/:kind/:namespace/:name/compatibility',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const entityRef = parseEntityPath(request.params);
      response.json(
        await verdicts.getCompatibility(entityRef, { credentials }),
      );
    },
  );

  router.get(
    '/v1/entities/:kind/:namespace/:name/functions/:uploadId/artifacts',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const entityRef = parseEntityPath(request.params);
      const { uploadId } = request.params;
      response.json(
        await verdicts.getArtifacts(entityRef, uploadId, { credentials }),
      );
    },
  );
}
