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
import { NEEDS_3_4_30, NEEDS_OLD } from '../artifacts/__fixtures__/reports';
import { findExposed } from '../tags/exposure/findExposed';
import {
  at,
  createImage,
  GCC_11,
  NEW,
  OLD,
  ORDERS,
  OTHER,
  setupIncident,
  TAG,
} from './__testUtils__/incident';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const HOUR = 3_600;

describe.each(databases.eachSupportedId())('exposure to a move, %p', id => {
  const setup = async () => {
    const knex = await databases.init(id);
    const incident = await setupIncident(knex);
    await incident.upload('2025-04-02T10:00:00Z', '1', NEEDS_OLD);
    await incident.name();
    await knex('lambda_entities').update({ judged_key: '' });
    await incident.tick();
    return { ...incident, knex };
  };
  const MOVED: [string, string] = [
    '2025-04-08T06:00:00Z',
    '2025-04-08T06:15:00Z',
  ];

  it('opens with the move, stays open while a build has it and is broken, and closes with the build that does without', async () => {
    const { clock, knex, move, readVerdict, tick, upload, windows } =
      await setup();
    await expect(readVerdict()).resolves.toMatchObject({
      verdict: 'compatible',
      isDue: false,
    });
    await expect(windows()).resolves.toEqual([]);

    await move('m1', MOVED, [OLD, NEW]);
    await tick();
    const risk = await readVerdict();
    expect(risk.verdict).toBe('at-risk');
    expect(risk.rules).toContain('R10');
    expect(risk.sentence).toContain('3.4.3');
    clock.now = at('2025-04-08T08:15:00Z');
    const opened = {
      entityRef: ORDERS,
      tagId: 't',
      moveId: 'm1',
      image: TAG,
      reference: 'arm64v8/amazonlinux:latest',
      opened: {
        after: '2025-04-08T06:00:00.000Z',
        before: '2025-04-08T06:15:00.000Z',
      },
      closed: null,
      closedBy: null,
      seconds: { least: 2 * HOUR, most: 2 * HOUR + 900 },
      symbolVersions: true,
    };
    await expect(windows()).resolves.toEqual([opened]);
    await expect(findExposed(knex, 'm1')).resolves.toMatchObject([
      {
        exposure: 'next-build',
        lastBuild: {
          at: '2025-04-02T10:00:00.000Z',
          source: 'upload',
          number: '1',
        },
        builtVerdict: null,
        builtReason: null,
      },
    ]);

    await expect(
      upload('2025-04-09T10:00:00Z', '2', NEEDS_3_4_30),
    ).resolves.toMatchObject({ verdict: 'broken' });
    await expect(windows()).resolves.toMatchObject([
      { moveId: 'm1', closed: null },
    ]);
    await expect(findExposed(knex, 'm1')).resolves.toMatchObject([
      {
        exposure: 'already-built',
        lastBuild: { at: '2025-04-09T10:00:00.000Z', number: '2' },
        builtVerdict: 'broken',
        builtReason: 'GLIBCXX_3.4.30',
      },
    ]);

    await upload('2025-04-11T06:15:00Z', '3', NEEDS_OLD);
    await tick();
    await expect(windows()).resolves.toEqual([
      {
        ...opened,
        closed: '2025-04-11T06:15:00.000Z',
        closedBy: 'rebuilt-compatible',
        seconds: { least: 72 * HOUR, most: 72 * HOUR + 900 },
      },
    ]);
    await expect(findExposed(knex, 'm1')).resolves.toEqual([]);
    const builds = await knex('function_uploads')
      .orderBy('measured_ms')
      .pluck('built_verdict');
    expect(builds).toEqual(['compatible', 'broken', 'compatible']);
  });

  it('is the same whoever keeps it up, how often and how late', async () => {
    const { clock, createReplica, knex, move, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW]);
    const replicas = [createReplica(), createReplica()];
    await Promise.all(replicas.map(replica => replica.tick()));
    const opened = await windows();
    expect(opened).toHaveLength(1);
    await Promise.all(replicas.map(replica => replica.tick()));
    await createReplica().tick();
    await expect(windows()).resolves.toEqual(opened);

    // Nobody was there for a week. What is written is when it happened.
    await knex('tag_consumers').update({
      until_ms: at('2025-04-10T06:15:00Z'),
    });
    clock.now = at('2025-04-17T00:00:00Z');
    await createReplica().tick();
    await expect(windows()).resolves.toMatchObject([
      {
        closed: '2025-04-10T06:15:00.000Z',
        closedBy: 'reference-removed',
        seconds: { least: 48 * HOUR },
      },
    ]);
  });

  it('closes when the reference gets a digest', async () => {
    const { knex, move, name, tick, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW]);
    await tick();
    const pinned = at('2025-04-08T07:15:00Z');
    await knex('tag_consumers').update({ until_ms: pinned });
    await name({ from_ms: pinned, digest: OLD });
    await knex('lambda_entities').update({ judged_key: '' });
    await tick();
    await expect(windows()).resolves.toMatchObject([
      {
        closed: '2025-04-08T07:15:00.000Z',
        closedBy: 'pinned',
        seconds: { least: HOUR },
      },
    ]);
  });

  it('closes when the tag points again to what the last build had, and opens with the move after that', async () => {
    const { move, tick, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW]);
    await tick();
    await move(
      'm2',
      ['2025-04-08T08:00:00Z', '2025-04-08T08:15:00Z'],
      [NEW, OLD],
      { move: { class: 'reverted' }, platform: { class: 'reverted' } },
    );
    await tick();
    const closed = {
      moveId: 'm1',
      closed: '2025-04-08T08:15:00.000Z',
      closedBy: 'moved-back',
    };
    await expect(windows()).resolves.toMatchObject([closed]);
    await tick();
    await expect(windows()).resolves.toHaveLength(1);
    await move(
      'm3',
      ['2025-04-09T08:00:00Z', '2025-04-09T08:15:00Z'],
      [OLD, OTHER],
    );
    await tick();
    await expect(windows()).resolves.toMatchObject([
      { moveId: 'm3', closed: null },
      closed,
    ]);
  });

  it('does not close by going back where a build has what came', async () => {
    const { move, tick, upload, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW]);
    await upload('2025-04-08T07:00:00Z', '2', NEEDS_3_4_30);
    await move(
      'm2',
      ['2025-04-08T08:00:00Z', '2025-04-08T08:15:00Z'],
      [NEW, OLD],
      { move: { class: 'reverted' }, platform: { class: 'reverted' } },
    );
    await tick();
    await expect(windows()).resolves.toMatchObject([
      { moveId: 'm1', closed: null },
    ]);
  });

  it.each<[string, Parameters<Awaited<ReturnType<typeof setup>>['move']>[3]]>([
    [
      'changed another platform',
      {
        platform: { platform: 'linux/amd64' },
      },
    ],
    ['changed packages only', { platform: { contents_class: 'packages' } }],
    ['was a no-op', { move: { class: 'no-op' }, platform: { class: 'no-op' } }],
    [
      'turned out to bring nothing',
      { platform: { contents_state: 'available', contents_class: 'none' } },
    ],
  ])('does not open with a move that %s', async (_, parts) => {
    const { knex, move, tick, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW], parts);
    if (parts?.platform?.platform) {
      await knex('tag_move_platforms').insert({
        move_id: 'm1',
        platform: 'linux/arm64',
        from_digest: OLD,
        to_digest: OLD,
        class: 'unchanged',
        contents_state: 'none',
      });
    }
    await tick();
    await expect(windows()).resolves.toEqual([]);
  });

  it('opens while it is not known what came, and is forgotten or confirmed when it is', async () => {
    const { knex, move, tick, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW], {
      move: { contents_state: 'pending' },
      platform: { contents_state: 'pending', contents_class: '' },
    });
    await tick();
    await expect(windows()).resolves.toMatchObject([
      { moveId: 'm1', symbolVersions: null },
    ]);
    await knex('tag_moves').update({ contents_state: 'available' });
    await knex('tag_move_platforms').update({
      contents_state: 'available',
      contents_class: 'distro',
    });
    await tick();
    await expect(windows()).resolves.toMatchObject([
      { moveId: 'm1', symbolVersions: true },
    ]);
    await knex('tag_move_platforms').update({ contents_class: 'packages' });
    await knex('lambda_entities').update({ judged_key: '' });
    await tick();
    await expect(windows()).resolves.toEqual([]);
  });

  it('opens with the newest move where no build is known, and with the first since the last build where one is', async () => {
    const { knex, move, tick, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW]);
    await move(
      'm2',
      ['2025-04-09T08:00:00Z', '2025-04-09T08:15:00Z'],
      [NEW, OTHER],
    );
    await tick();
    await expect(windows()).resolves.toMatchObject([{ moveId: 'm1' }]);
    await knex('exposure_windows').delete();
    await knex('function_uploads').delete();
    await knex('lambda_entities').update({ judged_key: '' });
    await tick();
    await expect(windows()).resolves.toMatchObject([{ moveId: 'm2' }]);
  });

  it('stays known when the entity is gone', async () => {
    const { clock, knex, move, replica, tick, windows } = await setup();
    await move('m1', MOVED, [OLD, NEW]);
    await tick();
    clock.now = at('2025-04-08T16:15:00Z');
    await replica.work.removeEntities([ORDERS]);
    await expect(windows()).resolves.toMatchObject([
      {
        closed: '2025-04-08T16:15:00.000Z',
        closedBy: 'reference-removed',
        seconds: { least: 10 * HOUR },
      },
    ]);
    clock.now = at('2026-04-09T16:15:00Z');
    await replica.tick();
    await expect(knex('exposure_windows').select()).resolves.toEqual([]);
  });

  it('is judged anew when it becomes known what an image provides, and when the registry is silent for long', async () => {
    const { clock, images, knex, move, readVerdict, stored, tick } =
      await setup();
    stored.set(NEW, {
      ...createImage(NEW, []),
      state: 'pending',
      facts: null,
    });
    await knex('image_facts').insert({ digest: NEW, state: 'pending' });
    await move('m1', MOVED, [OLD, NEW]);
    await tick();
    expect((await readVerdict()).rules).not.toContain('R10');
    stored.set(NEW, createImage(NEW, GCC_11.concat('GLIBCXX_3.4.30')));
    await knex('image_facts').update({ state: 'available' });
    await tick();
    expect((await readVerdict()).rules).toContain('R10');

    // Looks that find nothing new make nothing due, and nothing is read again.
    const { reads } = images;
    await knex('watched_tags').update({ seen_ms: at('2025-04-08T10:00:00Z') });
    clock.now = at('2025-04-08T10:00:00Z');
    await tick();
    expect(images.reads).toBe(reads);
    expect((await readVerdict()).rules).not.toContain('R24');
    clock.now = at('2025-04-10T11:00:00Z');
    await tick();
    expect((await readVerdict()).rules).toContain('R24');
    await knex('watched_tags').update({ seen_ms: clock.now });
    await tick();
    expect((await readVerdict()).rules).not.toContain('R24');
  });
});
