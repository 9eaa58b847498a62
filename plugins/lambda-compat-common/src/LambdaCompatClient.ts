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

import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  EntityCompatibility,
  FunctionArtifacts,
  ReportUpload,
  RiskComponent,
  RiskFilter,
  RiskGroup,
  RiskGrouping,
  RiskGroupOrderField,
  RiskOrderField,
  RiskSummary,
  UploadResult,
  WhatIfAnswer,
  WhatIfFilter,
  WhatIfTarget,
} from './compatibility';
import type {
  ComponentCoverage,
  ComponentFilter,
  ComponentOrderField,
  CoverageGroup,
  CoverageGrouping,
  CoverageScope,
  CoverageSummary,
  CoverageTrend,
  ExportRequest,
  GroupOrderField,
  ListRequest,
  Page,
  ProblemFilter,
  ProblemListItem,
  ProblemOrderField,
  ReferenceFilter,
  ReferenceListItem,
  ReferenceOrderField,
} from './coverage';
import type {
  MoveComparison,
  ReferencePin,
  RuntimeProfileState,
  TagMoveDetails,
} from './incident';
import type { LambdaCompatApi } from './LambdaCompatApi';
import type {
  EntityTagHistory,
  RegistryStatus,
  TagFilter,
  TagHistory,
  TagImpact,
  TagImpactFilter,
  TagMove,
  TagMoveFilter,
  TagOrderField,
  WatchedTag,
} from './tags';
import type { EntityReport } from './types';

const PLUGIN_ID = 'lambda-compat';

/**
 * Talks to the lambda-compat backend. Works in the browser and on a server:
 * the caller brings the addresses and the authenticated `fetch`.
 *
 * @remarks
 *
 * Every method rejects with a `ResponseError` from `@backstage/errors` where
 * the backend answers with an error; its `cause.name` is the name of the error
 * that the backend threw, for example `NotFoundError`.
 *
 * @public
 */
