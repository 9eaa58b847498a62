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
  RegistryQuota,
  RegistryRequest,
} from '@lambda-compat/oci-registry';
import { openDatabase } from '../../database/migrations';
import { DatabaseRegistryStatusStore } from './DatabaseRegistryStatusStore';

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const HEAD: RegistryRequest = {
  registry: 'docker.io',
  origin: 'https://registry-1.docker.io',
  kind: 'manifest',
  method: 'HEAD',
  status: 200,
  durationMs: 12,
};

const GET: RegistryRequest = { ...HEAD, method: 'GET' };

const TOKEN: RegistryRequest = {
  ...HEAD,
  kind: 'token',
  method: 'GET',
  origin: 'https://auth.docker.io',
};

function quota(changes: Partial<RegistryQuota>): RegistryQuota {
  return {
    registry: 'docker.io',
    pulls: null,
    parkedUntil: null,
    parkedReason: null,
    ...changes,
  };
}

function pulls(remaining: number, seenAt: number): RegistryQuota['pulls'] {
  return { limit: 100, remaining, windowSeconds: 21_600, source: null, seenAt };
}

describe.each(databases.eachSupportedId())(
  'DatabaseRegistryStatusStore, %p',
  id => {
    const opened: DatabaseRegistryStatusStore[] = [];

    afterEach(async () => {
      await Promise.all(opened.splice(0).map(store => store.close()));
    });

    /** Two replicas with one clock. */
    async function setup() {
      const knex = await databases.init(id);
      await openDatabase(mockServices.database({ knex }));
      const clock = { now: NOON };
      const open = () => {
        const store = DatabaseRegistryStatusStore.create({
          knex,
          mirrors: ['mirror.example.com'],
          logger: mockServices.logger.mock(),
          now: () => clock.now,
          // Beyond the tests, which flush themselves.
          flushMs: 1_000_000,
        });
        opened.push(store);
        return store;
      };
      const read = async (host = 'docker.io') => {
        const row = await knex('registry_status').where({ host }).first();
        return (
          row &&
          Object.fromEntries(
            Object.entries(row).map(([column, value]) => [
              column,
              column.endsWith('_ms') ? Number(value) : value,
            ]),
          )
        );
      };
      return { knex, clock, one: open(), two: open(), open, read };
    }

    it('adds up what two replicas count, and counts pulls and tokens apart', async () => {
      const { one, two, read } = await setup();
      one.recordRequest(HEAD);
      one.recordRequest(GET);
      one.recordRequest(TOKEN);
      two.recordRequest(HEAD);
      two.recordRequest(GET);
      await Promise.all([one.flush(), two.flush()]);
      one.recordRequest(HEAD);
      await one.flush();
      await two.flush();

      await expect(read()).resolves.toEqual({
        host: 'docker.io',
        observer: 'registry',
        day: '2026-11-23',
        requests: 6,
        counted: 2,
        tokens: 1,
        quota_limit: -1,
        quota_remaining: -1,
        quota_window_s: 0,
        quota_seen_ms: 0,
        parked_until_ms: 0,
        parked_reason: '',
        answered_ms: NOON,
        failed_ms: 0,
        failure: '',
      });
    });

    it('begins to count anew with each day in UTC, also where the day before is stored late', async () => {
      const { clock, one, two, read } = await setup();
      one.recordRequest(HEAD);
      await one.flush();
      two.recordRequest(HEAD);
      clock.now += DAY;
      one.recordRequest(HEAD);
      await one.flush();
      await two.flush();
      await expect(read()).resolves.toMatchObject({
        day: '2026-11-24',
        requests: 1,
      });
      two.recordRequest(HEAD);
      await two.flush();
      await expect(read()).resolves.toMatchObject({ requests: 2 });
    });

    it('keeps the newest quota that any replica was told', async () => {
      const { one, two, open, read } = await setup();
      one.recordQuota(quota({ pulls: pulls(60, NOON + 2_000) }));
      await one.flush();
      two.recordQuota(quota({ pulls: pulls(80, NOON + 1_000) }));
      await two.flush();
      await expect(read()).resolves.toMatchObject({
        quota_limit: 100,
        quota_remaining: 60,
        quota_window_s: 21_600,
        quota_seen_ms: NOON + 2_000,
      });

      // A replica that has not been told yet does not deny what another knows.
      const three = open();
      three.recordQuota(
        quota({ parkedUntil: NOON + 1, parkedReason: 'Slow down.' }),
      );
      await three.flush();
      await expect(read()).resolves.toMatchObject({ quota_remaining: 60 });

      // One that had been told a quota, and is told none any more, does.
      one.recordQuota(quota({ pulls: null }));
      await one.flush();
      await expect(read()).resolves.toMatchObject({
        quota_limit: -1,
        quota_remaining: -1,
        quota_seen_ms: 0,
      });
    });

    it('tells every replica which registry is left alone, until when and why', async () => {
      const { clock, one, two, read } = await setup();
      one.recordQuota(
        quota({ parkedUntil: NOON + 60_000, parkedReason: 'Pull limit.' }),
      );
      one.recordQuota(
        quota({
          registry: 'mirror.example.com',
          parkedUntil: NOON + 5_000,
          parkedReason: 'Busy.',
        }),
      );
      await one.flush();
      // What another was told for less long does not shorten it.
      two.recordQuota(
        quota({ parkedUntil: NOON + 1_000, parkedReason: 'Slow down.' }),
      );
      await two.flush();

      await expect(two.listParked()).resolves.toEqual([
        { host: 'docker.io', untilMs: NOON + 60_000, reason: 'Pull limit.' },
        {
          host: 'mirror.example.com',
          untilMs: NOON + 5_000,
          reason: 'Busy.',
        },
      ]);
      await expect(read('mirror.example.com')).resolves.toMatchObject({
        observer: 'mirror',
      });
      clock.now += 5_000;
      await expect(two.listParked()).resolves.toMatchObject([
        { host: 'docker.io' },
      ]);
    });

    it('says when a registry answered last, and when and why it last did not', async () => {
      const { clock, one, two, read } = await setup();
      one.recordRequest({ ...HEAD, status: 404 });
      clock.now += 1_000;
      one.recordRequest({ ...HEAD, status: null });
      await one.flush();
      await expect(read()).resolves.toMatchObject({
        answered_ms: NOON,
        failed_ms: NOON + 1_000,
        failure: 'No answer came.',
      });
      clock.now += 1_000;
      two.recordRequest({ ...HEAD, status: 503 });
      two.recordFailure('docker.io', 'docker.io did not answer within 15 s.');
      await two.flush();
      clock.now += 1_000;
      one.recordRequest(HEAD);
      await one.flush();
      await expect(read()).resolves.toMatchObject({
        answered_ms: NOON + 3_000,
        failed_ms: NOON + 2_000,
        failure: 'docker.io did not answer within 15 s.',
      });
    });

    it('loses nothing where the database does not answer for a while', async () => {
      const { knex, one, read } = await setup();
      one.recordRequest(HEAD);
      one.recordQuota(quota({ parkedUntil: NOON + 1, parkedReason: 'Busy.' }));
      await knex.schema.renameTable('registry_status', 'away');
      await one.flush();
      one.recordRequest(GET);
      await knex.schema.renameTable('away', 'registry_status');
      await one.flush();
      await one.flush();
      await expect(read()).resolves.toMatchObject({
        requests: 2,
        counted: 1,
        parked_reason: 'Busy.',
      });
    });
  },
);
