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
import {
  CONTENTS_FILTERS,
  type TagFilter,
  type TagMove,
  type TagMoveFilter,
  type TagOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type { VisibleEntities } from '../coverage/CoverageStore';
import { openDatabase } from '../database/migrations';
import {
  createComparisons,
  createImages,
} from '../incidents/__fixtures__/incidentWorld';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseTagStore } from './DatabaseTagStore';
import {
  day,
  digest,
  HIDDEN,
  insertTagWorld,
  iso,
  NOW,
  ref,
} from './__fixtures__/tagWorld';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('DatabaseTagStore, %p', id => {
  let store: DatabaseTagStore;
  let incidents: DatabaseIncidentStore;
  let knex: Knex;
  /** What everybody sees. */
  let open: VisibleEntities;

  beforeAll(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insertTagWorld(knex);
    store = DatabaseTagStore.create({ knex, now: () => NOW });
    incidents = DatabaseIncidentStore.create({
      knex,
      comparisons: createComparisons(),
      images: createImages(),
      pins: { suggestForMove: jest.fn() },
      profiles: { findProfile: async () => null },
    });
    const refs: string[] = await knex('lambda_entities').pluck('entity_ref');
    open = new Set(refs.filter(name => !HIDDEN.map(ref).includes(name)));
  });

  const listTags = async (
    filter: TagFilter = {},
    orderField: TagOrderField = 'lastMove',
    visible: VisibleEntities = 'all',
    order: 'asc' | 'desc' = 'desc',
  ) => {
    const page = await store.listTags(
      { filter, orderField, order, limit: 100, withTotal: true },
      visible,
    );
    expect(page.totalItems).toBe(page.items.length);
    return page.items.map(tag => tag.id);
  };

  const listMoves = async (
    filter: TagMoveFilter = {},
    visible: VisibleEntities = 'all',
  ) => {
    const page = await store.listMoves(
      {
        filter,
        orderField: 'before',
        order: 'desc',
        limit: 100,
        withTotal: true,
      },
      visible,
    );
    expect(page.totalItems).toBe(page.items.length);
    return page.items.map(move => move.id);
  };

  it('lists tags in each order', async () => {
    await expect(listTags()).resolves.toEqual([
      'al',
      'build',
      'py',
      'al-m',
      'node',
      'py-exact',
      'new',
    ]);
    await expect(listTags({}, 'image', 'all', 'asc')).resolves.toEqual([
      // docker.io/arm64v8/amazonlinux:2023, then :latest twice
      'new',
      'al',
      'al-m',
      'node',
      'py',
      'py-exact',
      'build',
    ]);
    // py 12; al and al-m 2 each; then one each; nobody names node.
    await expect(listTags({}, 'components')).resolves.toEqual([
      'py',
      'al-m',
      'al',
      'py-exact',
      'new',
      'build',
      'node',
    ]);
    await expect(listTags({}, 'seen')).resolves.toEqual([
      'py-exact',
      'build',
      'al-m',
      'al',
      'py',
      'node',
      'new',
    ]);
  });

  it.each<[TagFilter, string[]]>([
    [{ search: 'AMAZONLINUX:L' }, ['al', 'al-m']],
    [{ search: '_' }, []],
    [{ search: 'a\0' }, []],
    [{ registry: ['ghcr.io'] }, ['build']],
    [{ registry: ['mirror.test', 'ghcr.io'] }, ['build', 'al-m']],
    [{ state: ['gone', 'unseen'] }, ['build', 'new']],
    [{ failing: true }, ['py', 'new']],
    [
      { failing: false, registry: ['docker.io'] },
      ['al', 'al-m', 'node', 'py-exact'],
    ],
  ])('lists the tags that %j leaves', async (filter, expected) => {
    await expect(listTags(filter)).resolves.toEqual(expected);
  });

  it('says everything of a tag', async () => {
    const { items } = await store.listTags(
      {
        filter: { search: 'python:3.13' },
        orderField: 'image',
        order: 'asc',
        limit: 1,
        withTotal: true,
      },
      'all',
    );
    expect(items).toEqual([
      {
        id: 'py',
        image: 'docker.io/library/python:3.13',
        registry: 'docker.io',
        repository: 'library/python',
        tag: '3.13',
        observer: { kind: 'registry', host: 'registry-1.docker.io' },
        pinClass: 'partial',
        state: 'present',
        digest: digest('e'),
        platforms: [
          { platform: 'linux/amd64', digest: digest('l') },
          { platform: 'linux/arm64', digest: digest('m') },
        ],
        since: { after: '2026-11-13T11:45:00.000Z', before: iso(day(10)) },
        checkedAt: iso(NOW),
        seenAt: iso(day(1)),
        nextLookAt: '2026-11-23T12:15:00.000Z',
        intervalSeconds: 900,
        failure: {
          code: 'timeout',
          message: 'docker.io did not answer.',
          since: iso(day(1)),
          attempts: 9,
        },
        unstable: false,
        movedThoughDated: false,
        notWatched: null,
        // All but moved-on, other and secret; of them one has a digest.
        components: { total: 12, unpinned: 11 },
        otherObservers: [],
        movesIn30Days: 3,
        lastMoveAt: iso(day(6)),
      },
    ]);
  });

  it('shows only tags that a visible component names or named, and counts only those', async () => {
    await expect(listTags({}, 'lastMove', open)).resolves.toEqual([
      'al',
      'py',
      'al-m',
      'py-exact',
      'new',
    ]);
    const former = new Set([ref('moved-on')]);
    await expect(listTags({}, 'lastMove', former)).resolves.toEqual(['py']);
    await expect(listTags({}, 'lastMove', new Set())).resolves.toEqual([]);
    const [all, visible] = await Promise.all(
      (['all', open] as const).map(
        async who => (await store.getHistory('al', 90, who))?.tag.components,
      ),
    );
    expect([all, visible]).toEqual([
      { total: 2, unpinned: 2 },
      { total: 1, unpinned: 1 },
    ]);
    await expect(store.getHistory('build', 90, open)).resolves.toBeUndefined();
    await expect(incidents.getMove('build1', open)).resolves.toBeUndefined();
    await expect(listMoves({}, open)).resolves.toEqual([
      'al2',
      'py3',
      'py2',
      'py1',
      'al-m1',
      'al1',
    ]);
    await expect(listMoves({}, former)).resolves.toEqual(['py3', 'py2', 'py1']);
    const registries = await store.listRegistries(open);
    expect(registries.map(({ host, tags }) => `${host} ${tags}`)).toEqual([
      'mirror.test 1',
      'registry-1.docker.io 4',
    ]);
  });

  it('gives the whole history of a tag that lies in the days', async () => {
    const history = await store.getHistory('py', 60, 'all');
    expect(history).toMatchObject({
      tag: { id: 'py', state: 'present' },
      knownSince: iso(day(400)),
      truncated: false,
      outages: [
        { from: iso(day(50)), until: iso(day(49)), code: 'rate-limited' },
        { from: iso(day(1)), until: null, code: 'timeout' },
      ],
    });
    expect(history?.moves.map(move => move.id)).toEqual(['py3', 'py2', 'py1']);
    const quarter = '2026-11-13T11:45:00.000Z';
    expect(history?.intervals).toEqual([
      {
        platform: null,
        digest: digest('c'),
        began: { after: null, before: iso(day(90)) },
        lastSeenAt: quarter,
        endedBefore: iso(day(10)),
        source: 'observed',
        reportedBy: null,
        aliases: [],
      },
      {
        platform: null,
        digest: digest('e'),
        began: { after: quarter, before: iso(day(10)) },
        // As of the last look that was answered.
        lastSeenAt: iso(day(1)),
        endedBefore: null,
        source: 'observed',
        reportedBy: null,
        aliases: ['3.13.6-bookworm'],
      },
      expect.objectContaining({ platform: 'linux/amd64', digest: digest('l') }),
      expect.objectContaining({ platform: 'linux/arm64', digest: digest('m') }),
    ]);
    const longer = await store.getHistory('py', 3_660, 'all');
    expect(longer?.intervals[0]).toMatchObject({
      digest: digest('d'),
      endedBefore: iso(day(90)),
      source: 'reported',
      reportedBy: 'Quay',
    });
    const short = await store.getHistory('py', 7, 'all');
    expect(short?.moves.map(move => move.id)).toEqual(['py3']);
    expect(short?.outages).toHaveLength(1);
  });

  it('tells a tag that is gone, one never seen, and other observers', async () => {
    const gone = await store.getHistory('build', 90, 'all');
    expect(gone?.tag).toMatchObject({
      state: 'gone',
      digest: null,
      platforms: [],
    });
    expect(gone?.intervals.at(-1)).toMatchObject({
      digest: null,
      began: { before: iso(day(4)) },
      endedBefore: null,
    });
    const unseen = await store.getHistory('new', 90, 'all');
    expect(unseen).toMatchObject({
      tag: { state: 'unseen', since: null, seenAt: null },
      intervals: [],
      knownSince: null,
    });
    const mirrored = await store.getHistory('al', 90, 'all');
    expect(mirrored?.tag.otherObservers).toEqual([
      {
        tagId: 'al-m',
        observer: { kind: 'mirror', host: 'mirror.test' },
        state: 'present',
        digest: digest('b'),
        seenAt: iso(NOW),
      },
    ]);
    const unwatched = await store.getHistory('node', 90, 'all');
    expect(unwatched?.tag).toMatchObject({
      notWatched: 'no-component',
      nextLookAt: null,
      components: { total: 0, unpinned: 0 },
    });
    await expect(store.getHistory('x', 90, 'all')).resolves.toBeUndefined();
  });

  it.each<[TagMoveFilter, string[]]>([
    [{}, ['al2', 'build1', 'py3', 'py2', 'py1', 'al-m1', 'al1', 'node1']],
    [{ search: 'Python' }, ['py3', 'py2', 'py1']],
    [{ tag: ['al', 'build'] }, ['al2', 'build1', 'al1']],
    [{ class: ['no-op', 'gone'] }, ['build1', 'py2']],
    [{ platform: ['linux/amd64'] }, ['build1', 'py2']],
    [{ platform: ['linux/s390x'] }, ['py3']],
    [{ since: iso(day(6)) }, ['al2', 'build1', 'py3']],
    [{ exposed: true }, ['al2', 'build1', 'py1', 'al-m1', 'al1']],
    [{ exposed: false }, ['py3', 'py2', 'node1']],
    [
      { exposed: true, owner: ['group:default/a'] },
      ['al2', 'py1', 'al-m1', 'al1'],
    ],
    // reports and templated possibly are, secret is.
    [{ exposed: true, owner: ['group:default/b'] }, ['build1', 'py1']],
    [
      { owner: ['group:default/b'] },
      ['al2', 'build1', 'py3', 'py2', 'py1', 'al-m1', 'al1'],
    ],
    [{ system: ['system:default/none'] }, []],
    [{ system: ['(none)'], class: ['reverted'] }, ['al2']],
  ])('lists the moves that %j leaves', async (filter, expected) => {
    await expect(listMoves(filter)).resolves.toEqual(expected);
  });

  it('lists moves by what came with them, also while nobody has decided', async () => {
    const known: Array<[string, string, string]> = [
      ['al1', 'available', 'symbol-versions'],
      ['al-m1', 'available', 'packages'],
      ['py1', 'failed', ''],
      ['py3', 'too-large', ''],
      ['node1', 'off', ''],
      ['al2', 'pending', ''],
    ];
    const moves = () => knex('tag_moves');
    const expectAsShown = async () => {
      for (const name of CONTENTS_FILTERS) {
        const page = await store.listMoves(
          {
            filter: {},
            orderField: 'before',
            order: 'desc',
            limit: 100,
            withTotal: false,
          },
          'all',
        );
        const isMeant = ({ contents }: TagMove) => {
          switch (contents.state) {
            case 'available':
              return contents.class === name;
            case 'none':
              return name === 'none';
            default:
              return name === 'unknown';
          }
        };
        await expect(listMoves({ contents: [name] })).resolves.toEqual(
          page.items.filter(isMeant).map(({ id: moveId }) => moveId),
        );
      }
    };
    // Decided of none: the classes of the moves say where something can come.
    await expectAsShown();
    await expect(listMoves({ contents: ['none'] })).resolves.toEqual([
      'build1',
      'py2',
    ]);
    try {
      for (const [moveId, state, contentsClass] of known) {
        await moves()
          .where('move_id', moveId)
          .update({ contents_state: state, contents_class: contentsClass });
      }
      await expectAsShown();
      await expect(listMoves({ contents: ['unknown'] })).resolves.toEqual([
        'al2',
        'py3',
        'py1',
        'node1',
      ]);
      await expect(
        listMoves({ contents: ['distro', 'symbol-versions', 'unknown'] }),
      ).resolves.toEqual(['al2', 'py3', 'py1', 'al1', 'node1']);
    } finally {
      await moves().update({ contents_state: '', contents_class: '' });
    }
  });

  it('says everything of a move', async () => {
    await expect(incidents.getMove('py1', 'all')).resolves.toEqual({
      id: 'py1',
      tagId: 'py',
      image: 'docker.io/library/python:3.13',
      observer: { kind: 'registry', host: 'registry-1.docker.io' },
      from: digest('c'),
      to: digest('e'),
      between: { after: '2026-11-13T11:45:00.000Z', before: iso(day(10)) },
      class: 'content',
      changes: ['content'],
      platforms: [
        { platform: 'linux/amd64', from: null, to: null, class: 'unchanged' },
        { platform: 'linux/arm64', from: null, to: null, class: 'content' },
      ],
      undecided: null,
      unstable: false,
      source: 'observed',
      reportedBy: null,
      aliases: { from: [], to: ['3.13.6-bookworm'] },
      exposed: 4,
      latest: false,
      impact: { alreadyBuilt: 0, nextBuild: 2, possibly: 2, notExposed: 9 },
      contents: [
        {
          platform: 'linux/arm64',
          state: 'none',
          message: null,
          summary: null,
        },
      ],
      runtimes: [],
      windows: [],
    });
    await expect(incidents.getMove('node1', 'all')).resolves.toMatchObject({
      class: 'pending',
      changes: ['pending'],
      undecided: 'Few pulls are left.',
      source: 'reported',
      reportedBy: 'Quay',
      exposed: 0,
      latest: true,
    });
    await expect(incidents.getMove('x', 'all')).resolves.toBeUndefined();
  });

  it('pages in both directions through tags and moves', async () => {
    const query = {
      filter: {},
      orderField: 'before' as const,
      order: 'desc' as const,
      limit: 3,
      withTotal: true,
    };
    const first = await store.listMoves(query, 'all');
    const second = await store.listMoves(
      { ...query, after: first.next! },
      'all',
    );
    const third = await store.listMoves(
      { ...query, after: second.next! },
      'all',
    );
    const ids = [first, second, third].map(page =>
      page.items.map(move => move.id).join(' '),
    );
    expect(ids).toEqual(['al2 build1 py3', 'py2 py1 al-m1', 'al1 node1']);
    expect([first.previous, third.next]).toEqual([null, null]);
    const back = await store.listMoves(
      { ...query, before: third.previous! },
      'all',
    );
    expect(back.items).toEqual(second.items);

    const tags = { ...query, orderField: 'components' as const, limit: 2 };
    const start = await store.listTags(tags, open);
    const rest = await store.listTags({ ...tags, after: start.next! }, open);
    expect([...start.items, ...rest.items].map(tag => tag.id)).toEqual([
      'py',
      'py-exact',
      'new',
      'al-m',
    ]);
    await expect(
      store.listTags({ ...tags, after: ['x'] }, 'all'),
    ).rejects.toThrow('The cursor does not fit this list');
  });

  it('tells how each registry does', async () => {
    await expect(store.listRegistries('all')).resolves.toEqual([
      {
        host: 'ghcr.io',
        observer: 'registry',
        tags: 1,
        failingTags: 0,
        // What it counts is of yesterday.
        requestsToday: { total: 0, counted: 0, tokens: 0 },
        quota: null,
        parkedUntil: null,
        parkedReason: null,
        lastAnswerAt: null,
        lastFailureAt: iso(day(3)),
        lastFailure: 'ghcr.io did not answer.',
      },
      expect.objectContaining({ host: 'mirror.test', observer: 'mirror' }),
      expect.objectContaining({ host: 'old.test', tags: 0 }),
      {
        host: 'registry-1.docker.io',
        observer: 'registry',
        tags: 4,
        failingTags: 2,
        requestsToday: { total: 120, counted: 3, tokens: 7 },
        quota: {
          limit: 100,
          remaining: 19,
          windowSeconds: 21_600,
          seenAt: iso(NOW),
        },
        parkedUntil: '2026-11-24T12:00:00.000Z',
        parkedReason: 'It asked for it.',
        lastAnswerAt: iso(NOW),
        lastFailureAt: null,
        lastFailure: null,
      },
    ]);
  });

  it('bounds the history of a tag that moves all the time', async () => {
    await knex('watched_tags').insert({
      ...(await knex('watched_tags').where({ tag_id: 'node' }).first()),
      tag_id: 'busy',
      tag: 'busy',
    });
    const rows = Array.from({ length: 510 }, (_, index) => ({
      tag_id: 'busy',
      before_ms: NOW - index * 1000,
    }));
    await knex.batchInsert(
      'tag_moves',
      rows.map((row, index) => ({
        ...row,
        move_id: `busy${index}`,
        class: 'no-op',
      })),
      50,
    );
    const history = await store.getHistory('busy', 1, 'all');
    expect(history?.truncated).toBe(true);
    expect(history?.moves).toHaveLength(500);
    expect(history?.moves[0].id).toBe('busy0');
    await knex('tag_moves').where({ tag_id: 'busy' }).delete();
    await knex('watched_tags').where({ tag_id: 'busy' }).delete();
  });
});
