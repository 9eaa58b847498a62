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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ImageFacts } from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import { packSmall } from '../artifacts/contents';
import { setupContents } from '../contents/__testUtils__/setupContents';
import { packJson } from '../contents/packing';
import { TABLE_TAGS } from '../database/tagTables';
import { digestOf } from '../digests/__testUtils__/FakeRegistry';
import { MINUTE } from '../digests/__testUtils__/setupWatch';
import { DatabaseRuntimeProfiles } from './DatabaseRuntimeProfiles';
import { RuntimeProfileUpkeep } from './RuntimeProfileUpkeep';
import { toMeasuredProfiles } from './toMeasuredProfiles';

const IMAGE = 'public.ecr.aws/lambda/provided:al2023';
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('Runtimes, %p', id => {
  async function setup(registries?: []) {
    const knex = await databases.init(id);
    const parts = await setupContents(knex, {
      watchRuntimes: true,
      registries,
    });
    const { addConsumer, clock, endConsumers, observers, registry } = parts;
    registry.addLayer('files', { file: '' });
    parts.addRelease('A', ['files']);
    parts.addRelease('B', ['files']);
    parts.addRelease('C', ['files']);
    registry.push(IMAGE, 'A');
    const upkeep = RuntimeProfileUpkeep.create({
      knex,
      observers,
      logger: mockServices.logger.mock(),
    });

    /** A component with a function, whose facts are read anew. */
    async function addFunction(
      name: string,
      runtime: string,
      architecture: string,
    ) {
      await knex('lambda_entities').insert({
        entity_ref: name,
        subject: '{}',
        subject_key: '',
        source_host: '',
        next_due_at: new Date(),
        runtime_key: runtime,
        judged_key: 'judged',
      });
      await knex('group_members')
        .insert({
          dimension: 'runtime',
          member: runtime,
          group_ref: runtime,
          direct: true,
        })
        .onConflict()
        .ignore();
      await knex('function_verdicts').insert({
        entity_ref: name,
        position: 0,
        facts_key: '',
        content: packSmall({
          runtime: { value: runtime },
          architecture: { value: architecture },
        }),
      });
      await touch();
    }

    /** Lets everything be compared anew. */
    async function touch() {
      await addConsumer('docker.io/library/other:1', { entity_ref: 'other' });
      await endConsumers({ entity_ref: 'other' });
      clock.now += 11 * MINUTE;
    }

    /** As if an image had these versions of libstdc++. */
    async function setVersions(image: string, versions: readonly string[]) {
      const facts: Partial<ImageFacts> = {
        digest: digestOf(image),
        libraryFolders: ['lib64', 'usr/lib64'],
        libraries: [
          toLibrary('libc.so.6', ['GLIBC_2.17', 'GLIBC_2.4', 'GLIBC_PRIVATE']),
          toLibrary('libstdc++.so.6', versions),
        ],
      };
      await knex('image_facts')
        .where('digest', digestOf(image))
        .update({
          facts: await packJson(facts),
          interpreters: JSON.stringify(['/lib/ld-linux-aarch64.so.1']),
        });
      await knex('runtime_profiles').where('digest', digestOf(image)).delete();
    }
    return { ...parts, addFunction, knex, setVersions, touch, upkeep };
  }

  const listTags = (knex: Knex) =>
    knex(TABLE_TAGS)
      .orderBy('image')
      .select('image', 'not_watched', 'entities_total');

  it('in use have their images watched, for the architectures in use', async () => {
    const { addFunction, knex, listImages, sweepAfter } = await setup();
    await addFunction('a', 'provided.al2023', 'arm64');
    await addFunction('b', 'no-runtime', 'arm64');
    await sweepAfter(0);
    expect(await listTags(knex)).toEqual([
      { image: IMAGE, not_watched: '', entities_total: 0 },
    ]);
    expect(await listImages()).toEqual(['A arm64 available']);
    await addFunction('c', 'provided.al2023', 'x86_64');
    await addFunction('d', 'python3.13', 'x86_64');
    await sweepAfter(0);
    expect((await listTags(knex)).map(({ image }) => image)).toEqual([
      IMAGE,
      'public.ecr.aws/lambda/python:3.13',
    ]);
    expect(await listImages()).toEqual([
      'A amd64 available',
      'A arm64 available',
    ]);
  });

  it('that nobody uses any more are not watched any more', async () => {
    const { addFunction, knex, sweepAfter, touch } = await setup();
    await addFunction('a', 'provided.al2023', 'arm64');
    await sweepAfter(0);
    await knex('function_verdicts').delete();
    await knex('lambda_entities').update({ runtime_key: '' });
    await touch();
    await sweepAfter(0);
    expect(await listTags(knex)).toEqual([
      { image: IMAGE, not_watched: 'no-component', entities_total: 0 },
    ]);
  });

  it('are judged by their images from the first look on, with a history', async () => {
    const parts = await setup();
    const { addFunction, clock, knex, registry, sweepAfter, upkeep } = parts;
    const profiles = DatabaseRuntimeProfiles.create({
      knex,
      enabled: true,
      asOf: '2026-11-23',
    });
    const find = async (day?: string, packageType: 'zip' | 'image' = 'zip') => {
      await profiles.refresh(knex);
      return profiles.find({
        runtime: 'provided.al2023',
        architecture: 'arm64',
        packageType,
        day,
      });
    };
    await addFunction('a', 'provided.al2023', 'arm64');
    await addFunction('z', 'python3.13', 'arm64');
    await expect(find()).resolves.toBeUndefined();
    await expect(profiles.list()).resolves.toEqual([]);
    await sweepAfter(0);
    await parts.setVersions('A arm64', ['GLIBCXX_3.4.9', 'GLIBCXX_3.4.29']);
    await knex('lambda_entities').update({ judged_key: 'judged' });
    await upkeep.run();
    expect(
      await knex('lambda_entities').orderBy('entity_ref').pluck('judged_key'),
    ).toEqual(['', 'judged']);

    const measured = await find();
    expect(measured).toMatchObject({
      origin: 'image',
      runtime: 'provided.al2023',
      architecture: 'arm64',
      packageType: 'zip',
      asOf: '2026-11-23',
    });
    expect(
      measured?.states.map(
        ({ libraries }) => libraries['libstdc++.so.6'].versions,
      ),
    ).toEqual([['GLIBCXX_3.4.9', 'GLIBCXX_3.4.29']]);
    expect((await find(undefined, 'image'))?.packageType).toBe('image');
    // The tables speak of days before anybody looked.
    await expect(find('2026-11-22')).resolves.toBeUndefined();
    await expect(find('2026-11-23')).resolves.toBe(measured);

    registry.push(IMAGE, 'B');
    const first = clock.now;
    await sweepAfter(2 * 24 * 60);
    await parts.setVersions('B arm64', ['GLIBCXX_3.4.33', 'GLIBCXX_3.4.9']);
    await upkeep.run();
    expect((await find())?.asOf).toBe('2026-11-25');
    await expect(find('2026-11-24')).resolves.toMatchObject({
      asOf: '2026-11-23',
    });
    const [state, other] = await profiles.list();
    expect(state).toEqual({
      runtime: 'provided.al2023',
      architecture: 'arm64',
      origin: 'image',
      source: `Measured in ${IMAGE}@${digestOf(
        'B arm64',
      )}, first seen on 2026-11-25.`,
      image: IMAGE,
      history: [
        {
          digest: digestOf('B arm64'),
          after: new Date(first).toISOString(),
          before: new Date(clock.now).toISOString(),
          highest: [
            { namespace: 'GLIBC', version: 'GLIBC_2.17' },
            { namespace: 'GLIBCXX', version: 'GLIBCXX_3.4.33' },
          ],
        },
        {
          digest: digestOf('A arm64'),
          after: null,
          before: new Date(first).toISOString(),
          highest: [
            { namespace: 'GLIBC', version: 'GLIBC_2.17' },
            { namespace: 'GLIBCXX', version: 'GLIBCXX_3.4.29' },
          ],
        },
      ],
    });
    expect(other).toMatchObject({
      runtime: 'python3.13',
      origin: 'shipped',
      source: expect.stringMatching(
        /^By the tables that come with this plugin: ./,
      ),
      history: [],
    });
    expect(
      await knex('runtime_profiles').orderBy('before_ms').pluck('ended_ms'),
    ).toEqual(
      [String(clock.now), '0'].map(ms => (id === 'SQLITE_3' ? Number(ms) : ms)),
    );
  });

  it('are not judged anew where the next image provides the same', async () => {
    const { addFunction, knex, registry, setVersions, sweepAfter, upkeep } =
      await setup();
    await addFunction('a', 'provided.al2023', 'arm64');
    await sweepAfter(0);
    await setVersions('A arm64', ['GLIBCXX_3.4.29']);
    await upkeep.run();
    registry.push(IMAGE, 'B');
    await sweepAfter(60);
    await setVersions('B arm64', ['GLIBCXX_3.4.29']);
    await knex('lambda_entities').update({ judged_key: 'judged' });
    await upkeep.run();
    await expect(knex('runtime_profiles')).resolves.toHaveLength(2);
    expect(await knex('lambda_entities').pluck('judged_key')).toEqual([
      'judged',
    ]);
  });

  it.each([
    [undefined, ['is judged by A', 'is judged by B']],
    ['2026-11-23', ['is judged by A', 'is judged by B']],
    [
      '2025-03-15',
      [
        'was measured in A, first seen on 2026-11-23; functions are judged as of 2025-03-15',
        'was measured in B, first seen on 2026-11-23; functions are judged as of 2025-03-15',
      ],
    ],
  ])(
    'are logged once for each change, judged as of %p',
    async (asOf, expected) => {
      const {
        addFunction,
        knex,
        observers,
        registry,
        setVersions,
        sweepAfter,
      } = await setup();
      const logger = mockServices.logger.mock();
      logger.child.mockReturnValue(logger);
      const upkeep = RuntimeProfileUpkeep.create({
        knex,
        observers,
        asOf,
        logger,
      });
      await addFunction('a', 'provided.al2023', 'arm64');
      for (const [image, version] of [
        ['A', 'GLIBCXX_3.4.29'],
        ['B', 'GLIBCXX_3.4.33'],
        ['C', 'GLIBCXX_3.4.33'],
      ]) {
        registry.push(IMAGE, image);
        await sweepAfter(60);
        await setVersions(`${image} arm64`, [version]);
        await upkeep.run();
        await upkeep.run();
      }
      expect(logger.info.mock.calls.map(([text]) => text)).toEqual(
        expected.map(
          text =>
            `provided.al2023 on arm64 ${text.replace(
              / ([AB])(?=,|$)/,
              (_, image) => ` ${IMAGE}@${digestOf(`${image} arm64`)}`,
            )}`,
        ),
      );
    },
  );

  it('count by their tables where images are not watched', async () => {
    const { addFunction, knex, setVersions, sweepAfter, upkeep } =
      await setup();
    await addFunction('a', 'provided.al2023', 'arm64');
    await sweepAfter(0);
    await setVersions('A arm64', ['GLIBCXX_3.4.29']);
    await upkeep.run();
    const asked = {
      runtime: 'provided.al2023',
      architecture: 'arm64',
      packageType: 'zip',
      day: '2026-11-23',
    } as const;
    for (const enabled of [false, true]) {
      const profiles = toMeasuredProfiles(
        DatabaseRuntimeProfiles.create({ knex, enabled }),
      );
      const found = await profiles.find(knex, asked);
      expect(found !== undefined).toBe(enabled);
    }
  });
});

function toLibrary(
  name: string,
  versions: readonly string[],
): ImageFacts['libraries'][number] {
  return {
    name,
    path: `usr/lib64/${name}`,
    soname: name,
    machine: 'aarch64',
    class: 64,
    sha256: '',
    versions: versions.map(version => ({ name: version, symbols: null })),
    complete: true,
    folder: 'usr/lib64',
    foundBy: 'default',
    hidden: [],
  };
}
