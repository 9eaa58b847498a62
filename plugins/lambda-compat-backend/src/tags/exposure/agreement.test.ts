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
  TAG_MOVE_CLASSES,
  type TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { startReading } from '../../coverage/queries/reading';
import { openDatabase } from '../../database/migrations';
import { toBuildColumns } from '../../exposure/componentBuilds';
import { day, digest, NOW, ref } from '../__fixtures__/tagWorld';
import { DatabaseTagStore } from '../DatabaseTagStore';
import { findExposingMove } from './findExposingMove';
import { getMoveEffect, type MoveContent } from './moveEffect';
import { countImpact } from './readImpact';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const PLATFORMS = ['', 'linux/amd64', 'linux/arm64', 'linux/s390x'];
const PLATFORM_CLASSES = [
  'gone',
  'lost',
  'gained',
  'content',
  'no-op',
  'unchanged',
] as const;

/** Repeats itself from run to run. */
function createRandom(seed: number) {
  let state = seed;
  return <T>(choices: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return choices[Math.floor((state / 2_147_483_648) * choices.length)];
  };
}

async function insertRandom(knex: Knex) {
  const pick = createRandom(7);
  await knex('watched_tags').insert({
    tag_id: 't',
    registry: 'r.test',
    repository: 'a',
    tag: 'x',
    image: 'r.test/a:x',
    state: 'present',
  });
  for (let component = 0; component < 60; component++) {
    const entityRef = ref(`c${component}`);
    await knex('lambda_entities').insert({
      entity_ref: entityRef,
      subject: '{}',
      subject_key: 'k',
      source_host: 'git.test',
      next_due_at: new Date(NOW),
      sort_name: `c${component}`,
      owner_key: pick(['', 'group:default/a', 'group:default/b']),
      native_code: pick(['', '', '', 'static', 'none']),
      ...toBuildColumns({
        total: 2,
        functions: [0, 1].slice(0, pick([0, 1, 2, 2])).map(index => ({
          functionName: `f${index}`,
          atMs: day(pick([0.5, 1.5, 3, 7, 30, 100])) + component,
          number: null,
          url: null,
          commit: null,
          verdict: pick(['compatible', 'compatible', 'other', 'broken']),
          reason: null,
        })),
      }),
    });
    await knex('reference_files').insert({
      entity_ref: entityRef,
      position: 0,
      path: 'Dockerfile',
      status: pick(['read', 'read', 'read', 'invalid']),
      committed_ms: pick([0, day(1.5), day(30), day(200)]),
    });
    for (let place = 0; place < pick([1, 2, 3]); place++) {
      const from = pick([1, 4, 8, 90]);
      await knex('tag_consumers').insert({
        entity_ref: entityRef,
        reference_id: `r${place}`,
        registry: 'r.test',
        repository: 'a',
        tag: pick(['x', 'x', 'x', 'y']),
        digest: pick(['', '', '', digest('d')]),
        file: 'Dockerfile',
        from_ms: day(from),
        until_ms: pick([0, 0, 0, day(from / 2)]),
        platform: pick(PLATFORMS),
        shaping: pick([true, true, true, false]),
        details: JSON.stringify({ reachable: pick([true, false]) }),
      });
    }
  }
  for (let index = 0; index < 80; index++) {
    await knex('tag_moves').insert({
      move_id: `m${index}`,
      tag_id: 't',
      after_ms: pick([0, day(60), day(51)]),
      before_ms: day(pick([2, 5, 9, 50])) + index,
      class: pick(['content', ...TAG_MOVE_CLASSES]),
    });
    for (const platform of PLATFORMS.slice(1)) {
      if (pick([true, false])) {
        await knex('tag_move_platforms').insert({
          move_id: `m${index}`,
          platform,
          class: pick(PLATFORM_CLASSES),
        });
      }
    }
  }
}

