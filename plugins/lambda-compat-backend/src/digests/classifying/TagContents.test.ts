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
import { TABLE_IMAGE_CONTENTS, TABLE_MOVES } from '../../database/tagTables';
import { digestOf } from '../__testUtils__/FakeRegistry';
import { setupWatch } from '../__testUtils__/setupWatch';

const IMAGE = 'docker.io/library/node:22';
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('TagContents, %p', id => {
  async function setup() {
    const parts = await setupWatch(await databases.init(id), {
      names: ['A', 'B', 'C'],
    });
    for (const name of ['A', 'B', 'C']) {
      parts.registry.addRelease(name);
      parts.name(`${name} amd64`, `${name} arm64`);
    }
    parts.registry.push(IMAGE, 'A');
    await parts.addConsumer(IMAGE);
    return parts;
  }

  const setQuota = (
    { clock, registry }: Awaited<ReturnType<typeof setup>>,
    remaining: number,
  ) => {
    registry.quota = [
      {
        registry: 'docker.io',
        pulls: {
          limit: 100,
          remaining,
          windowSeconds: 21_600,
          source: null,
          seenAt: clock.now,
        },
        parkedUntil: null,
        parkedReason: null,
      },
    ];
  };

  it('leaves a fifth of a quota to builds, says so, and reads later', async () => {
    const parts = await setup();
    const { knex, listMoves, registry, sweepAfter } = parts;
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    setQuota(parts, 20);
    registry.takeLog();
    await sweepAfter(15);
    expect(registry.takeLog()).toEqual([`HEAD ${IMAGE}`]);
    expect(await knex(TABLE_MOVES).first()).toMatchObject({
      class: 'pending',
      attempts: 0,
      tell_state: 'wait',
      undecided:
        'docker.io allows 20 more of 100 pulls, which are left to builds. What is new is read when there are more again.',
    });
    // The period of the quota is over.
    await sweepAfter(6 * 60);
    expect((await listMoves())[0]).toMatch(/content .*due$/);
  });

  it('reads ahead only where there is enough for it', async () => {
    const parts = await setup();
    setQuota(parts, 50);
    await parts.sweepAfter(0);
    expect(parts.registry.takeLog()).toEqual([`HEAD ${IMAGE}`, 'GET A']);
    expect(await parts.listIntervals('linux/arm64')).toHaveLength(1);
  });

  it('tries again what could not be read, with a reason beside the move', async () => {
    const { knex, listIntervals, listMoves, registry, sweepAfter } =
      await setup();
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    registry.failContent('B', 'timeout');
    await sweepAfter(15);
    expect(await knex(TABLE_MOVES).first()).toMatchObject({
      class: 'pending',
      attempts: 1,
      undecided: 'docker.io: it says timeout.',
    });
    expect(await listIntervals('linux/arm64')).toEqual(['0<0–0/0 A arm64']);
    registry.addRelease('B');
    await sweepAfter(15);
    expect((await listMoves())[0]).toBe(
      '0<15 A→B content linux/amd64=content linux/arm64=content due',
    );
    expect(await knex(TABLE_MOVES).first()).toMatchObject({ undecided: '' });
    expect(await listIntervals('linux/arm64')).toEqual([
      '0<0–0/15 A arm64',
      '0<15–0/0 B arm64',
    ]);
  });

  it('says in the end that it does not know, and of platforms nothing', async () => {
    const { knex, listIntervals, listMoves, registry, sweepAfter } =
      await setup();
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    registry.failContent('B', 'manifest-unknown');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await sweepAfter(15);
    }
    expect(await listMoves()).toEqual(['0<15 A→B undetermined due']);
    expect(await knex(TABLE_MOVES).first()).toMatchObject({
      undecided: 'docker.io: it says manifest-unknown.',
    });
    expect(await listIntervals('linux/arm64')).toEqual(['0<0–0/15 A arm64']);
    // What comes next is known again.
    registry.push(IMAGE, 'C');
    await sweepAfter(60);
    expect(await listIntervals('linux/arm64')).toEqual([
      '0<0–0/15 A arm64',
      '45<105–0/0 C arm64',
    ]);
    expect((await listMoves())[1]).toMatch(/^45<105 B→C undetermined/);
    expect(await knex(TABLE_MOVES).where({ to_digest: digestOf('C') })).toEqual(
      [expect.objectContaining({ attempts: 1 })],
    );
  });

  it('compares with what was written down where the registry has it no more', async () => {
    const { knex, listMoves, registry, sweepAfter } = await setup();
    await sweepAfter(0);
    await knex(TABLE_IMAGE_CONTENTS).delete();
    for (const name of ['A', 'A amd64', 'A arm64']) {
      registry.failContent(name, 'manifest-unknown');
    }
    registry.addIndex('B', {
      'linux/amd64': 'A amd64',
      'linux/arm64': 'B arm64',
    });
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    expect(await listMoves()).toEqual([
      '0<15 A→B undetermined linux/amd64=unchanged linux/arm64=undetermined due',
    ]);
  });

  it('finds platforms in nested indexes and in configurations, within bounds', async () => {
    const { listIntervals, registry, sweepAfter } = await setup();
    registry.addImage('deep arm64', { platform: 'linux/arm64' });
    registry.addImage('too deep', { platform: 'linux/riscv64' });
    registry.addImage('unnamed', { platform: 'linux/amd64' });
    registry.addIndex('level 4', { 'linux/riscv64': 'too deep' });
    registry.addIndex(
      'level 3',
      { 'linux/arm64': 'deep arm64' },
      { indexes: ['level 4'] },
    );
    registry.addIndex('level 2', {}, { indexes: ['level 3', 'not there'] });
    registry.addIndex(
      'nested',
      {},
      {
        indexes: ['level 2'],
        withoutPlatform: ['unnamed', 'not there either'],
      },
    );
    registry.push(IMAGE, 'nested');
    await sweepAfter(0);
    expect(await listIntervals('linux/amd64')).toHaveLength(1);
    expect(await listIntervals('linux/arm64')).toHaveLength(1);
    expect(await listIntervals('linux/riscv64')).toHaveLength(0);
    expect(registry.takeLog().filter(line => line === 'GET level 4')).toEqual(
      [],
    );
  });

  it('knows a single manifest by its configuration, and that its form changed', async () => {
    const { listIntervals, listMoves, registry, sweepAfter } = await setup();
    await sweepAfter(0);
    registry.addImage('single', {
      platform: 'linux/arm64',
      config: 'config of A arm64',
      layers: ['A arm64'],
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    });
    registry.push(IMAGE, 'single');
    await sweepAfter(15);
    expect(await listMoves()).toEqual([
      `0<15 A→${digestOf(
        'single',
      )} platforms,format linux/amd64=lost linux/arm64=format due`,
    ]);
    expect(await listIntervals('linux/amd64')).toEqual([
      '0<0–0/15 A amd64',
      '0<15–0/0 none',
    ]);
  });

  it('classifies what others reported, and tells nobody of it', async () => {
    const { getTag, knex, listMoves, registry, sweepAfter } = await setup();
    await sweepAfter(0);
    const { tag_id: tagId } = await getTag();
    await knex(TABLE_MOVES).insert([
      {
        move_id: 'reported',
        tag_id: tagId,
        after_ms: 1,
        before_ms: 2,
        from_digest: digestOf('C'),
        to_digest: digestOf('B'),
        class: 'pending',
        source: 'reported',
        reported_by: 'x',
        tell_state: 'none',
      },
      {
        move_id: 'deleted',
        tag_id: tagId,
        after_ms: 2,
        before_ms: 3,
        from_digest: digestOf('B'),
        to_digest: digestOf('deleted'),
        class: 'pending',
        source: 'reported',
        reported_by: 'x',
        tell_state: 'none',
      },
    ]);
    await knex('watched_tags').update({ pending_moves: 2 });
    registry.takeLog();
    await sweepAfter(0);
    expect((await listMoves()).map(line => line.replace(/^\S+ /, ''))).toEqual([
      'C→B content linux/amd64=content linux/arm64=content none',
      `B→${digestOf('deleted')} undetermined none`,
    ]);
    expect(await getTag()).toMatchObject({ pending_moves: 0 });
  });

  it('waits as long as it is asked to, which is no failed attempt', async () => {
    const { clock, getTag, knex, registry, sweepAfter } = await setup();
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    registry.failContent('B', 'rate-limited');
    await sweepAfter(15);
    expect(await knex(TABLE_MOVES).first()).toMatchObject({ attempts: 0 });
    const tag = await getTag();
    expect(Number(tag.contents_due_ms)).toBe(clock.now + 1_000);
    expect(Number(tag.contents_attempts)).toBe(0);
  });
});
