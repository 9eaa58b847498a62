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

import { isRegistryError, RegistryClient } from '@lambda-compat/oci-registry';
import {
  startSampleRegistry,
  type StartedRegistry,
} from './__testUtils__/startSampleRegistry';

const HOST = 'samples.example';
const AMAZONLINUX = {
  registry: HOST,
  repository: 'docker.io/arm64v8/amazonlinux',
};

describe('the sample registry, as the portal reads it', () => {
  let sample: StartedRegistry;
  let client: RegistryClient;
  let requests: string[];

  beforeEach(async () => {
    sample = await startSampleRegistry();
    requests = [];
    client = RegistryClient.create({
      registries: [
        {
          host: HOST,
          endpoint: sample.registry.url,
          allowPrivateAddresses: true,
          requestsPerSecond: 1_000,
        },
      ],
      limits: { headersMs: 500, waitMs: 0 },
      onRequest: ({ method, kind }) => requests.push(`${method} ${kind}`),
    });
  });

  afterEach(async () => {
    await client.close();
    await sample.registry.close();
  });

  const codeOf = (answer: Promise<unknown>) =>
    answer.then(
      () => 'answered',
      error => (isRegistryError(error) ? error.code : String(error)),
    );

  it('one HEAD says what a tag points to, and everything below can be verified', async () => {
    const resolved = await client.resolveTag({ ...AMAZONLINUX, tag: 'latest' });
    expect(requests).toEqual(['HEAD manifest']);
    expect(resolved).toMatchObject({
      digest: sample.tags.digestOf(AMAZONLINUX.repository, 'C'),
      mediaType: 'application/vnd.oci.image.index.v1+json',
      method: 'head',
    });

    const index = await client.getManifest({
      ...AMAZONLINUX,
      digest: resolved.digest,
    });
    expect(index).toMatchObject({
      kind: 'index',
      manifests: [{ platform: 'linux/arm64' }],
      attestations: [{ subject: expect.stringMatching(/^sha256:/) }],
    });
    const [{ digest }] = index.kind === 'index' ? index.manifests : [];
    const image = await client.getManifest({ ...AMAZONLINUX, digest });
    if (image.kind !== 'image') {
      throw new Error('The platform is no image');
    }
    const config = await client.getConfig(AMAZONLINUX, image.config);
    expect(config).toMatchObject({
      platform: 'linux/arm64',
      created: '2025-04-01T21:40:03Z',
      labels: { 'org.opencontainers.image.version': '2023.7.20250331.0' },
    });
    expect(config.diffIds).toHaveLength(3);
    for (const layer of image.layers) {
      let size = 0;
      for await (const piece of await client.openBlob(AMAZONLINUX, layer)) {
        size += piece.length;
      }
      expect(size).toBe(layer.size);
    }
  });

  it('lists tags over pages', async () => {
    expect(await client.listTags(AMAZONLINUX)).toEqual([
      '2023.6.20250303.0',
      '2023.6.20250317.2',
      '2023.7.20250331.0',
      '2023.7.20250414.0',
      '2027.0.20260903.0',
      'latest',
    ]);
  });

  it.each([
    ['manifest-unknown', AMAZONLINUX.repository, 'never'],
    ['repository-unknown', 'docker.io/library/never', 'latest'],
    ['no-access', 'platform/lambda-build', '7'],
  ])('answers %s for %s:%s', async (code, repository, tag) => {
    expect(
      await codeOf(client.resolveTag({ registry: HOST, repository, tag })),
    ).toBe(code);
  });

  it.each([
    ['down', 'connection'],
    ['error', 'server-error'],
    ['slow', 'timeout'],
    ['lying', 'wrong-digest'],
    ['rate-limited', 'rate-limited'],
    ['no-access', 'no-access'],
  ])('is understood when it is told to be %s', async (fault, code) => {
    const { repository } = AMAZONLINUX;
    await sample.control('/sample/fault', { repository, fault });
    expect(
      await codeOf(client.getManifest({ ...AMAZONLINUX, tag: 'latest' })),
    ).toBe(code);
  });
});
