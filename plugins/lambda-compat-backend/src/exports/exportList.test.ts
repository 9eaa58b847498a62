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
  ComponentCoverage,
  ProblemListItem,
  ReferenceListItem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Coverage } from '../coverage/Coverage';
import type { ListPage, ListQuery } from '../coverage/CoverageStore';
import { type ExportOptions, exportList } from './exportList';

const BOM = '\uFEFF';

const component: ComponentCoverage = {
  entityRef: 'component:default/orders',
  title: 'Orders',
  owners: ['group:default/a', 'user:default/b'],
  system: 'system:default/shop',
  lifecycle: null,
  runtimes: [],
  state: 'unpinned',
  weakest: 'floating',
  references: {
    total: 3,
    byClass: {
      digest: 1,
      dated: 0,
      'exact-os': 0,
      exact: 0,
      partial: 0,
      channel: 0,
      floating: 2,
      unresolved: 0,
      invalid: 0,
    },
  },
  collectedAt: '2026-11-23T08:00:00.000Z',
  stale: false,
  failing: true,
  problems: {
    total: 1,
    first: {
      code: 'LC301',
      severity: 'error',
      message: '=HYPERLINK("http://x.test"), or so',
      fix: 'f',
    },
  },
};

const reference = (raw: string, line = 1): ReferenceListItem => ({
  id: 'r1',
  entityRef: 'component:default/orders',
  title: null,
  owners: [],
  system: null,
  origin: 'dockerfile-from',
  raw,
  resolved: 'node',
  image: null,
  pinClass: 'floating',
  role: 'builder',
  file: 'Dockerfile',
  line,
  url: null,
  collectedAt: null,
});

