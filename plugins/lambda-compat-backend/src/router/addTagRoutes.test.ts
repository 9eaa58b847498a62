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
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  EntityTagHistory,
  RegistryStatus,
  TagHistory,
  TagImpact,
  TagMove,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { ReportService } from '../reports/ReportService';
import type { Tags } from '../tags/Tags';
import type { VerdictService } from '../verdicts/VerdictService';
import { createRouter } from './createRouter';

const TIME = '2026-11-23T12:00:00.000Z';
const observer = { kind: 'registry', host: 'registry-1.docker.io' } as const;
const tag: WatchedTag = {
  id: 't1',
  image: 'docker.io/library/python:3.13',
  registry: 'docker.io',
  repository: 'library/python',
  tag: '3.13',
  observer,
  pinClass: 'partial',
  state: 'present',
  digest: 'sha256:a',
  platforms: [{ platform: 'linux/arm64', digest: 'sha256:b' }],
  since: { after: null, before: TIME },
  checkedAt: TIME,
  seenAt: TIME,
  nextLookAt: TIME,
  intervalSeconds: 900,
  failure: { code: 'timeout', message: 'm', since: TIME, attempts: 1 },
  unstable: false,
  movedThoughDated: false,
  notWatched: null,
  components: { total: 2, unpinned: 1 },
  otherObservers: [
    {
      tagId: 't2',
      observer: { kind: 'mirror', host: 'mirror.test' },
      state: 'unseen',
      digest: null,
      seenAt: null,
    },
  ],
  movesIn30Days: 1,
  lastMoveAt: null,
};
const move: TagMove = {
  id: 'm1',
  tagId: 't1',
  image: '=docker.io/library/python:3.13',
  observer,
  from: null,
  to: 'sha256:a',
  between: { after: TIME, before: TIME },
  class: 'content',
  changes: ['content', 'platforms'],
  platforms: [
    { platform: 'linux/arm64', from: null, to: 'sha256:b', class: 'content' },
    { platform: 'linux/amd64', from: null, to: null, class: 'lost' },
  ],
  undecided: null,
  unstable: false,
  source: 'observed',
  reportedBy: null,
  aliases: { from: [], to: ['3.13.6', '3.13.6-bookworm'] },
  exposed: 3,
  latest: true,
  contents: {
    state: 'available',
    class: 'symbol-versions',
    sentence: 'Symbol versions changed.',
    gained: [
      { library: 'libc.so.6', versions: ['GLIBC_2.38', 'GLIBC_2.39'] },
      { library: 'libm.so.6', versions: ['GLIBC_2.39'] },
    ],
  },
};
const impact: TagImpact = {
  entityRef: 'component:default/orders',
  title: null,
  ownerRefs: ['group:default/a', 'group:default/b'],
  systemRef: null,
  exposure: 'possibly',
  reason: 'unknown-platform',
  reference: 'python:3.13',
  pinClass: 'partial',
  origin: 'dockerfile-from',
  role: 'builder',
  stage: { index: 0, name: null },
  platform: null,
  file: 'Dockerfile',
  line: 3,
  url: null,
  from: TIME,
  until: null,
  lastBuild: {
    at: TIME,
    source: 'upload',
    number: '812',
    url: null,
    commit: null,
  },
  builtVerdict: 'broken',
  builtReason: 'GLIBCXX_3.4.30',
};
const history: TagHistory = {
  tag,
  intervals: [
    {
      platform: null,
      digest: 'sha256:a',
      began: { after: null, before: TIME },
      lastSeenAt: TIME,
      endedBefore: null,
      source: 'reported',
      reportedBy: 'Quay',
      aliases: ['x'],
    },
  ],
  outages: [{ from: TIME, until: null, code: 'not-looked', message: 'm' }],
  moves: [move],
  knownSince: TIME,
  truncated: false,
};
const {
  origin,
  entityRef,
  title,
  ownerRefs,
  systemRef,
  from,
  until,
  lastBuild,
  builtVerdict,
  builtReason,
  ...place
} = impact;
const entityHistory: EntityTagHistory = {
  entityRef: 'component:default/orders',
  status: 'available',
  from: TIME,
  tags: [{ ...history, places: [place] }],
  builds: [
    {
      at: TIME,
      functionName: 'f',
      number: '1',
      url: null,
      commit: null,
      verdict: 'broken',
    },
  ],
  windows: [
    {
      entityRef: 'component:default/orders',
      tagId: 't1',
      moveId: 'm1',
      image: 'docker.io/library/python:3.13',
      reference: 'python:3.13',
      opened: { after: null, before: TIME },
      closed: null,
      closedBy: null,
      seconds: { least: 60, most: null },
      symbolVersions: true,
    },
  ],
};
const registry: RegistryStatus = {
  host: 'ghcr.io',
  observer: 'registry',
  tags: 1,
  failingTags: 0,
  requestsToday: { total: 3, counted: 1, tokens: 1 },
  quota: { limit: 100, remaining: 99, windowSeconds: null, seenAt: TIME },
  parkedUntil: null,
  parkedReason: null,
  lastAnswerAt: TIME,
  lastFailureAt: null,
  lastFailure: null,
};

