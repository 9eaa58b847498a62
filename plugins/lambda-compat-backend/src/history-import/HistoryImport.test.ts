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

import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { openDatabase } from '../database/migrations';
import { DatabaseHistoryImportStore } from './DatabaseHistoryImportStore';
import { HistoryImport, type HistoryFile } from './HistoryImport';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 12);
/** Of the first own look. */
const OWN = NOW - 10 * DAY;

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(digest);
const [ARM_A, ARM_B, AMD] = ['1', '2', '3'].map(digest);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const { signal } = new AbortController();

const at = (ms: number) => new Date(ms).toISOString();

/** An observation, in days before the first own look. */
function seen(
  letter: string | null,
  from: number,
  until: number | undefined,
  more: object = {},
) {
  return {
    image: 'arm64v8/amazonlinux:latest',
    digest: letter && digest(letter),
    from: at(OWN - from * DAY),
    ...(until !== undefined && { until: at(OWN - until * DAY) }),
    ...more,
  };
}

describe.each(databases.eachSupportedId())('HistoryImport, %p', id => {
  const directory = createMockDirectory();

  async function setup(options: { state?: string; own?: string } = {}) {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const addTag = async (
      tagId: string,
      more: Record<string, unknown> = {},
    ) => {
      await knex('watched_tags').insert({
        tag_id: tagId,
        registry: 'docker.io',
        repository: 'arm64v8/amazonlinux',
        tag: 'latest',
        image: 'docker.io/arm64v8/amazonlinux:latest',
        host: 'docker.io',
        state: options.state ?? 'present',
        created_ms: OWN - HOUR,
        ...more,
      });
    };
    const observe = async (
      tagId: string,
      own: string,
      platform = '',
      beforeMs = OWN,
    ) => {
      await knex('tag_intervals').insert({
        interval_id: `own-${tagId}-${platform}-${beforeMs}`,
        tag_id: tagId,
        platform,
        digest: own,
        before_ms: beforeMs,
        source: 'observed',
      });
    };
    await addTag('t1');
    if (options.state !== 'unseen') {
      await observe('t1', options.own ?? D);
    }
    directory.clear();
    const importFiles = async (
      files: Record<string, unknown>,
      reportedBy = (_name: string) => 'docker-library/repo-info',
    ) => {
      directory.setContent(
        Object.fromEntries(
          Object.entries(files).map(([name, content]) => [
            name,
            typeof content === 'string' ? content : JSON.stringify(content),
          ]),
        ),
      );
      const history = HistoryImport.create({
        files: Object.keys(files).map<HistoryFile>(name => ({
          file: directory.resolve(name),
          reportedBy: reportedBy(name),
        })),
        store: DatabaseHistoryImportStore.create({
          knex,
          retentionMs: 730 * DAY,
          now: () => NOW,
        }),
        logger,
        now: () => NOW,
      });
      await history.run({ signal });
      return history;
    };
    const importSeen = (...observations: object[]) =>
      importFiles({
        'history.json': {
          schema: 'lambda-compat/tag-history/v1',
          observations,
        },
      });
    /** Times in days before the first own look. */
    const days = (ms: unknown) =>
      Number(ms) === 0 ? 0 : (OWN - Number(ms)) / DAY;
    const intervals = async (platform = '') =>
      (
        await knex('tag_intervals')
          .where({ source: 'reported', platform })
          .orderBy('before_ms')
      ).map(row => [
        row.digest.slice(7, 8),
        Number(row.after_ms) && days(row.after_ms),
        days(row.before_ms),
        days(row.seen_ms),
        days(row.ended_ms),
      ]);
    const moves = async () =>
      (
        await knex('tag_moves')
          .where({ source: 'reported' })
          .orderBy('before_ms')
      ).map(row => [
        row.from_digest.slice(7, 8),
        row.to_digest.slice(7, 8),
        days(row.after_ms),
        days(row.before_ms),
        row.class,
      ]);
    return {
      addTag,
      importFiles,
      importSeen,
      intervals,
      knex,
      logger,
      moves,
      observe,
    };
  }

  it('writes stays and moves as reported ones, up to the first own look, and tells nobody', async () => {
    const { importSeen, intervals, knex, logger, moves } = await setup();
    await importSeen(
      seen('b', 60, 40),
      seen('a', 90, 70),
      // Seen twice with nothing in between is one stay.
      seen('c', 30, undefined),
      seen('c', 20, -2),
      // All of it after the first own look.
      seen('a', -3, -4),
    );
    await expect(intervals()).resolves.toEqual([
      ['a', 0, 90, 70, 60],
      ['b', 70, 60, 40, 30],
      // Whatever the report says, at the first own look it was another.
      ['c', 40, 30, 1 / DAY, 0],
    ]);
    await expect(moves()).resolves.toEqual([
      ['a', 'b', 70, 60, 'pending'],
      ['b', 'c', 40, 30, 'pending'],
      ['c', 'd', 1 / DAY, 0, 'pending'],
    ]);
    await expect(knex('tag_moves').select()).resolves.toEqual(
      Array.from({ length: 3 }, () =>
        expect.objectContaining({
          tag_id: 't1',
          source: 'reported',
          reported_by: 'docker-library/repo-info',
          tell_state: 'none',
        }),
      ),
    );
    await expect(
      knex('tag_intervals').where({ source: 'observed' }),
    ).resolves.toMatchObject([{ digest: D }]);
    await expect(knex('watched_tags').first()).resolves.toMatchObject({
      pending_moves: 3,
      digest: '',
    });
    expect(logger.info.mock.calls).toEqual([
      [
        'Imported the history of 1 tags: 3 intervals, 3 moves',
        { tags: 1, intervals: 3, moves: 3 },
      ],
    ]);
  });

  it('joins the last reported stay with the first own look where the digest is the same', async () => {
    const { importSeen, intervals, moves } = await setup({ own: B });
    await importSeen(seen('a', 60, 40), seen('b', 30, 20));
    await expect(intervals()).resolves.toEqual([
      ['a', 0, 60, 40, 30],
      ['b', 40, 30, 0, 0],
    ]);
    await expect(moves()).resolves.toEqual([['a', 'b', 40, 30, 'pending']]);
  });

  it('knows of tags that were not there', async () => {
    const { importSeen, intervals, knex, moves } = await setup({ own: A });
    await importSeen(
      seen('a', 60, 40, { platforms: { 'linux/arm64': ARM_A } }),
      seen(null, 30, 20),
      seen('b', 10, 5),
    );
    await expect(intervals()).resolves.toEqual([
      ['a', 0, 60, 40, 30],
      ['', 40, 30, 20, 10],
      ['b', 20, 10, 5, 0],
    ]);
    await expect(moves()).resolves.toEqual([
      ['a', '', 40, 30, 'gone'],
      ['', 'b', 20, 10, 'pending'],
      ['b', 'a', 5, 0, 'pending'],
    ]);
    await expect(knex('tag_move_platforms').select()).resolves.toMatchObject([
      {
        platform: 'linux/arm64',
        from_digest: ARM_A,
        to_digest: '',
        class: 'gone',
      },
    ]);
  });

  it('writes platforms where they are reported, and says nothing of them where they are not', async () => {
    const { importSeen, intervals, knex } = await setup();
    const arm = (arm64: string, more: object = {}) => ({
      platforms: { 'linux/arm64': arm64, ...more },
    });
    await importSeen(
      seen('a', 90, 80, arm(ARM_A)),
      seen('b', 70, 60, arm(ARM_A, { 'linux/amd64': AMD })),
      seen('a', 50, 40),
      seen('c', 30, 20, arm(ARM_B, { 'linux/amd64': AMD })),
    );
    await expect(intervals('linux/arm64')).resolves.toEqual([
      ['1', 0, 90, 60, 50],
      ['2', 0, 30, 20, 0],
    ]);
    await expect(intervals('linux/amd64')).resolves.toEqual([
      ['3', 0, 70, 60, 50],
      ['3', 0, 30, 20, 0],
    ]);
    // Those of moves are written by whoever classifies them.
    await expect(knex('tag_move_platforms').select()).resolves.toEqual([]);
  });

  it('gives the same rows for the same file, keeps what was found out of moves, and follows a file that changed', async () => {
    const { importSeen, intervals, knex, moves } = await setup();
    const rows = async () => ({
      intervals: await knex('tag_intervals').orderBy('interval_id'),
      moves: await knex('tag_moves').orderBy('move_id'),
      platforms: await knex('tag_move_platforms').orderBy('move_id'),
    });
    const first = seen('a', 60, 40, { platforms: { 'linux/arm64': ARM_A } });
    const second = seen('b', 30, 20, { platforms: { 'linux/arm64': ARM_B } });
    await importSeen(first, second);
    const [{ move_id: moveId }] = await knex('tag_moves').orderBy('before_ms');
    expect(moveId).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    await knex('tag_moves')
      .where({ move_id: moveId })
      .update({ class: 'no-op' });
    await knex('tag_move_platforms').insert({
      move_id: moveId,
      platform: 'linux/arm64',
      class: 'no-op',
    });
    const stored = await rows();

    await importSeen(first, second);
    await expect(rows()).resolves.toEqual(stored);
    await expect(knex('watched_tags').first()).resolves.toMatchObject({
      pending_moves: 1,
    });

    await importSeen(first, second, seen('c', 10, 5));
    await expect(moves()).resolves.toEqual([
      ['a', 'b', 40, 30, 'no-op'],
      ['b', 'c', 20, 10, 'pending'],
      ['c', 'd', 5, 0, 'pending'],
    ]);
    await importSeen(first);
    await expect(intervals()).resolves.toEqual([['a', 0, 60, 40, 0]]);
    await expect(moves()).resolves.toEqual([['a', 'd', 40, 0, 'pending']]);
    await expect(knex('tag_move_platforms').select()).resolves.toEqual([]);
  });

  it('waits until a tag is watched and has been seen', async () => {
    const { importSeen, intervals, knex, observe } = await setup({
      state: 'unseen',
    });
    const history = await importSeen(seen('a', 60, 40));
    await expect(intervals()).resolves.toEqual([]);
    await observe('t1', D);
    await knex('watched_tags').update({ state: 'present' });
    await history.run({ signal });
    await expect(intervals()).resolves.toEqual([['a', 0, 60, 40, 0]]);
  });

  it('writes it to what the registry itself said, else to a mirror', async () => {
    const { addTag, importSeen, knex, observe } = await setup();
    await knex('watched_tags').update({
      observer: 'mirror.example.com',
      host: 'mirror.example.com',
    });
    await importSeen(seen('a', 60, 40));
    await expect(
      knex('tag_intervals').where({ source: 'reported' }),
    ).resolves.toMatchObject([{ tag_id: 't1' }]);
    await addTag('t2');
    await observe('t2', D);
    await importSeen(seen('b', 60, 40));
    await expect(
      knex('tag_intervals').where({ source: 'reported', digest: B }),
    ).resolves.toMatchObject([{ tag_id: 't2' }]);
  });

  it('leaves out what would be removed as too old', async () => {
    const { importSeen, intervals, moves } = await setup();
    await importSeen(
      seen('a', 1_000, 900),
      seen('b', 800, 700),
      seen('c', 600, 500),
    );
    await expect(intervals()).resolves.toEqual([
      ['b', 900, 800, 700, 600],
      ['c', 700, 600, 500, 0],
    ]);
    await expect(moves()).resolves.toEqual([
      ['b', 'c', 700, 600, 'pending'],
      ['c', 'd', 500, 0, 'pending'],
    ]);
  });

  it('imports what is right where something else is wrong, and says what and where', async () => {
    const { importFiles, intervals, logger } = await setup({ own: C });
    const schema = 'lambda-compat/tag-history/v1';
    await importFiles(
      {
        'broken.json': '{',
        'wrong.json': {
          schema,
          observations: [
            seen('a', 60, 40),
            { ...seen('b', 30, 20), from: 'x' },
          ],
        },
        'right.json': { schema, observations: [seen('b', 30, 20)] },
        'more.json': { schema, observations: [seen('a', 60, 40)] },
        'other.json': { schema, observations: [seen('c', 10, 5)] },
      },
      name => (name === 'other.json' ? 'somebody else' : 'us'),
    );
    await expect(intervals()).resolves.toEqual([
      ['a', 0, 60, 40, 30],
      ['b', 40, 30, 20, 0],
    ]);
    const file = (name: string) => directory.resolve(name);
    expect(logger.error.mock.calls.map(([text]) => text)).toEqual([
      `The tag history in ${file(
        'broken.json',
      )} is not imported: The content is not JSON`,
      `The tag history in ${file(
        'wrong.json',
      )} is not imported: observations[1].from is not a time such as 2025-04-08T06:00:00Z`,
    ]);
    expect(logger.warn.mock.calls.map(([text]) => text)).toEqual([
      `What ${file(
        'other.json',
      )} says of docker.io/arm64v8/amazonlinux:latest is left out: us reports its history already`,
    ]);
  });

  it('refuses observations of a tag that cannot both be true', async () => {
    const { importSeen, intervals, logger } = await setup();
    await importSeen(seen('a', 60, 40), seen('b', 50, 30));
    await expect(intervals()).resolves.toEqual([]);
    const file = directory.resolve('history.json');
    expect(logger.error.mock.calls.map(([text]) => text)).toEqual([
      `The history of docker.io/arm64v8/amazonlinux:latest that docker-library/repo-info reports is not imported: ${file}: observations[1] begins before ${file}: observations[0] ends, and names another digest`,
    ]);
  });

  it('imports once where two replicas do it at the same time', async () => {
    const { importSeen, intervals, moves } = await setup();
    const observations = [seen('a', 60, 40), seen('b', 30, 20)];
    await Promise.all([
      importSeen(...observations),
      importSeen(...observations),
    ]);
    await expect(intervals()).resolves.toHaveLength(2);
    await expect(moves()).resolves.toHaveLength(2);
  });
});