describe.each(databases.eachSupportedId())('exposure, %p', id => {
  it('is the same in lists, in their order, in counts and in filters', async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insertRandom(knex);
    const store = DatabaseTagStore.create({ knex, now: () => NOW });
    const query = { filter: {}, limit: 500, withTotal: true } as const;
    const visibleRefs: string[] = await knex('lambda_entities')
      .where('owner_key', '<>', 'group:default/b')
      .pluck('entity_ref');
    const kinds = new Set<string>();

    for (const visible of ['all', new Set(visibleRefs)] as const) {
      const listed = await store.listMoves(
        { ...query, orderField: 'before', order: 'desc' },
        visible,
      );
      expect(listed.items).toHaveLength(80);
      const filtered = await store.listMoves(
        {
          ...query,
          filter: { exposed: true },
          orderField: 'before',
          order: 'desc',
        },
        visible,
      );
      expect(filtered.items).toEqual(
        listed.items.filter(({ exposed }) => exposed > 0),
      );
      const others = await store.listMoves(
        {
          ...query,
          filter: { exposed: false },
          orderField: 'before',
          order: 'desc',
        },
        visible,
      );
      expect(others.totalItems + filtered.totalItems).toBe(80);

      for (const move of listed.items) {
        const asked = {
          ...query,
          orderField: 'exposure',
          order: 'asc',
        } as const;
        const impact = await store.listImpact(move.id, asked, visible);
        const items = impact?.items ?? [];
        const order = items.map(item => toRank(item));
        expect(order).toEqual([...order].sort());
        const best = new Map<string, number>();
        for (const item of items) {
          kinds.add(`${item.exposure} ${item.reason}`);
          best.set(
            item.entityRef,
            Math.min(best.get(item.entityRef) ?? 9, toRank(item)),
          );
        }
        const count = (rank: number) =>
          [...best.values()].filter(value => value === rank).length;
        const counts = await startReading(knex, visible, async reading => {
          const exposing = await findExposingMove(reading, move.id);
          return exposing && countImpact(reading, exposing);
        });
        expect(counts).toEqual({
          alreadyBuilt: count(0),
          nextBuild: count(1),
          possibly: count(2),
          notExposed: count(3),
        });
        expect(move.exposed).toBe(count(0) + count(1) + count(2));
      }
    }
    // The world has all there is to agree about.
    expect(kinds.size).toBe(15);
  }, 120_000);
});

function toRank({ exposure }: TagImpact): number {
  return ['already-built', 'next-build', 'possibly', 'not-exposed'].indexOf(
    exposure,
  );
}

describe('getMoveEffect', () => {
  const both = (
    amd64: MoveContent['platforms'][number]['class'],
    arm64: MoveContent['platforms'][number]['class'],
  ): MoveContent => ({
    class: 'content',
    platforms: [
      { platform: 'linux/amd64', class: amd64 },
      { platform: 'linux/arm64', class: arm64 },
      { platform: 'linux/s390x', class: 'unchanged' },
    ],
  });
  const only = (
    platformClass: MoveContent['platforms'][number]['class'],
  ): MoveContent => ({
    class: 'content',
    platforms: [{ platform: 'linux/arm64', class: platformClass }],
  });

  it.each<[string, MoveContent, string, string]>([
    [
      'the platform that changed',
      both('content', 'no-op'),
      'linux/amd64',
      'changed',
    ],
    ['another platform', both('content', 'no-op'), 'linux/arm64', 'unchanged'],
    [
      'a platform that it does not have',
      both('content', 'content'),
      'linux/arm/v7',
      'unchanged',
    ],
    [
      'any, where all of Lambda changed',
      both('content', 'reverted'),
      '',
      'changed',
    ],
    [
      'any, where one of Lambda changed',
      both('content', 'unchanged'),
      '',
      'not-known',
    ],
    [
      'any, where none of Lambda changed',
      both('no-op', 'format'),
      '',
      'unchanged',
    ],
    ['any, where none of Lambda is left', both('lost', 'gone'), '', 'missing'],
    ['any, where one is left', both('lost', 'content'), '', 'changed'],
    [
      'one that is left without image',
      both('lost', 'unchanged'),
      'linux/amd64',
      'missing',
    ],
    ['one that is new', both('gained', 'unchanged'), 'linux/amd64', 'changed'],
    ['any, of a tag with one platform', only('content'), '', 'changed'],
    ['another than the only one', only('content'), 'linux/amd64', 'not-known'],
    [
      'another than the only one, built anew',
      only('no-op'),
      'linux/amd64',
      'unchanged',
    ],
    ['another than the only one, gone', only('gone'), 'linux/amd64', 'missing'],
    [
      'one of which nothing is known',
      { class: 'pending', platforms: [] },
      'linux/amd64',
      'changed',
    ],
    [
      'one of which nothing is left',
      { class: 'gone', platforms: [] },
      '',
      'missing',
    ],
    [
      'one, by a move without weight',
      { class: 'attestation', platforms: [] },
      '',
      'unchanged',
    ],
  ])('tells what becomes of %s', (_, move, platform, expected) => {
    expect(getMoveEffect(move, platform)).toBe(expected);
  });
});