export class LambdaCompatClient implements LambdaCompatApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  /**
   * @param options - `discoveryApi` gives the address of the backend;
   *   `fetchApi` adds the caller's identity to each request
   */
  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritDoc LambdaCompatApi.getEntityReport} */
  async getEntityReport(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityReport> {
    const response = await this.#request(`${entityPath(entityRef)}/report`, {
      signal: options?.signal,
    });
    return response.json();
  }

  /** {@inheritDoc LambdaCompatApi.getPinPatch} */
  async getPinPatch(
    entityRef: string,
    referenceId: string,
    digest: string,
  ): Promise<{ patch: string }> {
    const reference = encodeURIComponent(referenceId);
    const query = new URLSearchParams({ digest });
    const response = await this.#request(
      `${entityPath(entityRef)}/references/${reference}/patch?${query}`,
    );
    return response.json();
  }

  /** {@inheritDoc LambdaCompatApi.refreshEntity} */
  async refreshEntity(entityRef: string): Promise<void> {
    await this.#request(`${entityPath(entityRef)}/refresh`, { method: 'POST' });
  }

  /** {@inheritDoc LambdaCompatApi.getCoverageSummary} */
  async getCoverageSummary(
    scope?: CoverageScope,
    options?: { signal?: AbortSignal },
  ): Promise<CoverageSummary> {
    return this.#get('/coverage/summary', { ...scope }, options);
  }

  /** {@inheritDoc LambdaCompatApi.listCoverageGroups} */
  async listCoverageGroups(
    groupBy: CoverageGrouping,
    request?: ListRequest<CoverageScope, GroupOrderField>,
  ): Promise<Page<CoverageGroup>> {
    const query = toListQuery(request, { groupBy });
    return this.#get('/coverage/groups', query, request);
  }

  /** {@inheritDoc LambdaCompatApi.getCoverageTrend} */
  async getCoverageTrend(
    days: number,
    scope?: CoverageScope,
    options?: { signal?: AbortSignal },
  ): Promise<CoverageTrend> {
    return this.#get('/coverage/trend', { days, ...scope }, options);
  }

  /** {@inheritDoc LambdaCompatApi.listComponents} */
  async listComponents(
    request?: ListRequest<ComponentFilter, ComponentOrderField>,
  ): Promise<Page<ComponentCoverage>> {
    return this.#get('/components', toListQuery(request), request);
  }

  /** {@inheritDoc LambdaCompatApi.listReferences} */
  async listReferences(
    request?: ListRequest<ReferenceFilter, ReferenceOrderField>,
  ): Promise<Page<ReferenceListItem>> {
    return this.#get('/references', toListQuery(request), request);
  }

  /** {@inheritDoc LambdaCompatApi.listProblems} */
  async listProblems(
    request?: ListRequest<ProblemFilter, ProblemOrderField>,
  ): Promise<Page<ProblemListItem>> {
    return this.#get('/problems', toListQuery(request), request);
  }

  /** {@inheritDoc LambdaCompatApi.getEntityCompatibility} */
  async getEntityCompatibility(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityCompatibility> {
    return this.#get(`${entityPath(entityRef)}/compatibility`, {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.getFunctionArtifacts} */
  async getFunctionArtifacts(
    entityRef: string,
    uploadId: string,
    options?: { signal?: AbortSignal },
  ): Promise<FunctionArtifacts> {
    const id = encodeURIComponent(uploadId);
    const path = `${entityPath(entityRef)}/functions/${id}/artifacts`;
    return this.#get(path, {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.getRiskSummary} */
  async getRiskSummary(
    scope?: CoverageScope,
    options?: { signal?: AbortSignal },
  ): Promise<RiskSummary> {
    return this.#get('/risk/summary', { ...scope }, options);
  }

  /** {@inheritDoc LambdaCompatApi.listRiskGroups} */
  async listRiskGroups(
    groupBy: RiskGrouping,
    request?: ListRequest<CoverageScope, RiskGroupOrderField>,
  ): Promise<Page<RiskGroup>> {
    const query = toListQuery(request, { groupBy });
    return this.#get('/risk/groups', query, request);
  }

  /** {@inheritDoc LambdaCompatApi.listRiskComponents} */
  async listRiskComponents(
    request?: ListRequest<RiskFilter, RiskOrderField>,
  ): Promise<Page<RiskComponent>> {
    return this.#get('/risk/components', toListQuery(request), request);
  }

  /** {@inheritDoc LambdaCompatApi.simulate} */
  async simulate(
    target: WhatIfTarget,
    request?: Omit<ListRequest<WhatIfFilter, never>, 'orderField'>,
  ): Promise<WhatIfAnswer> {
    const { architecture, image, runtime } = target;
    const query = toListQuery(request, { runtime, architecture, image });
    return this.#get('/what-if', query, request);
  }

  /** {@inheritDoc LambdaCompatApi.uploadReport} */
  async uploadReport(
    upload: ReportUpload,
    options?: { signal?: AbortSignal },
  ): Promise<UploadResult> {
    const response = await this.#request('/reports', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(upload),
      signal: options?.signal,
    });
    return response.json();
  }

  /** {@inheritDoc LambdaCompatApi.listTags} */
  async listTags(
    request?: ListRequest<TagFilter, TagOrderField>,
  ): Promise<Page<WatchedTag>> {
    return this.#get('/tags', toListQuery(request), request);
  }

  /** {@inheritDoc LambdaCompatApi.getTagHistory} */
  async getTagHistory(
    tagId: string,
    options?: { days?: number; signal?: AbortSignal },
  ): Promise<TagHistory> {
    const path = `/tags/${encodeURIComponent(tagId)}`;
    return this.#get(path, { days: options?.days }, options);
  }

  /** {@inheritDoc LambdaCompatApi.listTagMoves} */
  async listTagMoves(
    request?: Omit<ListRequest<TagMoveFilter, never>, 'orderField'>,
  ): Promise<Page<TagMove>> {
    return this.#get('/tag-moves', toListQuery(request), request);
  }

  /** {@inheritDoc LambdaCompatApi.getTagMove} */
  async getTagMove(
    moveId: string,
    options?: { signal?: AbortSignal },
  ): Promise<TagMoveDetails> {
    return this.#get(movePath(moveId), {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.getTagMoveComparison} */
  async getTagMoveComparison(
    moveId: string,
    platform: string,
    options?: { signal?: AbortSignal },
  ): Promise<MoveComparison> {
    return this.#get(`${movePath(moveId)}/comparison`, { platform }, options);
  }

  /** {@inheritDoc LambdaCompatApi.listTagMovePins} */
  async listTagMovePins(
    moveId: string,
    options?: { signal?: AbortSignal },
  ): Promise<{ items: ReferencePin[] }> {
    return this.#get(`${movePath(moveId)}/pins`, {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.getTagMoveSummary} */
  async getTagMoveSummary(
    moveId: string,
    options?: { signal?: AbortSignal },
  ): Promise<{ markdown: string }> {
    return this.#get(`${movePath(moveId)}/summary`, {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.compareDigests} */
  async compareDigests(
    tagId: string,
    from: string,
    to: string,
    platform: string,
    options?: { signal?: AbortSignal },
  ): Promise<MoveComparison> {
    const path = `/tags/${encodeURIComponent(tagId)}/comparison`;
    return this.#get(path, { from, to, platform }, options);
  }

  /** {@inheritDoc LambdaCompatApi.listPinSuggestions} */
  async listPinSuggestions(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<{ items: ReferencePin[] }> {
    return this.#get(`${entityPath(entityRef)}/pin-suggestions`, {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.listRuntimeProfiles} */
  async listRuntimeProfiles(options?: {
    signal?: AbortSignal;
  }): Promise<{ items: RuntimeProfileState[] }> {
    return this.#get('/runtime-profiles', {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.listTagImpact} */
  async listTagImpact(
    moveId: string,
    request?: Omit<ListRequest<TagImpactFilter, never>, 'orderField'>,
  ): Promise<Page<TagImpact>> {
    return this.#get(
      `${movePath(moveId)}/impact`,
      toListQuery(request),
      request,
    );
  }

  /** {@inheritDoc LambdaCompatApi.listRegistries} */
  async listRegistries(options?: {
    signal?: AbortSignal;
  }): Promise<{ items: RegistryStatus[] }> {
    return this.#get('/registries', {}, options);
  }

  /** {@inheritDoc LambdaCompatApi.getEntityTagHistory} */
  async getEntityTagHistory(
    entityRef: string,
    options?: { days?: number; signal?: AbortSignal },
  ): Promise<EntityTagHistory> {
    const path = `${entityPath(entityRef)}/tag-history`;
    return this.#get(path, { days: options?.days }, options);
  }

  /** {@inheritDoc LambdaCompatApi.exportList} */
  async exportList(request: ExportRequest): Promise<Blob> {
    const { list, format, filter, orderField, signal } = request;
    const query = { format, ...filter, orderField: toOrderText(orderField) };
    const response = await this.#request(
      `/exports/${list}${toQueryText(query)}`,
      { signal },
    );
    return response.blob();
  }

  async #get<T>(
    path: string,
    query: Query,
    options?: { signal?: AbortSignal },
  ): Promise<T> {
    const response = await this.#request(`${path}${toQueryText(query)}`, {
      signal: options?.signal,
    });
    return response.json();
  }

  async #request(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl(PLUGIN_ID);
    const response = await this.#fetchApi.fetch(`${baseUrl}/v1${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const segments = [kind, namespace, name].map(encodeURIComponent);
  return `/entities/${segments.join('/')}`;
}

function movePath(moveId: string): string {
  return `/tag-moves/${encodeURIComponent(moveId)}`;
}

type Query = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

/** A cursor brings everything but the limit along. */
function toListQuery(
  request: ListRequest<object, string> = {},
  more: Query = {},
): Query {
  const { cursor, filter, limit, orderField } = request;
  return cursor === undefined
    ? { ...more, ...filter, orderField: toOrderText(orderField), limit }
    : { cursor, limit };
}

function toOrderText(orderField: ListRequest<object, string>['orderField']) {
  return orderField && `${orderField.field},${orderField.order}`;
}

/** Lists become repeated parameters. */
function toQueryText(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = value === undefined ? [] : [value].flat();
    for (const item of values) {
      search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}
