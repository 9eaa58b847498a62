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
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { openDatabase } from '../database/migrations';
import type { TagMovePlatformsRow, TagMovesRow } from '../database/tagTables';
import { DatabaseTellingStore } from './DatabaseTellingStore';
import { TagMoveTeller, type TagMoveTellerOptions } from './TagMoveTeller';

const MINUTE = 60_000;
const NOW = Date.UTC(2025, 3, 8, 6, 20);
const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const IMPACT: TagImpact = {
  entityRef: 'component:default/orders',
  title: null,
  ownerRefs: ['group:default/payments'],
  systemRef: null,
  exposure: 'next-build',
  reason: null,
  reference: 'arm64v8/amazonlinux',
  pinClass: 'floating',
  origin: 'dockerfile-from',
  role: 'builder',
  stage: { index: 0, name: 'build' },
  platform: 'linux/arm64',
  file: 'Dockerfile',
  line: 1,
  url: null,
  from: '2025-04-01T00:00:00.000Z',
  until: null,
  lastBuild: null,
  builtVerdict: null,
  builtReason: null,
};

const { signal } = new AbortController();

describe.each(databases.eachSupportedId())('TagMoveTeller, %p', id => {
  async function setup(
    options: {
      impacts?: TagImpact[];
      tidings?: Pick<TagMoveTellerOptions, 'readRuntimes' | 'suggestPins'>;
    } = {},
  ) {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const clock = { now: NOW };
    const events = { publish: jest.fn(async (_event: object) => {}) };
    const notifications = {
      send: jest.fn(async (_options: NotificationSendOptions) => {}),
    };
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const impacts = options.impacts ?? [IMPACT];
    const store = () =>
      DatabaseTellingStore.create({ knex, now: () => clock.now });
    const createTeller = (notify = true) =>
      TagMoveTeller.create({
        store: store(),
        events,
        ...(notify && { notifications }),
        findExposed: async () => impacts,
        ...options.tidings,
        logger,
        now: () => clock.now,
      });
    await knex('watched_tags').insert({
      tag_id: 't1',
      registry: 'docker.io',
      repository: 'arm64v8/amazonlinux',
      tag: 'latest',
      image: 'docker.io/arm64v8/amazonlinux:latest',
      host: 'docker.io',
    });
    const addMove = async (
      move: Partial<TagMovesRow> = {},
      platforms: Array<Partial<TagMovePlatformsRow>> = [
        { platform: 'linux/amd64', class: 'unchanged' },
        { platform: 'linux/arm64', class: 'content' },
      ],
    ) => {
      const row = {
        move_id: 'm1',
        tag_id: 't1',
        after_ms: NOW - 20 * MINUTE,
        before_ms: NOW - 5 * MINUTE,
        from_digest: A,
        to_digest: B,
        class: 'content',
        changes: 'content',
        source: 'observed' as const,
        tell_state: 'due' as const,
        tell_due_ms: NOW,
        ...move,
      };
      await knex('tag_moves').insert(row);
      if (platforms.length > 0) {
        await knex('tag_move_platforms').insert(
          platforms.map(platform => ({
            move_id: row.move_id,
            from_digest: 'sha256:1',
            to_digest: 'sha256:2',
            contents_state: 'off' as const,
            ...platform,
          })),
        );
      }
    };
    const readState = async (moveId = 'm1') =>
      (await knex('tag_moves').where({ move_id: moveId }).first()).tell_state;
    return {
      addMove,
      clock,
      createTeller,
      events,
      impacts,
      knex,
      logger,
      notifications,
      readState,
      store,
    };
  }

  it('publishes one event for each platform that changed, and sends one notification to each owner', async () => {
    const { addMove, createTeller, events, notifications, readState } =
      await setup({
        impacts: [
          IMPACT,
          { ...IMPACT, file: 'build/Dockerfile', line: 4 },
          {
            ...IMPACT,
            entityRef: 'component:default/billing',
            ownerRefs: ['group:default/payments', 'user:default/ann'],
            platform: null,
            exposure: 'possibly',
            reason: 'unknown-platform',
          },
          {
            ...IMPACT,
            entityRef: 'component:default/search',
            ownerRefs: ['group:default/search'],
            exposure: 'not-exposed',
            reason: 'digest',
          },
        ],
      });
    await addMove({}, [
      // None of Lambda's.
      { platform: 'linux/386', class: 'undetermined' },
      { platform: 'linux/amd64', class: 'content' },
      { platform: 'linux/arm64', class: 'content' },
    ]);
    await createTeller().run({ signal });

    const common = {
      moveId: 'm1',
      tagId: 't1',
      image: 'docker.io/arm64v8/amazonlinux:latest',
      observer: { kind: 'registry', host: 'docker.io' },
      from: 'sha256:1',
      to: 'sha256:2',
      class: 'content',
      between: {
        after: '2025-04-08T06:00:00.000Z',
        before: '2025-04-08T06:15:00.000Z',
      },
      alreadyBuilt: [],
      possiblyExposed: ['component:default/billing'],
    };
    const off = { state: 'off', message: null, summary: null };
    expect(events.publish.mock.calls).toEqual([
      [
        {
          topic: 'lambda-compat.tag-moved',
          eventPayload: {
            ...common,
            platform: 'linux/amd64',
            contents: { ...off, platform: 'linux/amd64' },
            exposed: [],
          },
        },
      ],
      [
        {
          topic: 'lambda-compat.tag-moved',
          eventPayload: {
            ...common,
            platform: 'linux/arm64',
            contents: { ...off, platform: 'linux/arm64' },
            exposed: ['component:default/orders'],
          },
        },
      ],
    ]);
    const payload = {
      title: 'arm64v8/amazonlinux:latest moved',
      link: '/lambda-compat/tag-changes/m1',
      topic: 'tag-moved',
    };
    const what =
      'Its files changed on linux/amd64 and linux/arm64 between 8 Apr 2025, 06:00 and 06:15 UTC.';
    const possibly =
      'The next build of billing (Dockerfile:1) may get it: for which platform it builds is not known.';
    const advice = 'Pin the image, or compare before the next build.';
    expect(notifications.send.mock.calls).toEqual([
      [
        {
          recipients: {
            type: 'entity',
            entityRef: ['group:default/payments'],
          },
          payload: {
            ...payload,
            description: `${what} The next build of orders (Dockerfile:1 and 1 more) gets it. ${possibly} ${advice}`,
            severity: 'high',
            scope: 'lambda-compat:tag-moved:m1:group:default/payments',
          },
        },
      ],
      [
        {
          recipients: { type: 'entity', entityRef: ['user:default/ann'] },
          payload: {
            ...payload,
            description: `${what} ${possibly} ${advice}`,
            severity: 'normal',
            scope: 'lambda-compat:tag-moved:m1:user:default/ann',
          },
        },
      ],
    ]);
    await expect(readState()).resolves.toBe('done');
  });

  it('waits a while for what came with a move, and says it', async () => {
    const { addMove, clock, createTeller, events, knex, notifications } =
      await setup({
        tidings: {
          readRuntimes: async () => {
            throw new Error('The runtimes are not to be had');
          },
          suggestPins: async () =>
            new Map([['component:default/orders', 'amazonlinux:2@sha256:f']]),
        },
      });
    await addMove({}, [
      { platform: 'linux/arm64', class: 'content', contents_state: 'pending' },
    ]);
    const teller = createTeller();
    await teller.run({ signal });
    expect(events.publish).not.toHaveBeenCalled();
    const summary = {
      class: 'symbol-versions',
      sentence: 'libstdc++ is newer.',
      gained: [{ library: 'libstdc++.so.6', versions: ['GLIBCXX_3.4.30'] }],
      lost: [],
      distro: null,
      packages: { added: 0, removed: 0, upgraded: 1, downgraded: 0 },
    };
    await knex('tag_move_platforms').update({
      contents_state: 'available',
      contents_class: 'symbol-versions',
      contents_summary: JSON.stringify(summary),
    });
    await teller.run({ signal });
    expect(events.publish).not.toHaveBeenCalled();
    clock.now += 15_000;
    await teller.run({ signal });
    expect(events.publish.mock.calls).toMatchObject([
      [
        {
          eventPayload: {
            contents: {
              platform: 'linux/arm64',
              state: 'available',
              message: null,
              summary,
            },
          },
        },
      ],
    ]);
    expect(notifications.send.mock.calls).toMatchObject([
      [
        {
          payload: {
            title: 'arm64v8/amazonlinux:latest moved: GLIBCXX_3.4.30 is new',
            description: expect.stringContaining(
              'Pin it to amazonlinux:2@sha256:f.',
            ),
          },
        },
      ],
    ]);
  });

  it('tells without what came with a move when that takes too long', async () => {
    const { addMove, clock, createTeller, notifications } = await setup();
    await addMove({}, [
      { platform: 'linux/arm64', class: 'content', contents_state: '' },
    ]);
    clock.now += 6 * MINUTE;
    await createTeller().run({ signal });
    const [[{ payload }]] = notifications.send.mock.calls;
    expect(payload.description).toContain('What came with it is being read.');
  });

  it('does not wait for platforms that nobody builds for', async () => {
    const { addMove, createTeller, notifications } = await setup();
    await addMove({}, [
      { platform: 'linux/s390x', class: 'content', contents_state: 'pending' },
      { platform: 'linux/amd64', class: 'no-op', contents_state: 'pending' },
      { platform: 'linux/arm64', class: 'content', contents_state: 'failed' },
    ]);
    await createTeller().run({ signal });
    expect(notifications.send).toHaveBeenCalledTimes(1);
  });

  it('tells of a move once, and again by the same notification when the move has changed', async () => {
    const { addMove, createTeller, events, knex, notifications } =
      await setup();
    await addMove({ class: 'undetermined' }, []);
    const teller = createTeller();
    await teller.run({ signal });
    await teller.run({ signal });
    expect(events.publish).toHaveBeenCalledTimes(1);
    expect(events.publish.mock.calls[0][0]).toMatchObject({
      eventPayload: {
        platform: null,
        from: A,
        to: B,
        class: 'undetermined',
        exposed: ['component:default/orders'],
      },
    });
    await knex('tag_moves').update({ class: 'content', tell_state: 'due' });
    await knex('tag_move_platforms').insert({
      move_id: 'm1',
      platform: 'linux/arm64',
      class: 'content',
      contents_state: 'too-large',
    });
    await teller.run({ signal });

    expect(events.publish).toHaveBeenCalledTimes(2);
    const sent = notifications.send.mock.calls.map(([{ payload }]) => payload);
    expect(sent).toHaveLength(2);
    expect(sent[0].scope).toBe(sent[1].scope);
    expect(sent[0].description).toContain('What changed is not known');
    expect(sent[1].description).toContain('Its files changed on linux/arm64');
  });

  it.each<[string, Partial<TagMovesRow>]>([
    ['a no-op', { class: 'no-op' }],
    ['another format', { class: 'format' }],
    ['an attestation', { class: 'attestation' }],
    ['what others reported', { source: 'reported' }],
  ])('tells nobody of %s', async (_, move) => {
    const { addMove, createTeller, events, notifications, readState } =
      await setup();
    await addMove(move, [{ platform: 'linux/arm64', class: 'no-op' }]);
    await createTeller().run({ signal });
    expect(events.publish).not.toHaveBeenCalled();
    expect(notifications.send).not.toHaveBeenCalled();
    await expect(readState()).resolves.toBe('done');
  });

  it.each(['wait', 'none', 'done'] as const)(
    'leaves moves alone that are %s',
    async state => {
      const { addMove, createTeller, events, readState } = await setup();
      await addMove({ tell_state: state });
      await createTeller().run({ signal });
      expect(events.publish).not.toHaveBeenCalled();
      await expect(readState()).resolves.toBe(state);
    },
  );

  it('publishes events and notifies nobody where nobody is exposed, or where that is switched off', async () => {
    const { addMove, createTeller, events, impacts, notifications } =
      await setup();
    await addMove();
    await createTeller(false).run({ signal });
    impacts.length = 0;
    await addMove({ move_id: 'm2' });
    await createTeller().run({ signal });
    expect(events.publish).toHaveBeenCalledTimes(2);
    expect(notifications.send).not.toHaveBeenCalled();
  });

  it.each([
    'Failed to send notifications: Error: Request failed with status 404',
    "Failed to send notifications: Error: Unable to generate legacy token for communication with the 'notifications' plugin.",
  ])('says once that there is no notifications backend: %s', async message => {
    const { addMove, createTeller, events, logger, notifications, readState } =
      await setup();
    notifications.send.mockRejectedValue(new Error(message));
    await addMove();
    await addMove({ move_id: 'm2' });
    await createTeller().run({ signal });
    expect(events.publish).toHaveBeenCalledTimes(2);
    expect(notifications.send).toHaveBeenCalledTimes(2);
    const said = logger.info.mock.calls.filter(([text]) =>
      text.includes('no notifications backend'),
    );
    expect(said).toHaveLength(1);
    expect(logger.warn).not.toHaveBeenCalled();
    await expect(readState('m1')).resolves.toBe('done');
    await expect(readState('m2')).resolves.toBe('done');
  });

  it('tries again what failed, for some time, without telling twice', async () => {
    const { addMove, clock, createTeller, events, notifications, readState } =
      await setup({
        impacts: [IMPACT, { ...IMPACT, ownerRefs: ['group:default/broken'] }],
      });
    await addMove();
    const teller = createTeller();
    notifications.send.mockImplementation(async ({ recipients }) => {
      if (JSON.stringify(recipients).includes('broken')) {
        throw new Error('Request failed with status 503');
      }
    });
    await teller.run({ signal });
    await expect(readState()).resolves.toBe('notify');
    await teller.run({ signal });
    expect(notifications.send).toHaveBeenCalledTimes(2);

    // After 0.5, 2, 8 and 32 minutes.
    for (const minutes of [0.5, 2, 8, 32]) {
      clock.now += minutes * MINUTE;
      await teller.run({ signal });
    }
    await expect(readState()).resolves.toBe('done');
    expect(events.publish).toHaveBeenCalledTimes(1);
    // The other owner was told once, the broken one five times not.
    expect(notifications.send).toHaveBeenCalledTimes(6);
  });

  it('publishes events again where it does not know that they were', async () => {
    const { addMove, clock, createTeller, events, readState } = await setup();
    await addMove();
    events.publish.mockRejectedValueOnce(new Error('Service is shutting down'));
    const teller = createTeller();
    await teller.run({ signal });
    await expect(readState()).resolves.toBe('due');
    clock.now += MINUTE;
    await teller.run({ signal });
    expect(events.publish).toHaveBeenCalledTimes(2);
    await expect(readState()).resolves.toBe('done');
  });

  it('shares the moves between replicas, and takes over those of one that died', async () => {
    const { addMove, clock, createTeller, events, store } = await setup();
    for (let index = 0; index < 8; index += 1) {
      await addMove({ move_id: `m${index}` });
    }
    // One that dies with what it had taken.
    const dead = store();
    const [taken] = await dead.claimDue({ limit: 1, leaseMs: MINUTE });
    await Promise.all([
      createTeller().run({ signal }),
      createTeller().run({ signal }),
    ]);
    const told = () =>
      events.publish.mock.calls
        .map(
          ([event]) =>
            (event as { eventPayload: { moveId: string } }).eventPayload.moveId,
        )
        .sort();
    expect(told()).toEqual(
      ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'].filter(
        moveId => moveId !== taken.moveId,
      ),
    );
    clock.now += MINUTE;
    await createTeller().run({ signal });
    expect(told()).toHaveLength(8);
    await expect(dead.saveDone(taken)).resolves.toBe(false);
  });

  it('tells anew where a move changes while it is told', async () => {
    const { addMove, createTeller, events, knex, readState } = await setup();
    await addMove();
    events.publish.mockImplementationOnce(async () => {
      // What whoever classifies a move does.
      await knex('tag_moves').update({
        tell_state: 'due',
        tell_lease_id: '',
        tell_lease_expires_ms: 0,
      });
    });
    await createTeller().run({ signal });
    expect(events.publish).toHaveBeenCalledTimes(2);
    await expect(readState()).resolves.toBe('done');
  });

  it('does nothing more once it is stopped, and gives back what it had', async () => {
    const { addMove, createTeller, notifications, readState, store } =
      await setup();
    await addMove();
    const stop = new AbortController();
    const teller = createTeller();
    notifications.send.mockImplementation(async () => stop.abort());
    stop.abort();
    await teller.run({ signal: stop.signal });
    await expect(readState()).resolves.toBe('due');
    await expect(
      store().claimDue({ limit: 1, leaseMs: MINUTE }),
    ).resolves.toHaveLength(1);
  });
});
