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
import type { LambdaCompatApi } from './LambdaCompatApi';
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
