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
import { RegistryClient } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import { openDatabase } from '../../../plugins/lambda-compat-backend/src/database/migrations';
import { ImageContents } from '../../../plugins/lambda-compat-backend/src/digests/classifying/ImageContents';
import { QuotaReserve } from '../../../plugins/lambda-compat-backend/src/digests/classifying/QuotaReserve';
import { DatabaseLookStore } from '../../../plugins/lambda-compat-backend/src/digests/looking/DatabaseLookStore';
import { TagLooker } from '../../../plugins/lambda-compat-backend/src/digests/looking/TagLooker';
import { TagWatching } from '../../../plugins/lambda-compat-backend/src/digests/watching/TagWatching';
import { RegistryObservers } from '../../../plugins/lambda-compat-backend/src/registries/RegistryObservers';
import { fillComponents } from './fillComponents';
import {
  type MovingRegistry,
  startMovingRegistry,
} from './startMovingRegistry';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const TAGS = 400;
const REPOSITORIES = 40;
const INTERVAL_MS = 15 * 60_000;

/** What the server's log holds since the last time it was looked at. */
function takeCounts({ log }: MovingRegistry) {
  const requests = log.splice(0);
  const count = (kind: string, method: string, status: number) =>
    requests.filter(
      request =>
        request.kind === kind &&
        request.method === method &&
        request.status === status,
    ).length;
  return {
    heads: count('manifest', 'HEAD', 200),
    reads: count('manifest', 'GET', 200),
    tokens: count('token', 'GET', 200),
    challenges: count('manifest', 'HEAD', 401),
    total: requests.length,
    tags: new Set(requests.map(({ image }) => image).filter(Boolean)).size,
  };
}

describe.each(databases.eachSupportedId())('a sweep over %p', databaseId => {
  let registry: MovingRegistry;
  let client: RegistryClient;
  let ahead = 0;
  const now = () => Date.now() + ahead;

  beforeEach(async () => {
    ahead = 0;
    registry = await startMovingRegistry();
    client = RegistryClient.create({
      registries: [
        {
          host: registry.host,
          endpoint: registry.origin,
          allowPrivateAddresses: true,
          requestsPerSecond: 10_000,
          burst: 10_000,
          concurrency: 16,
        },
      ],
      // Tokens run out between two sweeps.
      clock: {
        now,
        monotonic: () => performance.now() + ahead,
        sleep: async () => {},
      },
    });
  });
  afterEach(async () => {
    await client.close();
    await registry.close();
  });

  async function fill(options: {
    components: number;
    each: number;
    copies: number;
  }): Promise<Knex> {
    const database = await databases.init(databaseId);
    const knex = await openDatabase(
      mockServices.database.mock({
        getClient: async () => database,
        migrations: { skip: false },
      }),
    );
    const images = Array.from(
      { length: TAGS },
      (_, index) =>
        `${registry.host}/team/image-${index % REPOSITORIES}:${index}`,
    );
    await fillComponents(knex, images, options);
    return knex;
  }

  async function sweep(knex: Knex): Promise<ReturnType<typeof takeCounts>> {
    const logger = mockServices.logger.mock();
    const observers = RegistryObservers.create({ registries: [] });
    await TagWatching.create({
      knex,
      policy: {
        include: [],
        exclude: [],
        schedule: {
          unpinnedMs: INTERVAL_MS,
          pinnedMs: INTERVAL_MS,
          datedMs: INTERVAL_MS,
          holdDownMs: INTERVAL_MS,
        },
        observers,
      },
      logger,
      now,
    }).synchronize();
    await TagLooker.create({
      store: DatabaseLookStore.create({ knex, now }),
      registry: client,
      contents: ImageContents.create({
        knex,
        registry: client,
        reserve: QuotaReserve.create({ registry: client, now }),
        now,
      }),
      observers,
      policy: { holdDownMs: INTERVAL_MS, confirmMs: INTERVAL_MS },
      logger,
      concurrency: 16,
      perHost: 16,
      leaseMs: 60_000,
      now,
      onMove: async () => {},
    }).run({ signal: new AbortController().signal });
    return takeCounts(registry);
  }

  it.each([
    ['100 components', { components: 100, each: 4, copies: 1 }, 400],
    ['10,000 components', { components: 200, each: 3, copies: 50 }, 30_000],
  ])(
    'of unchanged tags is one HEAD for each, with %s',
    async (_, options, references) => {
      const knex = await fill(options);
      const named = await knex('tag_consumers')
        .count({ references: '*' })
        .countDistinct({ components: 'entity_ref' })
        .first();
      expect(Number(named!.references)).toBe(references);
      expect(Number(named!.components)).toBe(
        options.components * options.copies,
      );

      const first = await sweep(knex);
      // Each digest is new, and none is believed before its bytes were seen.
      expect(first).toMatchObject({ heads: TAGS, reads: TAGS, tags: TAGS });

      // Nothing is due any more.
      expect(await sweep(knex)).toMatchObject({ total: 0 });

      for (let turn = 0; turn < 2; turn += 1) {
        // All tokens have run out by now.
        ahead += 2 * INTERVAL_MS;
        const unchanged = await sweep(knex);
        expect(unchanged).toEqual({
          heads: TAGS,
          reads: 0,
          tags: TAGS,
          tokens: expect.any(Number),
          challenges: expect.any(Number),
          total: expect.any(Number),
        });
        expect(unchanged.total).toBeLessThanOrEqual(1.1 * TAGS);
      }
      await expect(knex('tag_moves')).resolves.toEqual([]);
      await expect(knex('tag_intervals')).resolves.toHaveLength(TAGS);
      await expect(knex('tag_outages').where('until_ms', 0)).resolves.toEqual(
        [],
      );
    },
    300_000,
  );
});
