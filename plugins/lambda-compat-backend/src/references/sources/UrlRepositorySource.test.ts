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

import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RepositoryContent } from './RepositorySource';
import { UrlRepositorySource } from './UrlRepositorySource';

const COMMIT = 'c'.repeat(40);

/**
 * Plays the parts of GitHub's REST API that its reader uses, and a plain file
 * server. The readers are Backstage's own.
 */
describe('UrlRepositorySource', () => {
  let server: Server;
  let origin: string;
  let requests: string[] = [];
  let files: Record<string, string> = {};
  let failure: { status: number; headers?: Record<string, string> } | undefined;
  let lastModified: string | undefined;
  let hang = false;

  function answer(request: IncomingMessage): {
    status: number;
    body?: string | object;
    etag?: string;
  } {
    const url = new URL(request.url!, origin);
    const path = decodeURIComponent(url.pathname);
    requests.push(`${request.method} ${path}`);
    if (failure) {
      return { ...failure, body: 'token ghp_1234567890' };
    }
    if (path === '/api/repos/org/repo') {
      return { status: 200, body: { default_branch: 'main' } };
    }
    if (/^\/api\/repos\/org\/repo\/commits\/(main|HEAD)\/status$/.test(path)) {
      const repository = {
        trees_url: `${origin}/api/repos/org/repo/git/trees{/sha}`,
        archive_url: `${origin}/api/repos/org/repo/{archive_format}{/ref}`,
      };
      return { status: 200, body: { sha: COMMIT, repository } };
    }
    if (path === `/api/repos/org/repo/git/trees/${COMMIT}`) {
      const tree = Object.keys(files).map(name => ({
        type: 'blob',
        path: name,
        url: `${origin}/blob`,
      }));
      return { status: 200, body: { truncated: false, tree } };
    }
    const name = path
      .replace('/api/repos/org/repo/contents/', '')
      .replace('/plain/', '');
    if (files[name] === undefined) {
      return { status: 404 };
    }
    const etag = `"${files[name].length}"`;
    return request.headers['if-none-match'] === etag
      ? { status: 304 }
      : { status: 200, body: files[name], etag };
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { status, body, etag } = answer(request);
      if (hang) {
        return;
      }
      const text = typeof body === 'object' ? JSON.stringify(body) : body;
      response
        .writeHead(status, {
          ...(etag && { etag }),
          ...(etag && lastModified && { 'last-modified': lastModified }),
          ...failure?.headers,
        })
        .end(text);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requests = [];
    failure = undefined;
    hang = false;
    lastModified = undefined;
  });

  function createSource() {
    const config = mockServices.rootConfig({
      data: {
        backend: { reading: { allow: [{ host: new URL(origin).host }] } },
        integrations: {
          github: [
            {
              host: 'ghe.test',
              apiBaseUrl: `${origin}/api`,
              token: 'ghp_1234567890',
            },
          ],
        },
      },
    });
    return UrlRepositorySource.create({
      reader: UrlReaders.default({
        config,
        logger: mockServices.logger.mock(),
      }),
      integrations: ScmIntegrations.fromConfig(config),
    });
  }

  const read = (
    target: string,
    options: { paths?: string[]; etag?: string; signal?: AbortSignal } = {},
  ) =>
    createSource().read({
      location: { type: 'url', target },
      paths: options.paths ?? null,
      etag: options.etag ?? null,
      viewUrl: null,
      signal: options.signal ?? new AbortController().signal,
    });

  it('searches a folder of a repository and links to its lines', async () => {
    files = {
      'svc/orders/Dockerfile': 'FROM a\n',
      'svc/orders/build/my app.Dockerfile': 'FROM b\n',
      'svc/orders/Makefile': 'all:\n',
      'svc/orders/Serverfile': 'x',
      'svc/orders/node_modules/x/Dockerfile': 'FROM x\n',
      'svc/other/Dockerfile': 'FROM other\n',
      Dockerfile: 'FROM root\n',
    };
    const target =
      'https://me:secret@ghe.test/org/repo/tree/main/svc/orders/?x-token=1';
    const result = (await read(target)) as RepositoryContent;

    expect(result).toMatchObject({
      status: 'read',
      etag: COMMIT,
      source: {
        type: 'url',
        target: 'https://ghe.test/org/repo/tree/main/svc/orders/',
        url: 'https://ghe.test/org/repo/tree/main/svc/orders/',
        revision: COMMIT,
      },
      found: 2,
      files: [
        { path: 'svc/orders/Dockerfile', status: 'read', content: 'FROM a\n' },
        {
          path: 'svc/orders/build/my app.Dockerfile',
          status: 'read',
          content: 'FROM b\n',
        },
      ],
    });
    expect(result.getViewUrl('svc/orders/build/my app.Dockerfile', 3)).toBe(
      'https://ghe.test/org/repo/blob/main/svc/orders/build/my%20app.Dockerfile#L3',
    );
    // One commit, one tree, one per build file that is wanted.
    expect(requests).toHaveLength(4);

    requests = [];
    await expect(read(target, { etag: COMMIT })).resolves.toEqual({
      status: 'unchanged',
    });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, string, string | undefined, number | undefined]>([
    [
      'GitHub, where it says so',
      'https://ghe.test/org/repo/tree/main/',
      'Wed, 02 Apr 2025 10:00:00 GMT',
      Date.UTC(2025, 3, 2, 10),
    ],
    [
      'GitHub, where it says nothing',
      'https://ghe.test/org/repo/tree/main/',
      undefined,
      undefined,
    ],
    [
      'GitHub, where it says what cannot be',
      'https://ghe.test/org/repo/tree/main/',
      'Wed, 02 Apr 2125 10:00:00 GMT',
      undefined,
    ],
    [
      'another host, whose time may be that of an upload',
      'plain',
      'Wed, 02 Apr 2025 10:00:00 GMT',
      undefined,
    ],
  ])(
    'knows when the last commit touched a file of %s',
    async (_, place, header, expected) => {
      files = { Dockerfile: 'FROM a\n' };
      lastModified = header;
      const target = place === 'plain' ? `${origin}/plain/` : place;
      const results = [await read(target, { paths: ['Dockerfile'] })];
      if (place !== 'plain') {
        results.push(await read(target));
      }
      expect(
        results.map(result => (result as RepositoryContent).files),
      ).toEqual(
        results.map(() => [
          expect.objectContaining({
            content: 'FROM a\n',
            ...(expected !== undefined && { committedMs: expected }),
          }),
        ]),
      );
      expect(JSON.stringify(results).includes('committedMs')).toBe(
        expected !== undefined,
      );
    },
  );

  it('takes an address without a branch for the default branch', async () => {
    files = { Dockerfile: 'FROM root\n' };
    await expect(read('https://ghe.test/org/repo')).resolves.toMatchObject({
      source: { target: 'https://ghe.test/org/repo/tree/HEAD/' },
      files: [{ path: 'Dockerfile', content: 'FROM root\n' }],
    });
    await expect(
      read('https://ghe.test/org/repo.git', { paths: ['Dockerfile'] }),
    ).resolves.toMatchObject({
      files: [{ path: 'Dockerfile', content: 'FROM root\n' }],
    });
  });

  it('reads named files, again only when one of them has changed', async () => {
    files = { 'a/Dockerfile': 'FROM a\n', 'b/Dockerfile': 'FROM bb\n' };
    const target = `${origin}/plain/catalog-info.yaml`;
    const paths = ['a/Dockerfile', 'absent', 'b/Dockerfile'];

    const first = (await read(target, { paths })) as RepositoryContent;
    expect(first.files).toMatchObject([
      { path: 'a/Dockerfile', status: 'read', content: 'FROM a\n' },
      { path: 'absent', status: 'missing' },
      { path: 'b/Dockerfile', status: 'read', content: 'FROM bb\n' },
    ]);
    expect(first.source).toMatchObject({
      target: `${origin}/plain/`,
      revision: null,
    });

    requests = [];
    await expect(read(target, { paths, etag: first.etag! })).resolves.toEqual({
      status: 'unchanged',
    });
    expect(requests).toHaveLength(3);

    files.absent = 'FROM here-now\n';
    await expect(
      read(target, { paths, etag: first.etag! }),
    ).resolves.toMatchObject({
      status: 'read',
      files: [{ content: 'FROM a\n' }, { content: 'FROM here-now\n' }, {}],
    });
  });

  it('refuses a file of 5 MB and reads its neighbours', async () => {
    files = { Dockerfile: 'x'.repeat(5_000_000), Containerfile: 'FROM a\n' };
    const result = await read('https://ghe.test/org/repo/tree/main/');
    expect(result).toMatchObject({
      files: [
        { path: 'Containerfile', status: 'read' },
        {
          path: 'Dockerfile',
          status: 'refused',
          code: 'LC304',
          message:
            'Dockerfile is not read: build files of up to 1 MiB are read, and it is larger than that.',
        },
      ],
    });
  });

  it('reads a catalog file, and nothing where it cannot', async () => {
    files = { 'svc/catalog-info.yaml': 'kind: Component' };
    const location = {
      type: 'url',
      target: 'https://ghe.test/org/repo/blob/main/svc/catalog-info.yaml',
    };
    const { signal } = new AbortController();
    const source = createSource();
    await expect(source.readCatalogFile(location, { signal })).resolves.toEqual(
      { path: 'svc/catalog-info.yaml', content: 'kind: Component' },
    );
    failure = { status: 500 };
    await expect(
      source.readCatalogFile(location, { signal }),
    ).resolves.toBeUndefined();
  });

  it.each([
    [404, {}, /ghe\.test answered 404: the repository or branch does not/, {}],
    [401, {}, /answered 401: the portal's credentials do not allow/, {}],
    [403, {}, /answered 403: the portal's credentials do not allow/, {}],
    [
      403,
      { 'x-ratelimit-remaining': '0' },
      /limits the number of requests/,
      { throttledForMs: 900_000 },
    ],
    [429, {}, /limits the number of requests/, { throttledForMs: 900_000 }],
    [503, {}, /ghe\.test answered 503\./, { unreachable: true }],
  ])(
    'explains an answer of %i %j without the reader’s own words',
    async (status, headers, message, more) => {
      failure = { status, headers };
      const result = await read('https://ghe.test/org/repo/tree/main/');
      expect(result).toEqual({
        status: 'unreadable',
        message: expect.stringMatching(message),
        ...more,
      });
      expect(JSON.stringify(result)).not.toMatch(/ghp_|127\.0\.0\.1/);
    },
  );

  it.each([
    [
      'https://elsewhere.test/org/repo/',
      /may not read from elsewhere\.test\. Add an integration/,
    ],
    ['ftp://ghe.test/x', /not an http or https address/],
    ['nonsense', /not an http or https address/],
  ])('does not read %s', async (target, message) => {
    await expect(read(target)).resolves.toMatchObject({
      status: 'unreadable',
      message: expect.stringMatching(message),
    });
  });

  it('says that a plain server cannot be searched', async () => {
    await expect(read(`${origin}/plain/`)).resolves.toMatchObject({
      status: 'unreadable',
      message: expect.stringMatching(
        /cannot be searched for build files\. Name them in the annotation/,
      ),
    });
  });

  it('says that nobody listens', async () => {
    const { port } = new URL(origin);
    const closed = `http://127.0.0.1:${Number(port) === 1 ? 2 : 1}/plain/`;
    const config = mockServices.rootConfig({
      data: {
        backend: { reading: { allow: [{ host: new URL(closed).host }] } },
      },
    });
    const source = UrlRepositorySource.create({
      reader: UrlReaders.default({
        config,
        logger: mockServices.logger.mock(),
      }),
      integrations: ScmIntegrations.fromConfig(config),
    });
    await expect(
      source.read({
        location: { type: 'url', target: closed },
        paths: ['Dockerfile'],
        etag: null,
        viewUrl: null,
        signal: new AbortController().signal,
      }),
    ).resolves.toMatchObject({ status: 'unreadable' });
  });

  it('stops waiting when it is told to', async () => {
    hang = true;
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 50);
    await expect(
      read('https://ghe.test/org/repo/tree/main/', {
        signal: controller.signal,
      }),
    ).rejects.toBe(reason);
  });
});
