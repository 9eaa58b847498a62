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
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { openDatabase } from '../../../plugins/lambda-compat-backend/src/database/migrations';
import {
  type MovingRegistry,
  type ServedRequest,
  startMovingRegistry,
} from './startMovingRegistry';
import type { TagReplicaOptions } from './startTagReplica';

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

const COMPONENTS = 10;
const TAGS_EACH = 6;
/** `repository:tag`, as the registry knows them. */
const IMAGES = Array.from(
  { length: COMPONENTS * TAGS_EACH },
  (_, index) => `team/image-${Math.floor(index / TAGS_EACH)}:${index}`,
);

interface Move {
  from_digest: string;
  to_digest: string;
  after_ms: string;
  before_ms: string;
  class: string;
}

describeOrSkip('a replica that is killed while it looks at tags', () => {
  let registry: MovingRegistry;
  let repositories: Server;
  let knex: Knex;
  const running = new Map<string, ChildProcess>();

  beforeAll(async () => {
    // Slow enough that a sweep can be cut in the middle.
    registry = await startMovingRegistry({ delayMs: 100 });
    repositories = createServer((request, response) => {
      const [, component] = /function-(\d+)\//.exec(request.url!)!;
      const first = Number(component) * TAGS_EACH;
      response.end(
        IMAGES.slice(first, first + TAGS_EACH)
          .map(image => `FROM ${registry.host}/${image}\n`)
          .join(''),
      );
    });
    repositories.listen(0, '127.0.0.1');
    await once(repositories, 'listening');
    const database = await databases.init('POSTGRES_18');
    knex = await openDatabase(
      mockServices.database.mock({
        getClient: async () => database,
        migrations: { skip: false },
      }),
    );
  });

  afterAll(async () => {
    for (const replica of running.values()) {
      replica.kill('SIGKILL');
    }
    repositories.closeAllConnections();
    repositories.close();
    await registry?.close();
  });

  const start = (account: string): void => {
    const options: TagReplicaOptions = {
      account,
      registry: registry.host,
      repositories: `http://127.0.0.1:${
        (repositories.address() as AddressInfo).port
      }`,
      components: COMPONENTS,
    };
    const { connection } = knex.client.config;
    running.set(account, startProcess({ connection, options }));
  };

  /** Kills it while it works on what has just moved. */
  const killAmidst = async (account: string, moved: ReadonlySet<string>) => {
    const seen = new Set<string>();
    const replica = running.get(account)!;
    await new Promise<void>(done => {
      registry.onServed = (served: ServedRequest) => {
        if (served.account === account && moved.has(served.image)) {
          seen.add(served.image);
          if (seen.size === 5) {
            // At once: what it has just been told, it cannot have written.
            replica.kill('SIGKILL');
            done();
          }
        }
      };
    });
    registry.onServed = () => {};
    if (replica.exitCode === null && replica.signalCode === null) {
      await once(replica, 'exit');
    }
    running.delete(account);
  };

  /** Tags of which the database does not know yet what they stand for. */
  const behind = async (): Promise<string[]> => {
    const rows: Array<{ image: string; digest: string }> = await knex(
      'watched_tags',
    ).select('image', 'digest');
    const known = new Map(rows.map(({ image, digest }) => [image, digest]));
    return IMAGES.filter(
      image =>
        known.get(`${registry.host}/${image}`) !== registry.digestOf(image),
    );
  };

  /** Whether the replica is told something after now. */
  const isWorking = (account: string) => {
    const asked = registry.log.length;
    return () =>
      registry.log
        .slice(asked)
        .some(served => served.account === account && served.image !== '');
  };

  const waitUntilAllIsSeen = () =>
    waitUntil(
      async () => (await behind()).length === 0,
      'the database to know what the registry has',
    );

  /**
   * Moves tags and kills a replica while it looks at them; then lets the other
   * one see the rest.
   *
   * @returns how many were not known when it died
   */
  async function cutShort(
    account: string,
    moved: ReadonlySet<string>,
    move: (image: string) => void,
  ): Promise<number> {
    moved.forEach(move);
    await killAmidst(account, moved);
    const left = (await behind()).length;
    await waitUntilAllIsSeen();
    return left;
  }

  it('loses no move and doubles none', async () => {
    start('first');
    // Before the other one, because two schedulers cannot make their tables at
    // the same moment.
    await waitUntilAllIsSeen();
    start('second');
    await waitUntil(isWorking('second'), 'both replicas to work');

    const allBut = (rest: number) =>
      new Set(IMAGES.filter((_, index) => index % 3 !== rest));
    const forth = allBut(0);
    const lefts = [await cutShort('first', forth, registry.move)];
    start('first');
    await waitUntil(isWorking('first'), 'both replicas to work');
    // Of these half go back to what they were: A, B, A.
    const then = allBut(1);
    const isBack = (image: string) => forth.has(image) && then.has(image);
    lefts.push(
      await cutShort('second', then, image =>
        isBack(image) ? registry.moveBack(image, 1) : registry.move(image),
      ),
    );
    // Each time there was something left that only the other one could see.
    expect(Math.min(...lefts)).toBeGreaterThan(0);
    await waitUntil(async () => {
      const rows = await knex('watched_tags').where('pending_moves', '>', 0);
      return rows.length === 0;
    }, 'all moves to be classified');

    for (const image of IMAGES) {
      const served = servedDigests(registry.log, image);
      const [{ tag_id: tagId }] = await knex('watched_tags').where(
        'image',
        `${registry.host}/${image}`,
      );
      const moves: Move[] = await knex('tag_moves')
        .where('tag_id', tagId)
        .orderBy('before_ms');
      expect({
        image,
        moves: moves.map(move => [move.from_digest, move.to_digest]),
      }).toEqual({
        image,
        moves: served.slice(1).map((digest, index) => [served[index], digest]),
      });
      expect(moves.map(move => move.class)).toEqual([
        ...(forth.has(image) ? ['content'] : []),
        ...(then.has(image) ? [isBack(image) ? 'reverted' : 'content'] : []),
      ]);
      for (const { after_ms, before_ms } of moves) {
        expect(Number(after_ms)).toBeGreaterThan(0);
        expect(Number(before_ms)).toBeGreaterThan(Number(after_ms));
      }

      const stays = await knex('tag_intervals')
        .where({ tag_id: tagId, platform: '' })
        .orderBy('before_ms');
      expect(stays.map(({ digest }) => digest)).toEqual(served);
      const open = stays.filter(({ ended_ms: ended }) => Number(ended) === 0);
      expect(open).toEqual([stays.at(-1)]);
      // Where one ends the next begins, so that nothing is between them.
      expect(stays.slice(0, -1).map(stay => stay.ended_ms)).toEqual(
        stays.slice(1).map(stay => stay.before_ms),
      );
    }
    await expect(knex('tag_moves')).resolves.toHaveLength(
      forth.size + then.size,
    );
    // Two platforms each.
    await expect(knex('tag_move_platforms')).resolves.toHaveLength(
      2 * (forth.size + then.size),
    );
    const platforms = await knex('tag_intervals')
      .whereNot('platform', '')
      .andWhere('ended_ms', 0)
      .groupBy('tag_id', 'platform')
      .select('tag_id', 'platform')
      .count({ count: '*' });
    expect(platforms.filter(({ count }) => Number(count) !== 1)).toEqual([]);
  }, 600_000);
});

/** What the tag was served to stand for, one after the other. */
function servedDigests(log: readonly ServedRequest[], image: string): string[] {
  return log
    .filter(served => served.image === image && served.status === 200)
    .map(({ digest }) => digest)
    .filter((digest, index, all) => digest !== all[index - 1]);
}

async function waitUntil(
  condition: () => Promise<boolean> | boolean,
  what: string,
): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`Waited in vain for ${what}`);
    }
    await new Promise(done => setTimeout(done, 50));
  }
}

function startProcess(replica: object): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, 'tagReplicaProcess.ts'),
    ],
    {
      env: { ...process.env, REPLICA_OPTIONS: JSON.stringify(replica) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}
