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

import { gzipSync, brotliCompressSync } from 'node:zlib';
import { clientFor, failureOf, IMAGE, TAG } from './__testUtils__/clients';
import {
  CONFIG,
  digestOf,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  INDEX,
  LAYER,
  MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
} from './__testUtils__/images';
import { answer, startServer } from './__testUtils__/testServer';
import type { Handler, TestServer } from './__testUtils__/testServer';
import type { RegistryClient } from './RegistryClient';
import type { RegistryErrorCode } from './types';

let server: TestServer | undefined;
let client: RegistryClient | undefined;

afterEach(async () => {
  await client?.close();
  await server?.close();
  server = undefined;
  client = undefined;
});

async function start(handler: Handler): Promise<RegistryClient> {
  server = await startServer(handler);
  client = clientFor(server);
  return client;
}

const DIGEST = digestOf(INDEX);

const BLOB = {
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  digest: digestOf(LAYER),
  size: LAYER.length,
};

const CONFIG_DESCRIPTOR = {
  mediaType: 'application/vnd.oci.image.config.v1+json',
  digest: digestOf(CONFIG),
  size: CONFIG.length,
};

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

describe('resolving a tag', () => {
  it('is one HEAD that asks for all four types of manifest', async () => {
    const registry = await start((_, response) =>
      answer(response, 200, {
        'content-type': `${OCI_INDEX}; charset=utf-8`,
        'docker-content-digest': DIGEST,
        'content-length': INDEX.length,
        warning: '299 - "this registry will close", 199 - "other"',
      }),
    );

    await expect(registry.resolveTag(TAG)).resolves.toEqual({
      digest: DIGEST,
      mediaType: OCI_INDEX,
      size: INDEX.length,
      method: 'head',
      warnings: ['this registry will close'],
    });
    expect(server?.lines()).toEqual(['HEAD /v2/team/app/manifests/latest']);
    expect(server?.requests[0].headers.accept?.split(', ').sort()).toEqual(
      [DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST].sort(),
    );
  });

  it('hashes the bytes where HEAD names no digest, and then asks with GET at once', async () => {
    const registry = await start((_, response) =>
      answer(response, 200, { 'content-type': OCI_INDEX }, INDEX),
    );

    for (const tag of ['latest', 'other']) {
      await expect(registry.resolveTag({ ...TAG, tag })).resolves.toMatchObject(
        { digest: DIGEST, method: 'get' },
      );
    }
    expect(server?.lines()).toEqual([
      'HEAD /v2/team/app/manifests/latest',
      'GET /v2/team/app/manifests/latest',
      'GET /v2/team/app/manifests/other',
    ]);
  });

  it('asks with GET where HEAD is not answered', async () => {
    const registry = await start(({ method }, response) => {
      if (method === 'HEAD') {
        answer(response, 405);
      } else {
        answer(response, 200, { 'content-type': OCI_INDEX }, INDEX);
      }
    });

    await expect(registry.resolveTag(TAG)).resolves.toMatchObject({
      digest: DIGEST,
      method: 'get',
    });
  });

  it('keeps a digest of sha512 as it is', async () => {
    const digest = digestOf(INDEX, 'sha512');
    const registry = await start(({ method }, response) =>
      answer(
        response,
        200,
        { 'content-type': OCI_INDEX, 'docker-content-digest': digest },
        method === 'HEAD' ? '' : INDEX,
      ),
    );

    await expect(registry.resolveTag(TAG)).resolves.toMatchObject({ digest });
    await expect(registry.getManifest(TAG)).resolves.toMatchObject({ digest });
  });

  it.each<[string, string, string | string[], RegistryErrorCode]>([
    ['a page for people', 'text/html', DIGEST, 'wrong-type'],
    ['the child of a list', 'application/vnd.other+json', DIGEST, 'wrong-type'],
    [
      'schema 1 with signatures',
      'application/vnd.docker.distribution.manifest.v1+prettyjws',
      DIGEST,
      'legacy-manifest',
    ],
    [
      'schema 1 without',
      'application/vnd.docker.distribution.manifest.v1+json',
      DIGEST,
      'legacy-manifest',
    ],
    ['an algorithm nobody knows', OCI_INDEX, 'blake3:1234', 'wrong-digest'],
    ['a digest cut off', OCI_INDEX, DIGEST.slice(0, -1), 'wrong-digest'],
    ['upper case', OCI_INDEX, DIGEST.toUpperCase(), 'wrong-digest'],
    ['two digests', OCI_INDEX, [DIGEST, digestOf('x')], 'wrong-digest'],
  ])('does not take %s for an answer', async (_, type, digest, code) => {
    const registry = await start((__, response) =>
      answer(response, 200, {
        'content-type': type,
        'docker-content-digest': digest,
      }),
    );

    await expect(failureOf(registry.resolveTag(TAG))).resolves.toMatchObject({
      code,
      registry: 'registry.example',
    });
  });

  it.each<[string, number, string, RegistryErrorCode]>([
    ['MANIFEST_UNKNOWN', 404, 'MANIFEST_UNKNOWN', 'manifest-unknown'],
    ['NAME_UNKNOWN', 404, 'NAME_UNKNOWN', 'repository-unknown'],
    ['another code', 404, 'BLOB_UNKNOWN', 'not-found'],
    ['a code that is no code', 404, 'password=1', 'not-found'],
  ])(
    'learns from one GET which 404 it is: %s',
    async (_, status, errorCode, code) => {
      const registry = await start(({ method }, response) =>
        answer(
          response,
          status,
          { 'content-type': 'application/json' },
          method === 'HEAD'
            ? ''
            : JSON.stringify({ errors: [{ code: errorCode, message: 'm' }] }),
        ),
      );

      const failure = await failureOf(registry.resolveTag(TAG));

      expect(failure).toMatchObject({ code, status });
      expect(failure.message).not.toContain('password');
      expect(server?.lines()).toEqual([
        'HEAD /v2/team/app/manifests/latest',
        'GET /v2/team/app/manifests/latest',
      ]);
    },
  );

  it('takes the manifest that is there again when it asks why it was not', async () => {
    const registry = await start(({ method }, response) =>
      method === 'HEAD'
        ? answer(response, 404)
        : answer(response, 200, { 'content-type': OCI_INDEX }, INDEX),
    );

    await expect(registry.resolveTag(TAG)).resolves.toMatchObject({
      digest: DIGEST,
      method: 'get',
    });
  });

  it.each([
    ['team/../../admin', 'latest'],
    ['Team/app', 'latest'],
    ['team//app', 'latest'],
    ['team/app?x=1', 'latest'],
    ['', 'latest'],
    ['a'.repeat(256), 'latest'],
    ['team/app', '../x'],
    ['team/app', 'a'.repeat(129)],
    ['team/app', ''],
  ])('asks nobody for what cannot be named: %s:%s', async (repository, tag) => {
    const registry = await start((_, response) => answer(response, 200));

    await expect(
      failureOf(registry.resolveTag({ ...IMAGE, repository, tag })),
    ).resolves.toMatchObject({ code: 'not-found' });
    expect(server?.requests).toHaveLength(0);
  });
});

