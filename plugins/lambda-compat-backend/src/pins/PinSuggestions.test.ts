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
import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RegistryError } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import type { VisibleEntities } from '../coverage/CoverageStore';
import { openDatabase } from '../database/migrations';
import { packSmall } from '../artifacts/contents';
import {
  BAD,
  BAD_ARM64,
  createImages,
  digest as digestOf,
  GOOD,
  GOOD_ARM64,
  insertIncidentWorld,
  MOVED,
  NOW,
  OLDEST,
  ref,
  toFunction,
} from '../incidents/__fixtures__/incidentWorld';
import { PinSuggestions } from './PinSuggestions';
import { PullChecks } from './PullChecks';
import { RuntimeProfileSource } from './RuntimeProfileSource';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const shorten = ({ entityRef, suggestion, reason }: ReferencePin) =>
  `${entityRef.split('/')[1]}: ${
    suggestion
      ? `${suggestion.tag}@${suggestion.digest === GOOD ? 'GOOD' : 'other'} ${
          suggestion.fits
        }`
      : reason
  }`;

describe.each(databases.eachSupportedId())('PinSuggestions, %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await insertIncidentWorld(knex);
  });

  const setup = (
    hasManifest: (image: { digest: string }) => Promise<boolean> = async () =>
      true,
    options: { asOf?: string; missing?: string[] } = {},
  ) => {
    const ask = jest.fn(hasManifest);
    const { asOf = '2025-03-15', missing } = options;
    const pins = PinSuggestions.create({
      knex,
      images: createImages(missing),
      profiles: RuntimeProfileSource.create({
        policy: { asOf, deprecationDays: 180 },
        now: () => new Date(NOW),
      }),
      pulls: PullChecks.create({ hasManifest: ask, now: () => NOW }),
      now: () => NOW,
    });
    return {
      ask,
      forEntity: (name: string, visible: VisibleEntities = 'all') =>
        pins.suggestForEntity(ref(name), visible),
      forMove: (visible: VisibleEntities = 'all', moveId = 'm1') =>
        pins.suggestForMove(moveId, visible),
    };
  };

  it('suggests the newest digest that fits by construction, with tag, patch and cost', async () => {
    const { ask, forEntity } = setup();
    const [pin, ...others] = await forEntity('orders');
    expect(others).toEqual([]);
    expect(pin).toMatchObject({
      entityRef: ref('orders'),
      reference: 'arm64v8/amazonlinux:latest',
      file: 'build/Dockerfile',
      line: 1,
      platform: 'linux/arm64',
      runtime: 'provided.al2023',
      architecture: 'arm64',
      current: { digest: BAD, tag: null },
      suggestion: {
        digest: GOOD,
        platformDigest: GOOD_ARM64,
        tag: '2023.6.20250317.2',
        fits: 'by-construction',
        behind: {
          releases: 1,
          sentence:
            '1 release behind current; security fixes after 17 Mar 2025 are missing',
        },
      },
      pinned: `arm64v8/amazonlinux:2023.6.20250317.2@${GOOD}`,
      noPatch: null,
    });
    expect(pin.patch).toBe(`diff --git a/build/Dockerfile b/build/Dockerfile
--- a/build/Dockerfile
+++ b/build/Dockerfile
@@ -1,4 +1,4 @@
-FROM arm64v8/amazonlinux:latest AS build
+FROM arm64v8/amazonlinux:2023.6.20250317.2@${GOOD} AS build
 RUN make
 FROM scratch
 COPY --from=build /out /
`);
    expect(pin.rejected.map(({ digest }) => digest)).toContain(BAD);
    // Only what is suggested is asked about, once.
    await forEntity('orders');
    expect(ask.mock.calls.map(([{ digest }]) => digest)).toEqual([GOOD]);
  });

  it('writes the tag where the build file writes none', async () => {
    const [pin] = await setup().forEntity('coupons');
    expect(pin.pinned).toBe(`arm64v8/amazonlinux:2023.6.20250317.2@${GOOD}`);
    expect(pin.patch).toContain(
      `\n-FROM arm64v8/amazonlinux AS build\n+FROM arm64v8/amazonlinux:2023.6.20250317.2@${GOOD} AS build\n`,
    );
  });

  it('goes on to an older one where the registry does not have the digest any more', async () => {
    const { ask, forEntity } = setup(async ({ digest }) => digest !== GOOD);
    const [pin] = await forEntity('orders');
    expect(pin.suggestion).toMatchObject({
      digest: OLDEST,
      tag: null,
      behind: { releases: 2 },
    });
    // No tag names it any more, so the one that is written stays.
    expect(pin.pinned).toBe(`arm64v8/amazonlinux:latest@${OLDEST}`);
    expect(pin.rejected).toContainEqual(
      expect.objectContaining({
        digest: GOOD,
        reason: expect.stringMatching(/does not have it any more/),
      }),
    );
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('suggests nothing where the registry does not say, and does not go on asking', async () => {
    const { ask, forMove } = setup(async () => {
      throw new RegistryError('timeout', 'docker.io', 'it does not answer');
    });
    const pins = await forMove();
    expect(pins?.map(({ suggestion }) => suggestion)).toEqual(
      pins?.map(() => null),
    );
    expect(pins?.[0].reason).toMatch(/None of the 3 digests/);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('counts a build that was measured compatible where the image is not known', async () => {
    const { forEntity } = setup(undefined, { missing: [GOOD_ARM64] });
    const [pin] = await forEntity('refunds');
    expect(pin.suggestion).toMatchObject({
      digest: GOOD,
      fits: 'measured',
      why: 'Build #418 on it was measured compatible on 29 Mar 2025.',
    });
    // Of another component nothing was measured on it.
    const [other] = await forEntity('crawler');
    expect(other.suggestion?.digest).toBe(OLDEST);
  });

  it('suggests what fits all functions that the file builds', async () => {
    const { forEntity } = setup();
    const rows = () => knex('function_verdicts');
    const second = {
      entity_ref: ref('crawler'),
      position: 1,
      upload_id: null,
      facts_key: 'second',
      content: packSmall(toFunction({ name: 'b', runtime: null }, 'linked')),
    };
    await rows().insert(second);
    try {
      const [pin] = await forEntity('crawler');
      expect(pin).toMatchObject({ suggestion: null, runtime: null });
      expect(pin.reason).toMatch(/What the runtime provides is not known/);
      // A static one takes whatever there is.
      await rows()
        .where({ facts_key: 'second' })
        .update({
          content: packSmall(
            toFunction({ name: 'b', runtime: null }, 'static'),
          ),
        });
      const [again] = await forEntity('crawler');
      expect(again.suggestion?.digest).toBe(GOOD);
    } finally {
      await rows().where({ facts_key: 'second' }).delete();
    }
  });

  it('suggests for what a move exposes, in the order of its impact', async () => {
    const pins = await setup().forMove();
    expect(pins?.map(shorten)).toEqual([
      'orders: 2023.6.20250317.2@GOOD by-construction',
      'coupons: 2023.6.20250317.2@GOOD by-construction',
      'refunds: 2023.6.20250317.2@GOOD by-construction',
      'crawler: 2023.6.20250317.2@GOOD by-construction',
    ]);
    await expect(setup().forMove('all', 'x')).resolves.toBeUndefined();
  });

  it('tells a caller of no components and tags that only others name', async () => {
    const own = new Set([ref('orders')]);
    const pins = await setup().forMove(own);
    expect(pins?.map(shorten)).toEqual(['orders: null@GOOD by-construction']);
    await expect(setup().forEntity('refunds', own)).resolves.toEqual([]);
    await expect(
      setup().forMove(new Set([ref('ledger')])),
    ).resolves.toBeUndefined();
  });

  it('says why there is no patch for what is pinned already', async () => {
    const [pin] = await setup().forEntity('fx');
    expect(pin).toMatchObject({ patch: null, suggestion: null });
    expect(pin.reason).toMatch(/^The reference is pinned to the newest digest/);
  });

  it('takes the order in which the tag was seen to move, not that of stamps', async () => {
    const stays = () => knex('tag_intervals');
    const before = await stays();
    // What came first was reported when it was there already, after the day
    // that the tag of its successor is stamped with, and the move was observed.
    await stays().where('tag_id', '2023.6.20250317.2').delete();
    await stays()
      .where({ tag_id: 'latest' })
      .whereIn('digest', [OLDEST, digestOf('arm64 of february')])
      .update({ after_ms: 0, before_ms: MOVED - 3 * 86_400_000 });
    await stays()
      .where({ tag_id: 'latest' })
      .whereIn('digest', [GOOD, GOOD_ARM64])
      .update({
        after_ms: MOVED - 2 * 86_400_000,
        before_ms: MOVED - 86_400_000,
      });
    await stays().insert(
      before
        .filter(row => row.tag_id === '2023.6.20250317.2')
        .map(row => ({ ...row, after_ms: 0, before_ms: MOVED })),
    );
    try {
      const [pin] = await setup().forEntity('orders');
      expect(pin).toMatchObject({
        suggestion: {
          digest: GOOD,
          behind: { releases: 1, since: '2025-03-17T00:00:00.000Z' },
        },
        pinned: `arm64v8/amazonlinux:2023.6.20250317.2@${GOOD}`,
      });
    } finally {
      await stays().delete();
      await stays().insert(before);
    }
  });

  it('orders stamped tags by their stamp, however late they were first seen', async () => {
    const tags = () =>
      knex('tag_intervals').where('tag_id', '2023.6.20250317.2');
    const before = await tags();
    // Nobody watched it before, and `latest` is not known to have been there.
    await knex('tag_intervals').where({ digest: GOOD }).delete();
    await knex('tag_intervals').where({ digest: GOOD_ARM64 }).delete();
    await knex('tag_intervals').insert(
      before.map(row => ({ ...row, before_ms: MOVED + 86_400_000 })),
    );
    const [pin] = await setup().forEntity('orders');
    expect(pin.suggestion).toMatchObject({
      digest: GOOD,
      behind: { releases: 1, since: '2025-03-17T00:00:00.000Z' },
    });
    expect(BAD_ARM64).not.toBe(GOOD_ARM64);
  });
});
