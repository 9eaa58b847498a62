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
import type {
  CoverageScope,
  ExportFormat,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Request, Response, Router } from 'express';
import { DateTime } from 'luxon';
import type { CoverageAccess } from '../coverage/Coverage';
import { type ExportedList, exportList } from '../exports/exportList';
import { toFilter, toOrder, toPageRequest } from './queries/listRequests';
import type { Query } from './queries/readQuery';
import { toPage } from './queries/toPage';

const DAY_FORMAT = 'yyyy-MM-dd';

/**
 * Adds the lists and numbers over all components. Queries have to be checked
 * before.
 *
 * @see checkQueries
 */
export function addCoverageRoutes(
  router: Router,
  options: {
    access: CoverageAccess;
    httpAuth: HttpAuthService;
    now?: () => number;
  },
): void {
  const { access, now = Date.now } = options;

  const authenticate = async (
    request: Request,
  ): Promise<{ credentials: BackstageCredentials; query: Query }> => ({
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    query: request.query as Query,
  });
  const getToday = () => DateTime.fromMillis(now(), { zone: 'utc' });

  router.get('/v1/coverage/summary', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const coverage = await access.openFor({ credentials });
    response.json(await coverage.summarize(toFilter(query)));
  });

  router.get('/v1/coverage/trend', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const coverage = await access.openFor({ credentials });
    const to = getToday();
    const from = to.minus({ days: Number(query.days) - 1 });
    const range = {
      from: from.toFormat(DAY_FORMAT),
      to: to.toFormat(DAY_FORMAT),
    };
    const scope = toFilter<CoverageScope>(query);
    response.json(await coverage.readTrend(range, scope));
  });

  router.get('/v1/coverage/groups', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('groups', query);
    const coverage = await access.openFor({ credentials });
    const page = await coverage.listGroups(asked.groupBy!, asked.query);
    response.json(toPage('groups', asked, page));
  });

  router.get('/v1/components', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('components', query);
    const coverage = await access.openFor({ credentials });
    const page = await coverage.listComponents(asked.query);
    response.json(toPage('components', asked, page));
  });

  router.get('/v1/references', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('references', query);
    const coverage = await access.openFor({ credentials });
    const page = await coverage.listReferences(asked.query);
    response.json(toPage('references', asked, page));
  });

  router.get('/v1/problems', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('problems', query);
    const coverage = await access.openFor({ credentials });
    const page = await coverage.listProblems(asked.query);
    response.json(toPage('problems', asked, page));
  });

  const addExport = (list: ExportedList) =>
    router.get(
      `/v1/exports/${list}`,
      async (request: Request, response: Response) => {
        const { credentials, query } = await authenticate(request);
        const coverage = await access.openFor({ credentials });
        await exportList({
          coverage,
          list,
          filter: toFilter(query),
          ...toOrder(list, query),
          format: query.format as ExportFormat,
          day: getToday().toFormat(DAY_FORMAT),
          response,
        });
      },
    );
  addExport('components');
  addExport('references');
  addExport('problems');
}
