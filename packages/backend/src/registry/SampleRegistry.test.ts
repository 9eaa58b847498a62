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

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import {
  errorOf,
  SAMPLES,
  startSampleRegistry,
  type StartedRegistry,
} from './__testUtils__/startSampleRegistry';
import { readSampleDeclaration } from './readSampleDeclaration';
import { SampleRegistry } from './SampleRegistry';
import { SampleTags } from './SampleTags';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
interface Indexed {
  digest: string;
  platform: object;
}

const LATEST = '/v2/docker.io/arm64v8/amazonlinux/manifests/latest';

const sha256 = (bytes: Buffer) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

describe('SampleRegistry', () => {
  let sample: StartedRegistry;
  const ask: StartedRegistry['ask'] = (...args) => sample.ask(...args);

  beforeEach(async () => {
    sample = await startSampleRegistry([
      {
        repository: 'docker.io/library/node',
        tag: '22-bookworm-slim',
        steps: [
          { after: 0.05, to: 'second' },
          { after: 0.2, to: null },
        ],
      },
    ]);
  });

  afterEach(() => sample.registry.close());

  async function bytesOf(answer: Response) {
    return Buffer.from(await answer.arrayBuffer());
  }

  const headerOf = async (address: string, name: string) =>
    (await ask(address, { method: 'HEAD' })).headers.get(name);

  it('serves every byte under its digest, from the tag down to the files', async () => {
    const answer = await ask(LATEST, {
      headers: { Accept: `${MANIFEST}, ${INDEX};q=0.5` },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(INDEX);
    expect(answer.headers.get('docker-distribution-api-version')).toBe(
      'registry/2.0',
    );
    const bytes = await bytesOf(answer);
    const digest = answer.headers.get('docker-content-digest');
    expect(sha256(bytes)).toBe(digest);
    expect(await bytesOf(await ask(LATEST.replace('latest', digest!)))).toEqual(
      bytes,
    );

    const index = JSON.parse(bytes.toString());
    expect(index.manifests.map(({ platform }: Indexed) => platform)).toEqual([
      { architecture: 'arm64', os: 'linux', variant: 'v8' },
      { architecture: 'unknown', os: 'unknown' },
    ]);
    const [image, attestation] = index.manifests;
    expect(attestation.annotations).toEqual({
      'vnd.docker.reference.digest': image.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    });
    const read = await bytesOf(
      await ask(LATEST.replace('latest', image.digest)),
    );
    expect(sha256(read)).toBe(image.digest);
    expect(read.length).toBe(image.size);

    const manifest = JSON.parse(read.toString());
    const blobs = [manifest.config, ...manifest.layers];
    const contents = await Promise.all(
      blobs.map(async blob => {
        const content = await bytesOf(
          await ask(`/v2/docker.io/arm64v8/amazonlinux/blobs/${blob.digest}`),
        );
        expect(sha256(content)).toBe(blob.digest);
        expect(content.length).toBe(blob.size);
        return content;
      }),
    );
    const config = JSON.parse(contents[0].toString());
    expect(config).toMatchObject({
      architecture: 'arm64',
      os: 'linux',
      created: '2025-04-01T21:40:03Z',
      config: {
        Labels: {
          'org.opencontainers.image.version': '2023.7.20250331.0',
          'org.opencontainers.image.description': expect.stringMatching(
            /^Made for the sample portal/,
          ),
        },
      },
    });
    const layers = contents.slice(1).map(layer => gunzipSync(layer));
    expect(config.rootfs.diff_ids).toEqual(layers.map(sha256));
    for (const [layer, text] of [
      'VERSION_ID=2023\n',
      'SQLite format 3\0',
      'GLIBCXX_3.4.33\0',
    ].entries()) {
      expect(layers[layer].includes(text)).toBe(true);
    }
  });

  it('gives the same digests on every start', async () => {
    const again = await SampleTags.create(await readSampleDeclaration(SAMPLES));
    expect(again.describe()).toEqual(sample.tags.describe());
  });

  it('answers HEAD as GET, without the bytes', async () => {
    const get = await ask(LATEST);
    const head = await ask(LATEST, { method: 'HEAD' });
    expect(await head.text()).toBe('');
    for (const name of [
      'content-length',
      'content-type',
      'docker-content-digest',
    ]) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  it.each([
    [{ Accept: MANIFEST }, 404],
    [{ Accept: `${INDEX};q=0, ${MANIFEST}` }, 404],
    [{ Accept: INDEX.toUpperCase() }, 200],
    [{ Accept: '*/*' }, 200],
  ])('lets through what is accepted: %j', async (headers, status) => {
    const answer = await ask(LATEST, { headers });
    expect(answer.status).toBe(status);
    const text = await answer.text();
    expect(/"code":"MANIFEST_UNKNOWN"/.test(text)).toBe(status === 404);
  });

  it.each([
    ['/v2/docker.io/arm64v8/amazonlinux/manifests/1', '404 MANIFEST_UNKNOWN'],
    [
      `/v2/docker.io/library/rust/manifests/sha256:${'0'.repeat(64)}`,
      '404 MANIFEST_UNKNOWN',
    ],
    ['/v2/docker.io/library/rust/manifests/sha256:00', '400 DIGEST_INVALID'],
    ['/v2/docker.io/library/none/manifests/latest', '404 NAME_UNKNOWN'],
    ['/v2/docker.io/library/none/tags/list', '404 NAME_UNKNOWN'],
    ['/v2/docker.io/Library/rust/manifests/latest', '400 NAME_INVALID'],
    [
      `/v2/docker.io/library/rust/blobs/sha256:${'0'.repeat(64)}`,
      '404 BLOB_UNKNOWN',
    ],
    [
      '/v2/docker.io/library/rust/tags/list?n=-1',
      '400 PAGINATION_NUMBER_INVALID',
    ],
    ['/v2/docker.io/library/rust/uploads/', '404 UNSUPPORTED'],
    ['/v2/_catalog', '404 UNSUPPORTED'],
    ['/', '404 UNSUPPORTED'],
    ['//', '404 UNSUPPORTED'],
  ])('says of %s: %s', async (address, error) => {
    expect(await errorOf(await ask(address))).toBe(error);
  });

  it('keeps what one repository holds from the others', async () => {
    const digest = await headerOf(LATEST, 'docker-content-digest');
    expect(
      await errorOf(
        await ask(`/v2/docker.io/library/rust/manifests/${digest}`),
      ),
    ).toBe('404 MANIFEST_UNKNOWN');
  });

  it.each(['PUT', 'POST', 'PATCH', 'DELETE'])('refuses %s', async method => {
    const answer = await ask(LATEST, { method });
    expect(await errorOf(answer)).toBe('405 UNSUPPORTED');
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('lists tags in pages that name the next one', async () => {
    const first = await ask('/v2/public.ecr.aws/lambda/python/tags/list?n=3');
    expect(await first.json()).toEqual({
      name: 'public.ecr.aws/lambda/python',
      tags: ['3.11', '3.12', '3.12.2024.06.14.17'],
    });
    const [, next] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link')!)!;
    const second = await ask(next);
    expect((await second.json()).tags).toEqual(['3.13', '3.13-arm64']);
    expect(second.headers.get('link')).toBeNull();
    const none = await ask('/v2/public.ecr.aws/lambda/python/tags/list?n=0');
    expect(await none.json()).toMatchObject({ tags: [] });
  });

  it.each([
    ['bytes=0-3', 206, 0, 4],
    ['bytes=5-', 206, 5, undefined],
    ['bytes=-7', 206, -7, undefined],
    ['bytes=2-99999999', 206, 2, undefined],
    ['bytes=99999999-', 416, 0, 0],
    ['bytes=4-3', 200, 0, undefined],
    ['bytes=0-1,4-5', 200, 0, undefined],
    ['lines=0-1', 200, 0, undefined],
  ])('answers the range %s with %s', async (range, status, from, to) => {
    const { config } = JSON.parse(
      await (await ask(await imageOf(LATEST))).text(),
    );
    const blob = `/v2/docker.io/arm64v8/amazonlinux/blobs/${config.digest}`;
    const whole = await bytesOf(await ask(blob));

    const answer = await ask(blob, { headers: { Range: range } });

    expect(answer.status).toBe(status);
    const part = whole.subarray(from, to);
    expect(await bytesOf(answer)).toEqual(part);
    const first = whole.indexOf(part);
    const said = {
      200: null,
      206: `bytes ${first}-${first + part.length - 1}/${whole.length}`,
      416: `bytes */${whole.length}`,
    };
    expect(answer.headers.get('content-range')).toBe(
      said[status as keyof typeof said],
    );
  });

  async function imageOf(address: string) {
    const index = await (await ask(address)).json();
    return address.replace(/[^/]+$/, index.manifests[0].digest);
  }

  it('lets a tag go through its story once somebody has asked for it', async () => {
    const tag = '/v2/docker.io/library/node/manifests/22-bookworm-slim';
    const first = await headerOf(tag, 'docker-content-digest');
    expect(first).toBe(sample.tags.digestOf('docker.io/library/node', 'first'));
    await new Promise(done => setTimeout(done, 120));
    expect(await headerOf(tag, 'docker-content-digest')).toBe(
      sample.tags.digestOf('docker.io/library/node', 'second'),
    );
    await new Promise(done => setTimeout(done, 200));
    expect((await ask(tag)).status).toBe(404);
  });

  it('says when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise(done => other.once('listening', done));
    const { port } = other.address() as { port: number };
    await expect(
      SampleRegistry.start({
        declaration: { repositories: [], stories: [], history: [] },
        tags: sample.tags,
        port,
        onError: () => {},
      }),
    ).rejects.toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
    await new Promise(done => other.close(done));
  });
});
