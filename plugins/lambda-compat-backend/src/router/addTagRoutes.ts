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
import { InputError } from '@backstage/errors';
import type {
  ExportFormat,
  TagFilter,
  TagImpactFilter,
  TagMoveFilter,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Request, Response, Router } from 'express';
import { PAGE_SIZE, writeList } from '../exports/exportList';
import {
  tagColumns,
  tagImpactColumns,
  tagMoveColumns,
} from '../exports/tagColumns';
import type { EntityTagService } from '../tags/entity/EntityTagService';
import type { TagsAccess } from '../tags/Tags';
import { toDay } from '../verdicts/engine';
import { parseEntityPath } from './parseEntityPath';
import {
  type InQuery,
  toFilter,
  toOrder,
  toPageRequest,
} from './queries/listRequests';
import type { Query } from './queries/readQuery';
import { toPage } from './queries/toPage';

const LIST_REST = { limit: PAGE_SIZE, withTotal: false };

/**
 * Adds the watched tags and their moves. Queries have to be checked before.
 *
 * @see checkQueries
 */
export function addTagRoutes(
  router: Router,
  options: {
    access: TagsAccess;
    entityTags: Pick<EntityTagService, 'getHistory'>;
    httpAuth: HttpAuthService;
    now?: () => Date;
  },
): void {
  const { access, entityTags, now = () => new Date() } = options;

  const authenticate = async (
    request: Request,
  ): Promise<{ credentials: BackstageCredentials; query: Query }> => ({
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    query: request.query as Query,
  });

  router.get('/v1/tags', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('tags', query);
    const tags = await access.openFor({ credentials });
    const filter = toTagFilter(asked.query.filter);
    const page = await tags.listTags({ ...asked.query, filter });
    response.json(toPage('tags', asked, page));
  });

  router.get('/v1/tags/:tagId', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const tags = await access.openFor({ credentials });
    const { tagId } = request.params;
    response.json(await tags.getHistory(tagId, Number(query.days)));
  });

  router.get('/v1/tag-moves', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('tagMoves', query);
    const filter = toMoveFilter(asked.query.filter);
    const tags = await access.openFor({ credentials });
    const page = await tags.listMoves({ ...asked.query, filter });
    response.json(toPage('tagMoves', asked, page));
  });

  router.get('/v1/tag-moves/:moveId/impact', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const asked = toPageRequest('tagImpact', query);
    const tags = await access.openFor({ credentials });
    const page = await tags.listImpact(request.params.moveId, asked.query);
    response.json(toPage('tagImpact', asked, page));
  });

  router.get('/v1/registries', async (request, response) => {
    const { credentials } = await authenticate(request);
    const tags = await access.openFor({ credentials });
    response.json({ items: await tags.listRegistries() });
  });

  router.get(
    '/v1/entities/:kind/:namespace/:name/tag-history',
    async (request, response) => {
      const { credentials, query } = await authenticate(request);
      const entityRef = parseEntityPath(request.params);
      response.json(
        await entityTags.getHistory(entityRef, Number(query.days), {
          credentials,
        }),
      );
    },
  );

  router.get('/v1/exports/tags', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const tags = await access.openFor({ credentials });
    const list = {
      ...toOrder('tags', query),
      ...LIST_REST,
      filter: toTagFilter(toFilter<InQuery<TagFilter>>(query)),
    };
    await writeList(toFile('tags', query, response), tagColumns, after =>
      tags.listTags({ ...list, after }),
    );
  });

  router.get('/v1/exports/tag-moves', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const list = {
      ...toOrder('tagMoves', query),
      ...LIST_REST,
      filter: toMoveFilter(toFilter<InQuery<TagMoveFilter>>(query)),
    };
    const tags = await access.openFor({ credentials });
    await writeList(
      toFile('tag-moves', query, response),
      tagMoveColumns,
      after => tags.listMoves({ ...list, after }),
    );
  });

  router.get('/v1/exports/tag-impact', async (request, response) => {
    const { credentials, query } = await authenticate(request);
    const tags = await access.openFor({ credentials });
    const list = {
      ...toOrder('tagImpact', query),
      ...LIST_REST,
      filter: toFilter<TagImpactFilter>(query),
    };
    await writeList(
      toFile('tag-impact', query, response),
      tagImpactColumns,
      after => tags.listImpact(String(query.move), { ...list, after }),
    );
  });

  function toFile(list: string, query: Query, response: Response) {
    return {
      list,
      format: query.format as ExportFormat,
      day: toDay(now()),
      response,
    };
  }
}

function toTagFilter({ failing, ...filter }: InQuery<TagFilter>): TagFilter {
  return {
    ...filter,
    ...(failing !== undefined && { failing: failing === 'true' }),
  };
}

/** @throws `InputError` for a day that no calendar has */
function toMoveFilter({
  exposed,
  ...filter
}: InQuery<TagMoveFilter>): TagMoveFilter {
  if (filter.since !== undefined && Number.isNaN(Date.parse(filter.since))) {
    throw new InputError(
      `The query parameter 'since' must be a time there is, not '${filter.since}'`,
    );
  }
  return {
    ...filter,
    ...(exposed !== undefined && { exposed: exposed === 'true' }),
  };
}
