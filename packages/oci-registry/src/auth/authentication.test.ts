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

import { clientFor, failureOf, IMAGE, TAG } from '../__testUtils__/clients';
import { FakeClock } from '../__testUtils__/FakeClock';
import { digestOf, INDEX, OCI_INDEX } from '../__testUtils__/images';
import { answer, startServer } from '../__testUtils__/testServer';
import type { SeenRequest, TestServer } from '../__testUtils__/testServer';
import type { RegistryClient } from '../RegistryClient';
import type { CredentialsProvider, RegistryErrorCode } from '../types';

const CREDENTIALS = { username: 'me', password: 'pass:word' };
const BASIC = `Basic ${Buffer.from('me:pass:word').toString('base64')}`;

let server: TestServer;
let client: RegistryClient | undefined;
let clock: FakeClock;
let issued: number;
let valid: Set<string>;
let challenge: (request: SeenRequest) => string;
let tokenAnswer: (token: string, request: SeenRequest) => object;
let tokenStatus: number;

/** A registry that wants a token of its own service for every repository. */
beforeEach(async () => {
  clock = new FakeClock();
  issued = 0;
  valid = new Set();
  tokenStatus = 200;
  challenge = ({ path }) =>
    `Bearer realm="${
      server.origin
    }/Token",service="registry.example",scope="repository:${
      /^\/v2\/(.*)\/(?:manifests|blobs|tags)\//.exec(path)?.[1]
    }:pull"`;
  tokenAnswer = token => ({ token, expires_in: 300 });
  server = await startServer((request, response) => {
    if (request.path === '/Token') {
      issued += 1;
      const token = `token-${issued}`;
      valid.add(`Bearer ${token}`);
      // Time for others to come and ask for the same.
      setTimeout(() => {
        answer(
          response,
          tokenStatus,
          {},
          JSON.stringify(tokenAnswer(token, request)),
        );
      }, 20);
    } else if (valid.has(request.headers.authorization ?? '')) {
      answer(response, 200, {
        'content-type': OCI_INDEX,
        'docker-content-digest': digestOf(INDEX),
      });
    } else {
      answer(response, 401, { 'www-authenticate': challenge(request) });
    }
  });
});

afterEach(async () => {
  await client?.close();
  await server.close();
});

function tokens(): string[] {
  return server.lines().filter(line => line.startsWith('GET /Token'));
}

function unauthorized(): SeenRequest[] {
  return server.requests.filter(
    ({ path, headers }) =>
      path.startsWith('/v2/') && headers.authorization === undefined,
  );
}

