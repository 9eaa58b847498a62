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
import type {
  Exposure,
  TagImpact,
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
import { findExposed } from './exposure/findExposed';
import {
  day,
  HIDDEN,
  insertTagWorld,
  iso,
  NOW,
  ref,
} from './__fixtures__/tagWorld';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const shorten = ({ entityRef, exposure, reason }: TagImpact) =>
  `${entityRef.split('/')[1]}: ${exposure}${reason ? `, ${reason}` : ''}`;

describe.each(databases.eachSupportedId())(
  'DatabaseTagStore, impact, %p',
  id => {
    let store: DatabaseTagStore;
    let incidents: DatabaseIncidentStore;
    let knex: Knex;
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

    const query = {
      filter: {},
      orderField: 'exposure',
      order: 'asc',
      limit: 100,
      withTotal: true,
    } as const;

    const list = async (
      moveId: string,
      exposure?: Exposure[],
      visible: VisibleEntities = 'all',
    ) => {
      const page = await store.listImpact(
        moveId,
        { ...query, filter: { exposure } },
        visible,
      );
      expect(page?.totalItems).toBe(page?.items.length);
      return page?.items.map(shorten);
    };

    it('lists the exposed first, then by owner and name, each with the reason', async () => {
      await expect(list('py1')).resolves.toEqual([
        'orders: next-build',
        // Nobody owns it.
        'late: next-build',
        'reports: possibly, unknown-platform',
        'templated: possibly, partly-read',
        'billing: not-exposed, other-platform',
        'double: not-exposed, other-platform',
        'double: not-exposed, not-shaping',
        'idle: not-exposed, unreachable',
        'tester: not-exposed, not-shaping',
        'moved-on: not-exposed, no-longer',
        'other: not-exposed, other-tag',
        'pinned: not-exposed, digest',
        'scripts: not-exposed, no-native-code',
        'static: not-exposed, static',
      ]);
      await expect(list('py1', ['possibly'])).resolves.toEqual([
        'reports: possibly, unknown-platform',
        'templated: possibly, partly-read',
      ]);
    });

    it('exposes nobody to moves that bring nothing', async () => {
      const rest = [
        'pinned: not-exposed, digest',
        'tester: not-exposed, not-shaping',
        'orders: not-exposed',
        'static: not-exposed',
      ];
      const rebuilt = await list('py2');
      expect(rebuilt).toEqual(expect.arrayContaining(rest));
      const added = await list('py3');
      expect(added).toEqual(
        expect.arrayContaining([
          'orders: not-exposed, other-platform',
          'reports: not-exposed, other-platform',
        ]),
      );
      await expect(list('py2', ['next-build', 'possibly'])).resolves.toEqual(
        [],
      );
    });

    it('exposes static programs as well where there is no image any more', async () => {
      await expect(list('build1')).resolves.toEqual(['secret: next-build']);
      await expect(incidents.getMove('build1', 'all')).resolves.toMatchObject({
        exposed: 1,
        impact: { nextBuild: 1, possibly: 0, notExposed: 0 },
      });
    });

    it('says where the tag is named, since when and until when', async () => {
      const page = await store.listImpact('py1', query, 'all');
      expect(page?.items[0]).toEqual({
        entityRef: ref('orders'),
        title: null,
        ownerRefs: ['group:default/a'],
        systemRef: 'system:default/shop',
        exposure: 'next-build',
        reason: null,
        reference: 'py:3.13',
        pinClass: 'partial',
        origin: 'dockerfile-from',
        role: 'builder',
        stage: { index: 0, name: 'build' },
        platform: 'linux/arm64',
        file: 'Dockerfile',
        line: 1,
        url: 'https://git.test/Dockerfile',
        from: iso(day(100)),
        until: null,
        lastBuild: {
          at: iso(day(95)),
          source: 'upload',
          number: '7',
          url: null,
          commit: null,
        },
        builtVerdict: null,
        builtReason: null,
      });
      const former = page?.items.find(item => item.reason === 'no-longer');
      expect(former?.until).toBe(iso(day(5)));
    });

    it('leaves out what had stopped to name the tag before it moved', async () => {
      const before = await list('py3');
      // Until five days ago; it moved six days ago.
      expect(before).toContain('moved-on: not-exposed, no-longer');
      await knex('tag_consumers')
        .where({ entity_ref: ref('moved-on') })
        .update({ until_ms: day(7) });
      await expect(list('py3')).resolves.not.toContain(
        'moved-on: not-exposed, no-longer',
      );
      await knex('tag_consumers')
        .where({ entity_ref: ref('moved-on') })
        .update({ until_ms: day(5) });
    });

    it('shows and counts nothing of invisible components', async () => {
      await expect(list('al1')).resolves.toEqual([
        'orders: next-build',
        'newcomer: not-exposed, other-tag',
        'secret: not-exposed, not-shaping',
      ]);
      await expect(list('al1', undefined, open)).resolves.toEqual([
        'orders: next-build',
        'newcomer: not-exposed, other-tag',
      ]);
      await expect(incidents.getMove('al1', open)).resolves.toMatchObject({
        impact: { nextBuild: 1, possibly: 0, notExposed: 1 },
      });
      await expect(
        incidents.getMove('py1', new Set([ref('static')])),
      ).resolves.toMatchObject({
        exposed: 0,
        impact: { nextBuild: 0, possibly: 0, notExposed: 1 },
      });
      await expect(list('build1', undefined, open)).resolves.toBeUndefined();
    });

    it('pages in both directions, and refuses positions of other moves', async () => {
      const seen: string[] = [];
      let page = await store.listImpact('py1', { ...query, limit: 5 }, 'all');
      const first = page!;
      while (page) {
        seen.push(...page.items.map(shorten));
        page = page.next
          ? await store.listImpact(
              'py1',
              { ...query, limit: 5, after: page.next },
              'all',
            )
          : undefined;
      }
      await expect(list('py1')).resolves.toEqual(seen);
      const second = await store.listImpact(
        'py1',
        { ...query, limit: 5, after: first.next! },
        'all',
      );
      const back = await store.listImpact(
        'py1',
        { ...query, limit: 5, before: second!.previous! },
        'all',
      );
      expect(back?.items).toEqual(first.items);
      await expect(
        store.listImpact('py2', { ...query, after: first.next! }, 'all'),
      ).rejects.toThrow('The cursor belongs to another list');
    });

    it('finds the exposed for those who tell them', async () => {
      const found = await findExposed(knex, 'py1');
      expect(found.map(shorten)).toEqual([
        'orders: next-build',
        'late: next-build',
        'reports: possibly, unknown-platform',
        'templated: possibly, partly-read',
      ]);
      await expect(findExposed(knex, 'py2')).resolves.toEqual([]);
      await expect(findExposed(knex, 'x')).resolves.toEqual([]);
    });
  },
);
