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

import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ImageFacts } from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import { DefaultReportUploads } from '../../artifacts/DefaultReportUploads';
import {
  createArtifact,
  createProgram,
  createUpload,
} from '../../artifacts/__fixtures__/reports';
import { LambdaEntitySource } from '../../catalog/LambdaEntitySource';
import { DatabaseWorkStore } from '../../collection/DatabaseWorkStore';
import { DEFAULT_ENTITY_FILTER } from '../../config/defaultEntityFilter';
import type {
  ImageFactsReader,
  StoredImage,
} from '../../contents/ImageFactsReader';
import { openDatabase } from '../../database/migrations';
import type {
  TagConsumersRow,
  TagMovePlatformsRow,
  TagMovesRow,
} from '../../database/tagTables';
import { engine } from '../../verdicts/__testUtils__/engine';
import { VerdictUpkeep } from '../../verdicts/VerdictUpkeep';
import { VerdictWriter } from '../../verdicts/VerdictWriter';
import { ExposureUpkeep } from '../ExposureUpkeep';
import { BuildImageReader } from '../images/BuildImageReader';
import { readWindows } from '../windows/readWindows';

export const ORDERS = 'component:default/orders';
export const TAG = 'docker.io/arm64v8/amazonlinux:latest';

/** Digests of platform images. */
export const [OLD, NEW, OTHER] = ['a', 'b', 'c'].map(
  letter => `sha256:${letter.repeat(64)}`,
);

export const at = (time: string) => Date.parse(time);

/** What gcc 11 and gcc 14 bring, as far as it matters here. */
export const GCC_11 = ['GLIBCXX_3.4', 'GLIBCXX_3.4.29'];
export const GCC_14 = [
  ...GCC_11,
  ...['30', '31', '32', '33'].map(minor => `GLIBCXX_3.4.${minor}`),
];

const LAMBDA: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default' },
  spec: { type: 'lambda', owner: 'group:default/payments' },
};

/** An image with a libstdc++ that provides the versions. */
export function createImage(digest: string, versions: string[]): StoredImage {
  return {
    digest,
    platform: 'linux/arm64',
    state: 'available',
    reason: null,
    facts: {
      libraries: [
        {
          name: 'libstdc++.so.6',
          complete: true,
          versions: versions.map(name => ({ name, symbols: null })),
        },
      ],
    } as ImageFacts,
  };
}

/**
 * A portal in spring 2025 with one function, which names a tag in its build
 * file, and whose next builds get what the tag points to.
 */
