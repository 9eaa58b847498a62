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

import {
  clientFor,
  failureOf,
  IMAGE,
  REGISTRY,
  TAG,
} from '../__testUtils__/clients';
import { digestOf, INDEX, LAYER, OCI_INDEX } from '../__testUtils__/images';
import { answer, startServer } from '../__testUtils__/testServer';
import type { TestServer } from '../__testUtils__/testServer';
import { RegistryClient } from '../RegistryClient';
import type { RegistryErrorCode } from '../types';

const HEADERS = {
  'content-type': OCI_INDEX,
  'docker-content-digest': digestOf(INDEX),
};

const BLOB = {
  mediaType: 'application/octet-stream',
  digest: digestOf(LAYER),
  size: LAYER.length,
};

let server: TestServer;
let client: RegistryClient | undefined;
let redirectTo: string | undefined;

beforeEach(async () => {
  redirectTo = undefined;
  server = await startServer((_, response) =>
    redirectTo === undefined
      ? answer(response, 200, HEADERS)
      : answer(response, 307, { location: redirectTo }),
  );
});

afterEach(async () => {
  await client?.close();
  await server.close();
});

/** Each is loopback, this very machine, or an address of an inner network. */
const NOT_PUBLIC = [
  '127.0.0.1',
  '127.0.0.1.',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '127.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '0',
  '[::]',
  'localhost',
  'LOCALHOST',
  '169.254.169.254',
  '[fd00:ec2::254]',
  '[::ffff:169.254.169.254]',
  '10.0.0.1',
  '192.168.1.1',
  '172.16.0.1',
  '100.64.0.1',
  '[fd00::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[::127.0.0.1]',
  '224.0.0.1',
  '255.255.255.255',
  '240.0.0.1',
];

describe('an address that is not public', () => {
  it.each(NOT_PUBLIC)('is refused in a reference: %s', async host => {
    client = RegistryClient.create();

    await expect(
      failureOf(
        client.resolveTag({ ...TAG, registry: `${host}:${server.port}` }),
      ),
    ).resolves.toMatchObject({ code: 'refused-address' });
    expect(server.requests).toHaveLength(0);
  });

  it.each(NOT_PUBLIC.filter(host => !/^(?:127|0x7f|2130|0177)/.test(host)))(
    'is refused in a redirect of a registry that may have one: %s',
    async host => {
      client = clientFor(server);
      redirectTo = `http://${host}:${server.port}/elsewhere`;

      await expect(
        failureOf(client.openBlob(IMAGE, BLOB)),
      ).resolves.toMatchObject({ code: 'refused-address' });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('is refused to a registry of the configuration by default', async () => {
    client = clientFor(server, { allowPrivateAddresses: false });

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'refused-address',
    });
    expect(server.requests).toHaveLength(0);
  });

  it.each(['169.254.169.254', '[fd00:ec2::254]', '0.0.0.0', '224.0.0.1'])(
    'of a metadata service, or of nobody, is refused even where others are allowed: %s',
    async host => {
      client = clientFor({ origin: `http://${host}:${server.port}` });

      await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
        code: 'refused-address',
      });
    },
  );

  it('of a token service that is not of the configuration is refused', async () => {
    const registry = await startServer((_, response) =>
      answer(response, 401, {
        'www-authenticate':
          'Bearer realm="http://auth.registry.example/token",service="s"',
      }),
    );
    try {
      client = RegistryClient.create({
        registries: [
          {
            host: REGISTRY,
            endpoint: `http://registry.example:${registry.port}`,
            allowPrivateAddresses: true,
          },
        ],
        lookup: async () => [{ address: '127.0.0.1', family: 4 }],
      });

      await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
        code: 'refused-address',
      });
      expect(registry.requests).toHaveLength(1);
    } finally {
      await registry.close();
    }
  });
});

describe('a name', () => {
  it.each<[string, Array<{ address: string; family: 4 | 6 }>]>([
    ['loopback', [{ address: '127.0.0.1', family: 4 }]],
    [
      'loopback beside a public address',
      [
        { address: '192.0.2.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    ],
    [
      'a public address beside loopback in its newer form',
      [
        { address: '93.184.216.34', family: 4 },
        { address: '::ffff:127.0.0.1', family: 6 },
      ],
    ],
    ['a metadata service', [{ address: '169.254.169.254', family: 4 }]],
    ['its own link', [{ address: 'fe80::1%eth0', family: 6 }]],
  ])('is refused that resolves to %s', async (_, addresses) => {
    client = RegistryClient.create({
      registries: [
        { host: REGISTRY, endpoint: `http://rebinding.example:${server.port}` },
      ],
      lookup: async () => addresses,
    });

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'refused-address',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('is resolved once per connection, and connected to is what was checked', async () => {
    const asked: string[] = [];
    client = RegistryClient.create({
      registries: [
        {
          host: REGISTRY,
          endpoint: `http://rebinding.example:${server.port}`,
          allowPrivateAddresses: true,
          concurrency: 1,
        },
      ],
      lookup: async host => {
        asked.push(host);
        // A second look would lead to a metadata service.
        return asked.length === 1
          ? [{ address: '127.0.0.1', family: 4 }]
          : [{ address: '169.254.169.254', family: 4 }];
      },
    });

    await client.resolveTag(TAG);
    await client.resolveTag(TAG);

    expect(asked).toEqual(['rebinding.example']);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0].headers.host).toBe(
      `rebinding.example:${server.port}`,
    );
  });

  it.each<[string, () => Promise<[]>, RegistryErrorCode]>([
    ['has no address', async () => [], 'dns'],
    [
      'is not known',
      async () => {
        throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
      },
      'dns',
    ],
  ])('that %s is not there', async (_, lookup, code) => {
    client = RegistryClient.create({ lookup });

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code,
    });
  });

  it.each(['a b', 'user@registry.example', 'registry.example/x', '', '[::1'])(
    'that is no host is none: %j',
    async registry => {
      client = RegistryClient.create();

      await expect(
        failureOf(client.resolveTag({ ...TAG, registry })),
      ).resolves.toMatchObject({ code: 'dns' });
    },
  );
});

describe('an allowed host', () => {
  it('may redirect within itself, and to hosts of the configuration', async () => {
    const store = await startServer((_, response) =>
      answer(response, 200, {}, LAYER),
    );
    try {
      client = clientFor(server, { redirectHosts: ['localhost'] });
      for (const host of ['127.0.0.1', 'localhost']) {
        redirectTo = `http://${host}:${store.port}/blob`;
        const blob = await client.openBlob(IMAGE, BLOB);
        blob.destroy();
      }

      expect(store.requests).toHaveLength(2);
    } finally {
      await store.close();
    }
  });
});
