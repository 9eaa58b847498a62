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
import { digestOf, INDEX, LAYER, OCI_INDEX } from '../__testUtils__/images';
import { answer, startServer } from '../__testUtils__/testServer';
import type { Handler, TestServer } from '../__testUtils__/testServer';
import type { RegistryClient } from '../RegistryClient';
import type { RegistryErrorCode, RegistryRequest } from '../types';

const CREDENTIALS = { username: 'me', password: 'secret' };

const BLOB = {
  mediaType: 'application/octet-stream',
  digest: digestOf(LAYER),
  size: LAYER.length,
};

const MANIFEST_HEADERS = {
  'content-type': OCI_INDEX,
  'docker-content-digest': digestOf(INDEX),
};

let server: TestServer;
let elsewhere: TestServer;
let client: RegistryClient;
let serve: Handler;
let serveElsewhere: Handler;
let seen: RegistryRequest[];

beforeEach(async () => {
  seen = [];
  serve = (_, response) => answer(response, 200, MANIFEST_HEADERS);
  serveElsewhere = (_, response) => answer(response, 200, {}, LAYER);
  server = await startServer((request, response) => {
    if (request.headers.authorization === undefined) {
      answer(response, 401, { 'www-authenticate': 'Basic realm="x"' });
    } else {
      serve(request, response);
    }
  });
  elsewhere = await startServer((request, response) =>
    serveElsewhere(request, response),
  );
  client = clientFor(
    server,
    { credentials: CREDENTIALS },
    { onRequest: request => seen.push(request) },
  );
  await client.resolveTag(TAG);
  server.requests.length = 0;
  seen.length = 0;
});

afterEach(async () => {
  await client.close();
  await server.close();
  await elsewhere.close();
});

function authorizations(of: TestServer): Array<string | undefined> {
  return of.requests.map(({ headers }) => headers.authorization);
}

it('follows a redirect to another origin without credentials', async () => {
  serve = (_, response) =>
    answer(response, 307, {
      location: `${elsewhere.origin}/blob?X-Signature=secret`,
      'set-cookie': 'session=1',
    });

  const blob = await client.openBlob(IMAGE, BLOB);
  const chunks: Buffer[] = await blob.toArray();

  expect(Buffer.concat(chunks)).toEqual(LAYER);
  expect(authorizations(elsewhere)).toEqual([undefined]);
  expect(elsewhere.requests[0].headers.cookie).toBeUndefined();
  expect(seen).toMatchObject([
    { kind: 'blob', origin: server.origin, status: 307 },
    { kind: 'blob', origin: elsewhere.origin, status: 200 },
  ]);
  expect(JSON.stringify(seen)).not.toContain('secret');
});

it('keeps credentials within the origin', async () => {
  serve = ({ path }, response) =>
    path.startsWith('/v2/')
      ? answer(response, 302, { location: '/elsewhere' })
      : answer(response, 200, MANIFEST_HEADERS);

  await client.resolveTag(TAG);

  expect(authorizations(server)).toEqual([
    expect.stringMatching(/^Basic /),
    expect.stringMatching(/^Basic /),
  ]);
});

it('does not take credentials up again where another origin leads back', async () => {
  serve = (_, response) =>
    answer(response, 307, { location: `${elsewhere.origin}/there` });
  serveElsewhere = (_, response) =>
    answer(response, 307, { location: `${server.origin}/back` });

  await expect(failureOf(client.openBlob(IMAGE, BLOB))).resolves.toMatchObject({
    code: 'no-access',
  });
  expect(authorizations(server)).toEqual([
    expect.stringMatching(/^Basic /),
    undefined,
    ...authorizations(server).slice(2),
  ]);
  expect(authorizations(elsewhere)).not.toContainEqual(expect.any(String));
});

it.each(['Basic realm="x"', 'Bearer realm="$/token"'])(
  'does not answer the challenge of another origin: %s',
  async challenge => {
    serve = ({ path }, response) =>
      path.includes('/blobs/')
        ? answer(response, 307, { location: `${elsewhere.origin}/blob` })
        : answer(response, 200, MANIFEST_HEADERS);
    serveElsewhere = (_, response) =>
      answer(response, 401, {
        'www-authenticate': challenge.replace('$', elsewhere.origin),
      });

    await expect(
      failureOf(client.openBlob(IMAGE, BLOB)),
    ).resolves.toMatchObject({ code: 'no-access', status: 401 });
    await client.resolveTag(TAG);

    expect(elsewhere.lines()).toEqual(['GET /blob']);
    expect(authorizations(elsewhere)).toEqual([undefined]);
  },
);

it('does not wait for the registry because another origin is busy', async () => {
  serve = ({ path }, response) =>
    path.includes('/blobs/')
      ? answer(response, 307, { location: `${elsewhere.origin}/blob` })
      : answer(response, 200, MANIFEST_HEADERS);
  serveElsewhere = (_, response) =>
    answer(response, 429, { 'retry-after': '3600' });

  await expect(failureOf(client.openBlob(IMAGE, BLOB))).resolves.toMatchObject({
    code: 'rate-limited',
  });
  await expect(client.resolveTag(TAG)).resolves.toMatchObject({
    method: 'head',
  });
});

it.each<[string, () => string, RegistryErrorCode]>([
  ['a sixth time', () => '/v2/again', 'too-many-redirects'],
  ['to no URL', () => 'http://[', 'unexpected-answer'],
  ['to a file', () => 'file:///etc/passwd', 'unexpected-answer'],
  [
    'with credentials',
    () => `http://me:secret@${elsewhere.host}/`,
    'unexpected-answer',
  ],
  ['to a name of the machine', () => 'http://localhost:1/x', 'refused-address'],
])('follows no redirect %s', async (_, location, code) => {
  serve = (__, response) => answer(response, 307, { location: location() });

  const failure = await failureOf(client.resolveTag(TAG));

  expect(failure).toMatchObject({ code });
  expect(failure.message).not.toContain('secret');
  expect(elsewhere.requests).toHaveLength(0);
  expect(server.requests.length).toBeLessThanOrEqual(6);
});

it('takes a redirect to nowhere for an answer that says nothing', async () => {
  serve = (_, response) => answer(response, 307);

  await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
    code: 'unexpected-answer',
    status: 307,
  });
});
