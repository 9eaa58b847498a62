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
import type { VisibleEntities } from '../coverage/CoverageStore';
import { openDatabase } from '../database/migrations';
import { PinSuggestions } from '../pins/PinSuggestions';
import { PullChecks } from '../pins/PullChecks';
import { RuntimeProfileSource } from '../pins/RuntimeProfileSource';
import { DatabaseTagStore } from '../tags/DatabaseTagStore';
import { DatabaseIncidentStore } from './DatabaseIncidentStore';
import {
  BAD,
  BAD_ARM64,
  createComparisons,
  createImages,
  digest,
  GOOD,
  GOOD_ARM64,
  insertIncidentWorld,
  MOVED,
  NOW,
  OLDEST,
  ref,
} from './__fixtures__/incidentWorld';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Owner of one of the two that the caller may read. */
const OWN = new Set([ref('refunds'), ref('mailer')]);

describe.each(databases.eachSupportedId())('DatabaseIncidentStore, %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insertIncidentWorld(knex);
  });

  const setup = (missing?: string[]) => {
    const images = createImages(missing);
    const comparisons = createComparisons();
    const profiles = RuntimeProfileSource.create({
      policy: { asOf: '2025-03-15', deprecationDays: 180 },
      now: () => new Date(NOW),
    });
    const store = DatabaseIncidentStore.create({
      knex,
      comparisons,
      images,
      profiles,
      pins: PinSuggestions.create({
        knex,
        images,
        profiles,
        pulls: PullChecks.create({ hasManifest: async () => true }),
        now: () => NOW,
      }),
    });
    return { comparisons, store };
  };

  it('says of a move what came, for whom, and what their runtimes have of it', async () => {
    const { store } = setup();
    const move = await store.getMove('m1', 'all');
    expect(move).toMatchObject({
      id: 'm1',
      exposed: 4,
      impact: { alreadyBuilt: 1, nextBuild: 2, possibly: 1, notExposed: 3 },
      aliases: { from: ['2023.6.20250317.2'], to: [] },
      contents: [
        {
          platform: 'linux/arm64',
          state: 'available',
          summary: {
            class: 'symbol-versions',
            gained: [{ library: 'libstdc++.so.6' }],
          },
        },
      ],
      runtimes: [
        {
          runtime: 'provided.al2023',
          architecture: 'arm64',
          profile: { origin: 'shipped', asOf: '2025-03-15' },
          components: 4,
          fit: {
            answer: 'no',
            beyond: [
              {
                library: 'libstdc++.so.6',
                highest: expect.arrayContaining([
                  {
                    namespace: 'GLIBCXX',
                    image: 'GLIBCXX_3.4.33',
                    runtime: [
                      expect.objectContaining({ version: 'GLIBCXX_3.4.29' }),
                    ],
                  },
                ]),
              },
            ],
          },
        },
      ],
    });
    // The other platform did not change, and is not spoken of.
    expect(move?.contents).toHaveLength(1);
  });

  it('says how long components were exposed, of those that the caller may read', async () => {
    const { store } = setup();
    const own = {
      move_id: 'm1',
      tag_id: 'latest',
      image: 'docker.io/arm64v8/amazonlinux:latest',
      reference: 'arm64v8/amazonlinux:latest',
      platform: 'linux/arm64',
      after_ms: MOVED - 21_600_000,
      before_ms: MOVED,
      closed_ms: MOVED + 60_000,
      closed_by: 'pinned',
      symbol_versions: 1,
    };
    await knex('exposure_windows').insert([
      { ...own, entity_ref: ref('orders') },
      { ...own, entity_ref: ref('refunds') },
      { ...own, entity_ref: ref('coupons'), move_id: 'another' },
    ]);
    try {
      const all = await store.getMove('m1', 'all');
      expect(all?.windows.map(({ entityRef }) => entityRef)).toEqual([
        ref('orders'),
        ref('refunds'),
      ]);
      const some = await store.getMove('m1', OWN);
      expect(some?.windows).toEqual([
        expect.objectContaining({
          entityRef: ref('refunds'),
          closedBy: 'pinned',
          seconds: { least: 60, most: 21_660 },
        }),
      ]);
    } finally {
      await knex('exposure_windows').delete();
    }
  });

  it('counts and names nothing of components that the caller may not read', async () => {
    const { store } = setup();
    await expect(store.getMove('m1', OWN)).resolves.toMatchObject({
      exposed: 1,
      impact: { alreadyBuilt: 0, nextBuild: 1, possibly: 0, notExposed: 1 },
      aliases: { from: [], to: [] },
      runtimes: [{ components: 1 }],
    });
    const markdown = await store.summarize('m1', OWN);
    expect(markdown).toContain('refunds (payments)');
    for (const hidden of [
      'orders',
      'coupons',
      'crawler',
      'ledger',
      'fx',
      'growth',
      'search',
      '2023.6.20250317.2',
    ]) {
      expect(markdown).not.toContain(hidden);
    }
    const stranger: VisibleEntities = new Set([ref('fx'), ref('ledger')]);
    await expect(store.getMove('m1', stranger)).resolves.toBeUndefined();
    await expect(store.summarize('m1', stranger)).resolves.toBeUndefined();
    await expect(store.listPins('m1', stranger)).resolves.toBeUndefined();
    await expect(
      store.compareMove('m1', 'linux/arm64', stranger),
    ).resolves.toBeUndefined();
    await expect(
      store.compareDigests(
        'latest',
        { from: GOOD, to: BAD, platform: 'linux/arm64' },
        stranger,
      ),
    ).resolves.toBeUndefined();
  });

  it('says that it is not known what came while the image is being read', async () => {
    const { store } = setup([BAD_ARM64]);
    await expect(store.getMove('m1', 'all')).resolves.toMatchObject({
      runtimes: [
        {
          fit: {
            answer: 'unknown',
            sentence: 'The image after the move is being read.',
          },
        },
      ],
    });
    await expect(store.getMove('x', 'all')).resolves.toBeUndefined();
  });

  it('compares the images of the platform that a move changed', async () => {
    const { comparisons, store } = setup();
    await expect(
      store.compareMove('m1', 'linux/arm64', 'all'),
    ).resolves.toMatchObject({ state: 'pending' });
    expect(comparisons.compare).toHaveBeenCalledWith({
      from: GOOD_ARM64,
      to: BAD_ARM64,
      platform: 'linux/arm64',
    });
    await expect(
      store.compareMove('m1', 'linux/s390x', 'all'),
    ).resolves.toEqual({
      state: 'none',
      message: 'The move is not known to have changed linux/s390x.',
      comparison: null,
    });
    expect(comparisons.compare).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['indexes', OLDEST, BAD],
    ['images of the platform', digest('arm64 of february'), BAD_ARM64],
  ])('compares digests that the tag had: %s', async (_, from, to) => {
    const { comparisons, store } = setup();
    await store.compareDigests(
      'latest',
      { from, to, platform: 'linux/arm64' },
      'all',
    );
    expect(comparisons.compare).toHaveBeenCalledWith({
      from: digest('arm64 of february'),
      to: BAD_ARM64,
      platform: 'linux/arm64',
    });
  });

  it('compares no digests that the tag never had, and none of other platforms', async () => {
    const { comparisons, store } = setup();
    await expect(
      store.compareDigests(
        '2023.6.20250317.2',
        { from: GOOD, to: BAD, platform: 'linux/arm64' },
        'all',
      ),
    ).resolves.toBeUndefined();
    await expect(
      store.compareDigests(
        'latest',
        { from: GOOD, to: BAD, platform: 'linux/amd64' },
        'all',
      ),
    ).resolves.toMatchObject({
      state: 'failed',
      message: `It is not known what image ${GOOD} has for linux/amd64.`,
    });
    expect(comparisons.compare).not.toHaveBeenCalled();
  });

  it('summarizes the incident', async () => {
    const { store } = setup();
    await expect(store.summarize('m1', 'all')).resolves
      .toBe(`## arm64v8/amazonlinux:latest moved with new symbol versions

- **Moved:** between 2025-04-01 18:04 and 2025-04-02 00:04 UTC
- **From → to:** 2023.6.20250317.2 (${GOOD.slice(7, 19)}) → ${BAD.slice(7, 19)}
- **Gained:** GLIBCXX_3.4.30–3.4.33, CXXABI_1.3.14–1.3.15
- **Packages:** 41 updated, 2 added
- **Runtime:** provided.al2023 provides up to GLIBCXX_3.4.29, CXXABI_1.3.13
- **Already built:** orders (payments)
- **Next build:** coupons (growth), refunds (payments)
- **Possibly:** crawler (search)
- **Not exposed:** fx (digest), ledger (another tag), mailer (static)
- **Pin to:** arm64v8/amazonlinux:2023.6.20250317.2@${GOOD} (fits by construction; 1 release behind current; security fixes after 17 Mar 2025 are missing)
`);
  });

  it('lists what came with moves, and finds them by it', async () => {
    const tags = DatabaseTagStore.create({ knex, now: () => NOW });
    const list = async (contents?: Array<'distro' | 'symbol-versions'>) => {
      const page = await tags.listMoves(
        {
          filter: { contents },
          orderField: 'before',
          order: 'desc',
          limit: 10,
          withTotal: true,
        },
        'all',
      );
      return [page.totalItems, page.items.map(item => item.contents)];
    };
    const contents = {
      state: 'available',
      class: 'symbol-versions',
      sentence: 'Symbol versions changed.',
      gained: [
        {
          library: 'libstdc++.so.6',
          versions: expect.arrayContaining(['GLIBCXX_3.4.33']),
        },
      ],
    };
    await expect(list()).resolves.toEqual([1, [contents]]);
    await expect(list(['distro', 'symbol-versions'])).resolves.toEqual([
      1,
      [contents],
    ]);
    await expect(list(['distro'])).resolves.toEqual([0, []]);
  });

  it('shows the builds of an entity with what was measured of them', async () => {
    const tags = DatabaseTagStore.create({ knex, now: () => NOW });
    const history = await tags.getEntityHistory(ref('orders'), 30, 'all');
    expect(history.builds).toEqual([
      expect.objectContaining({ number: '812', verdict: 'broken' }),
    ]);
    expect(history.windows).toEqual([]);
  });
});