describe('tokens', () => {
  it('are asked for once by 50 requests at once, after one request without', async () => {
    client = clientFor(server, {}, { clock });
    const registry = client;

    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        registry.resolveTag({ ...TAG, tag: `v${index}` }),
      ),
    );

    expect(unauthorized()).toHaveLength(1);
    expect(tokens()).toEqual([
      'GET /Token?service=registry.example&scope=repository%3Ateam%2Fapp%3Apull',
    ]);
    expect(server.requests).toHaveLength(1 + 1 + 50);
  });

  it('are sent at once for another repository, and never asked for by a ping', async () => {
    client = clientFor(server, {}, { clock });
    await client.resolveTag(TAG);
    await client.resolveTag({ ...TAG, repository: 'team/other' });

    expect(server.lines().map(line => line.split('?')[0])).toEqual([
      'HEAD /v2/team/app/manifests/latest',
      'GET /Token',
      'HEAD /v2/team/app/manifests/latest',
      'GET /Token',
      'HEAD /v2/team/other/manifests/latest',
    ]);
    expect(server.requests[3].query.getAll('scope')).toEqual([
      'repository:team/other:pull',
    ]);
  });

  it.each<[string, object, number, number]>([
    ['80 % of its lifetime', { expires_in: 100 }, 79, 81],
    ['48 s where none is named', {}, 47, 49],
    ['48 s where it makes no sense', { expires_in: -1 }, 47, 49],
  ])(
    'are asked for again after %s, whatever the clock on the wall says',
    async (_, lifetime, before, after) => {
      tokenAnswer = token => ({ access_token: token, ...lifetime });
      client = clientFor(server, {}, { clock });

      await client.resolveTag(TAG);
      clock.setBack(3_600_000);
      clock.pass(before * 1000);
      await client.resolveTag(TAG);
      expect(tokens()).toHaveLength(1);

      clock.pass((after - before) * 1000);
      await client.resolveTag(TAG);
      expect(tokens()).toHaveLength(2);
      expect(unauthorized()).toHaveLength(1);
    },
  );

  it('that are refused before their time are asked for again once', async () => {
    client = clientFor(server, {}, { clock });
    await client.resolveTag(TAG);
    valid.clear();

    await client.resolveTag(TAG);

    expect(tokens()).toHaveLength(2);
    expect(unauthorized()).toHaveLength(1);
  });

  it('that are never good enough end in no-access after few requests', async () => {
    client = clientFor(server, {}, { clock });
    tokenAnswer = () => ({ token: 'of-nobody' });

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'no-access',
      status: 401,
    });
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });

  it('one for everybody is shared by all repositories of a registry that has one scope', async () => {
    challenge = () =>
      `Bearer realm="${server.origin}/Token",service="public.ecr.aws",scope="aws"`;
    client = clientFor(server, { host: 'public.ecr.aws' }, { clock });
    for (const repository of ['docker/library/node', 'lambda/provided']) {
      await client.resolveTag({
        registry: 'public.ecr.aws',
        repository,
        tag: 'latest',
      });
    }

    expect(tokens()).toEqual(['GET /Token?service=public.ecr.aws&scope=aws']);
  });

  it('one for nobody in particular is shared by all repositories of ghcr.io', async () => {
    client = clientFor(server, { host: 'ghcr.io' }, { clock });
    for (const repository of ['a/b', 'c/d']) {
      await client.resolveTag({ registry: 'ghcr.io', repository, tag: 'v1' });
    }

    expect(tokens()).toHaveLength(1);
  });

  it('one of ghcr.io with credentials is for its repository only', async () => {
    client = clientFor(
      server,
      { host: 'ghcr.io', credentials: CREDENTIALS },
      { clock },
    );
    for (const repository of ['a/b', 'c/d']) {
      await client.resolveTag({ registry: 'ghcr.io', repository, tag: 'v1' });
    }

    expect(tokens()).toHaveLength(2);
    expect(
      server.requests
        .filter(({ path }) => path === '/Token')
        .map(({ headers }) => headers.authorization),
    ).toEqual([BASIC, BASIC]);
    expect(
      server.requests
        .filter(({ path }) => path !== '/Token')
        .map(({ headers }) => headers.authorization),
    ).not.toContain(BASIC);
  });

  it.each<[string, number, object, RegistryErrorCode]>([
    ['401', 401, {}, 'no-access'],
    ['403', 403, {}, 'no-access'],
    ['404', 404, {}, 'unexpected-answer'],
    ['no token', 200, { token: '' }, 'unexpected-answer'],
    ['a token of two lines', 200, { token: 'a\nb' }, 'unexpected-answer'],
    ['a number', 200, { token: 7 }, 'unexpected-answer'],
  ])('a service that answers %s gives none', async (_, status, body, code) => {
    tokenStatus = status;
    tokenAnswer = () => body;
    client = clientFor(server, { credentials: CREDENTIALS }, { clock });

    const failure = await failureOf(client.resolveTag(TAG));

    expect(failure).toMatchObject({ code });
    expect(failure.message).not.toMatch(/scope|pass|token-|Basic/);
    expect(tokens()).toHaveLength(1);
  });

  it('do not end for the others when one caller gives up', async () => {
    client = clientFor(server, {}, { clock });
    await client.resolveTag({ ...TAG, repository: 'team/known' });
    const controller = new AbortController();

    const first = failureOf(
      client.resolveTag(TAG, { signal: controller.signal }),
    );
    const second = client.resolveTag({ ...TAG, tag: 'other' });
    setTimeout(() => controller.abort(), 5);

    await expect(first).resolves.toMatchObject({ code: 'aborted' });
    await expect(second).resolves.toMatchObject({ digest: digestOf(INDEX) });
    expect(tokens()).toHaveLength(2);
  });
});

