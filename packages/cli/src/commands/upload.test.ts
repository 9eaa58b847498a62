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

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runProgram } from '../testing/runProgram';
import { storedZip } from '../testing/storedZip';
import { temporaryFolder } from '../testing/temporaryFolder';
import { incident } from '../testing/tinyElf';

const token = 'the-token';
const entity = ['--entity', 'component:default/orders'];

interface Received {
  path: string;
  authorization: string | undefined;
  body: string;
}

/** A portal that answers by the first part of the path. */
async function startPortal(elsewhere: () => string) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const { authorization } = request.headers;
      const body = Buffer.concat(chunks).toString();
      received.push({ path, authorization, body });
      const answer = (status: number, value: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      const redirect = (status: number, location: string) => {
        response.writeHead(status, { location });
        response.end();
      };
      switch (path.split('/')[1]) {
        case 'again':
          return answer(200, { id: 'r1', verdict: 'compatible' });
        case 'unknown':
          return answer(404, {
            error: { name: 'NotFoundError', message: 'No orders\x1b[2J here' },
          });
        case 'forbidden':
          return answer(403, 'no');
        case 'html':
          response.writeHead(200, { 'content-type': 'text/html' });
          return response.end('<html></html>');
        case 'endless':
          response.writeHead(500);
          return response.end('x'.repeat(1024 * 1024));
        case 'moved':
          return redirect(308, '/api/lambda-compat/v1/reports');
        case 'loop':
          return redirect(307, path);
        case 'away':
          return redirect(307, `${elsewhere()}/api`);
        case 'login':
          return redirect(302, '/sign-in');
        default:
          return answer(201, { id: 'r1', verdict: 'broken' });
      }
    });
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return { server, received, url: `http://127.0.0.1:${port}` };
}

