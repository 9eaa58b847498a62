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
import { RegistryClient } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import type { RegistryConfig } from '../../../plugins/lambda-compat-backend/src/config/readRegistriesConfig';
import { bumpFactsRevision } from '../../../plugins/lambda-compat-backend/src/coverage/revisions';
import { openDatabase } from '../../../plugins/lambda-compat-backend/src/database/migrations';
import {
  TABLE_CONSUMERS,
  TABLE_INTERVALS,
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_OUTAGES,
  TABLE_TAGS,
  type TagConsumersRow,
  type TagIntervalsRow,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type TagOutagesRow,
  type WatchedTagsRow,
} from '../../../plugins/lambda-compat-backend/src/database/tagTables';
import { TagWatch } from '../../../plugins/lambda-compat-backend/src/digests/TagWatch';
import { toRegistrySettings } from '../../../plugins/lambda-compat-backend/src/registries/createRegistryClient';
import { RegistryObservers } from '../../../plugins/lambda-compat-backend/src/registries/RegistryObservers';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 3, 14, 12);

/** Short, because a registry that hangs is waited for. */
const LIMITS = { connectMs: 1_000, headersMs: 1_000, totalMs: 5_000 };

/** The image of the story, as build files name it. */
export const IMAGE = {
  registry: 'docker.io',
  repository: 'arm64v8/amazonlinux',
  tag: 'latest',
};

/** A move as tests compare it; times are minutes after the start. */
export interface SeenMove {
  between: [number, number];
  from: string;
  to: string;
  changes: string;
  platforms: Record<string, string>;
  tell: string;
}

/**
 * The backend's tag collection over real registries, with a clock of its own:
 * intervals of a quarter of an hour pass in no time.
 */
export async function watchRegistry(
  knex: Knex,
  options: {
    registries: RegistryConfig[];
    /** Names for digests, in what the functions below return. */
    names: ReadonlyMap<string, string>;
  },
) {
  const { names, registries } = options;
  await openDatabase(mockServices.database({ knex }));
  let now = START;
  const client = RegistryClient.create({
    registries: toRegistrySettings(registries),
    limits: LIMITS,
  });
  const watch = TagWatch.create({
    knex,
    registry: client,
    observers: RegistryObservers.create({ registries }),
    config: {
      include: [],
      exclude: [],
      schedule: {
        unpinnedMs: 15 * MINUTE,
        pinnedMs: HOUR,
        datedMs: 6 * HOUR,
        holdDownMs: 20 * MINUTE,
      },
      concurrency: 4,
      retentionMs: 730 * 24 * HOUR,
    },
    logger: mockServices.logger.mock(),
    leaseMs: 2 * MINUTE,
    now: () => now,
  });
  const consumer: TagConsumersRow = {
    entity_ref: 'component:default/orders',
    reference_id: 'orders-dockerfile-1',
    ...IMAGE,
    digest: '',
    file: 'Dockerfile',
    from_ms: now,
    until_ms: 0,
    platform: 'linux/arm64',
    shaping: true,
    details: '{}',
  };
  await knex.transaction(async tx => {
    await tx(TABLE_CONSUMERS).insert(consumer);
    await bumpFactsRevision(tx);
  });

  const toMinutes = (ms: number | string) =>
    Number(ms) === 0 ? 0 : (Number(ms) - START) / MINUTE;
  const toName = (digest: string) =>
    digest === '' ? 'none' : names.get(digest) ?? digest;
  const tagOf = async (observer = '') => {
    const tag = await knex<WatchedTagsRow>(TABLE_TAGS)
      .where({ observer })
      .first();
    if (!tag) {
      throw new Error(`Nobody watches the tag through '${observer}'`);
    }
    return tag;
  };

  return {
    client,

    /** Lets time pass, then does all that is due. */
    async sweepAfter(minutes: number): Promise<void> {
      now += minutes * MINUTE;
      await watch.sweep();
    },

    /** Does what an event of a push does, and what follows. */
    async pushed(image: typeof IMAGE): Promise<number> {
      const looked = await watch.requestLook([image]);
      await watch.sweep();
      return looked;
    },

    tagOf,

    /** `after<before seen/ended name`, of the tag or of a platform. */
    async intervals(platform = '', observer = ''): Promise<string[]> {
      const { tag_id } = await tagOf(observer);
      const rows = await knex<TagIntervalsRow>(TABLE_INTERVALS)
        .where({ platform, tag_id })
        .orderBy('before_ms');
      return rows.map(row => {
        const [after, before, seen, ended] = [
          row.after_ms,
          row.before_ms,
          row.seen_ms,
          row.ended_ms,
        ].map(toMinutes);
        return `${after}<${before} ${seen}/${ended} ${toName(row.digest)}`;
      });
    },

    async moves(observer = ''): Promise<SeenMove[]> {
      const { tag_id } = await tagOf(observer);
      const rows = await knex<TagMovesRow>(TABLE_MOVES)
        .where({ tag_id })
        .orderBy('before_ms');
      const platforms = await knex<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS);
      return rows.map(row => ({
        between: [toMinutes(row.after_ms), toMinutes(row.before_ms)],
        from: toName(row.from_digest),
        to: toName(row.to_digest),
        changes: row.changes,
        platforms: Object.fromEntries(
          platforms
            .filter(({ move_id }) => move_id === row.move_id)
            .map(own => [own.platform, own.class]),
        ),
        tell: row.tell_state,
      }));
    },

    async outages(): Promise<string[]> {
      const rows = await knex<TagOutagesRow>(TABLE_OUTAGES).orderBy('from_ms');
      return rows.map(
        row =>
          `${toMinutes(row.from_ms)}–${toMinutes(row.until_ms)} ${row.code}`,
      );
    },
  };
}

/** A registry of the configuration that runs on loopback. */
export function onLoopback(
  host: string,
  endpoint: string,
  more: Partial<RegistryConfig> = {},
): RegistryConfig {
  return {
    host,
    endpoint,
    allowPrivateAddresses: true,
    requestsPerSecond: 1_000,
    burst: 1_000,
    watch: true,
    mirrors: [],
    ...more,
  };
}
