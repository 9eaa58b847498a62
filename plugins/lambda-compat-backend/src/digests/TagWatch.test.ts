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
import { TABLE_MOVES, TABLE_TAGS } from '../database/tagTables';
import { digestOf } from './__testUtils__/FakeRegistry';
import { HOUR, MINUTE, setupWatch, START } from './__testUtils__/setupWatch';

const IMAGE = 'docker.io/library/node:22';
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('TagWatch, %p', id => {
  /** One tag that points to A, looked at once. */
  async function setup(
    options: Parameters<typeof setupWatch>[1] & { image?: string } = {},
  ) {
    const image = options.image ?? IMAGE;
    const parts = await setupWatch(await databases.init(id), {
      names: ['A', 'B', 'C', 'D'],
      ...options,
    });
    for (const name of ['A', 'B', 'C', 'D']) {
      parts.registry.addRelease(name);
      parts.name(`${name} amd64`, `${name} arm64`);
    }
    parts.registry.push(image, 'A');
    await parts.addConsumer(image);
    await parts.sweepAfter(0);
    return { ...parts, image };
  }

  it('takes the first look for no move, and knows the platforms from it', async () => {
    const { getTag, listIntervals, listMoves, listOutages, registry } =
      await setup();
    expect(await listIntervals()).toEqual(['0<0–0/0 A']);
    expect(await listIntervals('linux/amd64')).toEqual(['0<0–0/0 A amd64']);
    expect(await listIntervals('linux/arm64')).toEqual(['0<0–0/0 A arm64']);
    expect(await listMoves()).toEqual([]);
    expect(await listOutages()).toEqual([]);
    expect(await getTag()).toMatchObject({
      state: 'present',
      digest: digestOf('A'),
      pin_class: 'partial',
      pending_moves: 0,
      entities_total: 1,
      entities_unpinned: 1,
    });
    expect(registry.takeLog()).toEqual([
      `HEAD ${IMAGE}`,
      'GET A',
      // Read ahead, because nobody knows how long the registry keeps them.
      'GET A amd64',
      'CONFIG config of A amd64',
      'GET A arm64',
      'CONFIG config of A arm64',
    ]);
  });

  it('asks once per interval while nothing is new, and adds no row', async () => {
    const { getTag, listIntervals, registry, sweepAfter } = await setup();
    registry.takeLog();
    for (let look = 1; look <= 8; look += 1) {
      await sweepAfter(15);
      // Between looks nothing is due.
      await sweepAfter(0);
    }
    expect(registry.takeLog()).toEqual(Array(8).fill(`HEAD ${IMAGE}`));
    expect(await listIntervals()).toEqual(['0<0–0/0 A']);
    const tag = await getTag();
    expect(Number(tag.seen_ms)).toBe(START + 120 * MINUTE);
    expect(Number(tag.since_before_ms)).toBe(START);
    expect(Number(tag.next_due_ms)).toBeLessThanOrEqual(START + 135 * MINUTE);
  });

  it('writes a move between the looks before and after it, classified at once', async () => {
    const { getTag, listIntervals, listMoves, registry, sweepAfter } =
      await setup();
    await sweepAfter(15);
    registry.push(IMAGE, 'B');
    registry.takeLog();
    await sweepAfter(15);
    expect(await listIntervals()).toEqual(['0<0–15/30 A', '15<30–0/0 B']);
    expect(await listIntervals('linux/arm64')).toEqual([
      '0<0–15/30 A arm64',
      '15<30–0/0 B arm64',
    ]);
    expect(await listMoves()).toEqual([
      '15<30 A→B content linux/amd64=content linux/arm64=content due',
    ]);
    // What was read of A is not read again.
    expect(registry.takeLog()).toEqual([
      `HEAD ${IMAGE}`,
      'GET B',
      'GET B amd64',
      'CONFIG config of B amd64',
      'GET B arm64',
      'CONFIG config of B arm64',
    ]);
    expect(await getTag()).toMatchObject({
      digest: digestOf('B'),
      pending_moves: 0,
    });
    expect(Boolean((await getTag()).moved_though_dated)).toBe(false);
  });

  it('keeps A, B, A as three stays, and tells that it reverted', async () => {
    const { listIntervals, listMoves, registry, sweepAfter } = await setup();
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    registry.push(IMAGE, 'A');
    await sweepAfter(60);
    expect(await listIntervals()).toEqual([
      '0<0–0/15 A',
      '0<15–15/75 B',
      '15<75–0/0 A',
    ]);
    expect(await listMoves()).toEqual([
      '0<15 A→B content linux/amd64=content linux/arm64=content due',
      '15<75 B→A reverted,content linux/amd64=reverted linux/arm64=reverted due',
    ]);
  });

  it('tells nobody of a rebuild of the same files, for which it reads no layer', async () => {
    const { listIntervals, listMoves, registry, sweepAfter } = await setup();
    registry.addRelease('B', 'A');
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    expect(await listMoves()).toEqual([
      '0<15 A→B no-op linux/amd64=no-op linux/arm64=no-op none',
    ]);
    expect(await listIntervals('linux/arm64')).toHaveLength(2);
  });

  it('lets platforms go on whose manifests did not change', async () => {
    const { listIntervals, listMoves, registry, sweepAfter } = await setup();
    registry.addIndex('B', {
      'linux/amd64': 'A amd64',
      'linux/arm64': 'B arm64',
      'linux/s390x': 'B s390x',
    });
    registry.push(IMAGE, 'B');
    registry.takeLog();
    await sweepAfter(15);
    expect(await listMoves()).toEqual([
      '0<15 A→B content,platforms linux/amd64=unchanged linux/arm64=content linux/s390x=gained due',
    ]);
    expect(await listIntervals('linux/amd64')).toEqual(['0<0–0/0 A amd64']);
    expect(await listIntervals('linux/s390x')).toHaveLength(1);
    // Only what differs is read, and no platform that AWS Lambda does not have.
    expect(registry.takeLog()).toEqual([
      `HEAD ${IMAGE}`,
      'GET B',
      'GET B arm64',
      'CONFIG config of B arm64',
    ]);

    // And one that is lost points to nothing from then on.
    registry.addIndex('C', { 'linux/amd64': 'A amd64' });
    registry.push(IMAGE, 'C');
    await sweepAfter(60);
    expect(await listIntervals('linux/arm64')).toEqual([
      '0<0–0/15 A arm64',
      '0<15–15/75 B arm64',
      '15<75–0/0 none',
    ]);
  });

  it('tells nobody of platforms that AWS Lambda does not have', async () => {
    const { listMoves, registry, sweepAfter } = await setup();
    registry.addIndex('B', {
      'linux/amd64': 'A amd64',
      'linux/arm64': 'A arm64',
      'linux/s390x': 'B s390x',
    });
    registry.addIndex('C', {
      'linux/amd64': 'A amd64',
      'linux/arm64': 'A arm64',
      'linux/s390x': 'C s390x',
    });
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    registry.push(IMAGE, 'C');
    await sweepAfter(60);
    expect(await listMoves()).toEqual([
      '0<15 A→B platforms linux/amd64=unchanged linux/arm64=unchanged linux/s390x=gained none',
      '15<75 B→C undetermined linux/amd64=unchanged linux/arm64=unchanged linux/s390x=undetermined none',
    ]);
  });

  it('believes a deletion when two looks agree, and dates it to the first', async () => {
    const {
      getTag,
      listIntervals,
      listMoves,
      listOutages,
      registry,
      sweepAfter,
    } = await setup();
    registry.fail(IMAGE, 'manifest-unknown');
    await sweepAfter(15);
    expect(await listMoves()).toEqual([]);
    expect(await getTag()).toMatchObject({
      state: 'present',
      failure_code: 'manifest-unknown',
      gone_votes: 1,
    });
    await sweepAfter(15);
    expect(await listIntervals()).toEqual(['0<0–0/15 A', '0<15–0/0 none']);
    expect(await listIntervals('linux/arm64')).toEqual([
      '0<0–0/15 A arm64',
      '0<15–0/0 none',
    ]);
    expect(await listMoves()).toEqual([
      '0<15 A→none gone linux/amd64=gone linux/arm64=gone due',
    ]);
    expect(await getTag()).toMatchObject({
      state: 'gone',
      digest: '',
      failure_code: '',
    });

    // That it is still gone is a good answer as well.
    await sweepAfter(15);
    registry.push(IMAGE, 'A');
    await sweepAfter(15);
    expect(await listIntervals()).toEqual([
      '0<0–0/15 A',
      '0<15–45/60 none',
      '45<60–0/0 A',
    ]);
    expect((await listMoves())[1]).toBe(
      '45<60 none→A back,reverted linux/amd64=back linux/arm64=back due',
    );
    expect(await listOutages()).toEqual([]);
  });

  it('takes one such answer for nothing', async () => {
    const {
      getTag,
      listIntervals,
      listMoves,
      listOutages,
      registry,
      sweepAfter,
    } = await setup();
    registry.fail(IMAGE, 'manifest-unknown');
    await sweepAfter(15);
    registry.push(IMAGE, 'A');
    await sweepAfter(15);
    expect(await listIntervals()).toEqual(['0<0–0/0 A']);
    expect(await listMoves()).toEqual([]);
    expect(await listOutages()).toEqual([]);
    expect(await getTag()).toMatchObject({ gone_votes: 0, failure_code: '' });

    // Nor do two of them agree with a good one between.
    registry.fail(IMAGE, 'manifest-unknown');
    await sweepAfter(15);
    expect(await getTag()).toMatchObject({ state: 'present', gone_votes: 1 });
  });

  it('does not let two forced looks agree too soon', async () => {
    const { clock, getTag, registry, sweepAfter, watch } = await setup();
    registry.fail(IMAGE, 'manifest-unknown');
    await sweepAfter(15);
    for (let look = 0; look < 3; look += 1) {
      clock.now += MINUTE;
      await watch.requestLook([
        { registry: 'docker.io', repository: 'library/node' },
      ]);
      await sweepAfter(0);
    }
    expect(
      registry.takeLog().filter(line => line.startsWith('HEAD')),
    ).toHaveLength(5);
    expect(await getTag()).toMatchObject({ state: 'present', gone_votes: 1 });
    await sweepAfter(12);
    expect(await getTag()).toMatchObject({ state: 'gone' });
  });

  it.each([
    ['no-access', 403],
    ['repository-unknown', 404],
    ['not-found', 404],
    ['rate-limited', 429],
    ['quota-exhausted', 429],
    ['server-error', 500],
    ['unexpected-answer', 418],
    ['wrong-digest', 200],
    ['wrong-type', 200],
    ['legacy-manifest', 200],
    ['too-large', 200],
    ['refused-address', undefined],
    ['timeout', undefined],
    ['dns', undefined],
    ['tls', undefined],
    ['connection', undefined],
  ] as const)(
    'takes %s for an outage, never for a move',
    async (code, status) => {
      const {
        getTag,
        listIntervals,
        listMoves,
        listOutages,
        registry,
        sweepAfter,
      } = await setup();
      await sweepAfter(15);
      registry.fail(IMAGE, code, { status });
      await sweepAfter(15);
      await sweepAfter(60);
      expect(await getTag()).toMatchObject({
        state: 'present',
        digest: digestOf('A'),
        failure_code: code,
        failure_message: `docker.io: it says ${code}.`,
        failed_attempts: 2,
      });
      expect(Number((await getTag()).failing_since_ms)).toBe(
        START + 30 * MINUTE,
      );
      expect(await listOutages()).toEqual([`15–0 ${code}`]);
      registry.push(IMAGE, 'A');
      await sweepAfter(4 * 60);
      expect(await listOutages()).toEqual([`15–330 ${code}`]);
      expect(await listIntervals()).toEqual(['0<0–0/0 A']);
      expect(await listMoves()).toEqual([]);
      expect(await getTag()).toMatchObject({
        failure_code: '',
        failed_attempts: 0,
      });
    },
  );

  it.each([
    'wrong-digest',
    'wrong-type',
    'legacy-manifest',
    'too-large',
    'unexpected-answer',
  ] as const)(
    'does not believe a digest whose bytes are refused: %s',
    async code => {
      const { getTag, listIntervals, listMoves, listOutages, ...parts } =
        await setup();
      const { registry, sweepAfter } = parts;
      await sweepAfter(0);
      registry.push(IMAGE, 'B');
      registry.failContent('B', code);
      await sweepAfter(15);
      expect(await getTag()).toMatchObject({
        state: 'present',
        digest: digestOf('A'),
        failure_code: code,
      });
      expect(await listMoves()).toEqual([]);
      expect(await listIntervals()).toHaveLength(1);
      expect(await listOutages()).toHaveLength(1);
      // It had the bytes after all.
      registry.addRelease('B');
      await sweepAfter(60);
      expect(await getTag()).toMatchObject({ digest: digestOf('B') });
      expect(await listMoves()).toHaveLength(1);
    },
  );

  it('knows that a tag moved during an outage, but not when', async () => {
    const { listIntervals, listMoves, listOutages, registry, sweepAfter } =
      await setup();
    registry.fail(IMAGE, 'timeout');
    await sweepAfter(15);
    registry.fail(IMAGE, 'dns');
    await sweepAfter(15);
    registry.push(IMAGE, 'B');
    await sweepAfter(60);
    expect(await listOutages()).toEqual(['0–90 dns']);
    expect(await listIntervals()).toEqual(['0<0–0/90 A', '0<90–0/0 B']);
    expect((await listMoves())[0]).toMatch(/^0<90 A→B content/);
  });

  it('shows that nobody looked for a while', async () => {
    const { listIntervals, listOutages, sweepAfter } = await setup();
    await sweepAfter(60);
    expect(await listOutages()).toEqual([]);
    await sweepAfter(61);
    expect(await listOutages()).toEqual(['60–121 not-looked']);
    expect(await listIntervals()).toEqual(['0<0–0/0 A']);
  });

  it('shows a tag that was never there as failing, and its first push as no move', async () => {
    const {
      addConsumer,
      clock,
      knex,
      listIntervals,
      listMoves,
      listOutages,
      registry,
      sweepAfter,
    } = await setup();
    await knex(TABLE_TAGS).delete();
    await knex('tag_intervals').delete();
    await knex('tag_consumers').delete();
    const other = 'docker.io/library/node:99';
    await addConsumer(other);
    await sweepAfter(0);
    await sweepAfter(15);
    await sweepAfter(15);
    expect(await knex(TABLE_TAGS).first()).toMatchObject({
      state: 'unseen',
      failure_code: 'manifest-unknown',
    });
    expect(await listOutages()).toEqual(['0–0 manifest-unknown']);
    registry.push(other, 'A');
    await sweepAfter(4 * 60);
    expect(await listIntervals()).toEqual(['0<270–0/0 A']);
    expect(await listMoves()).toEqual([]);
    expect((clock.now - START) / MINUTE).toBe(270);
  });

  it('retries soon at first, then less often, and waits where it is asked to', async () => {
    const { clock, getTag, registry, sweepAfter } = await setup();
    const waits: number[] = [];
    registry.fail(IMAGE, 'server-error', { status: 500 });
    await sweepAfter(15);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const due = Number((await getTag()).next_due_ms);
      waits.push((due - clock.now) / MINUTE);
      await sweepAfter((due - clock.now) / MINUTE);
    }
    [1, 2, 4, 8, 15, 15].forEach((wait, index) => {
      expect(waits[index]).toBeLessThanOrEqual(wait);
      expect(waits[index]).toBeGreaterThanOrEqual(wait * 0.89);
    });
    registry.fail(IMAGE, 'rate-limited', {
      status: 429,
      retryAt: clock.now + 3 * HOUR,
    });
    await sweepAfter(15);
    expect(Number((await getTag()).next_due_ms)).toBe(
      clock.now - 15 * MINUTE + 3 * HOUR,
    );
  });

  it('puts off what its own budget has no room for, which is no outage', async () => {
    const { clock, getTag, listOutages, registry, sweepAfter } = await setup();
    clock.now += 15 * MINUTE;
    registry.fail(IMAGE, 'rate-limited', { retryAt: clock.now + 5_000 });
    await sweepAfter(0);
    expect(await getTag()).toMatchObject({ failure_code: '', lease_id: '' });
    expect(Number((await getTag()).next_due_ms)).toBe(clock.now + 5_000);
    expect(await listOutages()).toEqual([]);
  });

  it('compares and tells of a flapping tag only when it has held still', async () => {
    const { getTag, listMoves, registry, sweepAfter } = await setup();
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    registry.takeLog();
    registry.push(IMAGE, 'C');
    await sweepAfter(15);
    registry.push(IMAGE, 'D');
    await sweepAfter(15);
    // A digest is not believed before its bytes were seen.
    expect(registry.takeLog()).toEqual([
      `HEAD ${IMAGE}`,
      'GET C',
      `HEAD ${IMAGE}`,
      'GET D',
    ]);
    expect(Boolean((await getTag()).unstable)).toBe(true);
    expect(await listMoves()).toEqual([
      '0<15 A→B content linux/amd64=content linux/arm64=content unstable due',
      '15<30 B→C pending unstable wait',
      '30<45 C→D pending wait',
    ]);
    // Looked at when it should have settled, not later.
    expect(Number((await getTag()).next_due_ms)).toBeLessThanOrEqual(
      START + 65 * MINUTE,
    );
    await sweepAfter(20);
    expect(Boolean((await getTag()).unstable)).toBe(false);
    expect((await listMoves()).slice(1)).toEqual([
      '15<30 B→C content linux/amd64=content linux/arm64=content unstable none',
      '30<45 C→D content linux/amd64=content linux/arm64=content due',
    ]);
  });

  it('tells nobody of a flapping that ends where it began', async () => {
    const { listIntervals, listMoves, registry, sweepAfter } = await setup();
    registry.addRelease('B', 'A');
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    registry.push(IMAGE, 'C');
    await sweepAfter(15);
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    await sweepAfter(20);
    expect(await listMoves()).toEqual([
      '0<15 A→B no-op linux/amd64=no-op linux/arm64=no-op unstable none',
      '15<30 B→C content linux/amd64=content linux/arm64=content unstable none',
      '30<45 C→B reverted,content linux/amd64=reverted linux/arm64=reverted none',
    ]);
    expect(await listIntervals()).toHaveLength(4);
  });

  it('says of a dated tag that it moved all the same', async () => {
    const image = 'docker.io/library/amazonlinux:2023.6.20250317.2';
    const { getTag, registry, sweepAfter } = await setup({ image });
    expect(await getTag()).toMatchObject({ pin_class: 'dated' });
    expect(Number((await getTag()).interval_ms)).toBe(6 * HOUR);
    registry.addRelease('B', 'A');
    registry.push(image, 'B');
    await sweepAfter(6 * 60);
    expect(Boolean((await getTag()).moved_though_dated)).toBe(true);
  });

  it('keeps what a mirror says apart, and tells of the registry only', async () => {
    const { getTag, knex, listMoves, registry, sweepAfter } = await setup({
      registries: [
        {
          host: 'docker.io',
          watch: true,
          mirrors: [{ host: 'mirror.test', repositoryPrefix: 'hub/' }],
        },
      ],
    });
    const mirrored = 'mirror.test/hub/library/node:22';
    registry.push(mirrored, 'A');
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    // A mirror goes on to say what it has kept.
    expect(await getTag()).toMatchObject({ digest: digestOf('B') });
    expect(await getTag('mirror.test')).toMatchObject({
      digest: digestOf('A'),
      host: 'mirror.test',
      image: IMAGE,
    });
    registry.push(mirrored, 'B');
    await sweepAfter(60);
    expect((await listMoves()).map(move => move.split(' ').pop())).toEqual([
      'due',
      'none',
    ]);
    expect(await knex(TABLE_MOVES)).toHaveLength(2);
  });

  it('never lets anything end before it began when clocks are set back', async () => {
    const { clock, getTag, knex, registry, sweepAfter } = await setup();
    await sweepAfter(15);
    clock.now -= 5 * HOUR;
    await knex(TABLE_TAGS).update({ next_due_ms: 0 });
    registry.push(IMAGE, 'B');
    await sweepAfter(0);
    registry.push(IMAGE, 'C');
    await knex(TABLE_TAGS).update({ next_due_ms: 0 });
    await sweepAfter(0);
    const rows = await knex('tag_intervals')
      .where({ platform: '' })
      .orderBy('before_ms');
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const [after, before, seen, ended] = [
        row.after_ms,
        row.before_ms,
        row.seen_ms,
        row.ended_ms,
      ].map(Number);
      expect(after).toBeLessThanOrEqual(before);
      expect(ended === 0 || (seen >= after && seen <= ended)).toBe(true);
      expect(ended === 0 || ended > before).toBe(true);
    }
    // Looks go on by the clock as it is.
    expect(Number((await getTag()).next_due_ms)).toBeLessThanOrEqual(
      clock.now + 20 * MINUTE,
    );
  });
});