describe('addTagRoutes', () => {
  const tags: jest.Mocked<Tags> = {
    listTags: jest.fn(),
    getHistory: jest.fn(),
    listMoves: jest.fn(),
    listImpact: jest.fn(),
    listRegistries: jest.fn(),
    getEntityHistory: jest.fn(),
  };
  const entityTags = { getHistory: jest.fn() };
  const openFor = jest.fn();
  let server: Server;
  /** Without the check of the document, which knows one content type only. */
  let unchecked: express.Express;

  beforeAll(async () => {
    const router = await createRouter({
      auditor: mockServices.auditor.mock(),
      coverage: { openFor: jest.fn() },
      registryEvents: { openFor: jest.fn() },
      entityTags,
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.none(),
      }),
      reports: {} as ReportService,
      risk: { openFor: jest.fn() },
      tags: { openFor },
      incidents: { openFor: jest.fn() },
      entityPins: { listPins: jest.fn() },
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
    openFor.mockResolvedValue(tags);
    const page = { totalItems: 1, next: null, previous: null };
    tags.listTags.mockResolvedValue({ ...page, items: [tag] });
    tags.listMoves.mockResolvedValue({ ...page, items: [move] });
    tags.listImpact.mockResolvedValue({ ...page, items: [impact] });
    tags.getHistory.mockResolvedValue(history);
    tags.listRegistries.mockResolvedValue([registry]);
    entityTags.getHistory.mockResolvedValue(entityHistory);
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
    const list = await get(
      'tags?search=python&registry=docker.io&registry=ghcr.io&state=present&failing=false&orderField=seen,asc&limit=7',
    );
    expect(list.body).toEqual({ items: [tag], totalItems: 1, pageInfo: {} });
    expect(tags.listTags).toHaveBeenCalledWith({
      filter: {
        search: 'python',
        registry: ['docker.io', 'ghcr.io'],
        state: ['present'],
        failing: false,
      },
      orderField: 'seen',
      order: 'asc',
      limit: 7,
      withTotal: true,
    });

    const feed = await get(
      'tag-moves?owner=Group:Default/A&system=(none)&membership=direct&search=x&tag=t1&class=content&class=gone&contents=distro&contents=unknown&platform=linux/arm/v7&exposed=true&since=2026-04-01',
    );
    expect(feed.body.items).toEqual([move]);
    expect(tags.listMoves).toHaveBeenCalledWith({
      filter: {
        owner: ['group:default/a'],
        system: ['(none)'],
        membership: 'direct',
        search: 'x',
        tag: ['t1'],
        class: ['content', 'gone'],
        contents: ['distro', 'unknown'],
        platform: ['linux/arm/v7'],
        exposed: true,
        since: '2026-04-01',
      },
      orderField: 'before',
      order: 'desc',
      limit: 20,
      withTotal: true,
    });

    const concerned = await get('tag-moves/m1/impact?exposure=possibly');
    expect(concerned.body.items).toEqual([impact]);
    expect(tags.listImpact).toHaveBeenCalledWith('m1', {
      filter: { exposure: ['possibly'] },
      orderField: 'exposure',
      order: 'asc',
      limit: 20,
      withTotal: true,
    });
    expect(openFor).toHaveBeenCalledTimes(3);
  });

  it('answers with one tag, one move, the registries and the tags of an entity', async () => {
    await expect(get('tags/t1')).resolves.toMatchObject({ body: history });
    expect(tags.getHistory).toHaveBeenCalledWith('t1', 90);
    await get('tags/t1?days=3660');
    expect(tags.getHistory).toHaveBeenLastCalledWith('t1', 3_660);
    await expect(get('registries')).resolves.toMatchObject({
      body: { items: [registry] },
    });
    await expect(
      get('entities/Component/default/orders/tag-history'),
    ).resolves.toMatchObject({ status: 200, body: entityHistory });
    expect(entityTags.getHistory).toHaveBeenCalledWith(
      'component:default/orders',
      30,
      { credentials: mockCredentials.user() },
    );
    await get('entities/component/default/orders/tag-history?days=366');
    expect(entityTags.getHistory.mock.calls[1][1]).toBe(366);
  });

  it('begins with the newest move, twenty at once', async () => {
    await get('tags');
    expect(tags.listTags).toHaveBeenCalledWith({
      filter: {},
      orderField: 'lastMove',
      order: 'desc',
      limit: 20,
      withTotal: true,
    });
  });

  it('leads from page to page with everything that the first one asked for', async () => {
    tags.listMoves.mockResolvedValueOnce({
      items: [move],
      totalItems: 3,
      next: [1_795_435_200_000, 'm1'],
      previous: [1_795_435_200_000, 'm1'],
    });
    const { body } = await get('tag-moves?exposed=false&class=gone&limit=1');
    const asked = {
      filter: { exposed: false, class: ['gone'] },
      orderField: 'before',
      order: 'desc',
      limit: 1,
      withTotal: true,
    };
    await get(`tag-moves?cursor=${body.pageInfo.nextCursor}&limit=1`);
    expect(tags.listMoves).toHaveBeenLastCalledWith({
      ...asked,
      after: [1_795_435_200_000, 'm1'],
    });
    await get(`tag-moves?cursor=${body.pageInfo.prevCursor}&limit=1`);
    expect(tags.listMoves).toHaveBeenLastCalledWith({
      ...asked,
      before: [1_795_435_200_000, 'm1'],
    });
    for (const other of ['tags', 'tag-moves/m1/impact', 'components']) {
      await expect(
        refusal(`${other}?cursor=${body.pageInfo.nextCursor}`),
      ).resolves.toBe('The cursor belongs to another list');
    }
  });

  it.each([
    [
      'tags?limit=501',
      "The query parameter 'limit' must be a whole number from 1 to 500",
    ],
    [
      'tags?owner=group:default/a',
      /^Unknown query parameter 'owner'; known are search, /,
    ],
    [
      'tags?state=lost',
      "The query parameter 'state' must be one of unseen, present, gone",
    ],
    [
      'tags?failing=1',
      "The query parameter 'failing' must be one of true, false",
    ],
    [
      'tags?orderField=image',
      /^The query parameter 'orderField' must be one of image,asc, /,
    ],
    ['tags?cursor=abc', /^The cursor is not valid/],
    [
      'tags?cursor=abc&search=x',
      /^The query parameter 'search' may not stand beside 'cursor'/,
    ],
    [
      'tags/t1?days=0',
      "The query parameter 'days' must be a whole number from 1 to 3660",
    ],
    ['tags/t1?limit=3', "Unknown query parameter 'limit'; known are days"],
    [
      'tag-moves?class=moved',
      /^The query parameter 'class' must be one of gone, back, /,
    ],
    [
      'tag-moves?tag=a%20b',
      "The query parameter 'tag' must be an id such as the API gives",
    ],
    [
      'tag-moves?platform=arm64',
      "The query parameter 'platform' must be a platform such as linux/arm64",
    ],
    [
      'tag-moves?since=yesterday',
      "The query parameter 'since' must be a time in ISO 8601 such as 2026-04-01 or 2026-04-01T12:00:00Z",
    ],
    [
      'tag-moves?since=2026-13-41',
      "The query parameter 'since' must be a time there is, not '2026-13-41'",
    ],
    [
      'tag-moves?orderField=before,asc',
      "The query parameter 'orderField' must be one of before,desc",
    ],
    ['tag-moves/m1?days=3', "Unknown query parameter 'days'; there is none"],
    [
      'tag-moves/m1/impact?exposure=yes',
      "The query parameter 'exposure' must be one of already-built, next-build, possibly, not-exposed",
    ],
    ['registries?host=x', "Unknown query parameter 'host'; there is none"],
    [
      'entities/component/default/orders/tag-history?days=367',
      "The query parameter 'days' must be a whole number from 1 to 366",
    ],
    [
      'exports/tags',
      "The query parameter 'format' is missing; it must be one of csv, json",
    ],
    [
      'exports/tag-moves?format=csv&limit=3',
      /^Unknown query parameter 'limit'/,
    ],
    [
      'exports/tag-impact?format=csv',
      "The query parameter 'move' is missing; it must be an id such as the API gives",
    ],
  ])('refuses %s', async (path, message) => {
    await expect(refusal(path)).resolves.toMatch(message);
    expect(openFor).not.toHaveBeenCalled();
  });

  it('refuses ids that nothing can have', async () => {
    for (const path of [
      'tags/a%20b',
      'tag-moves/a%00',
      'tag-moves/a.b/impact',
    ]) {
      const { status } = await get(path);
      expect([path, status]).toEqual([path, 400]);
    }
  });

  it('exports what the lists hold, page after page', async () => {
    tags.listMoves.mockResolvedValueOnce({
      items: [move],
      totalItems: 0,
      next: [1, 'm1'],
      previous: null,
    });
    const download = async (path: string) => {
      const { headers, text } = await request(unchecked)
        .get(`/v1/exports/${path}`)
        .set('Authorization', mockCredentials.user.header());
      return [
        headers['content-disposition'].replace(/\d{4}-\d{2}-\d{2}/, 'DAY'),
        ...text.replace('\uFEFF', '').trimEnd().split('\r\n'),
      ];
    };
    const line = `m1,'=docker.io/library/python:3.13,registry,registry-1.docker.io,${TIME},${TIME},,sha256:a,content,"content, platforms","linux/arm64 content, linux/amd64 lost",,false,observed,,,"3.13.6, 3.13.6-bookworm",3,available,symbol-versions,Symbol versions changed.,"libc.so.6 GLIBC_2.38 GLIBC_2.39, libm.so.6 GLIBC_2.39"`;
    await expect(
      download('tag-moves?format=csv&exposed=true'),
    ).resolves.toEqual([
      'attachment; filename="lambda-compat-tag-moves-DAY.csv"',
      'move,image,observer,host,after,before,from,to,class,changes,platforms,undecided,unstable,source,reportedBy,fromAliases,toAliases,exposed,contentsState,contents,contentsSentence,gained',
      line,
      line,
    ]);
    expect(tags.listMoves).toHaveBeenLastCalledWith({
      filter: { exposed: true },
      orderField: 'before',
      order: 'desc',
      limit: 500,
      withTotal: false,
      after: [1, 'm1'],
    });
    await expect(
      download('tag-impact?format=csv&move=m1&exposure=possibly'),
    ).resolves.toEqual([
      'attachment; filename="lambda-compat-tag-impact-DAY.csv"',
      'entityRef,title,owners,system,exposure,reason,reference,pinClass,origin,role,stage,platform,file,line,url,from,until,lastBuild,lastBuildSource,lastBuildNumber,builtVerdict,builtReason',
      `component:default/orders,,"group:default/a, group:default/b",,possibly,unknown-platform,python:3.13,partial,dockerfile-from,builder,0,,Dockerfile,3,,${TIME},,${TIME},upload,812,broken,GLIBCXX_3.4.30`,
    ]);
    expect(tags.listImpact).toHaveBeenLastCalledWith('m1', {
      filter: { exposure: ['possibly'] },
      orderField: 'exposure',
      order: 'asc',
      limit: 500,
      withTotal: false,
      after: undefined,
    });
    const [, head, row] = await download('tags?format=csv&failing=true');
    expect(head.split(',')).toHaveLength(row.split(',').length);
    expect(row).toContain(',timeout,');
    const file = await get('exports/tags?format=json');
    expect(file.body).toEqual([tag]);
  });

  it('answers nothing to nobody, and to whom reports are closed', async () => {
    for (const path of [
      'tags',
      'tags/t1',
      'tag-moves',
      'tag-moves/m1/impact',
      'registries',
      'exports/tags?format=csv',
      'exports/tag-moves?format=csv',
      'exports/tag-impact?format=csv&move=m1',
    ]) {
      const nobody = await get(path, mockCredentials.none.header());
      expect([path, nobody.status]).toEqual([path, 401]);
      openFor.mockRejectedValueOnce(new NotAllowedError('closed'));
      const closed = await get(path);
      expect([path, closed.status]).toEqual([path, 403]);
    }
    const path = 'entities/component/default/orders/tag-history';
    const nobody = await get(path, mockCredentials.none.header());
    expect(nobody.status).toBe(401);
  });

  it('says what there is not', async () => {
    tags.getHistory.mockRejectedValueOnce(new NotFoundError('no tag'));
    tags.listImpact.mockRejectedValue(new NotFoundError('no move'));
    for (const path of [
      'tags/x',
      'tag-moves/x/impact',
      'exports/tag-impact?format=csv&move=x',
    ]) {
      const { status } = await get(path);
      expect([path, status]).toEqual([path, 404]);
    }
  });
});
