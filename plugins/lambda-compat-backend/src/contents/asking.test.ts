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

import { TestDatabases } from '@backstage/backend-test-utils';
import { digestOf } from '../digests/__testUtils__/FakeRegistry';
import { IMAGE, setupContents } from './__testUtils__/setupContents';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const PLATFORM = 'linux/amd64';
const NODE = { registry: 'docker.io', repository: 'library/node' };

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('Asked for images, %p', id => {
  async function setup(options: Parameters<typeof setupContents>[1] = {}) {
    const parts = await setupContents(await databases.init(id), options);
    const { registry } = parts;
    registry.addLayer('base', { 'usr/bin/a': 'a' });
    registry.addLayer('more', { 'usr/bin/b': 'b' });
    parts.addRelease('A', ['base']);
    parts.addRelease('B', ['base', 'more']);
    registry.push(IMAGE, 'A');
    await parts.addConsumer(IMAGE, { platform: PLATFORM });
    await parts.sweepAfter(0);
    registry.takeLog();
    const request = (name: string, platform = PLATFORM) =>
      parts.contents.requests.requestImage({
        ...NODE,
        digest: digestOf(name),
        platform,
      });
    const compare = (from: string, to: string) =>
      parts.contents.comparisons.compare({
        from: digestOf(from),
        to: digestOf(to),
        platform: PLATFORM,
      });
    return { ...parts, compare, request };
  }

  it('gives what is known, without asking anybody', async () => {
    const { registry, request } = await setup();
    await expect(request('A amd64')).resolves.toMatchObject({
      digest: digestOf('A amd64'),
      state: 'available',
      reason: null,
      facts: { platform: PLATFORM, counts: { files: 1 } },
    });
    expect(registry.takeLog()).toEqual([]);
  });

  it('reads an image of a watched repository first, also by its index', async () => {
    const { knex, listImages, request, run } = await setup();
    await expect(request('B')).resolves.toEqual({
      digest: digestOf('B amd64'),
      platform: PLATFORM,
      state: 'pending',
      reason: null,
      facts: null,
    });
    expect(
      await knex('image_facts')
        .where('digest', digestOf('B amd64'))
        .pluck('priority'),
    ).toEqual([4]);
    await run();
    await expect(request('B')).resolves.toMatchObject({
      digest: digestOf('B amd64'),
      state: 'available',
    });
    expect(await listImages()).toEqual([
      'A amd64 available',
      'B amd64 available',
    ]);
  });

  it.each<
    [
      string,
      Parameters<
        Awaited<
          ReturnType<typeof setup>
        >['contents']['requests']['requestImage']
      >[0],
      RegExp,
    ]
  >([
    [
      'what is in a repository that nobody watches',
      {
        registry: 'docker.io',
        repository: 'library/x',
        digest: digestOf('B'),
        platform: PLATFORM,
      },
      /^No tag of docker\.io\/library\/x is watched/,
    ],
    [
      'a platform that it does not have',
      { ...NODE, digest: digestOf('B'), platform: 'linux/s390x' },
      /^It has no image for linux\/s390x\.$/,
    ],
    [
      'what the registry does not have',
      { ...NODE, digest: digestOf('none'), platform: PLATFORM },
      /manifest-unknown/,
    ],
    [
      'what is no digest',
      { ...NODE, digest: 'latest', platform: PLATFORM },
      /no digest/,
    ],
  ])('reads no %s, and says why', async (_what, image, reason) => {
    const { contents, listImages, run } = await setup();
    const answer = await contents.requests.requestImage(image);
    expect(answer).toMatchObject({ state: 'failed', facts: null });
    expect(answer?.reason).toMatch(reason);
    await run();
    expect(await listImages()).toEqual(['A amd64 available']);
  });

  it('compares any two images to which watched tags have pointed', async () => {
    const { compare, registry, request, run, sweepAfter } = await setup();
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    const forth = await compare('A amd64', 'B amd64');
    expect(forth).toMatchObject({
      state: 'available',
      message: null,
      comparison: { class: 'packages', files: { counts: { added: 1 } } },
    });
    // The other way round nobody had asked for it.
    await expect(compare('B amd64', 'A amd64')).resolves.toMatchObject({
      state: 'available',
      comparison: { files: { counts: { removed: 1 } } },
    });
    await expect(compare('A amd64', 'A amd64')).resolves.toMatchObject({
      state: 'none',
    });
    expect(await request('A arm64', 'linux/arm64')).toMatchObject({
      state: 'pending',
    });
    await run();
    await expect(compare('A amd64', 'none')).resolves.toEqual({
      state: 'failed',
      message: `No tag that is watched has pointed to ${digestOf(
        'none',
      )} for ${PLATFORM}.`,
      comparison: null,
    });
  });

  it('has the images read that it would need, where a tag has pointed to them', async () => {
    const { compare, knex, registry, run, sweepAfter } = await setup();
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    await knex('image_comparisons').delete();
    await knex('image_facts').where('digest', digestOf('A amd64')).delete();
    await expect(compare('A amd64', 'B amd64')).resolves.toMatchObject({
      state: 'pending',
      message: 'The images are being read.',
    });
    await run();
    await expect(compare('A amd64', 'B amd64')).resolves.toMatchObject({
      state: 'available',
    });
  });

  it('answers nothing new where contents are not read', async () => {
    const { compare, listImages, request } = await setup({
      config: { enabled: false },
    });
    await expect(request('B')).resolves.toBeUndefined();
    await expect(compare('A amd64', 'B amd64')).resolves.toMatchObject({
      state: 'off',
    });
    expect(await listImages()).toEqual([]);
  });
});
