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

import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { clientFor, failureOf, IMAGE, TAG } from './__testUtils__/clients';
import { digestOf, INDEX, OCI_INDEX } from './__testUtils__/images';
import { answer, startServer } from './__testUtils__/testServer';
import type { Handler } from './__testUtils__/testServer';
import { isRegistryError, RegistryError } from './errors';
import { RegistryClient } from './RegistryClient';
import type { RegistryClientOptions } from './RegistryClient';
import { REGISTRY_ERROR_CODES } from './types';
import type { RegistryErrorCode, RegistrySettings } from './types';

const GOOD = {
  'content-type': OCI_INDEX,
  'docker-content-digest': digestOf(INDEX),
};

interface Failing {
  /** What is wrong, for the name of the test. */
  name: string;
  code: RegistryErrorCode;
  serve?: Handler;
  settings?: Partial<RegistrySettings>;
  options?: Omit<RegistryClientOptions, 'registries'>;
  call?: (client: RegistryClient) => Promise<unknown>;
  /** Sentence, or part of it. */
  message?: string;
}

function json(status: number, code: string): Handler {
  return ({ method }, response) =>
    answer(
      response,
      status,
      {},
      method === 'HEAD' ? '' : JSON.stringify({ errors: [{ code }] }),
    );
}

const getManifest = (client: RegistryClient) => client.getManifest(TAG);

