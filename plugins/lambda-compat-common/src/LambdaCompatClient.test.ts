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

import { LambdaCompatClient } from './LambdaCompatClient';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function createClient(answer: { status: number; body?: unknown }) {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => ({
    ok: answer.status < 400,
    status: answer.status,
    statusText: 'as answered',
    headers: new Map([['content-type', 'application/json']]),
    text: async () => text,
    json: async () => JSON.parse(text),
  }));
  const client = new LambdaCompatClient({
    discoveryApi: { getBaseUrl: async id => `http://backend.test/api/${id}` },
    fetchApi: { fetch: fetch as unknown as typeof globalThis.fetch },
  });
  return { client, fetch };
}

describe('LambdaCompatClient', () => {
  it('reads a report under the full entity reference, written out or short', async () => {
    const { client, fetch } = createClient({
      status: 200,
      body: { entityRef: 'component:default/orders' },
    });
    const { signal } = new AbortController();

    await expect(
      client.getEntityReport('component:orders', { signal }),
    ).resolves.toEqual({ entityRef: 'component:default/orders' });
    await client.getEntityReport('resource:prod/fx');
    await expect(client.getEntityReport('orders')).rejects.toThrow(/kind/);

    const base = 'http://backend.test/api/lambda-compat/v1/entities';
    expect(fetch.mock.calls).toEqual([
      [`${base}/component/default/orders/report`, { signal }],
      [`${base}/resource/prod/fx/report`, { signal: undefined }],
    ]);
  });

  it('asks for a patch with the digest and the reference escaped', async () => {
    const { client, fetch } = createClient({
      status: 200,
      body: { patch: '--- a/Dockerfile\n' },
    });

    await expect(
      client.getPinPatch('component:default/orders', 'a/b?c', DIGEST),
    ).resolves.toEqual({ patch: '--- a/Dockerfile\n' });

    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend.test/api/lambda-compat/v1/entities/component/default/orders' +
        `/references/a%2Fb%3Fc/patch?digest=sha256%3A${'a'.repeat(64)}`,
    );
  });

  it('posts a refresh and expects no body back', async () => {
    const { client, fetch } = createClient({ status: 202 });

    await expect(
      client.refreshEntity('resource:prod/fx'),
    ).resolves.toBeUndefined();

    expect(fetch.mock.calls).toEqual([
      [
        'http://backend.test/api/lambda-compat/v1/entities/resource/prod/fx/refresh',
        { method: 'POST' },
      ],
    ]);
  });

  it('rejects with the error that the backend threw', async () => {
    const { client } = createClient({
      status: 403,
      body: {
        error: { name: 'NotAllowedError', message: 'You may not' },
        response: { statusCode: 403 },
      },
    });

    await expect(
      client.getEntityReport('component:default/orders'),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'You may not' },
    });
  });
});
