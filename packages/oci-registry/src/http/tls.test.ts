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

import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSignedCertificate } from '../__testUtils__/certificate';
import { failureOf, REGISTRY, TAG } from '../__testUtils__/clients';
import { digestOf, INDEX, OCI_INDEX } from '../__testUtils__/images';
import { RegistryClient } from '../RegistryClient';
import type { RegistrySettings } from '../types';

const { cert, key } = selfSignedCertificate('registry.example');

let server: Server;
let port: number;
let location: string | undefined;
let client: RegistryClient | undefined;

beforeEach(async () => {
  location = undefined;
  server = createServer({ cert, key }, (_, response) => {
    response.writeHead(location === undefined ? 200 : 307, {
      'content-type': OCI_INDEX,
      'docker-content-digest': digestOf(INDEX),
      ...(location === undefined ? {} : { location }),
    });
    response.end();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  await client?.close();
  server.closeAllConnections();
  await new Promise<void>(resolve => {
    server.close(() => resolve());
  });
});

/** A registry whose name leads to the server. */
function start(
  hostname: string,
  settings: Partial<RegistrySettings> = {},
): RegistryClient {
  client = RegistryClient.create({
    registries: [
      {
        host: REGISTRY,
        endpoint: `https://${hostname}:${port}`,
        allowPrivateAddresses: true,
        ...settings,
      },
    ],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  return client;
}

it('a certificate of the configuration is trusted for its name', async () => {
  await expect(
    start('registry.example', { ca: cert }).resolveTag(TAG),
  ).resolves.toMatchObject({ digest: digestOf(INDEX) });
});

it.each<[string, string, Partial<RegistrySettings>]>([
  ['that nobody trusts', 'registry.example', {}],
  ['of another name', 'other.example', { ca: cert }],
  [
    'that another key signed',
    'registry.example',
    { ca: selfSignedCertificate('registry.example').cert },
  ],
])('a certificate %s is not', async (_, hostname, settings) => {
  await expect(
    failureOf(start(hostname, settings).resolveTag(TAG)),
  ).resolves.toMatchObject({ code: 'tls' });
});

it('a redirect to what is not encrypted is not followed', async () => {
  location = `http://registry.example:${port}/v2/`;

  await expect(
    failureOf(start('registry.example', { ca: cert }).resolveTag(TAG)),
  ).resolves.toMatchObject({
    code: 'refused-address',
    message: expect.stringContaining('not encrypted'),
  });
});