describe('credentials', () => {
  it.each([
    ['a realm that is no URL', 'Basic realm="Artifactory Realm"'],
    ['several challenges', 'Negotiate, bAsIc realm="x, y=\\"z\\""'],
    ['a bearer without a realm', 'Bearer service="x",Basic realm="x"'],
  ])('are sent at once where basic was the answer: %s', async (_, header) => {
    challenge = () => header;
    valid.add(BASIC);
    client = clientFor(server, { credentials: CREDENTIALS }, { clock });

    await client.resolveTag(TAG);
    await client.resolveTag({ ...TAG, repository: 'team/other' });

    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
      [undefined, BASIC, BASIC],
    );
  });

  it('that nobody has are asked for once per call, as other repositories may be open', async () => {
    challenge = () => 'Basic realm="x"';
    client = clientFor(server, {}, { clock });

    for (const tag of ['a', 'b']) {
      await expect(
        failureOf(client.resolveTag({ ...TAG, tag })),
      ).resolves.toMatchObject({
        code: 'no-access',
        message: expect.stringContaining('none are configured'),
      });
    }
    expect(server.requests).toHaveLength(2);

    valid.add('');
    await expect(
      client.resolveTag({ ...TAG, repository: 'team/open' }),
    ).resolves.toMatchObject({ digest: digestOf(INDEX) });
  });

  it('that are wrong are sent once per call', async () => {
    challenge = () => 'Basic realm="x"';
    client = clientFor(server, { credentials: CREDENTIALS }, { clock });
    await failureOf(client.resolveTag(TAG));

    const failure = await failureOf(client.resolveTag(TAG));

    expect(failure).toMatchObject({ code: 'no-access', status: 401 });
    expect(`${failure.message}${failure.stack}`).not.toMatch(/pass|Basic/);
    expect(server.requests).toHaveLength(3);
  });

  it('come from the first provider that knows the registry, once per lifetime', async () => {
    challenge = () => 'Basic realm="https://registry.example/",service="ecr"';
    valid.add(BASIC);
    const asked: string[] = [];
    const providers: CredentialsProvider[] = [
      {
        name: 'other',
        getCredentials: async registry => {
          asked.push(`other ${registry}`);
          return undefined;
        },
      },
      {
        name: 'cloud',
        getCredentials: async registry => {
          asked.push(`cloud ${registry}`);
          return { ...CREDENTIALS, expiresAt: clock.now() + 1_000_000 };
        },
      },
    ];
    client = clientFor(server, {}, { clock, credentials: providers });
    const registry = client;

    await Promise.all(
      Array.from({ length: 10 }, () => registry.resolveTag(TAG)),
    );
    clock.pass(799_000);
    await registry.resolveTag(TAG);
    expect(asked).toEqual(['other registry.example', 'cloud registry.example']);

    clock.pass(2_000);
    await registry.resolveTag(TAG);
    expect(asked).toHaveLength(4);
  });

  it('of a provider are asked for again when they are refused', async () => {
    challenge = () => 'Basic realm="x"';
    let password = 'old';
    client = clientFor(
      server,
      {},
      {
        clock,
        credentials: [
          {
            name: 'cloud',
            getCredentials: async () => ({ username: 'me', password }),
          },
        ],
      },
    );
    valid.add(`Basic ${Buffer.from('me:old').toString('base64')}`);
    await client.resolveTag(TAG);

    password = 'new';
    valid = new Set([`Basic ${Buffer.from('me:new').toString('base64')}`]);
    clock.pass(61_000);
    await expect(client.resolveTag(TAG)).resolves.toMatchObject({
      method: 'head',
    });
  });

  it('of a provider that fails are no reason to ask without', async () => {
    challenge = () => 'Basic realm="x"';
    client = clientFor(
      server,
      {},
      {
        clock,
        credentials: [
          {
            name: 'cloud',
            getCredentials: async () => {
              throw new Error('secret-1 was refused');
            },
          },
        ],
      },
    );

    const failure = await failureOf(client.resolveTag(TAG));

    expect(failure).toMatchObject({ code: 'no-access' });
    expect(failure.message).toContain('cloud');
    expect(failure.message).not.toContain('secret-1');
  });

  it('are not needed by a registry that answers without', async () => {
    valid.add('');
    client = clientFor(server, { credentials: CREDENTIALS }, { clock });

    await client.resolveTag(TAG);
    await client.resolveTag(TAG);

    expect(server.lines()).toHaveLength(2);
    expect(unauthorized()).toHaveLength(2);
  });
});

