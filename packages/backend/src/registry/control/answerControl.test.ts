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

import { request as httpRequest } from 'node:http';
import {
  errorOf,
  startSampleRegistry,
  type StartedRegistry,
} from '../__testUtils__/startSampleRegistry';

const LATEST = '/v2/docker.io/arm64v8/amazonlinux/manifests/latest';

describe('answerControl', () => {
  let sample: StartedRegistry;
  const ask: StartedRegistry['ask'] = (...args) => sample.ask(...args);
  const control: StartedRegistry['control'] = (...args) =>
    sample.control(...args);

  beforeEach(async () => {
    sample = await startSampleRegistry();
  });

  afterEach(() => sample.registry.close());

  const headerOf = async (address: string, name: string) =>
    (await ask(address, { method: 'HEAD' })).headers.get(name);

  async function imageOf(address: string) {
    const index = await (await ask(address)).json();
    return address.replace(/[^/]+$/, index.manifests[0].digest);
  }

  const move = async (body: object) =>
    (await control('/sample/move', body)).json();
  const amazonlinux = {
    repository: 'docker.io/arm64v8/amazonlinux',
    tag: 'latest',
  };

  it('moves a tag to the next image and from the last to where it began', async () => {
    const before = await headerOf(LATEST, 'docker-content-digest');
    const there = await move(amazonlinux);
    expect([there.from.image, there.to.image]).toEqual(['C', 'D']);
    expect(there.from.digest).toBe(before);
    expect(await headerOf(LATEST, 'docker-content-digest')).toBe(
      there.to.digest,
    );
    expect((await move(amazonlinux)).to.image).toBe('E');
    const back = await move(amazonlinux);
    expect([back.from.image, back.to.image]).toEqual(['E', 'C']);
    expect(await headerOf(LATEST, 'docker-content-digest')).toBe(before);
  });

  it('builds an image anew with the same layers', async () => {
    const layersOf = async () =>
      JSON.parse(await (await ask(await imageOf(LATEST))).text());
    const before = await layersOf();
    const rebuilt = await move({ ...amazonlinux, rebuild: true });
    expect(rebuilt.to.image).toBe('C-rebuilt-1');
    const after = await layersOf();
    expect(after.layers).toEqual(before.layers);
    expect(after.config.digest).not.toBe(before.config.digest);
    expect((await move(amazonlinux)).to.image).toBe('D');
  });

  it('moves one platform alone', async () => {
    const platforms = async () => {
      const index = await (
        await ask('/v2/public.ecr.aws/lambda/provided/manifests/al2023')
      ).json();
      return index.manifests.map(({ digest }: { digest: string }) => digest);
    };
    const before = await platforms();
    await move({
      repository: 'public.ecr.aws/lambda/provided',
      tag: 'al2023',
      to: 'al2023-amd64',
    });
    const after = await platforms();
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it('deletes a tag, lists it no more, and brings it back', async () => {
    await move({ ...amazonlinux, delete: true });
    expect(await errorOf(await ask(LATEST))).toBe('404 MANIFEST_UNKNOWN');
    const list = await ask('/v2/docker.io/arm64v8/amazonlinux/tags/list');
    expect((await list.json()).tags).not.toContain('latest');
    expect((await move(amazonlinux)).to.image).toBe('C');
  });

  it.each([
    [{ repository: 'x', tag: 'latest' }, /^The sample registry has no x; /],
    [{ ...amazonlinux, tag: 'x' }, /has no tag x; it has latest, /],
    [{ ...amazonlinux, to: 'Z' }, /has no image Z; it has A, B, C, D, E$/],
    [{ repository: 'x' }, /^tag is missing$/],
    [[], /has to be a JSON object/],
  ])('says what is wrong with %j', async (body, message) => {
    const answer = await control('/sample/move', body);
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toMatch(message);
  });

  it('gives the files that builds have made', async () => {
    const { builds } = await (await ask('/sample')).json();
    expect(builds['on-latest']).toEqual({
      entity: 'component:default/orders',
      build: { number: '812', commit: '9f3c2e1a' },
      files: ['bootstrap'],
    });
    const answer = await ask('/sample/builds/on-latest/bootstrap');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('\u007fELF');
    for (const address of ['none/bootstrap', 'on-latest/x', 'constructor/a']) {
      const refused = await ask(`/sample/builds/${address}`);
      expect(refused.status).toBe(400);
      expect((await refused.json()).error).toBe(
        `There is no build ${address}; there are on-latest/bootstrap, pinned/bootstrap`,
      );
    }
  });

  it('reads no long body', async () => {
    const answer = await control('/sample/move', { x: 'x'.repeat(5_000) });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toMatch(/longer than 4096 bytes/);
  });

  // Node's fetch writes Host itself.
  const asStranger = (headers: Record<string, string>, method = 'POST') =>
    new Promise<number>((resolve, reject) => {
      httpRequest(
        `${sample.registry.url}/sample${method === 'POST' ? '/move' : ''}`,
        {
          method,
          headers: { 'Content-Type': 'application/json', ...headers },
        },
        response => {
          response.resume();
          resolve(response.statusCode!);
        },
      )
        .on('error', reject)
        .end(JSON.stringify(amazonlinux));
    });

  it.each([
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Host: 'evil.example' }, 403],
    [{ Host: '127.0.0.1.evil.example:7017' }, 403],
    [{ Host: 'localhost@evil.example' }, 403],
    [{ 'Content-Type': 'text/plain' }, 400],
    [{ Host: 'localhost:7017' }, 200],
    [{ Host: '[::1]' }, 200],
  ])('answers a request with %j with %s', async (headers, status) => {
    const before = await headerOf(LATEST, 'docker-content-digest');
    expect(await asStranger(headers)).toBe(status);
    const moved = (await headerOf(LATEST, 'docker-content-digest')) !== before;
    expect(moved).toBe(status === 200);
  });

  it('shows no stranger what there is', async () => {
    expect(await asStranger({ Origin: 'https://evil.example' }, 'GET')).toBe(
      403,
    );
    const { repositories } = await (await ask('/sample')).json();
    expect(repositories[0]).toMatchObject({
      name: 'docker.io/arm64v8/amazonlinux',
      images: ['A', 'B', 'C', 'D', 'E'],
      tags: { latest: { image: 'C' } },
    });
  });
});
