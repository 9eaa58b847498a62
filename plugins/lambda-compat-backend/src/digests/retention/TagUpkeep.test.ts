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
import { openDatabase } from '../../database/migrations';
import { digestOf } from '../__testUtils__/FakeRegistry';
import { HOUR, setupWatch, START } from '../__testUtils__/setupWatch';
import { TagUpkeep } from './TagUpkeep';

const DAY = 24 * HOUR;
const NOW = 1_000 * DAY;
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('TagUpkeep, %p', id => {
  async function setup() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const clock = { now: NOW };
    const upkeep = TagUpkeep.create({
      knex,
      retentionMs: 100 * DAY,
      logger: mockServices.logger.mock(),
      now: () => clock.now,
    });
    return { knex, clock, upkeep };
  }

  const tag = (tagId: string, more: object = {}) => ({
    tag_id: tagId,
    registry: 'r',
    repository: tagId,
    tag: 't',
    pending_moves: 0,
    not_watched: '',
    unused_ms: 0,
    ...more,
  });

  it('removes what ended before the time that is kept, and what belongs to it', async () => {
    const { knex, upkeep } = await setup();
    await knex('watched_tags').insert([
      tag('used', { pending_moves: 1 }),
      tag('unused', {
        not_watched: 'no-component',
        unused_ms: 899 * DAY,
      }),
      tag('resting', { not_watched: 'no-component', unused_ms: 901 * DAY }),
    ]);
    const interval = (name: string, tagId: string, ended: number) => ({
      interval_id: name,
      tag_id: tagId,
      before_ms: 1,
      ended_ms: ended * DAY,
    });
    await knex('tag_intervals').insert([
      interval('old', 'used', 899),
      // Partly in the time that is kept.
      interval('partly', 'used', 901),
      interval('open', 'used', 0),
      interval('of-unused', 'unused', 0),
      interval('of-resting', 'resting', 0),
    ]);
    await knex('tag_outages').insert([
      { outage_id: 'old', tag_id: 'used', until_ms: 899 * DAY },
      { outage_id: 'partly', tag_id: 'used', until_ms: 901 * DAY },
      { outage_id: 'open', tag_id: 'used', until_ms: 0 },
    ]);
    await knex('tag_moves').insert([
      {
        move_id: 'old',
        tag_id: 'used',
        before_ms: 899 * DAY,
        class: 'pending',
      },
      {
        move_id: 'new',
        tag_id: 'used',
        before_ms: 901 * DAY,
        class: 'content',
      },
      {
        move_id: 'of-unused',
        tag_id: 'unused',
        before_ms: 901 * DAY,
        class: '',
      },
    ]);
    await knex('tag_move_platforms').insert(
      ['old', 'new', 'of-unused'].map(moveId => ({
        move_id: moveId,
        platform: 'linux/arm64',
      })),
    );
    const consumer = (name: string, until: number) => ({
      entity_ref: 'e',
      reference_id: name,
      from_ms: 1,
      until_ms: until * DAY,
      shaping: true,
      details: '{}',
    });
    await knex('tag_consumers').insert([
      consumer('old', 899),
      consumer('partly', 901),
      consumer('open', 0),
    ]);

    await upkeep.run();
    const list = (table: string, column: string) =>
      knex(table).orderBy(column).pluck(column);
    expect({
      tags: await list('watched_tags', 'tag_id'),
      intervals: await list('tag_intervals', 'interval_id'),
      outages: await list('tag_outages', 'outage_id'),
      moves: await list('tag_moves', 'move_id'),
      platforms: await list('tag_move_platforms', 'move_id'),
      consumers: await list('tag_consumers', 'reference_id'),
    }).toEqual({
      tags: ['resting', 'used'],
      intervals: ['of-resting', 'open', 'partly'],
      outages: ['open', 'partly'],
      moves: ['new'],
      platforms: ['new'],
      consumers: ['open', 'partly'],
    });
    expect(
      await knex('watched_tags').where({ tag_id: 'used' }).first(),
    ).toMatchObject({ pending_moves: 0 });
  });

  it('does it once an hour', async () => {
    const { clock, knex, upkeep } = await setup();
    const insert = () =>
      knex('tag_consumers').insert({
        entity_ref: 'e',
        reference_id: 'r',
        from_ms: 1,
        until_ms: 2,
        shaping: true,
        details: '{}',
      });
    const count = async () => (await knex('tag_consumers')).length;
    await insert();
    await upkeep.run();
    expect(await count()).toBe(0);
    await insert();
    clock.now += HOUR - 1;
    await upkeep.run();
    expect(await count()).toBe(1);
    clock.now += 1;
    await upkeep.run();
    expect(await count()).toBe(0);
  });

  it('keeps the contents of what tags point to, and drops others after a month', async () => {
    const { addConsumer, clock, knex, registry, sweepAfter } = await setupWatch(
      await databases.init(id),
    );
    const image = 'docker.io/library/node:22';
    registry.addRelease('A');
    registry.addRelease('B');
    registry.push(image, 'A');
    await addConsumer(image);
    await sweepAfter(0);
    registry.push(image, 'B');
    await sweepAfter(60);
    expect(await knex('image_contents')).toHaveLength(10);
    clock.now = START + 40 * DAY;
    await sweepAfter(0);
    const digests = await knex('image_contents').pluck('digest');
    expect(digests.sort()).toEqual(
      ['B', 'B amd64', 'B arm64', 'config of B amd64', 'config of B arm64']
        .map(digestOf)
        .sort(),
    );
  });
});
