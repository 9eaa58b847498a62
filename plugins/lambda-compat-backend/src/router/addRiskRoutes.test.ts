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
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type {
  RiskComponent,
  RiskNumbers,
  WhatIfComponent,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { ReportService } from '../reports/ReportService';
import type { Risk } from '../risk/Risk';
import type { VerdictService } from '../verdicts/VerdictService';
import { createRouter } from './createRouter';

const share = { count: 1, total: 2, ratio: 0.5 };
const numbers: RiskNumbers = {
  total: 3,
  byVerdict: {
    broken: 1,
    'at-risk': 0,
    unknown: 0,
    compatible: 1,
    'no-native-code': 1,
  },
  measured: 3,
  compatible: share,
  evidence: share,
};
const component: RiskComponent = {
  entityRef: 'component:default/orders',
  title: null,
  owners: ['group:default/payments'],
  system: null,
  lifecycle: 'production',
  runtimes: ['provided.al2023'],
  verdict: 'broken',
  sentence: '=It breaks.',
  rules: ['R1', 'R12'],
  functions: 2,
  measured: 1,
  measuredAt: null,
};
const simulated: WhatIfComponent = {
  entityRef: 'component:default/orders',
  title: null,
  owners: [],
  system: null,
  runtimes: ['provided.al2'],
  verdict: 'compatible',
  outcome: 'breaks',
  reason: 'It asks for more.',
};

const COUNTS = {
  breaks: 1,
  'can-break': 0,
  unknown: 0,
  works: 0,
  'not-affected': 0,
};
const TARGET = {
  runtime: 'provided.al2',
  architecture: null,
  image: null,
  profile: 'x',
};

describe('addRiskRoutes', () => {
  const risk: jest.Mocked<Risk> = {
    summarize: jest.fn(),
    listGroups: jest.fn(),
    listComponents: jest.fn(),
    simulate: jest.fn(),
    listRuntimeProfiles: jest.fn(),
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
      coverage: { openFor: jest.fn() },
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.none(),
      }),
      reports: {} as ReportService,
      risk: { openFor },
      uploads: { openFor: jest.fn() },
      verdicts: {} as VerdictService,
    });
    const createApp = () => express().use(router).use(mockErrorHandler());
    unchecked = createApp();
    const app = createApp();
    const listen: (port: number, host: string) => Server = app.listen.bind(app);
    app.listen = ((port: number) =>
      listen(port, '127.0.0.1')) as typeof app.listen;
    server = await wrapServer(app);
  });

  beforeEach(() => {
    jest.resetAllMocks();
    openFor.mockResolvedValue(risk);
    risk.summarize.mockResolvedValue({
      ...numbers,
      byRule: { R1: 2 },
      deprecation: { components: 0, firstRuntime: null, firstDate: null },
    });
    const page = { totalItems: 1, next: null, previous: null };
    risk.listGroups.mockResolvedValue({
      ...page,
      items: [{ key: null, direct: numbers, total: numbers }],
    });
    risk.listComponents.mockResolvedValue({ ...page, items: [component] });
    risk.simulate.mockResolvedValue({
      ...page,
      items: [simulated],
      counts: COUNTS,
      target: TARGET,
    });
  });

  const get = (path: string, authorization = mockCredentials.user.header()) => {
    const { port } = server.address() as AddressInfo;
    return request(`http://localhost:${port}`)
      .get(`/v1/${path}`)
      .set('Authorization', authorization);
  };
  /** The error's sentence, where the answer is a 400. */
  const refusal = async (path: string): Promise<string> => {
    const { status, body } = await get(path);
    expect([path, status, body.error?.name]).toEqual([path, 400, 'InputError']);
    return body.error.message;
  };

  it('passes on filters as they stand in the query', async () => {
    const summary = await get(
      'risk/summary?owner=Group:Default/A&runtime=provided.al2&membership=direct',
    );
    expect([summary.status, summary.body.byRule]).toEqual([200, { R1: 2 }]);
    expect(risk.summarize).toHaveBeenCalledWith({
      owner: ['group:default/a'],
      runtime: ['provided.al2'],
      membership: 'direct',
    });

    const list = await get(
      'risk/components?verdict=broken&verdict=unknown&rule=R1&search=GLIBC&orderField=measuredAt,desc&limit=7',
    );
    expect(list.body).toEqual({
      items: [component],
      totalItems: 1,
      pageInfo: {},
    });
    expect(risk.listComponents).toHaveBeenCalledWith({
      filter: {
        verdict: ['broken', 'unknown'],
        rule: ['R1'],
        search: 'GLIBC',
      },
      orderField: 'measuredAt',
      order: 'desc',
      limit: 7,
      withTotal: true,
    });

    await get(
      'what-if?runtime=provided.al2&architecture=arm64&from=provided.al2023&from=(none)&outcome=breaks&domain=domain:default/d&search=x',
    );
    expect(risk.simulate).toHaveBeenCalledWith(
      { runtime: 'provided.al2', architecture: 'arm64' },
      {
        filter: {
          from: ['provided.al2023', '(none)'],
          outcome: ['breaks'],
          domain: ['domain:default/d'],
          search: 'x',
        },
        orderField: 'outcome',
        order: 'asc',
        limit: 20,
        withTotal: true,
      },
    );
    expect(openFor).toHaveBeenCalledWith({
      credentials: mockCredentials.user(),
    });
    expect(openFor).toHaveBeenCalledTimes(3);
  });

  it('begins each list with what is worst, twenty at once', async () => {
    await get('risk/components');
    await get('risk/groups?groupBy=domain');
    const first = { filter: {}, limit: 20, withTotal: true };
    expect(risk.listComponents).toHaveBeenCalledWith({
      ...first,
      orderField: 'verdict',
      order: 'asc',
    });
    expect(risk.listGroups).toHaveBeenCalledWith('domain', {
      ...first,
      orderField: 'broken',
      order: 'desc',
    });
  });

  it('leads from page to page with everything that the first one asked for', async () => {
    risk.simulate.mockResolvedValueOnce({
      items: [simulated],
      counts: { ...COUNTS, breaks: 9 },
      target: TARGET,
      totalItems: 9,
      next: [0, 'orders', 'component:default/orders'],
      previous: null,
    });
    const first = await get('what-if?runtime=provided.al2&from=x&limit=1');
    expect(first.body).toMatchObject({
      target: { runtime: 'provided.al2' },
      counts: { breaks: 9 },
      items: [simulated],
      totalItems: 9,
    });
    const cursor = first.body.pageInfo.nextCursor;
    const second = await get(`what-if?cursor=${cursor}&limit=1`);
    expect(second.status).toBe(200);
    expect(risk.simulate).toHaveBeenLastCalledWith(
      { runtime: 'provided.al2' },
      {
        filter: { from: ['x'] },
        orderField: 'outcome',
        order: 'asc',
        limit: 1,
        after: [0, 'orders', 'component:default/orders'],
        withTotal: true,
      },
    );
    await expect(refusal(`risk/components?cursor=${cursor}`)).resolves.toBe(
      'The cursor belongs to another list',
    );

    risk.listGroups.mockResolvedValueOnce({
      items: [],
      totalItems: 3,
      next: [2],
      previous: null,
    });
    const groups = await get('risk/groups?groupBy=system&limit=2');
    await get(`risk/groups?cursor=${groups.body.pageInfo.nextCursor}`);
    expect(risk.listGroups).toHaveBeenLastCalledWith('system', {
      filter: {},
      orderField: 'broken',
      order: 'desc',
      limit: 20,
      after: [2],
      withTotal: true,
    });
  });

  it.each([
    [
      'risk/groups',
      "The query parameter 'groupBy' is missing; it or 'cursor' must be given",
    ],
    [
      'risk/groups?groupBy=image',
      "The query parameter 'groupBy' must be one of owner, system, domain, runtime",
    ],
    [
      'risk/components?verdict=good',
      "The query parameter 'verdict' must be one of broken, at-risk, unknown, compatible, no-native-code",
    ],
    [
      'risk/components?rule=R99',
      "The query parameter 'rule' must be one of R1, R2, R3, R4, R5, R10, R11, R12, R13, R14, R20, R21, R22, R23, R24, R30, R31",
    ],
    [
      'risk/components?state=pinned',
      /^Unknown query parameter 'state'; known are owner, /,
    ],
    [
      'risk/components?limit=501',
      "The query parameter 'limit' must be a whole number from 1 to 500",
    ],
    ['risk/summary?search=x', /^Unknown query parameter 'search'/],
    [
      'what-if',
      "The query parameter 'runtime' is missing; it, 'architecture' or 'image' must be given",
    ],
    [
      'what-if?runtime=provided.al2&runtime=x',
      "The query parameter 'runtime' may be given only once",
    ],
    [
      'what-if?runtime=provided.al99',
      "The query parameter 'runtime' must be a Lambda runtime that is known, not 'provided.al99'",
    ],
    [
      'what-if?architecture=arm',
      "The query parameter 'architecture' must be one of x86_64, arm64",
    ],
    ['what-if?cursor=abc', /^The cursor is not valid/],
    [
      'exports/risk',
      "The query parameter 'format' is missing; it must be one of csv, json",
    ],
    [
      'exports/what-if?format=csv',
      "The query parameter 'runtime' is missing; it, 'architecture' or 'image' must be given",
    ],
  ])('refuses %s', async (path, message) => {
    await expect(refusal(path)).resolves.toMatch(message);
    expect(risk.simulate).not.toHaveBeenCalled();
  });

  it('exports what the lists hold, page after page', async () => {
    risk.listComponents
      .mockResolvedValueOnce({
        items: [component],
        totalItems: 0,
        next: [0, 'x'],
        previous: null,
      })
      .mockResolvedValueOnce({
        items: [{ ...component, verdict: 'unknown' }],
        totalItems: 0,
        next: null,
        previous: null,
      });
    const table = await request(unchecked)
      .get('/v1/exports/risk?format=csv&verdict=broken')
      .set('Authorization', mockCredentials.user.header());
    expect(table.headers['content-disposition']).toMatch(
      /^attachment; filename="lambda-compat-risk-\d{4}-\d{2}-\d{2}\.csv"$/,
    );
    expect(table.text.replace('\uFEFF', '').trimEnd().split('\r\n')).toEqual([
      'entityRef,title,owners,system,lifecycle,runtimes,verdict,sentence,rules,functions,measured,measuredAt',
      'component:default/orders,,group:default/payments,,production,provided.al2023,broken,\'=It breaks.,"R1, R12",2,1,',
      'component:default/orders,,group:default/payments,,production,provided.al2023,unknown,\'=It breaks.,"R1, R12",2,1,',
    ]);
    expect(risk.listComponents).toHaveBeenLastCalledWith({
      filter: { verdict: ['broken'] },
      orderField: 'verdict',
      order: 'asc',
      limit: 500,
      withTotal: false,
      after: [0, 'x'],
    });

    const file = await get('exports/what-if?format=json&architecture=arm64');
    expect(file.body).toEqual([simulated]);
    expect(risk.simulate).toHaveBeenCalledWith(
      { architecture: 'arm64' },
      expect.objectContaining({ limit: 500, filter: {} }),
    );
  });

  it('answers nothing to nobody, and to whom reports are closed', async () => {
    for (const path of [
      'risk/summary',
      'risk/groups?groupBy=owner',
      'risk/components',
      'what-if?architecture=arm64',
      'exports/risk?format=csv',
      'exports/what-if?format=csv&architecture=arm64',
    ]) {
      const nobody = await get(path, mockCredentials.none.header());
      expect([path, nobody.status]).toEqual([path, 401]);
      openFor.mockRejectedValueOnce(new NotAllowedError('closed'));
      const closed = await get(path);
      expect([path, closed.status]).toEqual([path, 403]);
    }
  });

  it('says when a simulation takes longer than one request', async () => {
    risk.simulate.mockRejectedValueOnce(
      new ServiceUnavailableError('ask again'),
    );
    const { status } = await get('what-if?architecture=arm64');
    expect(status).toBe(503);
  });

  it('asks what becomes of builds on an image, alone and on every page', async () => {
    risk.simulate.mockResolvedValueOnce({
      items: [{ ...simulated, outcome: 'can-break' }],
      counts: { ...COUNTS, 'can-break': 2 },
      target: {
        ...TARGET,
        runtime: null,
        image: {
          name: 'docker.io/library/amazonlinux:2027',
          digests: { 'linux/arm64': 'sha256:a' },
        },
      },
      totalItems: 2,
      next: [1, 'orders', 'component:default/orders'],
      previous: null,
    });
    const first = await get(
      'what-if?image=amazonlinux:2027&outcome=can-break&outcome=not-affected&limit=1',
    );
    expect(first.body).toMatchObject({
      target: {
        image: {
          name: 'docker.io/library/amazonlinux:2027',
          digests: { 'linux/arm64': 'sha256:a' },
        },
      },
      counts: { 'can-break': 2, 'not-affected': 0 },
    });
    await get(`what-if?cursor=${first.body.pageInfo.nextCursor}`);
    expect(risk.simulate).toHaveBeenLastCalledWith(
      { image: 'amazonlinux:2027' },
      expect.objectContaining({
        filter: { outcome: ['can-break', 'not-affected'] },
        after: [1, 'orders', 'component:default/orders'],
      }),
    );
    await expect(
      refusal('what-if?image=amazonlinux&runtime=provided.al2'),
    ).resolves.toBe(
      "The query parameter 'image' may not stand beside 'runtime' and 'architecture'",
    );
    await expect(refusal('what-if?image=-x')).resolves.toMatch(
      /^The query parameter 'image' must be an image with a tag or a digest/,
    );
  });

  it('says when to ask again while an image is being read', async () => {
    risk.simulate.mockRejectedValue(
      new ServiceUnavailableError('it is being read'),
    );
    for (const path of [
      'what-if?image=amazonlinux:2027',
      'exports/what-if?format=csv&image=amazonlinux:2027',
    ]) {
      const { headers, status } = await get(path);
      expect([path, status, headers['retry-after']]).toEqual([path, 503, '5']);
    }
  });

  it('answers with the profiles of runtimes', async () => {
    const profile = {
      runtime: 'provided.al2023',
      architecture: 'arm64' as const,
      origin: 'image' as const,
      source: 'Measured.',
      image: 'public.ecr.aws/lambda/provided:al2023',
      history: [
        {
          digest: 'sha256:a',
          after: null,
          before: '2026-11-23T12:00:00.000Z',
          highest: [{ namespace: 'GLIBC', version: 'GLIBC_2.34' }],
        },
      ],
    };
    risk.listRuntimeProfiles.mockResolvedValue([profile]);
    await expect(get('runtime-profiles')).resolves.toMatchObject({
      status: 200,
      body: { items: [profile] },
    });
    const nobody = await get('runtime-profiles', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
  });
});