describe('a realm', () => {
  it.each<[string, () => string]>([
    ['on another host', () => 'https://evil.example/token'],
    ['on another address', () => 'http://127.0.0.2/token'],
    ['on another name of the same address', () => 'http://localhost/token'],
    ['with credentials', () => `http://a:b@${server.host}/Token`],
    ['that cannot be asked', () => 'ftp://127.0.0.1/token'],
  ])('%s is refused, and nothing is sent', async (_, realm) => {
    challenge = () => `Bearer realm="${realm()}",service="s"`;
    client = clientFor(server, { credentials: CREDENTIALS }, { clock });

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'refused-realm',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('on a host of the configuration is asked', async () => {
    const service = await startServer((_, response) => {
      valid.add('Bearer other');
      answer(response, 200, {}, '{"token":"other"}');
    });
    try {
      const realm = `http://localhost:${service.port}/token?tenant=1`;
      challenge = () => `Bearer realm="${realm}",service="s"`;
      client = clientFor(
        server,
        {
          credentials: CREDENTIALS,
          tokenHosts: [`localhost:${service.port}`],
        },
        { clock },
      );

      await client.resolveTag(TAG);

      expect(service.lines()).toEqual(['GET /token?tenant=1&service=s']);
      expect(service.requests[0].headers.authorization).toBe(BASIC);
    } finally {
      await service.close();
    }
  });

  it('that redirects does not take the credentials along', async () => {
    const elsewhere = await startServer((_, response) => {
      valid.add('Bearer other');
      answer(response, 200, {}, '{"token":"other"}');
    });
    const service = await startServer((_, response) => {
      answer(response, 307, { location: `${elsewhere.origin}/token` });
    });
    try {
      challenge = () => `Bearer realm="${service.origin}/token"`;
      client = clientFor(server, { credentials: CREDENTIALS }, { clock });

      await client.resolveTag(TAG);

      expect(service.requests[0].headers.authorization).toBe(BASIC);
      expect(elsewhere.requests[0].headers.authorization).toBeUndefined();
    } finally {
      await elsewhere.close();
      await service.close();
    }
  });
});

it('asks again with the scope that a registry names for one of its repositories', async () => {
  challenge = ({ path }) =>
    `Bearer realm="${server.origin}/Token",scope="repository:${
      path.includes('odd') ? 'tenant/odd' : 'team/app'
    }:pull"`;
  tokenAnswer = (token, { query }) => {
    if (query.get('scope') === 'repository:odd:pull') {
      return { token: 'of-nobody' };
    }
    return { token };
  };
  client = clientFor(server, {}, { clock });
  await client.resolveTag(TAG);

  await client.resolveTag({ ...IMAGE, repository: 'odd', tag: 'v1' });
  await client.resolveTag({ ...IMAGE, repository: 'odd', tag: 'v2' });

  expect(tokens().map(line => decodeURIComponent(line))).toEqual([
    'GET /Token?scope=repository:team/app:pull',
    'GET /Token?scope=repository:odd:pull',
    'GET /Token?scope=repository:tenant/odd:pull',
  ]);
});