describe('asking whether a digest is still there', () => {
  const image = { ...IMAGE, digest: DIGEST };

  it('is one HEAD that asks for all four types of manifest', async () => {
    const registry = await start((_, response) =>
      answer(response, 200, {
        'content-type': OCI_INDEX,
        'docker-content-digest': DIGEST,
      }),
    );

    await expect(registry.hasManifest(image)).resolves.toBe(true);
    expect(server?.lines()).toEqual([`HEAD /v2/team/app/manifests/${DIGEST}`]);
    expect(server?.requests[0].headers.accept?.split(', ').sort()).toEqual(
      [DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST].sort(),
    );
  });

  it('hashes the bytes where HEAD names no digest', async () => {
    const registry = await start((_, response) =>
      answer(response, 200, { 'content-type': OCI_INDEX }, INDEX),
    );

    await expect(registry.hasManifest(image)).resolves.toBe(true);
  });

  it.each(['MANIFEST_UNKNOWN', 'NAME_UNKNOWN'])(
    'is told no by a 404 that says %s',
    async code => {
      const registry = await start((_, response) =>
        answer(
          response,
          404,
          { 'content-type': 'application/json' },
          JSON.stringify({ errors: [{ code }] }),
        ),
      );

      await expect(registry.hasManifest(image)).resolves.toBe(false);
    },
  );

  it.each<[string, number, Record<string, string>, RegistryErrorCode]>([
    ['a 404 without a code', 404, {}, 'not-found'],
    ['403', 403, {}, 'no-access'],
    ['500', 500, {}, 'server-error'],
    [
      'the digest of something else',
      200,
      {
        'content-type': OCI_INDEX,
        'docker-content-digest': `sha256:${'0'.repeat(64)}`,
      },
      'wrong-digest',
    ],
    [
      'a page',
      200,
      { 'content-type': 'text/html', 'docker-content-digest': DIGEST },
      'wrong-type',
    ],
  ])(
    'does not conclude anything from %s',
    async (_what, status, headers, code) => {
      const registry = await start((_, response) =>
        answer(response, status, headers),
      );

      await expect(
        failureOf(registry.hasManifest(image)),
      ).resolves.toMatchObject({ code });
    },
  );
});

