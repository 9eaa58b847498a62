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

import { wrapServer } from '@backstage/backend-openapi-utils/testUtils';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  COUNTED_PIN_CLASSES,
  COVERAGE_STATES,
  type ComponentCoverage,
  type CoverageNumbers,
  type ProblemListItem,
  type ReferenceListItem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { Coverage } from '../coverage/Coverage';
import type { ReportService } from '../reports/ReportService';
import type { VerdictService } from '../verdicts/VerdictService';
import { createRouter } from './createRouter';

const byClass = Object.fromEntries(
  COUNTED_PIN_CLASSES.map(name => [name, 0]),
) as ComponentCoverage['references']['byClass'];
const byState = Object.fromEntries(
  COVERAGE_STATES.map(name => [name, 0]),
) as CoverageNumbers['components']['byState'];
const share = { count: 0, total: 0, ratio: null };
const numbers: CoverageNumbers = {
  components: { total: 0, byState, byWeakest: byClass, withProblems: 0 },
  references: { total: 0, byClass },
  pinnedReferences: share,
  stableReferences: share,
  pinnedComponents: { count: 1, total: 3, ratio: 1 / 3 },
  stableComponents: share,
};
const placed = {
  entityRef: 'component:default/orders',
  title: null,
  owners: ['group:default/payments'],
  system: null,
  collectedAt: '2026-11-23T08:00:00.000Z',
};
const component: ComponentCoverage = {
  ...placed,
  lifecycle: 'production',
  runtimes: ['nodejs22.x'],
  state: 'unpinned',
  weakest: 'floating',
  references: { total: 2, byClass: { ...byClass, digest: 1, floating: 1 } },
  stale: false,
  failing: true,
  problems: {
    total: 1,
    first: { code: 'LC301', severity: 'error', message: 'm', fix: 'f' },
  },
};
const reference: ReferenceListItem = {
  ...placed,
  id: 'r1',
  origin: 'dockerfile-from',
  raw: 'node',
  resolved: 'node',
  image: 'docker.io/library/node',
  pinClass: 'floating',
  role: 'builder',
  file: 'Dockerfile',
  line: 1,
  url: null,
};
const problem: ProblemListItem = {
  ...placed,
  id: 'p1',
  code: 'LC102',
  severity: 'warning',
  message: 'm',
  fix: 'f',
  annotation: 'lambda-compat/runtime',
};