export async function setupIncident(
  knex: Knex,
  options: { entity?: Entity } = {},
) {
  await openDatabase(mockServices.database({ knex }));
  const clock = { now: at('2025-04-01T00:00:00Z') };
  const now = () => new Date(clock.now);
  const stored = new Map<string, StoredImage>();
  const images: ImageFactsReader & { reads: number } = {
    reads: 0,
    async readImages(_, digests) {
      images.reads += 1;
      return new Map(
        digests.flatMap(digest => {
          const image = stored.get(digest);
          return image ? [[digest, image] as const] : [];
        }),
      );
    },
  };
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const auth = mockServices.auth();
  const catalog = catalogServiceMock({ entities: [options.entity ?? LAMBDA] });
  const source = LambdaEntitySource.create({
    auth,
    catalog,
    filter: DEFAULT_ENTITY_FILTER,
  });
  const createReplica = () => {
    const verdicts = VerdictWriter.create({
      engine,
      policy: { asOf: '2025-03-15', deprecationDays: 180 },
      images: BuildImageReader.create({ images, now }),
      now,
    });
    const work = DatabaseWorkStore.create({ knex, verdicts, now });
    const exposure = ExposureUpkeep.create({
      knex,
      logger,
      retentionMs: 365 * 86_400_000,
      now: () => clock.now,
    });
    const upkeep = VerdictUpkeep.create({ knex, logger, verdicts, now });
    return {
      work,
      uploads: DefaultReportUploads.create({
        auth,
        catalog,
        knex,
        source,
        verdicts,
        work,
        now,
      }),
      async tick() {
        await exposure.run();
        await upkeep.run();
      },
    };
  };
  const replica = createReplica();

  const upload = async (
    time: string,
    digit: string,
    needs: Record<string, string[]>,
    parts: Parameters<typeof createUpload>[1] = {},
  ) => {
    clock.now = Math.max(clock.now, at(time));
    return replica.uploads.upload(
      createUpload(createArtifact(digit, [createProgram(needs)]), {
        measuredAt: new Date(at(time)).toISOString(),
        build: { number: digit },
        ...parts,
      }),
    );
  };

  /** The tag points to something else from then on. */
  const move = async (
    id: string,
    between: [string, string],
    [from, to]: [string, string],
    parts: {
      move?: Partial<TagMovesRow>;
      platform?: Partial<TagMovePlatformsRow>;
    } = {},
  ) => {
    const [afterMs, beforeMs] = between.map(at);
    clock.now = Math.max(clock.now, beforeMs);
    const platform = parts.platform?.platform ?? 'linux/arm64';
    await knex('tag_intervals')
      .where({ tag_id: 't', platform, ended_ms: 0 })
      .update({ seen_ms: afterMs, ended_ms: beforeMs });
    await knex('tag_intervals').insert({
      interval_id: id,
      tag_id: 't',
      platform,
      digest: to,
      after_ms: afterMs,
      before_ms: beforeMs,
      source: 'observed',
    });
    await knex('tag_moves').insert({
      move_id: id,
      tag_id: 't',
      after_ms: afterMs,
      before_ms: beforeMs,
      class: 'content',
      source: 'observed',
      ...parts.move,
    });
    await knex('tag_move_platforms').insert({
      move_id: id,
      platform: 'linux/arm64',
      from_digest: from,
      to_digest: to,
      class: 'content',
      contents_state: 'available',
      contents_class: 'symbol-versions',
      ...parts.platform,
    });
    await knex('watched_tags').where({ tag_id: 't' }).update({
      since_before_ms: beforeMs,
      platforms_ms: beforeMs,
      seen_ms: beforeMs,
    });
  };

  const name = async (row: Partial<TagConsumersRow> = {}) => {
    await knex('tag_consumers').insert({
      entity_ref: ORDERS,
      reference_id: 'r1',
      registry: 'docker.io',
      repository: 'arm64v8/amazonlinux',
      tag: 'latest',
      digest: '',
      file: 'Dockerfile',
      from_ms: at('2025-03-01T00:00:00Z'),
      until_ms: 0,
      platform: 'linux/arm64',
      shaping: true,
      details: JSON.stringify({
        origin: 'dockerfile-from',
        raw: 'arm64v8/amazonlinux:latest',
        pinClass: 'floating',
        role: 'builder',
        reachable: true,
        deferred: false,
        place: { file: 'Dockerfile' },
        startLine: 1,
        url: null,
        stage: { index: 0, name: null },
      }),
      ...row,
    });
  };

  const readVerdict = async () => {
    const row = await knex('lambda_entities')
      .where({ entity_ref: ORDERS })
      .first('verdict_rank', 'verdict_rules', 'verdict_sentence', 'judged_key');
    return {
      verdict: ['broken', 'at-risk', 'unknown', 'compatible'][row.verdict_rank],
      rules: row.verdict_rules.split(','),
      sentence: row.verdict_sentence as string,
      isDue: row.judged_key === '',
    };
  };

  await knex('watched_tags').insert({
    tag_id: 't',
    registry: 'docker.io',
    repository: 'arm64v8/amazonlinux',
    tag: 'latest',
    image: TAG,
    host: 'registry-1.docker.io',
    pin_class: 'floating',
    state: 'present',
    since_before_ms: at('2025-03-01T00:00:00Z'),
    platforms_ms: at('2025-03-01T00:00:00Z'),
    seen_ms: clock.now,
  });
  await knex('tag_intervals').insert({
    interval_id: 'first',
    tag_id: 't',
    platform: 'linux/arm64',
    digest: OLD,
    before_ms: at('2025-03-01T00:00:00Z'),
    source: 'observed',
  });
  stored.set(OLD, createImage(OLD, GCC_11));
  stored.set(NEW, createImage(NEW, GCC_14));
  stored.set(OTHER, createImage(OTHER, GCC_14));

  return {
    clock,
    createReplica,
    images,
    move,
    name,
    readVerdict,
    replica,
    stored,
    tick: () => replica.tick(),
    upload,
    windows: () => readWindows(knex, { entityRefs: [ORDERS], now: clock.now }),
  };
}