const CASES: Failing[] = [
  { name: '403', code: 'no-access', serve: json(403, 'DENIED') },
  {
    name: '404 of a manifest',
    code: 'manifest-unknown',
    serve: json(404, 'MANIFEST_UNKNOWN'),
    message: 'answered 404 MANIFEST_UNKNOWN for team/app:latest',
  },
  {
    name: '404 of a repository',
    code: 'repository-unknown',
    serve: json(404, 'NAME_UNKNOWN'),
  },
  {
    name: '404 of anything',
    code: 'not-found',
    serve: (_, response) => answer(response, 404, {}, '<h1>Not Found</h1>'),
  },
  {
    name: '410',
    code: 'not-found',
    serve: (_, response) => answer(response, 410),
  },
  {
    name: '429',
    code: 'rate-limited',
    serve: (_, response) => answer(response, 429, { 'retry-after': '100' }),
  },
  {
    name: 'no data for a month',
    code: 'quota-exhausted',
    serve: (_, response) => answer(response, 429, {}, 'Data limit exceeded'),
    call: getManifest,
  },
  {
    name: '500',
    code: 'server-error',
    serve: (_, response) => answer(response, 500),
  },
  {
    name: '204',
    code: 'unexpected-answer',
    serve: (_, response) => answer(response, 204),
  },
  {
    name: '400',
    code: 'unexpected-answer',
    serve: (_, response) => answer(response, 400),
  },
  {
    name: 'a manifest that is no JSON',
    code: 'unexpected-answer',
    serve: (_, response) =>
      answer(response, 200, { 'content-type': OCI_INDEX }, 'nothing of it'),
    call: getManifest,
  },
  {
    name: 'an encoding that nobody knows',
    code: 'unexpected-answer',
    serve: (_, response) =>
      answer(response, 200, { ...GOOD, 'content-encoding': 'lzma' }, INDEX),
    call: getManifest,
  },
  {
    name: 'an encoding that is another',
    code: 'unexpected-answer',
    serve: (_, response) =>
      answer(response, 200, { ...GOOD, 'content-encoding': 'gzip' }, INDEX),
    call: getManifest,
  },
  {
    name: 'other bytes',
    code: 'wrong-digest',
    serve: (_, response) => answer(response, 200, GOOD, `${INDEX} `),
    call: getManifest,
  },
  {
    name: 'a digest that cannot be checked',
    code: 'wrong-digest',
    call: client =>
      client.getManifest({ ...IMAGE, digest: `md5:${'0'.repeat(32)}` }),
  },
  {
    name: 'a page',
    code: 'wrong-type',
    serve: (_, response) =>
      answer(response, 200, { ...GOOD, 'content-type': 'text/html' }),
  },
  {
    name: 'schema 1',
    code: 'legacy-manifest',
    serve: (_, response) =>
      answer(response, 200, {
        ...GOOD,
        'content-type':
          'application/vnd.docker.distribution.manifest.v1+prettyjws',
      }),
  },
  {
    name: 'a manifest that says it is too large',
    code: 'too-large',
    serve: (_, response) =>
      response
        .writeHead(200, { ...GOOD, 'content-length': 10_000 })
        .flushHeaders(),
    options: { limits: { manifestBytes: 9_999 } },
    call: getManifest,
  },
  {
    name: 'a manifest that does not say it',
    code: 'too-large',
    serve: (_, response) => {
      response.writeHead(200, GOOD);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(1000)));
      };
      response.on('drain', more);
      more();
    },
    options: { limits: { manifestBytes: 100_000 } },
    call: getManifest,
  },
  {
    name: 'a manifest that is too large once it is decoded',
    code: 'too-large',
    serve: (_, response) =>
      answer(
        response,
        200,
        { ...GOOD, 'content-encoding': 'gzip' },
        gzipSync(Buffer.alloc(50_000_000)),
      ),
    call: getManifest,
  },
  {
    name: 'a configuration that is too large, which is not asked for',
    code: 'too-large',
    call: client =>
      client.getConfig(IMAGE, {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: digestOf('x'),
        size: 5 * 1024 * 1024,
      }),
  },
  {
    name: 'headers without end',
    code: 'too-large',
    serve: (_, response) =>
      answer(response, 200, { ...GOOD, 'x-long': 'x'.repeat(20_000) }),
  },
  {
    name: 'redirects without end',
    code: 'too-many-redirects',
    serve: (_, response) => answer(response, 302, { location: '/again' }),
  },
  {
    name: 'a redirect to a metadata service',
    code: 'refused-address',
    serve: (_, response) =>
      answer(response, 302, { location: 'http://169.254.169.254/latest' }),
  },
  {
    name: 'a token service of somebody else',
    code: 'refused-realm',
    serve: (_, response) =>
      answer(response, 401, {
        'www-authenticate': 'Bearer realm="https://evil.example/token"',
      }),
  },
  {
    name: 'no headers',
    code: 'timeout',
    serve: () => {},
    options: { limits: { headersMs: 200 } },
  },
  {
    name: 'a body that stops',
    code: 'timeout',
    serve: (_, response) => {
      response.writeHead(200, GOOD);
      response.write('{');
    },
    options: { limits: { idleMs: 200 } },
    call: getManifest,
  },
  {
    name: 'a body that comes byte by byte',
    code: 'timeout',
    serve: (_, response) => {
      response.writeHead(200, GOOD);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    },
    options: { limits: { totalMs: 300 } },
    call: getManifest,
  },
  {
    name: 'a name that is not known',
    code: 'dns',
    settings: { endpoint: 'http://registry.invalid' },
    options: {
      lookup: async () => {
        throw Object.assign(new Error('no'), { code: 'EAI_AGAIN' });
      },
    },
  },
  {
    name: 'a body that ends too early',
    code: 'connection',
    serve: (_, response) => {
      response.writeHead(200, { ...GOOD, 'content-length': INDEX.length });
      response.write('{', () => response.destroy());
    },
    call: getManifest,
  },
  {
    name: 'a connection that nobody takes',
    code: 'connection',
    settings: { endpoint: 'http://127.0.0.1:1' },
  },
  {
    name: 'a caller that does not wait',
    code: 'aborted',
    serve: () => {},
    call: client => client.resolveTag(TAG, { signal: AbortSignal.timeout(50) }),
  },
  {
    name: 'a caller that did not wait',
    code: 'aborted',
    call: client => client.resolveTag(TAG, { signal: AbortSignal.abort() }),
  },
];

describe('every way to fail has its code', () => {
  it.each(CASES)('$code: $name', async failing => {
    const server = await startServer(
      failing.serve ?? ((_, response) => answer(response, 200, GOOD)),
    );
    const client = clientFor(server, failing.settings, failing.options);
    try {
      const call = failing.call ?? (asked => asked.resolveTag(TAG));
      const failure = await failureOf(call(client));

      expect(failure.code).toBe(failing.code);
      expect(failure.registry).toBe('registry.example');
      expect(failure.message).toMatch(/^registry\.example: \S/);
      expect(failure.message).toContain(failing.message ?? '');
      expect(failure.message).not.toContain('undefined');
    } finally {
      await client.close();
      await server.close();
    }
  });

  it('tls: a server that speaks none', async () => {
    const server = await startServer((_, response) => answer(response, 200));
    const client = clientFor({ origin: `https://${server.host}` });
    try {
      await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
        code: 'tls',
      });
    } finally {
      await client.close();
      await server.close();
    }
  });

  it('and no code is left out', () => {
    expect(
      [...new Set([...CASES.map(({ code }) => code), 'tls'])].sort(),
    ).toEqual([...REGISTRY_ERROR_CODES].sort());
  });
});