describe('addCoverageRoutes', () => {
  const coverage: jest.Mocked<Coverage> = {
    summarize: jest.fn(),
    listGroups: jest.fn(),
    listComponents: jest.fn(),
    listReferences: jest.fn(),
    listProblems: jest.fn(),
    readTrend: jest.fn(),
  };
  const openFor = jest.fn();
  let server: Server;
  /** Without the check of the document, which knows one content type only. */
  let unchecked: express.Express;

  beforeAll(async () => {
    const router = await createRouter({
      registryEvents: { openFor: jest.fn() },
      entityTags: { getHistory: jest.fn() },
      tags: { openFor: jest.fn() },
      incidents: { openFor: jest.fn() },
      entityPins: { listPins: jest.fn() },
      auditor: mockServices.auditor.mock(),
      coverage: { openFor },
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.none(),
      }),
      reports: {} as ReportService,
      risk: { openFor: jest.fn() },
      uploads: { openFor: jest.fn() },
      verdicts: {} as VerdictService,
    });
    const createApp = () => express().use(router).use(mockErrorHandler());
    unchecked = createApp();
    const app = createApp();
    // As in createRouter.test.ts: the proxy of wrapServer may not take IPv6.
    const listen: (port: number, host: string) => Server = app.listen.bind(app);
    app.listen = ((port: number) =>
      listen(port, '127.0.0.1')) as typeof app.listen;
    server = await wrapServer(app);
  });

  beforeEach(() => {
    jest.resetAllMocks();
    openFor.mockResolvedValue(coverage);
    coverage.summarize.mockResolvedValue({
      ...numbers,
      stale: 1,
      failing: 2,
      collected: { latest: null, earliest: null },
      staleAfterSeconds: 86_400,
      expiredAfterSeconds: 604_800,
    });
    const page = { totalItems: 1, next: null, previous: null };
    coverage.listGroups.mockResolvedValue({
      ...page,
      items: [{ key: null, direct: numbers, total: numbers }],
    });
    coverage.listComponents.mockResolvedValue({ ...page, items: [component] });
    coverage.listReferences.mockResolvedValue({ ...page, items: [reference] });
    coverage.listProblems.mockResolvedValue({ ...page, items: [problem] });
    coverage.readTrend.mockResolvedValue({
      from: '2026-11-01',
      to: '2026-11-23',
      points: [
        {
          day: '2026-11-02',
          components: { total: 0, byState },
          references: { total: 0, byClass },
        },
      ],
    });
  });

  const get = (path: string, authorization = mockCredentials.user.header()) => {
    const { port } = server.address() as AddressInfo;
    return request(`http://localhost:${port}`)
      .get(`/v1/${path}`)
      .set('Authorization', authorization);
  };
  const getUnchecked = (path: string) =>
    request(unchecked)
      .get(`/v1/${path}`)
      .set('Authorization', mockCredentials.user.header());
  /** The error's sentence, where the answer is a 400. */
  const refusal = async (path: string): Promise<string> => {
    const { status, body } = await get(path);
    expect([path, status, body.error?.name]).toEqual([path, 400, 'InputError']);
    return body.error.message;
  };
  const encode = (content: unknown) =>
    Buffer.from(JSON.stringify(content)).toString('base64url');

  it('passes on filters as they stand in the query, one value or several', async () => {
    const summary = await get(
      'coverage/summary?owner=Group:Default/A&owner=(none)&owner=(none)&membership=direct',
    );
    expect(summary.status).toBe(200);
    expect(summary.body.pinnedComponents).toEqual({
      count: 1,
      total: 3,
      ratio: 1 / 3,
    });
    expect(coverage.summarize).toHaveBeenCalledWith({
      owner: ['group:default/a', '(none)'],
      membership: 'direct',
    });

    const list = await get(
      'components?state=unpinned&state=expired&weakest=floating&pinClass=exact-os' +
        '&image=docker.io/library/node&problem=LC301&lifecycle=Production' +
        '&runtime=nodejs22.x&search=a%26b%20%C3%9C&orderField=name%2Cdesc&limit=500',
    );
    expect(list.status).toBe(200);
    expect(list.body).toEqual({
      items: [component],
      totalItems: 1,
      pageInfo: {},
    });
    expect(coverage.listComponents).toHaveBeenCalledWith({
      filter: {
        state: ['unpinned', 'expired'],
        weakest: ['floating'],
        pinClass: ['exact-os'],
        image: ['docker.io/library/node'],
        problem: ['LC301'],
        lifecycle: ['Production'],
        runtime: ['nodejs22.x'],
        search: 'a&b Ü',
      },
      orderField: 'name',
      order: 'desc',
      limit: 500,
      withTotal: true,
    });
    expect(openFor).toHaveBeenCalledWith({
      credentials: mockCredentials.user(),
    });
    expect(openFor).toHaveBeenCalledTimes(2);
  });

  it('takes every path in the letter case and with the slash that Express takes', async () => {
    const odd = await getUnchecked('Components/?limit=7');
    expect(odd.status).toBe(200);
    expect(coverage.listComponents.mock.calls[0][0].limit).toBe(7);
    const refused = await getUnchecked('COMPONENTS/?limit=x');
    expect(refused.status).toBe(400);
  });

  it('begins each list with what has to be mended first, twenty at once', async () => {
    await expect(get('components')).resolves.toMatchObject({ status: 200 });
    await expect(get('references')).resolves.toMatchObject({
      status: 200,
      body: { items: [reference] },
    });
    await expect(get('problems')).resolves.toMatchObject({
      status: 200,
      body: { items: [problem] },
    });
    await expect(get('coverage/groups?groupBy=image')).resolves.toMatchObject({
      status: 200,
      body: { items: [{ key: null }] },
    });
    const first = { filter: {}, limit: 20, withTotal: true };
    expect(coverage.listComponents).toHaveBeenCalledWith({
      ...first,
      orderField: 'weakest',
      order: 'asc',
    });
    expect(coverage.listReferences).toHaveBeenCalledWith({
      ...first,
      orderField: 'pinClass',
      order: 'asc',
    });
    expect(coverage.listProblems).toHaveBeenCalledWith({
      ...first,
      orderField: 'severity',
      order: 'asc',
    });
    expect(coverage.listGroups).toHaveBeenCalledWith('image', {
      ...first,
      orderField: 'unpinned',
      order: 'desc',
    });
  });

  it('counts the days of the trend back from today', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { status } = await get(
      'coverage/trend?days=1&domain=domain:default/d',
    );
    expect(status).toBe(200);
    expect(coverage.readTrend).toHaveBeenCalledWith(
      { from: today, to: today },
      { domain: ['domain:default/d'] },
    );

    await get('coverage/trend');
    const [range] = coverage.readTrend.mock.calls[1];
    expect(Date.parse(range.to) - Date.parse(range.from)).toBe(
      89 * 24 * 3_600_000,
    );
  });

  it('pages on with cursors that bring filter, order and grouping along', async () => {
    coverage.listGroups.mockResolvedValueOnce({
      items: [],
      totalItems: 9,
      next: [3, 'group:default/b'],
      previous: null,
    });
    const { body } = await get(
      'coverage/groups?groupBy=owner&system=system:default/s&membership=direct&orderField=components,desc&limit=2',
    );
    expect(body).toEqual({
      items: [],
      totalItems: 9,
      pageInfo: { nextCursor: expect.stringMatching(/^[A-Za-z0-9_-]+$/) },
    });

    coverage.listGroups.mockResolvedValueOnce({
      items: [],
      totalItems: 9,
      next: null,
      previous: [2, 'group:default/c'],
    });
    const second = await get(
      `coverage/groups?cursor=${body.pageInfo.nextCursor}&limit=4`,
    );
    expect(coverage.listGroups).toHaveBeenLastCalledWith('owner', {
      filter: { system: ['system:default/s'], membership: 'direct' },
      orderField: 'components',
      order: 'desc',
      limit: 4,
      after: [3, 'group:default/b'],
      withTotal: true,
    });
    expect(Object.keys(second.body.pageInfo)).toEqual(['prevCursor']);

    await get(`coverage/groups?cursor=${second.body.pageInfo.prevCursor}`);
    expect(coverage.listGroups).toHaveBeenLastCalledWith('owner', {
      filter: { system: ['system:default/s'], membership: 'direct' },
      orderField: 'components',
      order: 'desc',
      limit: 20,
      before: [2, 'group:default/c'],
      withTotal: true,
    });
  });

  it('refuses a cursor in company, of another list, and one that was written by hand', async () => {
    coverage.listComponents.mockResolvedValue({
      items: [],
      totalItems: 9,
      next: [1, 'component:default/a'],
      previous: null,
    });
    const { body } = await get('components?state=pinned');
    const { nextCursor } = body.pageInfo;

    for (const company of ['state=pinned', 'orderField=name,asc', 'search=x']) {
      await expect(
        refusal(`components?cursor=${nextCursor}&${company}`),
      ).resolves.toBe(
        `The query parameter '${
          company.split('=')[0]
        }' may not stand beside 'cursor', which brings the filter and the order; only 'limit' may`,
      );
    }
    await expect(refusal(`references?cursor=${nextCursor}`)).resolves.toBe(
      'The cursor belongs to another list',
    );
    await expect(
      refusal(`exports/components?format=csv&cursor=${nextCursor}`),
    ).resolves.toMatch(/^Unknown query parameter 'cursor'; known are format, /);

    const content = JSON.parse(
      Buffer.from(nextCursor, 'base64url').toString('utf8'),
    );
    const { position, ...positionless } = content;
    const query = content.query;
    const forged: unknown[] = [
      null,
      [],
      'text',
      {},
      positionless,
      { ...content, version: 2 },
      { ...content, more: 1 },
      { ...content, direction: 'sideways' },
      { ...content, position: [] },
      { ...content, position: 'x' },
      { ...content, position: [{}] },
      { ...content, position: [null] },
      { ...content, position: ['a\0b'] },
      { ...content, position: Array(9).fill(1) },
      { ...content, query: [] },
      { ...content, query: {} },
      { ...content, query: { ...query, orderField: 'uid,asc' } },
      { ...content, query: { ...query, orderField: ['name,asc'] } },
      { ...content, query: { ...query, state: ['no such'] } },
      { ...content, query: { ...query, state: 'pinned' } },
      { ...content, query: { ...query, state: [{}] } },
      { ...content, query: { ...query, state: Array(51).fill('pinned') } },
      { ...content, query: { ...query, search: 'x'.repeat(201) } },
      { ...content, query: { ...query, search: ['x'] } },
      { ...content, query: { ...query, limit: '5' } },
      { ...content, query: { ...query, cursor: 'x' } },
      { ...content, query: { ...query, owner: ['a b'] } },
    ];
    const notValid =
      'The cursor is not valid; take it unchanged from a page of the list';
    for (const forgery of forged) {
      await expect(
        refusal(`components?cursor=${encode(forgery)}`),
      ).resolves.toBe(notValid);
    }
    for (const garbage of ['x', '*', `${nextCursor}%3D`, 'bm8', '%C3%A9']) {
      await expect(refusal(`components?cursor=${garbage}`)).resolves.toBe(
        notValid,
      );
    }
    await expect(
      refusal(`components?cursor=${encode('x'.repeat(8_000))}`),
    ).resolves.toBe(
      "The query parameter 'cursor' must be text of 1 to 8192 characters",
    );
    // Only a page without cursor tells which groups are meant.
    await expect(
      refusal(
        `coverage/groups?cursor=${encode({
          ...content,
          list: 'groups',
          query: { orderField: 'key,asc' },
        })}`,
      ),
    ).resolves.toBe(notValid);
    expect(coverage.listComponents).toHaveBeenCalledTimes(1);

    // A position of the wrong shape is for the list to judge.
    coverage.listComponents.mockRejectedValueOnce(
      new InputError('The position does not fit the order'),
    );
    await expect(
      refusal(`components?cursor=${encode({ ...content, position: ['x'] })}`),
    ).resolves.toBe('The position does not fit the order');
  });

  const range500 =
    "The query parameter 'limit' must be a whole number from 1 to 500";
  it.each([
    ['components?limit=1000000000', range500],
    ['components?limit=1e9', range500],
    ['components?limit=0', range500],
    ['components?limit=-1', range500],
    ['components?limit=', range500],
    ['components?limit=20.5', range500],
    [
      'components?limit=1&limit=2',
      "The query parameter 'limit' may be given only once",
    ],
    [
      'components?colour=red',
      /^Unknown query parameter 'colour'; known are owner, system, /,
    ],
    [
      'components?owner[]=group:default/a',
      /^Unknown query parameter 'owner\[\]'; /,
    ],
    [
      'components?owner[x]=group:default/a',
      /^Unknown query parameter 'owner\[x\]'; /,
    ],
    ['components?__proto__=x', /^Unknown query parameter '__proto__'; /],
    [
      `components?${'x'.repeat(9_000)}=1`,
      /^Unknown query parameter 'x{50}'; known are [A-Za-z, ]+$/,
    ],
    [
      'references?pinClass=loose',
      "The query parameter 'pinClass' must be one of digest, dated, exact-os, exact, partial, channel, floating, unresolved, invalid",
    ],
    ['references?weakest=digest', /^Unknown query parameter 'weakest'/],
    [
      'coverage/groups?groupBy=colour',
      "The query parameter 'groupBy' must be one of owner, system, domain, runtime, image, lifecycle",
    ],
    [
      'coverage/groups',
      "The query parameter 'groupBy' is missing; it or 'cursor' must be given",
    ],
    [
      'coverage/summary?owner=payments',
      "The query parameter 'owner' must be a full entity ref such as group:default/payments, or (none)",
    ],
    [
      `coverage/summary?${'owner=group:default/a&'.repeat(51)}`,
      "The query parameter 'owner' may be given at most 50 times",
    ],
    [
      'coverage/summary?membership=some',
      /'membership' must be one of direct, all$/,
    ],
    [
      'coverage/trend?days=367',
      "The query parameter 'days' must be a whole number from 1 to 366",
    ],
    [
      'components?orderField=weakest',
      /^The query parameter 'orderField' must be one of name,asc, name,desc, /,
    ],
    [
      `components?search=${'x'.repeat(201)}`,
      "The query parameter 'search' must be text of 1 to 200 characters",
    ],
    [`components?search=a%00b`, /'search' must be text/],
    [`components?image=${'x'.repeat(301)}`, /'image' must be text of 1 to 300/],
    [
      `components?${Array.from(
        { length: 20 },
        (_, i) => `image=${'x'.repeat(290)}${i}`,
      ).join('&')}`,
      /^The filters are too long together: they have \d+ bytes, and may have 4500$/,
    ],
    [
      'exports/components',
      "The query parameter 'format' is missing; it must be one of csv, json",
    ],
    ['exports/problems?format=xlsx', /'format' must be one of csv, json$/],
    [
      'exports/components?format=csv&limit=5',
      /^Unknown query parameter 'limit'/,
    ],
  ])(
    'answers %s with a sentence that names what is wrong',
    async (path, sentence) => {
      const message = await refusal(path);
      const isAsExpected =
        typeof sentence === 'string'
          ? message === sentence
          : sentence.test(message);
      expect([message, isAsExpected]).toEqual([message, true]);
      expect(message).not.toContain('request/query');
      expect(openFor).not.toHaveBeenCalled();
    },
  );

  it('lets in users and services, and tells others and those without permission', async () => {
    for (const path of ['coverage/summary', 'exports/components?format=json']) {
      const nobody = await get(path, mockCredentials.none.header());
      expect([path, nobody.status]).toEqual([path, 401]);
      const service = await get(path, mockCredentials.service.header());
      expect([path, service.status]).toEqual([path, 200]);
    }
    openFor.mockRejectedValue(
      new NotAllowedError(
        "You need the permission 'lambda-compat.report.read'",
      ),
    );
    for (const path of ['components', 'exports/references?format=json']) {
      const refused = await get(path);
      expect([path, refused.status]).toEqual([path, 403]);
      expect(refused.body.error.message).toBe(
        "You need the permission 'lambda-compat.report.read'",
      );
    }
  });

  it('exports a list with its filter and order, but without counting it', async () => {
    const { status, headers, text } = await getUnchecked(
      'exports/references?format=csv&pinClass=floating&orderField=image,desc',
    );
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="lambda-compat-references-${new Date()
        .toISOString()
        .slice(0, 10)}.csv"`,
    );
    expect(text.split('\r\n')).toHaveLength(3);
    expect(coverage.listReferences).toHaveBeenCalledWith({
      filter: { pinClass: ['floating'] },
      orderField: 'image',
      order: 'desc',
      limit: 500,
      withTotal: false,
    });

    const json = await get('exports/components?format=json');
    expect(json.body).toEqual([component]);
    const problems = await get('exports/problems?format=json');
    expect(problems.body).toEqual([problem]);
  });
});