describe('content', () => {
  it.each<[string, Record<string, string>, Buffer]>([
    ['as it is', {}, Buffer.from(INDEX)],
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync(INDEX)],
    ['brotli', { 'content-encoding': 'br' }, brotliCompressSync(INDEX)],
  ])(
    'is checked after its encoding is undone: %s',
    async (_, headers, body) => {
      const registry = await start((__, response) =>
        answer(
          response,
          200,
          {
            'content-type': OCI_INDEX,
            'docker-content-digest': DIGEST,
            ...headers,
          },
          body,
        ),
      );

      await expect(
        registry.getManifest({ ...IMAGE, digest: DIGEST }),
      ).resolves.toMatchObject({
        kind: 'index',
        digest: DIGEST,
        size: INDEX.length,
        manifests: [{ platform: 'linux/amd64' }, { platform: 'linux/arm64' }],
      });
    },
  );

  it('may be named by two algorithms, and must fit both', async () => {
    const other = digestOf(INDEX, 'sha512');
    let named = other;
    const registry = await start((_, response) =>
      answer(
        response,
        200,
        { 'content-type': OCI_INDEX, 'docker-content-digest': named },
        INDEX,
      ),
    );

    await expect(
      registry.getManifest({ ...IMAGE, digest: DIGEST }),
    ).resolves.toMatchObject({ digest: DIGEST });

    named = digestOf('something else', 'sha512');
    await expect(
      failureOf(registry.getManifest({ ...IMAGE, digest: DIGEST })),
    ).resolves.toMatchObject({ code: 'wrong-digest' });
  });

  it.each<[string, string, Buffer]>([
    ['the manifest', OCI_INDEX, Buffer.from(INDEX.replace('amd64', 'amd65'))],
    ['its last byte', OCI_INDEX, Buffer.from(`${INDEX}\n`)],
    ['nothing', OCI_INDEX, Buffer.alloc(0)],
  ])('with other bytes is refused: %s', async (_, type, body) => {
    const registry = await start((__, response) =>
      answer(
        response,
        200,
        { 'content-type': type, 'docker-content-digest': DIGEST },
        body,
      ),
    );

    for (const image of [{ ...IMAGE, digest: DIGEST }, TAG]) {
      await expect(
        failureOf(registry.getManifest(image)),
      ).resolves.toMatchObject({ code: 'wrong-digest' });
    }
  });

  it('says that schema 1 is schema 1, whose digest is not that of its bytes', async () => {
    const registry = await start((_, response) =>
      answer(
        response,
        200,
        { 'content-type': 'application/json', 'docker-content-digest': DIGEST },
        JSON.stringify({ schemaVersion: 1, fsLayers: [], signatures: [] }),
      ),
    );

    await expect(failureOf(registry.getManifest(TAG))).resolves.toMatchObject({
      code: 'legacy-manifest',
    });
  });

  it('is read: a manifest, its configuration and a layer', async () => {
    const registry = await start(({ path }, response) => {
      if (path.includes('/manifests/')) {
        answer(response, 200, { 'content-type': OCI_MANIFEST }, MANIFEST);
      } else if (path.endsWith(digestOf(CONFIG))) {
        answer(response, 200, {}, CONFIG);
      } else {
        answer(response, 200, {}, LAYER);
      }
    });

    const manifest = await registry.getManifest(TAG);
    if (manifest.kind !== 'image') {
      throw new Error('It is no image');
    }
    expect(manifest).toMatchObject({
      digest: digestOf(MANIFEST),
      config: CONFIG_DESCRIPTOR,
      layers: [BLOB],
    });
    await expect(registry.getConfig(IMAGE, manifest.config)).resolves.toEqual({
      digest: digestOf(CONFIG),
      platform: 'linux/arm64',
      created: '2026-09-17T10:11:12.123456789Z',
      diffIds: [`sha256:${'d'.repeat(64)}`],
      labels: { maintainer: 'somebody' },
      env: ['PATH=/usr/bin'],
      entrypoint: null,
      cmd: ['/bin/bash'],
      user: 'nobody',
      workingDir: '/var/task',
    });
    const blob = await registry.openBlob(IMAGE, manifest.layers[0]);
    await expect(readAll(blob)).resolves.toEqual(LAYER);
    // The descriptor's `urls` lead to a metadata service.
    expect(server?.lines()).toEqual([
      'GET /v2/team/app/manifests/latest',
      `GET /v2/team/app/blobs/${digestOf(CONFIG)}`,
      `GET /v2/team/app/blobs/${digestOf(LAYER)}`,
    ]);
  });

  it.each<[string, Buffer, RegistryErrorCode]>([
    [
      'one byte differs',
      Buffer.from(LAYER).fill('X', 100, 101),
      'wrong-digest',
    ],
    ['one byte is missing', LAYER.subarray(1), 'wrong-digest'],
    [
      'one byte is too many',
      Buffer.concat([LAYER, LAYER.subarray(0, 1)]),
      'wrong-digest',
    ],
  ])('of a blob fails at its end where %s', async (_, body, code) => {
    const registry = await start((__, response) =>
      answer(response, 200, {}, body),
    );

    await expect(
      failureOf(registry.openBlob(IMAGE, BLOB).then(readAll)),
    ).resolves.toMatchObject({ code });
  });

  it('of a blob fails where the connection ends before it', async () => {
    const registry = await start((_, response) => {
      response.writeHead(200, { 'content-length': LAYER.length });
      response.write(LAYER.subarray(0, 500), () => response.destroy());
    });

    await expect(
      failureOf(registry.openBlob(IMAGE, BLOB).then(readAll)),
    ).resolves.toMatchObject({ code: 'connection' });
  });

  it('of a compressed blob that is declared to be encoded is left as it is', async () => {
    const body = gzipSync(LAYER);
    const registry = await start((_, response) =>
      answer(
        response,
        200,
        { 'content-encoding': 'gzip', 'content-length': body.length },
        body,
      ),
    );
    const blob = { ...BLOB, digest: digestOf(body), size: body.length };

    await expect(registry.openBlob(IMAGE, blob).then(readAll)).resolves.toEqual(
      body,
    );
  });

  it('gives back its turn when a blob is given up', async () => {
    server = await startServer((_, response) => {
      response.writeHead(200, {});
      response.write(LAYER.subarray(0, 500));
    });
    client = clientFor(server, { concurrency: 1 });

    const first = await client.openBlob(IMAGE, BLOB);
    first.destroy();
    const second = await client.openBlob(IMAGE, BLOB);
    second.destroy();

    expect(server.requests).toHaveLength(2);
  });
});