describe('a server that does not keep to HTTP', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let client: RegistryClient;
  let serve: (socket: Socket, count: number) => void;

  beforeEach(async () => {
    let count = 0;
    server = createServer(socket => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('data', () => {
        count += 1;
        serve(socket, count);
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    client = clientFor({ origin: `http://127.0.0.1:${port}` });
  });

  afterEach(async () => {
    await client.close();
    sockets.forEach(socket => socket.destroy());
    await new Promise<void>(resolve => {
      server.close(() => resolve());
    });
  });

  const HEAD = `HTTP/1.1 200 OK\r\ncontent-type: ${OCI_INDEX}\r\ndocker-content-digest: ${digestOf(
    INDEX,
  )}\r\ncontent-length: 5\r\n\r\n`;

  it('is not believed where it speaks something else', async () => {
    serve = socket => socket.write('SSH-2.0-OpenSSH_9.2\r\n');

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'unexpected-answer',
    });
  });

  it('is asked once more where it resets the connection, and not a third time', async () => {
    serve = (socket, count) =>
      count === 1 ? socket.resetAndDestroy() : socket.write(HEAD);
    await expect(client.resolveTag(TAG)).resolves.toMatchObject({
      digest: digestOf(INDEX),
    });

    let asked = 0;
    serve = socket => {
      asked += 1;
      socket.resetAndDestroy();
    };
    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'connection',
    });
    expect(asked).toBe(2);
  });

  it('does not have the body of an answer to HEAD taken for the next answer', async () => {
    const other = HEAD.replace(digestOf(INDEX), digestOf('other'));
    serve = (socket, count) =>
      socket.write(count === 1 ? `${HEAD}${other}` : HEAD);

    for (let index = 0; index < 5; index += 1) {
      await expect(client.resolveTag(TAG)).resolves.toMatchObject({
        digest: digestOf(INDEX),
      });
    }
  });
});

it('ends what is under way when it is closed', async () => {
  const server = await startServer(() => {});
  const client = clientFor(server);
  const call = failureOf(client.resolveTag(TAG));
  setTimeout(() => client.close(), 50);

  await expect(call).resolves.toMatchObject({ code: 'aborted' });
  await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
    code: 'aborted',
  });
  await server.close();
});

it.each<[string, RegistrySettings[]]>([
  ['an endpoint with a path', [{ host: 'a.b', endpoint: 'https://a.b/x' }]],
  ['no endpoint', [{ host: 'a.b', endpoint: 'a.b' }]],
  ['credentials', [{ host: 'a.b', endpoint: 'https://me:secret@a.b' }]],
  ['no rate', [{ host: 'a.b', requestsPerSecond: 0 }]],
  ['half a request', [{ host: 'a.b', concurrency: 0.5 }]],
  ['no burst', [{ host: 'a.b', burst: 0 }]],
  ['a URL for a host', [{ host: 'a.b', tokenHosts: ['https://c.d/x'] }]],
  ['no certificate', [{ host: 'a.b', ca: 'x' }]],
  ['one registry twice', [{ host: 'docker.io' }, { host: 'index.docker.io' }]],
])('does not begin with settings that hold %s', (_, registries) => {
  expect(() => RegistryClient.create({ registries })).toThrow(TypeError);
  expect(() => RegistryClient.create({ registries })).not.toThrow(/secret/);
});

it('knows its own errors, also those of another copy of the package', () => {
  class Copy extends Error {
    code = 'dns';
    registry = 'a.b';
    override name = 'RegistryError';
  }

  expect(isRegistryError(new RegistryError('dns', 'a.b', 'x'))).toBe(true);
  expect(isRegistryError(new Copy('x'))).toBe(true);
  expect(isRegistryError(new Error('x'))).toBe(false);
  expect(isRegistryError(undefined)).toBe(false);
});
