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

import type { ReportUpload } from './compatibility';
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
    blob: async () => new Blob([text]),
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

  it('asks for compatibility, risk and simulations', async () => {
    const { client, fetch } = createClient({
      status: 200,
      body: { items: [] },
    });
    const { signal } = new AbortController();

    await client.getEntityCompatibility('component:default/orders', { signal });
    await client.getFunctionArtifacts('component:default/orders', 'a/b');
    await client.getRiskSummary({ owner: ['group:default/a'] });
    await client.listRiskGroups('domain', {
      orderField: { field: 'broken', order: 'desc' },
    });
    await client.listRiskComponents({
      filter: { verdict: ['broken', 'unknown'], rule: ['R1'] },
      orderField: { field: 'verdict', order: 'asc' },
      limit: 5,
    });
    await client.simulate(
      { runtime: 'provided.al2023' },
      { filter: { from: ['provided.al2'], outcome: ['breaks'] }, limit: 50 },
    );
    await client.simulate({ architecture: 'arm64' }, { cursor: 'c' });
    await client.exportList({
      list: 'risk',
      format: 'csv',
      filter: { verdict: ['broken'] },
    });

    const base = 'http://backend.test/api/lambda-compat/v1';
    const entity = `${base}/entities/component/default/orders`;
    expect(fetch.mock.calls).toEqual([
      [`${entity}/compatibility`, { signal }],
      [`${entity}/functions/a%2Fb/artifacts`, { signal: undefined }],
      [`${base}/risk/summary?owner=group%3Adefault%2Fa`, { signal: undefined }],
      [
        `${base}/risk/groups?groupBy=domain&orderField=broken%2Cdesc`,
        { signal: undefined },
      ],
      [
        `${base}/risk/components?verdict=broken&verdict=unknown&rule=R1&orderField=verdict%2Casc&limit=5`,
        { signal: undefined },
      ],
      [
        `${base}/what-if?runtime=provided.al2023&from=provided.al2&outcome=breaks&limit=50`,
        { signal: undefined },
      ],
      // A cursor brings the target along.
      [`${base}/what-if?cursor=c`, { signal: undefined }],
      [`${base}/exports/risk?format=csv&verdict=broken`, { signal: undefined }],
    ]);
  });

  it('asks for tags, their moves, whom these concern, and registries', async () => {
    const { client, fetch } = createClient({
      status: 200,
      body: { items: [] },
    });
    const { signal } = new AbortController();

    await expect(client.listTags()).resolves.toEqual({ items: [] });
    await client.listTags({
      filter: { search: 'a b', registry: ['r.test:5000'], failing: false },
      orderField: { field: 'seen', order: 'asc' },
      limit: 5,
      signal,
    });
    await client.getTagHistory('a/b');
    await client.getTagHistory('t', { days: 7, signal });
    await client.listTagMoves({
      filter: {
        class: ['content', 'gone'],
        platform: ['linux/arm64'],
        exposed: true,
        since: '2026-04-01T12:00:00Z',
        owner: ['group:default/a'],
      },
    });
    await client.listTagMoves({ cursor: 'c', filter: { exposed: true } });
    await client.getTagMove('a/b', { signal });
    await client.listTagImpact('m', { filter: { exposure: ['possibly'] } });
    await client.listRegistries({ signal });
    await client.getEntityTagHistory('component:orders', { days: 30 });
    await client.getEntityTagHistory('component:default/orders', { signal });
    await client.exportList({
      list: 'tags',
      format: 'csv',
      filter: { failing: true },
      orderField: { field: 'image', order: 'asc' },
    });
    await client.exportList({
      list: 'tag-impact',
      format: 'json',
      filter: { move: 'm', exposure: ['next-build'] },
    });
    await client.exportList({ list: 'tag-moves', format: 'csv' });

    const base = 'http://backend.test/api/lambda-compat/v1';
    const entity = `${base}/entities/component/default/orders`;
    const none = { signal: undefined };
    expect(fetch.mock.calls).toEqual([
      [`${base}/tags`, none],
      [
        `${base}/tags?search=a+b&registry=r.test%3A5000&failing=false&orderField=seen%2Casc&limit=5`,
        { signal },
      ],
      [`${base}/tags/a%2Fb`, none],
      [`${base}/tags/t?days=7`, { signal }],
      [
        `${base}/tag-moves?class=content&class=gone&platform=linux%2Farm64&exposed=true&since=2026-04-01T12%3A00%3A00Z&owner=group%3Adefault%2Fa`,
        none,
      ],
      [`${base}/tag-moves?cursor=c`, none],
      [`${base}/tag-moves/a%2Fb`, { signal }],
      [`${base}/tag-moves/m/impact?exposure=possibly`, none],
      [`${base}/registries`, { signal }],
      [`${entity}/tag-history?days=30`, none],
      [`${entity}/tag-history`, { signal }],
      [
        `${base}/exports/tags?format=csv&failing=true&orderField=image%2Casc`,
        none,
      ],
      [
        `${base}/exports/tag-impact?format=json&move=m&exposure=next-build`,
        none,
      ],
      [`${base}/exports/tag-moves?format=csv`, none],
    ]);
  });

  it('asks for what came with a move, what to pin to and the summary', async () => {
    const { client, fetch } = createClient({ status: 200, body: { x: 1 } });
    const { signal } = new AbortController();
    const other = `sha256:${'b'.repeat(64)}`;

    await expect(client.getTagMove('m/1', { signal })).resolves.toEqual({
      x: 1,
    });
    await client.getTagMoveComparison('m/1', 'linux/arm64', { signal });
    await client.listTagMovePins('m/1');
    await client.getTagMoveSummary('m/1', { signal });
    await client.compareDigests('t 1', DIGEST, other, 'linux/amd64');
    await client.listPinSuggestions('component:orders', { signal });
    await client.listRuntimeProfiles({ signal });
    await client.listTagMoves({ filter: { contents: ['distro', 'unknown'] } });
    await client.simulate(
      { image: 'docker.io/library/amazonlinux:2027' },
      { filter: { outcome: ['can-break'] } },
    );
    await client.simulate({ image: 'x' }, { cursor: 'abc' });

    const base = 'http://backend.test/api/lambda-compat/v1';
    const none = { signal: undefined };
    expect(fetch.mock.calls).toEqual([
      [`${base}/tag-moves/m%2F1`, { signal }],
      [`${base}/tag-moves/m%2F1/comparison?platform=linux%2Farm64`, { signal }],
      [`${base}/tag-moves/m%2F1/pins`, none],
      [`${base}/tag-moves/m%2F1/summary`, { signal }],
      [
        `${base}/tags/t%201/comparison?from=sha256%3A${'a'.repeat(
          64,
        )}&to=sha256%3A${'b'.repeat(64)}&platform=linux%2Famd64`,
        none,
      ],
      [`${base}/entities/component/default/orders/pin-suggestions`, { signal }],
      [`${base}/runtime-profiles`, { signal }],
      [`${base}/tag-moves?contents=distro&contents=unknown`, none],
      [
        `${base}/what-if?image=docker.io%2Flibrary%2Famazonlinux%3A2027&outcome=can-break`,
        none,
      ],
      [`${base}/what-if?cursor=abc`, none],
    ]);
  });

  it('uploads a report as JSON', async () => {
    const { client, fetch } = createClient({
      status: 201,
      body: { id: 'u', verdict: 'unknown', sentence: 's' },
    });
    const upload = {
      schema: 'lambda-compat/upload/v1',
      entityRef: 'component:default/orders',
      measuredAt: '2026-11-23T08:00:00.000Z',
    } as ReportUpload;

    await expect(client.uploadReport(upload)).resolves.toEqual({
      id: 'u',
      verdict: 'unknown',
      sentence: 's',
    });
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe('http://backend.test/api/lambda-compat/v1/reports');
    expect(init).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(JSON.parse(String(init?.body))).toEqual(upload);
  });

  it('asks for lists and numbers with every value of a filter as a parameter of its own', async () => {
    const { client, fetch } = createClient({
      status: 200,
      body: { items: [] },
    });
    const { signal } = new AbortController();

    await client.getCoverageSummary();
    await client.getCoverageSummary(
      { owner: ['group:default/a', '(none)'], membership: 'direct' },
      { signal },
    );
    await client.getCoverageTrend(30, { runtime: ['nodejs22.x'] });
    await client.listCoverageGroups('domain', {
      filter: { system: ['system:default/s'] },
      orderField: { field: 'share', order: 'asc' },
      limit: 100,
    });
    await expect(
      client.listComponents({
        filter: { state: ['unpinned', 'expired'], search: 'a&b=c ü' },
        orderField: { field: 'weakest', order: 'asc' },
        signal,
      }),
    ).resolves.toEqual({ items: [] });
    await client.listReferences({ filter: { image: [], pinClass: undefined } });
    await client.listProblems({ filter: { severity: ['error'] } });

    const base = 'http://backend.test/api/lambda-compat/v1';
    expect(fetch.mock.calls).toEqual([
      [`${base}/coverage/summary`, { signal: undefined }],
      [
        `${base}/coverage/summary?owner=group%3Adefault%2Fa&owner=%28none%29&membership=direct`,
        { signal },
      ],
      [
        `${base}/coverage/trend?days=30&runtime=nodejs22.x`,
        { signal: undefined },
      ],
      [
        `${base}/coverage/groups?groupBy=domain&system=system%3Adefault%2Fs&orderField=share%2Casc&limit=100`,
        { signal: undefined },
      ],
      [
        `${base}/components?state=unpinned&state=expired&search=a%26b%3Dc+%C3%BC&orderField=weakest%2Casc`,
        { signal },
      ],
      [`${base}/references`, { signal: undefined }],
      [`${base}/problems?severity=error`, { signal: undefined }],
    ]);
  });

  it('sends nothing but the limit beside a cursor', async () => {
    const { client, fetch } = createClient({
      status: 200,
      body: { items: [] },
    });
    const request = { cursor: 'abc-_', limit: 50 };

    await client.listCoverageGroups('owner', {
      ...request,
      filter: { owner: ['group:default/a'] },
      orderField: { field: 'key', order: 'asc' },
    });
    await client.listComponents({
      ...request,
      filter: { search: 'x' },
      orderField: { field: 'name', order: 'desc' },
    });

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://backend.test/api/lambda-compat/v1/coverage/groups?cursor=abc-_&limit=50',
      'http://backend.test/api/lambda-compat/v1/components?cursor=abc-_&limit=50',
    ]);
  });

  it('gives an export as the file that the backend sent', async () => {
    const { client, fetch } = createClient({ status: 200, body: [] });

    const file = await client.exportList({
      list: 'references',
      format: 'csv',
      filter: { pinClass: ['floating', 'unresolved'] },
      orderField: { field: 'image', order: 'desc' },
    });

    expect(file).toBeInstanceOf(Blob);
    expect(file.size).toBe(2);
    expect(fetch.mock.calls).toEqual([
      [
        'http://backend.test/api/lambda-compat/v1/exports/references?format=csv&pinClass=floating&pinClass=unresolved&orderField=image%2Cdesc',
        { signal: undefined },
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
