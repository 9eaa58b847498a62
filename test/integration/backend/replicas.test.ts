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

import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { entityAt, startReplica } from './startReplica';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const hasPostgres = databases.supports('POSTGRES_18');
// Set by the test run under CI=true, where nothing may be left out unseen.
const mustRun = process.env.LAMBDA_COMPAT_REQUIRE_ALL === '1';

if (!hasPostgres && !mustRun) {
  process.stderr.write(
    'Skipped: two replicas need PostgreSQL. Set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING.\n',
  );
}

const describeOrSkip = hasPostgres || mustRun ? describe : describe.skip;

describeOrSkip('replicas on one PostgreSQL', () => {
  /** Serves the build file of every function, and counts who is asked for. */
  let server: Server;
  let origin: string;
  let requests: Array<{ path: string; at: number }>;
  let holds: boolean;
  let held: ServerResponse[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push({ path: request.url!, at: Date.now() });
      if (holds) {
        held.push(response);
        return;
      }
      setTimeout(() => response.end('FROM amazonlinux:2023\n'), 20);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    requests = [];
    held = [];
    holds = false;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** More connections to the database of a test, each as a replica has it. */
  const knexes: Knex[] = [];
  function connect(knex: Knex): Knex {
    const { connection } = knex.client.config;
    const other = createKnex({ client: 'pg', connection });
    knexes.push(other);
    return other;
  }

  afterAll(async () => {
    await Promise.all(knexes.map(knex => knex.destroy()));
  });

  const countCollected = async (knex: Knex) => {
    const [{ count }] = await knex('lambda_entities')
      .whereNotNull('collected_at')
      .count({ count: '*' });
    return Number(count);
  };

  async function waitUntil(
    condition: () => Promise<boolean> | boolean,
    what: string,
  ): Promise<void> {
    const end = Date.now() + 40_000;
    while (!(await condition())) {
      if (Date.now() > end) {
        throw new Error(`Waited in vain for ${what}`);
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }

  it('share the work, and never do an entity twice in a cycle', async () => {
    const entities = 120;
    const knex = await databases.init('POSTGRES_18');
    const shares: Record<string, number> = {};
    const start = (name: string) => {
      shares[name] = 0;
      return startReplica({
        knex: connect(knex),
        origin,
        entities,
        onInfo: (_, { collected }) => {
          shares[name] += Number(collected ?? 0);
        },
      });
    };
    const replicas = [await start('first'), await start('second')];

    await waitUntil(
      async () => (await countCollected(knex)) === entities,
      'every entity to be collected',
    );
    // Long enough for more ticks and for another comparison with the catalog.
    await new Promise(done => setTimeout(done, 6_000));

    const asked = requests.map(({ path }) => path).sort();
    const expected = Array.from(
      { length: entities },
      (_, index) => entityAt(index).path,
    );
    expect(asked).toEqual(expected.sort());
    expect(shares.first + shares.second).toBe(entities);
    expect(shares.first).toBeGreaterThan(0);
    expect(shares.second).toBeGreaterThan(0);
    await expect(
      knex('image_references').select('entity_ref'),
    ).resolves.toHaveLength(entities);

    await Promise.all(replicas.map(replica => replica.stop()));
  });

  it('take over what a killed replica was doing, once its leases expire', async () => {
    const entities = 10;
    const knex = await databases.init('POSTGRES_18');
    holds = true;
    const doomed = startProcess({
      connection: knex.client.config.connection,
      origin,
      entities,
    });
    try {
      await waitUntil(() => held.length === 4, 'the first replica to work');
    } finally {
      doomed.kill('SIGKILL');
      await once(doomed, 'exit');
    }
    const killedAt = Date.now();
    const orphans = new Set(requests.map(({ path }) => path));
    expect(orphans.size).toBe(4);
    await expect(
      knex('lambda_entities').whereNotNull('lease_id'),
    ).resolves.toHaveLength(4);

    holds = false;
    const heir = await startReplica({ knex: connect(knex), origin, entities });
    await waitUntil(
      async () => (await countCollected(knex)) === entities,
      'the second replica to do all of it',
    );
    await heir.stop();

    const times = new Map<string, number[]>();
    for (const { path, at } of requests) {
      times.set(path, [...(times.get(path) ?? []), at]);
    }
    expect(times.size).toBe(entities);
    const again = [...times].filter(([, at]) => at.length > 1);
    expect(again.map(([path]) => path).sort()).toEqual([...orphans].sort());
    expect(Math.max(...again.map(([, at]) => at.length))).toBe(2);
    // Renewed last at most a second, a third of a lease, before the end.
    const takenOverAt = Math.min(...again.map(([, [, second]]) => second));
    expect(takenOverAt - killedAt).toBeGreaterThan(1_500);
    await expect(
      knex('lambda_entities').whereNotNull('failure_code'),
    ).resolves.toEqual([]);
  });
});

function startProcess(options: object): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, 'replicaProcess.ts'),
    ],
    {
      env: { ...process.env, REPLICA_OPTIONS: JSON.stringify(options) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}
