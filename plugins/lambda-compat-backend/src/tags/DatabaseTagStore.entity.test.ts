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
import type { Knex } from 'knex';
import { openDatabase } from '../database/migrations';
import {
  day,
  digest,
  insertTagWorld,
  iso,
  NOW,
  ref,
} from './__fixtures__/tagWorld';
import { DatabaseTagStore } from './DatabaseTagStore';
import { TagStates } from './TagStates';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('tags of an entity, %p', id => {
  let store: DatabaseTagStore;
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insertTagWorld(knex);
    store = DatabaseTagStore.create({ knex, now: () => NOW });
    const upload = {
      entity_ref: ref('orders'),
      function_name: 'orders',
      current: true,
      uploaded_ms: NOW,
    };
    await knex('function_uploads').insert({
      ...upload,
      upload_id: 'u1',
      upload_key: 'k1',
      measured_ms: day(3),
      build: JSON.stringify({ number: '7', commit: 'abc' }),
    });
    await knex('function_uploads').insert({
      ...upload,
      upload_id: 'u2',
      upload_key: 'k2',
      measured_ms: day(1),
    });
    await knex('function_uploads').insert({
      ...upload,
      upload_id: 'u3',
      upload_key: 'k3',
      measured_ms: day(31),
    });
  });

  it('are given with their history, their places and the builds of the time', async () => {
    const history = await store.getEntityHistory(ref('orders'), 30, 'all');
    expect(history).toMatchObject({
      entityRef: ref('orders'),
      status: 'available',
      from: iso(day(30)),
      builds: [
        {
          at: iso(day(1)),
          functionName: 'orders',
          number: null,
          url: null,
          commit: null,
        },
        {
          at: iso(day(3)),
          functionName: 'orders',
          number: '7',
          url: null,
          commit: 'abc',
        },
      ],
    });
    expect(
      history.tags.map(({ tag, moves, places }) => [
        tag.id,
        moves.map(move => `${move.id} ${move.exposed}`),
        places,
      ]),
    ).toEqual([
      [
        'py',
        ['py3 0', 'py2 0', 'py1 4'],
        [
          {
            // By py1: py3 brought a platform that is not its own.
            exposure: 'next-build',
            reason: null,
            reference: 'py:3.13',
            pinClass: 'partial',
            role: 'builder',
            stage: { index: 0, name: 'build' },
            platform: 'linux/arm64',
            file: 'Dockerfile',
            line: 1,
            url: 'https://git.test/Dockerfile',
          },
        ],
      ],
      [
        // As the registry itself says; the mirror is told beside it.
        'al',
        ['al2 1', 'al1 1'],
        [
          expect.objectContaining({
            exposure: 'next-build',
            reason: null,
            file: 'build/Dockerfile',
          }),
        ],
      ],
    ]);
    expect(history.tags[1].tag.otherObservers).toHaveLength(1);
    expect(history.tags[1].intervals).toHaveLength(6);
  });

  it('say of a place whether it can be reached at all', async () => {
    const reasons = async (name: string) => {
      const { tags } = await store.getEntityHistory(ref(name), 30, 'all');
      return tags.flatMap(({ places }) => places.map(place => place.reason));
    };
    await expect(reasons('pinned')).resolves.toEqual(['digest']);
    await expect(reasons('idle')).resolves.toEqual(['unreachable']);
    await expect(reasons('secret')).resolves.toEqual([null, 'not-shaping']);
    await expect(reasons('billing')).resolves.toEqual(['other-platform']);
    // It has named the tag since it moved last.
    await expect(reasons('newcomer')).resolves.toEqual([null, null]);
    const { tags } = await store.getEntityHistory(ref('newcomer'), 30, 'all');
    expect(
      tags.flatMap(({ places }) => places.map(place => place.exposure)),
    ).toEqual(['not-exposed', 'not-exposed']);
  });

  it('are told apart from none, and from not known', async () => {
    const status = async (entityRef: string) =>
      (await store.getEntityHistory(entityRef, 30, 'all')).status;
    await expect(status(ref('moved-on'))).resolves.toBe('no-tags');
    await expect(status(ref('nobody'))).resolves.toBe('not-collected');
  });

  it('are known to reports with their state and their last weighty move', async () => {
    const states = await TagStates.create({ knex }).find([
      { registry: 'docker.io', repository: 'library/python', tag: '3.13' },
      {
        registry: 'docker.io',
        repository: 'arm64v8/amazonlinux',
        tag: 'latest',
      },
      { registry: 'docker.io', repository: 'arm64v8/amazonlinux', tag: null },
      { registry: 'docker.io', repository: 'library/python', tag: '3.12' },
      { registry: 'docker.io', repository: 'arm64v8/amazonlinux', tag: '2023' },
    ]);
    expect(Object.fromEntries(states)).toEqual({
      'docker.io/library/python:3.13': {
        tagId: 'py',
        state: 'present',
        digest: digest('e'),
        seenAt: iso(day(1)),
        failure: {
          code: 'timeout',
          message: 'docker.io did not answer.',
          since: iso(day(1)),
          attempts: 9,
        },
        lastMove: { id: 'py3', before: iso(day(6)), class: 'platforms' },
      },
      'docker.io/arm64v8/amazonlinux:latest': {
        tagId: 'al',
        state: 'present',
        digest: digest('a'),
        seenAt: iso(NOW),
        failure: null,
        lastMove: { id: 'al2', before: iso(day(2)), class: 'reverted' },
      },
      'docker.io/arm64v8/amazonlinux:2023': {
        tagId: 'new',
        state: 'unseen',
        digest: null,
        seenAt: null,
        failure: expect.objectContaining({ code: 'dns' }),
        lastMove: null,
      },
    });
    await knex('tag_moves').whereIn('move_id', ['py1', 'py3']).delete();
    const [state] = [
      ...(
        await TagStates.create({ knex }).find([
          { registry: 'docker.io', repository: 'library/python', tag: '3.13' },
        ])
      ).values(),
    ];
    expect(state.lastMove).toMatchObject({ id: 'py2', class: 'no-op' });
    await expect(TagStates.create({ knex }).find([])).resolves.toEqual(
      new Map(),
    );
  });
});
