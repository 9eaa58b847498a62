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
import {
  TABLE_INTERVALS,
  TABLE_MOVES,
  TABLE_TAGS,
} from '../database/tagTables';
import { digestOf } from './__testUtils__/FakeRegistry';
import { MINUTE, setupWatch } from './__testUtils__/setupWatch';
import { DatabaseLookStore } from './looking/DatabaseLookStore';
import { planLook } from './looking/planLook';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('Replicas, %p', id => {
  const toImage = (index: number) =>
    `docker.io/library/app-${index % 7}:t${index}`;

  async function setup(tags: number) {
    const parts = await setupWatch(await databases.init(id));
    parts.registry.addRelease('A');
    parts.registry.addRelease('B');
    for (let index = 0; index < tags; index += 1) {
      parts.registry.push(toImage(index), 'A');
      await parts.addConsumer(toImage(index));
    }
    return parts;
  }

  it('share the looks: each tag is asked for once', async () => {
    const { clock, createWatch, knex, registry, sweepAfter, watch } =
      await setup(40);
    await sweepAfter(0);
    registry.takeLog();
    for (let index = 0; index < 40; index += 1) {
      registry.push(toImage(index), 'B');
    }
    clock.now += 15 * MINUTE;
    const other = createWatch();
    await Promise.all([watch.sweep(), other.sweep()]);
    const log = registry.takeLog();
    const heads = log.filter(line => line.startsWith('HEAD'));
    expect(heads).toHaveLength(40);
    expect(new Set(heads).size).toBe(40);
    expect(await knex(TABLE_MOVES)).toHaveLength(40);
    expect(await knex(TABLE_MOVES).whereNot({ class: 'content' })).toHaveLength(
      0,
    );
    // The same content under 40 names is read once; at most by each replica.
    expect(log.filter(line => line === 'GET B').length).toBeLessThanOrEqual(8);
  });

  it('take over what one has taken and not finished, which loses no move', async () => {
    const { clock, createWatch, knex, registry, sweepAfter } = await setup(3);
    await sweepAfter(0);
    for (let index = 0; index < 3; index += 1) {
      registry.push(toImage(index), 'B');
    }
    clock.now += 15 * MINUTE;
    // Dies after taking the tags, before it has written anything.
    const dead = DatabaseLookStore.create({ knex, now: () => clock.now });
    expect(
      await dead.claimDue({ limit: 10, leaseMs: 2 * MINUTE, exceptHosts: [] }),
    ).toHaveLength(3);
    const other = createWatch();
    await other.sweep();
    expect(await knex(TABLE_MOVES)).toHaveLength(0);
    clock.now += 2 * MINUTE;
    await other.sweep();
    expect(await knex(TABLE_MOVES)).toHaveLength(3);
  });

  it('write nothing with a lease that they have lost', async () => {
    const { clock, createWatch, knex, registry, sweepAfter } = await setup(1);
    await sweepAfter(0);
    registry.push(toImage(0), 'B');
    clock.now += 15 * MINUTE;
    const slow = DatabaseLookStore.create({ knex, now: () => clock.now });
    const [claimed] = await slow.claimDue({
      limit: 10,
      leaseMs: MINUTE,
      exceptHosts: [],
    });
    clock.now += MINUTE;
    await createWatch().sweep();
    const before = await knex(TABLE_TAGS).first();
    for (const outcome of [
      { kind: 'digest', digest: digestOf('C'), mediaType: 'x' },
      { kind: 'digest', digest: digestOf('A'), mediaType: 'x' },
      { kind: 'failure', code: 'timeout', message: 'It took too long.' },
    ] as const) {
      const plan = planLook(claimed.row, outcome, clock.now, {
        holdDownMs: MINUTE,
        confirmMs: MINUTE,
      });
      await expect(slow.save(claimed, plan)).resolves.toBe(false);
    }
    await slow.releaseLease(claimed, 0);
    await slow.renewLeases([claimed], MINUTE);
    expect(await knex(TABLE_TAGS).first()).toEqual(before);
    expect(await knex(TABLE_MOVES)).toHaveLength(1);
    expect(await knex(TABLE_INTERVALS).where({ platform: '' })).toHaveLength(2);
  });

  it('give back what is under way when they are stopped, and read it later', async () => {
    const { clock, createWatch, knex, registry, sweepAfter } = await setup(4);
    await sweepAfter(0);
    const before = await knex(TABLE_TAGS).orderBy('tag_id');
    clock.now += 15 * MINUTE;
    const stop = new AbortController();
    registry.onHead = (_image, signal) =>
      new Promise((_resolve, reject) => {
        stop.abort();
        if (signal.aborted) {
          reject(signal.reason);
        } else {
          signal.addEventListener('abort', () => reject(signal.reason));
        }
      });
    await createWatch().sweep({ signal: stop.signal });
    expect(await knex(TABLE_TAGS).orderBy('tag_id')).toEqual(before);
    registry.onHead = async () => {};
    registry.takeLog();
    await createWatch().sweep();
    expect(registry.takeLog()).toHaveLength(4);
  });

  it('finish what one has seen move and did not live to read', async () => {
    const { clock, createWatch, knex, listMoves, name, registry, sweepAfter } =
      await setup(1);
    name('A', 'B');
    await sweepAfter(0);
    registry.push(toImage(0), 'B');
    clock.now += 15 * MINUTE;
    // Writes the move and dies: nobody reads what it is.
    const dead = DatabaseLookStore.create({ knex, now: () => clock.now });
    const [claimed] = await dead.claimDue({
      limit: 1,
      leaseMs: MINUTE,
      exceptHosts: [],
    });
    await dead.save(
      claimed,
      planLook(
        claimed.row,
        { kind: 'digest', digest: digestOf('B'), mediaType: 'x' },
        clock.now,
        { holdDownMs: MINUTE, confirmMs: MINUTE },
      ),
    );
    expect(await listMoves()).toEqual(['0<15 A→B pending wait']);
    await createWatch().sweep();
    expect(await listMoves()).toEqual([
      '0<15 A→B content linux/amd64=content linux/arm64=content due',
    ]);
  });

  it('look again after a look during which somebody asked for one', async () => {
    const { clock, knex, registry, sweepAfter, watch } = await setup(1);
    await sweepAfter(0);
    clock.now += 15 * MINUTE;
    registry.onHead = async () => {
      registry.onHead = async () => {};
      await expect(
        watch.requestLook([
          { registry: 'docker.io', repository: 'library/app-0' },
          { registry: 'docker.io', repository: 'library/other' },
        ]),
      ).resolves.toBe(1);
    };
    await watch.sweep();
    const tag = await knex(TABLE_TAGS).first();
    expect(Number(tag.next_due_ms)).toBe(clock.now + 10_000);
    registry.takeLog();
    clock.now += 10_000;
    await watch.sweep();
    expect(registry.takeLog()).toEqual([`HEAD ${toImage(0)}`]);
  });
});