describe('listing tags', () => {
  it('follows the pages of the registry', async () => {
    const registry = await start(({ query }, response) => {
      if (query.get('last') === null) {
        answer(
          response,
          200,
          { link: '</v2/team/app/tags/list?n=2&last=b>; rel="next"' },
          JSON.stringify({ name: 'team/app', tags: ['a', 'b'] }),
        );
      } else {
        answer(response, 200, {}, JSON.stringify({ tags: ['c', '../x', 7] }));
      }
    });

    await expect(registry.listTags(IMAGE)).resolves.toEqual(['a', 'b', 'c']);
    await expect(registry.listTags(IMAGE, { limit: 1 })).resolves.toEqual([
      'a',
    ]);
    expect(server?.lines()).toEqual([
      'GET /v2/team/app/tags/list?n=1000',
      'GET /v2/team/app/tags/list?n=2&last=b',
      'GET /v2/team/app/tags/list?n=1',
    ]);
  });

  it('knows a repository whose last tag was deleted', async () => {
    const registry = await start((_, response) =>
      answer(response, 200, {}, '{"name":"team/app","tags":null}'),
    );

    await expect(registry.listTags(IMAGE)).resolves.toEqual([]);
  });

  it.each([
    [
      'to another origin',
      '<http://127.0.0.1:1/v2/team/app/tags/list>; rel=next',
    ],
    ['back', '</v2/team/app/tags/list?n=1000>; rel="next"'],
    ['nowhere', '<http://[>; rel="next"'],
  ])('follows no page that leads %s', async (_, link) => {
    const registry = await start((__, response) =>
      answer(response, 200, { link }, '{"tags":["a"]}'),
    );

    await expect(failureOf(registry.listTags(IMAGE))).resolves.toMatchObject({
      code: 'unexpected-answer',
    });
    expect(server?.requests).toHaveLength(1);
  });
});
