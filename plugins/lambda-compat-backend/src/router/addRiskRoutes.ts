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
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type {
  ExportFormat,
  WhatIfFilter,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { findRuntime } from '@lambda-compat/lambda-runtimes';
import type { Request, Response, Router } from 'express';
import type { ListQuery } from '../coverage/CoverageStore';
import { riskColumns, whatIfColumns } from '../exports/columns';
import { PAGE_SIZE, writeList } from '../exports/exportList';
import type { RiskAccess, WhatIfQuery } from '../risk/Risk';
import { toDay } from '../verdicts/engine';
import {
  type Lists,
  toFilter,
  toOrder,
  toPageRequest,
} from './queries/listRequests';
import type { Query } from './queries/readQuery';
import { toPage } from './queries/toPage';

/** An image of some 60 MB is read within this time on most connections. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Adds the verdicts over all components. Queries have to be checked before.
 *
 * @see checkQueries
 */
export function addRiskRoutes(
  router: Router,
  options: {
    access: RiskAccess;
    httpAuth: HttpAuthService;
    now?: () => Date;
  },
): void {
  const { access, now = () => new Date() } = options;

  const authenticate = async (
    request: Request,
  ): Promise<{ credentials: BackstageCredentials; query: Query }> => ({
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    query: request.query as Query,
  });

  router.get('/v1/risk/summary', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const risk = await access.openFor({ credentials });
    response.json(await risk.summarize(toFilter(query)));
  });

  router.get('/v1/risk/groups', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('riskGroups', query);
    const risk = await access.openFor({ credentials });
    const page = await risk.listGroups(asked.groupBy!, asked.query);
    response.json(toPage('riskGroups', asked, page));
  });

  router.get('/v1/risk/components', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('risk', query);
    const risk = await access.openFor({ credentials });
    const page = await risk.listComponents(asked.query);
    response.json(toPage('risk', asked, page));
  });

  router.get('/v1/runtime-profiles', async (request, response) => {
    const { credentials } = await authenticate(request);
    const risk = await access.openFor({ credentials });
    response.json({ items: await risk.listRuntimeProfiles() });
  });

  router.get('/v1/what-if', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('whatIf', query);
    const { target, ...others } = splitTarget(asked.query);
    const risk = await access.openFor({ credentials });
    const page = await orLater(response, risk.simulate(target, others.query));
    response.json({
      target: page.target,
      counts: page.counts,
      ...toPage('whatIf', asked, page),
    });
  });

  router.get(
    '/v1/exports/risk',
    async (request: Request, response: Response) => {
      const { credentials, query } = await authenticate(request);
      const risk = await access.openFor({ credentials });
      const list = { ...toOrder('risk', query), ...toListRest(query) };
      await writeList(toFile('risk', query, response), riskColumns, after =>
        risk.listComponents({ ...list, after }),
      );
    },
  );

  router.get(
    '/v1/exports/what-if',
    async (request: Request, response: Response) => {
      const { credentials, query } = await authenticate(request);
      const asked = splitTarget({
        ...toOrder('whatIf', query),
        ...toListRest(query),
      });
      const risk = await access.openFor({ credentials });
      await writeList(
        toFile('what-if', query, response),
        whatIfColumns,
        after =>
          orLater(
            response,
            risk.simulate(asked.target, { ...asked.query, after }),
          ),
      );
    },
  );

  function toFile(list: string, query: Query, response: Response) {
    return {
      list,
      format: query.format as ExportFormat,
      day: toDay(now()),
      response,
    };
  }
}

function toListRest<TFilter extends object>(query: Query) {
  return {
    filter: toFilter(query) as TFilter,
    limit: PAGE_SIZE,
    withTotal: false,
  };
}

/** Says when to ask again, where an answer is not ready. */
async function orLater<T>(response: Response, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    // Of an export a part may have been sent.
    if (error instanceof ServiceUnavailableError && !response.headersSent) {
      response.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    }
    throw error;
  }
}

/** @throws `InputError` where there is no target, or none that is known */
function splitTarget(query: ListQuery<Lists['whatIf'][0], 'outcome'>): {
  target: WhatIfTarget;
  query: WhatIfQuery;
} {
  const { runtime, architecture, image, ...filter } = query.filter;
  const isOther = runtime !== undefined || architecture !== undefined;
  if (!isOther && image === undefined) {
    throw new InputError(
      "The query parameter 'runtime' is missing; it, 'architecture' or 'image' must be given",
    );
  }
  if (isOther && image !== undefined) {
    throw new InputError(
      "The query parameter 'image' may not stand beside 'runtime' and 'architecture'",
    );
  }
  if (runtime !== undefined && !findRuntime(runtime)) {
    throw new InputError(
      `The query parameter 'runtime' must be a Lambda runtime that is known, not '${runtime}'`,
    );
  }
  return {
    target: {
      ...(runtime !== undefined && { runtime }),
      ...(architecture !== undefined && { architecture }),
      ...(image !== undefined && { image }),
    },
    query: { ...query, filter: filter satisfies WhatIfFilter },
  };
}
