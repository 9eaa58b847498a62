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
import { HOUR, setupWatch } from './__testUtils__/setupWatch';
import { digestOf } from './__testUtils__/FakeRegistry';
import { WatchedTagDigestSource } from './WatchedTagDigestSource';

const IMAGE = 'docker.io/library/node:22';
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('WatchedTagDigestSource, %p', id => {
  const find = async (
    { clock, knex, observers }: Awaited<ReturnType<typeof setupWatch>>,
    tag: string | null = '22',
  ) =>
    WatchedTagDigestSource.create({
      knex,
      observers,
      now: () => clock.now,
    }).resolveDigest({
      registry: 'docker.io',
      repository: 'library/node',
      tag,
      digest: null,
    });

  it('answers with what the primary observer has seen in the last two days', async () => {
    const parts = await setupWatch(await databases.init(id), {
      registries: [
        {
          host: 'docker.io',
          watch: true,
          mirrors: [{ host: 'mirror.test', repositoryPrefix: '' }],
        },
      ],
    });
    const { addConsumer, clock, registry, sweepAfter } = parts;
    registry.addRelease('A');
    registry.addRelease('B');
    registry.push(IMAGE, 'A');
    registry.push('mirror.test/library/node:22', 'B');
    await addConsumer(IMAGE);
    expect(await find(parts)).toBeUndefined();
    await sweepAfter(0);
    expect(await find(parts)).toBe(digestOf('A'));
    expect(await find(parts, '20')).toBeUndefined();
    expect(await find(parts, null)).toBeUndefined();

    registry.fail(IMAGE, 'timeout');
    await sweepAfter(60);
    expect(await find(parts)).toBe(digestOf('A'));
    clock.now += 47 * HOUR;
    expect(await find(parts)).toBe(digestOf('A'));
    clock.now += 1;
    expect(await find(parts)).toBeUndefined();
  });

  it('knows nothing of a tag that is gone', async () => {
    const parts = await setupWatch(await databases.init(id));
    const { addConsumer, registry, sweepAfter } = parts;
    registry.addRelease('A');
    registry.push(IMAGE, 'A');
    await addConsumer(IMAGE);
    await sweepAfter(0);
    registry.fail(IMAGE, 'manifest-unknown');
    await sweepAfter(15);
    expect(await find(parts)).toBe(digestOf('A'));
    await sweepAfter(15);
    expect(await find(parts)).toBeUndefined();
  });
});