describe('upload', () => {
  const folder = temporaryFolder({
    'out/fn.zip': storedZip({ bootstrap: incident() }),
    'out/layer.zip': storedZip({ 'lib/x.so': incident() }),
  });
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let other: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    other = await startPortal(() => '');
    portal = await startPortal(() => other.url);
  });
  afterAll(async () => {
    folder.remove();
    const close = (server: Server) =>
      new Promise(done => {
        server.closeAllConnections();
        server.close(done);
      });
    await Promise.all([close(portal.server), close(other.server)]);
  });
  beforeEach(() => {
    portal.received.length = 0;
    other.received.length = 0;
  });
  const run = (argv: string[], env: Record<string, string> = {}) =>
    runProgram(argv, {
      cwd: folder.path,
      env: { LAMBDA_COMPAT_TOKEN: token, ...env },
    });
  const upload = (argv: string[], env?: Record<string, string>) =>
    run(['upload', 'out/fn.zip', ...argv], env);

  it('sends what was measured with the token of the environment', async () => {
    const { code, stdout, stderr } = await upload([
      ...['--url', portal.url, '--entity', 'Orders', '--function', 'orders-a'],
      ...['--runtime', 'provided.al2023', '--arch', 'arm64'],
      ...[
        '--layer',
        'out/layer.zip',
        '--commit',
        '9f3c2e1',
        '--build-number',
        '7',
      ],
      ...['--build-url', 'https://ci.example.com/7'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'component:default/orders, orders-a: Broken (stored as r1)\n',
    );
    const [{ path, authorization, body }] = portal.received;
    expect(path).toBe('/api/lambda-compat/v1/reports');
    expect(authorization).toBe(`Bearer ${token}`);
    const document = JSON.parse(body);
    expect(Object.keys(document)).toEqual([
      ...['schema', 'entityRef', 'function', 'artifact', 'layers'],
      ...['runtime', 'architecture', 'packageType', 'measuredAt', 'build'],
    ]);
    expect(document).toMatchObject({
      schema: 'lambda-compat/upload/v1',
      entityRef: 'component:default/orders',
      function: 'orders-a',
      artifact: { name: 'fn.zip', format: 'zip', complete: true },
      layers: [{ name: 'layer.zip', artifact: { name: 'layer.zip' } }],
      runtime: 'provided.al2023',
      architecture: 'arm64',
      packageType: 'zip',
      build: {
        url: 'https://ci.example.com/7',
        commit: '9f3c2e1',
        number: '7',
      },
    });
    expect(Date.now() - Date.parse(document.measuredAt)).toBeLessThan(60_000);
    expect(document.artifact.files[0].versionSymbols).toHaveLength(2);
    // Neither a folder of this machine nor the token is in it.
    expect(body).not.toContain(folder.path);
    expect(body).not.toContain(token);
  });

  it.each([
    ['', '/api/lambda-compat/v1/reports'],
    ['/', '/api/lambda-compat/v1/reports'],
    ['/backstage/', '/backstage/api/lambda-compat/v1/reports'],
    ['/api/lambda-compat', '/api/lambda-compat/v1/reports'],
    ['/api/lambda-compat/v1/', '/api/lambda-compat/v1/reports'],
    ['/api/lambda-compat/v1/reports', '/api/lambda-compat/v1/reports'],
  ])('takes the address with the path %j', async (path, expected) => {
    await upload(['--url', `${portal.url}${path}`, ...entity]);
    expect(portal.received.map(request => request.path)).toEqual([expected]);
  });

  it('says that the same was stored before', async () => {
    const { code, stdout } = await upload([
      ...['--url', `${portal.url}/again`, ...entity],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('Compatible (was stored before as r1)');
  });

  it('follows a redirect of the same origin and takes the token nowhere else', async () => {
    const moved = await upload(['--url', `${portal.url}/moved`, ...entity]);
    expect(moved.code).toBe(0);
    expect(portal.received[1]).toMatchObject({
      authorization: `Bearer ${token}`,
      body: portal.received[0].body,
    });
    const away = await upload(['--url', `${portal.url}/away`, ...entity]);
    expect(away.code).toBe(4);
    expect(away.stderr).toContain('where the token is not sent');
    expect(other.received).toEqual([]);
  });

  it.each([
    ['unknown', 'answered 404 (no such entity, function or API): No orders'],
    ['forbidden', 'answered 403 (the token may not upload reports)'],
    ['html', 'its answer is not that of the lambda-compat API'],
    ['endless', 'answered 500 (it failed)'],
    ['loop', 'redirects more than 3 times'],
    ['login', 'answered 302 and points to'],
  ])('says what went wrong at %s and exits with 4', async (path, sentence) => {
    const { code, stdout, stderr } = await upload([
      ...['--url', `${portal.url}/${path}`, ...entity],
    ]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain(sentence);
    for (const part of [token, '\x1b', '    at ']) {
      expect(stderr).not.toContain(part);
    }
  });

  it('says that nothing listens', async () => {
    const gone = await startPortal(() => '');
    await new Promise(done => {
      gone.server.close(done);
    });
    const { code, stderr } = await upload(['--url', gone.url, ...entity]);
    expect(code).toBe(4);
    expect(stderr).toContain('nothing listens there');
  });

  it.each([
    [['--url', 'ftp://x', ...entity], {}, 'no address'],
    [['--url', 'https://a:b@x', ...entity], {}, 'a name or password'],
    [['--url', 'https://x'], {}, 'Say with --entity'],
    [['--url', 'https://x', '--entity', 'a b'], {}, 'entity ref such as'],
    [
      ['--url', 'https://x', ...entity, '--commit', 'main'],
      {},
      'hexadecimal digits',
    ],
    [entity, {}, "required option '--url <url>'"],
    [
      ['--url', 'https://x', ...entity],
      { LAMBDA_COMPAT_TOKEN: '' },
      'has no LAMBDA_COMPAT_TOKEN',
    ],
    [
      ['--url', 'https://x', ...entity],
      { LAMBDA_COMPAT_TOKEN: 'a\r\nb: c' },
      'something that no token has',
    ],
    [['--url', 'https://x', '--token', 'x', ...entity], {}, 'unknown option'],
  ])('answers %j with exit code 3', async (argv, env, sentence) => {
    const { code, stdout, stderr } = await upload(argv, env);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('prints what it would send, needs no token for that and sends nothing', async () => {
    const { code, stdout } = await upload(
      ['--url', portal.url, ...entity, '--dry-run'],
      { LAMBDA_COMPAT_TOKEN: '' },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).schema).toBe('lambda-compat/upload/v1');
    expect(portal.received).toEqual([]);
  });

  it('follows a check, whose verdict stays the exit code', async () => {
    const check = (path: string, ...argv: string[]) =>
      run([
        ...['check', 'out/fn.zip', '--runtime', 'provided.al2023'],
        ...['--arch', 'arm64', '--upload', `${portal.url}${path}`],
        ...[...entity, ...argv],
      ]);
    const broken = await check('', '--as-of', '2025-03-15');
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('Broken (stored as r1)');
    expect(JSON.parse(portal.received[0].body)).toMatchObject({
      runtime: 'provided.al2023',
      architecture: 'arm64',
    });
    const today = ['--as-of', '2026-11-23'];
    expect(await check('', ...today)).toMatchObject({ code: 0 });
    expect(await check('/forbidden', ...today)).toMatchObject({ code: 4 });
    expect(await check('/forbidden', '--as-of', '2025-03-15')).toMatchObject({
      code: 1,
    });
  });
});
