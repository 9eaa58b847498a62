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
import { TABLE_TAGS, type WatchedTagsRow } from '../../database/tagTables';
import { HOUR, MINUTE, setupWatch, START } from '../__testUtils__/setupWatch';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('Watched tags, %p', id => {
  async function setup(options: Parameters<typeof setupWatch>[1] = {}) {
    const parts = await setupWatch(await databases.init(id), options);
    const list = async () => {
      const rows = await parts
        .knex<WatchedTagsRow>(TABLE_TAGS)
        .orderBy('image')
        .orderBy('observer');
      return rows.map(row =>
        [
          row.image,
          ...(row.observer ? [`by ${row.observer}`] : []),
          row.pin_class,
          `${row.entities_unpinned}/${row.entities_total}`,
          `every ${Number(row.interval_ms) / MINUTE}`,
          ...(row.not_watched ? [row.not_watched] : []),
        ].join(' '),
      );
    };
    return { ...parts, list };
  }

  it('are the distinct tags of all components, by how they are named', async () => {
    const { addConsumer, list, sweepAfter } = await setup();
    const names: Array<[string, string, string?]> = [
      ['a', 'docker.io/library/node:22'],
      ['b', 'docker.io/library/node:22'],
      ['b', 'docker.io/library/node:22', 'sha256:1'],
      ['a', 'docker.io/library/node:20', 'sha256:2'],
      ['a', 'docker.io/library/amazonlinux:2023.6.20250317.2'],
      ['c', 'public.ecr.aws/lambda/nodejs:22'],
    ];
    for (const [component, image, digest = ''] of names) {
      await addConsumer(image, {
        entity_ref: component,
        reference_id: `${image}${digest}`,
        digest,
      });
    }
    // By digest only: nothing to look at.
    await addConsumer('docker.io/library/alpine:x', { tag: '', digest: 'd' });
    // Not named any more.
    await addConsumer('docker.io/library/alpine:3', { until_ms: START + 1 });
    await sweepAfter(0);
    expect(await list()).toEqual([
      'docker.io/library/amazonlinux:2023.6.20250317.2 dated 1/1 every 360',
      'docker.io/library/node:20 partial 0/1 every 60',
      'docker.io/library/node:22 partial 2/2 every 15',
      'public.ecr.aws/lambda/nodejs:22 partial 1/1 every 15',
    ]);
  });

  it('follow patterns and observers of the configuration', async () => {
    const { addConsumer, list, registry, sweepAfter } = await setup({
      config: { include: ['docker.io/*', 'ghcr.io/*'], exclude: ['*/secret'] },
      registries: [
        {
          host: 'docker.io',
          watch: false,
          mirrors: [{ host: 'mirror.test', repositoryPrefix: '' }],
        },
        { host: 'ghcr.io', watch: false, mirrors: [] },
      ],
    });
    await addConsumer('docker.io/library/node:22');
    await addConsumer('docker.io/team/secret:1');
    await addConsumer('ghcr.io/team/app:1');
    await addConsumer('quay.io/team/app:1');
    await sweepAfter(0);
    expect(await list()).toEqual([
      'docker.io/library/node:22 by mirror.test partial 1/1 every 15',
      'docker.io/team/secret:1 by mirror.test partial 1/1 every 15 excluded',
      'quay.io/team/app:1 partial 1/1 every 15 excluded',
    ]);
    expect(registry.takeLog()).toEqual(['HEAD mirror.test/library/node:22']);
  });

  it('that no component names any more rest, keep their history, and come back', async () => {
    const {
      addConsumer,
      clock,
      endConsumers,
      getTag,
      list,
      listIntervals,
      listOutages,
      registry,
      sweepAfter,
    } = await setup({ names: ['A'] });
    registry.addRelease('A');
    registry.push('docker.io/library/node:22', 'A');
    await addConsumer('docker.io/library/node:22');
    await sweepAfter(0);
    await endConsumers({ tag: '22' });
    registry.takeLog();
    await sweepAfter(120);
    expect(await list()).toEqual([
      'docker.io/library/node:22 partial 0/0 every 15 no-component',
    ]);
    expect(Number((await getTag()).unused_ms)).toBe(clock.now);
    expect(registry.takeLog()).toEqual([]);
    await addConsumer('docker.io/library/node:22', { reference_id: 'again' });
    await sweepAfter(0);
    expect(await list()).toEqual([
      'docker.io/library/node:22 partial 1/1 every 15',
    ]);
    expect(Number((await getTag()).unused_ms)).toBe(0);
    expect(registry.takeLog()).toEqual(['HEAD docker.io/library/node:22']);
    expect(await listIntervals()).toEqual(['0<0–0/0 A']);
    expect(await listOutages()).toEqual(['0–120 not-looked']);
  });

  it('are looked at sooner when the first component names them without a digest', async () => {
    const { addConsumer, getTag, registry, sweepAfter } = await setup();
    registry.addRelease('A');
    registry.push('docker.io/library/node:22', 'A');
    await addConsumer('docker.io/library/node:22', { digest: 'd' });
    await sweepAfter(0);
    expect(Number((await getTag()).interval_ms)).toBe(HOUR);
    await addConsumer('docker.io/library/node:22', { reference_id: 'open' });
    await sweepAfter(0);
    expect(Number((await getTag()).next_due_ms)).toBeLessThanOrEqual(
      START + 15 * MINUTE,
    );
  });

  it('come back from a clock that was years ahead', async () => {
    const { addConsumer, getTag, knex, registry, sweepAfter } = await setup();
    registry.addRelease('A');
    registry.push('docker.io/library/node:22', 'A');
    await addConsumer('docker.io/library/node:22');
    await sweepAfter(0);
    await knex(TABLE_TAGS).update({ next_due_ms: START + 9_000 * HOUR });
    registry.takeLog();
    await sweepAfter(15);
    expect(registry.takeLog()).toEqual(['HEAD docker.io/library/node:22']);
    expect(await getTag()).toMatchObject({ state: 'present' });
  });

  it('of 10,000 components are compared in one go, and rest until something is new', async () => {
    const { knex, registry, watch } = await setup({
      config: { concurrency: 32 },
    });
    const rows = Array.from({ length: 30_000 }, (_, index) => ({
      entity_ref: `component:default/c${index % 10_000}`,
      reference_id: `r${index}`,
      registry: 'docker.io',
      repository: `team/app-${index % 100}`,
      tag: `t${index % 400}`,
      from_ms: 1,
      shaping: true,
      details: '{}',
    }));
    await knex.batchInsert('tag_consumers', rows, 50);
    await watch.sweep();
    const heads = () =>
      registry.takeLog().filter(line => line.startsWith('HEAD'));
    // As many as there are tags, not references.
    expect(heads()).toHaveLength(400);
    const statements: string[] = [];
    knex.on('query', ({ sql }) => statements.push(sql));
    for (let tick = 0; tick < 10; tick += 1) {
      await watch.sweep();
    }
    expect(heads()).toHaveLength(0);
    // The 30,000 rows are not counted again for each tick.
    expect(statements.length).toBeGreaterThan(10);
    expect(statements.filter(sql => sql.includes('tag_consumers'))).toEqual([]);
  });
});