describe('exportList', () => {
  const coverage = {
    listComponents: jest.fn(),
    listReferences: jest.fn(),
    listProblems: jest.fn(),
  };
  let server: Server;
  let options: Partial<ExportOptions>;
  /** How each export ended; undefined for well. */
  let ends: unknown[];

  beforeAll(async () => {
    server = createServer(async (_, response) => {
      try {
        await exportList({
          coverage: coverage as unknown as Coverage,
          list: 'references',
          filter: { owner: ['group:default/a'] },
          orderField: 'image',
          order: 'desc',
          format: 'csv',
          day: '2026-11-23',
          ...options,
          response,
        });
        ends.push(undefined);
      } catch (error) {
        ends.push(error);
        // As Express does.
        if (response.headersSent) {
          response.destroy();
        } else {
          response.statusCode = 500;
          response.end('failed');
        }
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  beforeEach(() => {
    jest.resetAllMocks();
    options = {};
    ends = [];
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  const get = (method = 'GET') =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      method,
    });
  const open = async (): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const asked = request({ port, host: '127.0.0.1', agent: false }).end();
    const [response] = await once(asked, 'response');
    return response;
  };
  const page = <T>(items: T[], next: ListPage<T>['next'] = null) => ({
    items,
    totalItems: 0,
    next,
    previous: null,
  });
  /** As bytes, since reading text leaves out the byte order mark. */
  const readText = async (response: Response) =>
    Buffer.from(await response.arrayBuffer()).toString('utf8');

  it('writes each list in its own columns', async () => {
    options = { list: 'components' };
    coverage.listComponents.mockResolvedValue(page([component]));
    const components = await get();
    await expect(readText(components)).resolves.toBe(
      `${BOM}entityRef,title,owners,system,lifecycle,runtimes,state,weakest,references,digest,dated,exact-os,exact,partial,channel,floating,unresolved,invalid,lastRead,stale,failing,problems,firstProblem\r\n` +
        `component:default/orders,Orders,"group:default/a, user:default/b",system:default/shop,,,unpinned,floating,3,1,0,0,0,0,0,2,0,0,2026-11-23T08:00:00.000Z,false,true,1,"'=HYPERLINK(""http://x.test""), or so"\r\n`,
    );
    expect(Object.fromEntries(components.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition':
        'attachment; filename="lambda-compat-components-2026-11-23.csv"',
      'cache-control': 'private, no-store',
    });

    const problem: ProblemListItem = {
      id: 'p',
      entityRef: 'component:default/orders',
      title: null,
      owners: [],
      system: null,
      collectedAt: null,
      code: 'LC102',
      severity: 'warning',
      message: 'm',
      fix: 'f',
      file: 'catalog-info.yaml',
      line: 6,
    };
    options = { list: 'problems' };
    coverage.listProblems.mockResolvedValue(page([problem]));
    await expect(readText(await get())).resolves.toBe(
      `${BOM}entityRef,title,owners,system,code,severity,message,fix,file,line,annotation,lastRead\r\n` +
        'component:default/orders,,,,LC102,warning,m,f,catalog-info.yaml,6,,\r\n',
    );

    options = { list: 'references' };
    coverage.listReferences.mockResolvedValue(page([]));
    await expect(readText(await get())).resolves.toBe(
      `${BOM}entityRef,title,owners,system,image,raw,resolved,pinClass,origin,role,file,line,url,lastRead\r\n`,
    );
  });

  it.each([
    ['=1+2', "'=1+2"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\uFF1D1', "'\uFF1D1"],
    ['say "no", twice', '"say ""no"", twice"'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['1=2', '1=2'],
    ['Zürich 🚀', 'Zürich 🚀'],
  ])('writes %j into a table as %j', async (raw, cell) => {
    coverage.listReferences.mockResolvedValue(page([reference(raw, -1)]));
    const text = await readText(await get());
    expect(text.slice(text.indexOf('\r\n') + 2)).toBe(
      `component:default/orders,,,,,${cell},node,floating,dockerfile-from,builder,Dockerfile,-1,,\r\n`,
    );
  });

  it('writes JSON with the items as the lists have them', async () => {
    options = { format: 'json' };
    coverage.listReferences
      .mockResolvedValueOnce(page([reference('=a')], ['x', 1]))
      .mockResolvedValueOnce(page([reference('b'), reference('c')]));
    const response = await get();
    expect(response.headers.get('content-type')).toBe(
      'application/json; charset=utf-8',
    );
    expect(response.headers.get('content-disposition')).toContain(
      'lambda-compat-references-2026-11-23.json',
    );
    await expect(response.json()).resolves.toEqual([
      reference('=a'),
      reference('b'),
      reference('c'),
    ]);
    const query = {
      filter: { owner: ['group:default/a'] },
      orderField: 'image',
      order: 'desc',
      limit: 500,
      withTotal: false,
    };
    expect(coverage.listReferences.mock.calls).toEqual([
      [{ ...query, after: undefined }],
      [{ ...query, after: ['x', 1] }],
    ]);

    coverage.listReferences.mockResolvedValueOnce(page([]));
    await expect((await get()).json()).resolves.toEqual([]);
  });

  /** A list of `count` references of half a kilobyte each. */
  function mockLongList(count: number) {
    coverage.listReferences.mockImplementation(
      async ({ after, limit }: ListQuery<object, string>) => {
        const start = Number(after?.[0] ?? 0);
        const items = Array.from(
          { length: Math.min(limit, count - start) },
          (_, index) => reference(`${start + index}-${'x'.repeat(500)}`),
        );
        const end = start + items.length;
        return page(items, end < count ? [end] : null);
      },
    );
  }

  it('has every row of a long list once', async () => {
    mockLongList(10_000);
    const rows = (await readText(await get())).trimEnd().split('\r\n').slice(1);
    expect(rows).toHaveLength(10_000);
    expect(new Set(rows.map(row => row.split(',')[5].split('-')[0])).size).toBe(
      10_000,
    );
    expect(coverage.listReferences).toHaveBeenCalledTimes(20);
  });

  const settle = () => new Promise(done => setTimeout(done, 400));

  it('reads no further than the client does, and no more once it is gone', async () => {
    // 50 MB, which no buffer on the way takes.
    mockLongList(100_000);
    const response = await open();
    response.pause();
    await settle();
    const read = coverage.listReferences.mock.calls.length;
    await settle();
    expect(coverage.listReferences).toHaveBeenCalledTimes(read);
    expect(read).toBeLessThan(60);

    response.destroy();
    await settle();
    expect(ends).toEqual([undefined]);
    expect(coverage.listReferences.mock.calls.length).toBeLessThanOrEqual(
      read + 1,
    );
  });

  it('answers an error before the first row, and breaks off after it', async () => {
    coverage.listReferences.mockRejectedValueOnce(
      new Error('The database is away'),
    );
    const early = await get();
    expect(early.status).toBe(500);
    expect(early.headers.get('content-disposition')).toBeNull();

    coverage.listReferences
      .mockResolvedValueOnce(page([reference('a')], ['a']))
      .mockRejectedValueOnce(new Error('The database is away'));
    const response = await open();
    expect(response.statusCode).toBe(200);
    const failure = once(response.resume(), 'end');
    await expect(failure).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(response.complete).toBe(false);
    expect(ends.map(String)).toEqual([
      'Error: The database is away',
      'Error: The database is away',
    ]);
  });

  it('tells the head of a file without reading it', async () => {
    mockLongList(10_000);
    const response = await get('HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(coverage.listReferences).toHaveBeenCalledTimes(1);
  });
});
