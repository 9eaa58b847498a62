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
import type { Knex } from 'knex';
import { bumpFactsRevision } from '../../coverage/revisions';
import { openDatabase } from '../../database/migrations';
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
} from '../../database/tagTables';
import { RegistryObservers } from '../../registries/RegistryObservers';
import { TagWatch, type TagWatchOptions } from '../TagWatch';
import { digestOf, FakeRegistry } from './FakeRegistry';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Times in tests are minutes after this. */
export const START = Date.UTC(2026, 10, 23, 12);

/** `15` is a quarter of an hour after the start; 0 stays 0: none. */
function toMinutes(ms: number | string): number {
  return Number(ms) === 0 ? 0 : (Number(ms) - START) / MINUTE;
}

/** A watch over a registry in memory, with a clock that stands still. */
export async function setupWatch(
  knex: Knex,
  options: {
    registries?: Parameters<typeof RegistryObservers.create>[0]['registries'];
    config?: Partial<TagWatchOptions['config']>;
    names?: readonly string[];
  } = {},
) {
  await openDatabase(mockServices.database({ knex }));
  const clock = { now: START };
  const registry = new FakeRegistry();
  const known = new Map<string, string>([['', '']]);
  const observers = RegistryObservers.create({
    registries: options.registries ?? [],
  });
  const createWatch = (more: Partial<TagWatchOptions> = {}) =>
    TagWatch.create({
      knex,
      registry,
      observers,
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
        ...options.config,
      },
      logger: mockServices.logger.mock(),
      leaseMs: 2 * MINUTE,
      now: () => clock.now,
      ...more,
    });
  const watch = createWatch();

  /** A component names an image from now on: `docker.io/library/node:22`. */
  async function addConsumer(
    image: string,
    parts: Partial<TagConsumersRow> = {},
  ) {
    const [, host, repository, tag] = /^([^/]+)\/(.+):([^:]+)$/.exec(image)!;
    const consumer: TagConsumersRow = {
      entity_ref: 'component:default/orders',
      reference_id: image,
      registry: host,
      repository,
      tag,
      digest: '',
      file: 'Dockerfile',
      from_ms: clock.now,
      until_ms: 0,
      platform: '',
      shaping: true,
      details: '{}',
      ...parts,
    };
    await knex.transaction(async tx => {
      await tx(TABLE_CONSUMERS).insert(consumer);
      await bumpFactsRevision(tx);
    });
  }

  async function endConsumers(where: Partial<TagConsumersRow>) {
    await knex.transaction(async tx => {
      await tx(TABLE_CONSUMERS)
        .where({ ...where, until_ms: 0 })
        .update({ until_ms: clock.now });
      await bumpFactsRevision(tx);
    });
  }

  /** Lets time pass, then does all that is due. */
  async function sweepAfter(minutes: number) {
    clock.now += minutes * MINUTE;
    await watch.sweep();
  }

  /** Gives digests their names in what the functions below return. */
  function name(...names: string[]) {
    for (const text of names) {
      known.set(digestOf(text), text);
    }
  }
  name(...(options.names ?? []));
  const toName = (digest: string) => known.get(digest) ?? digest;

  const getTag = async (observer = ''): Promise<WatchedTagsRow> => {
    const row = await knex<WatchedTagsRow>(TABLE_TAGS)
      .where({ observer })
      .first();
    if (!row) {
      throw new Error('There is no tag');
    }
    return row;
  };

  /** `after<before–seen/ended digest`, of the tag or of a platform. */
  const listIntervals = async (platform = '', tagId?: string) => {
    const rows = await knex<TagIntervalsRow>(TABLE_INTERVALS)
      .where({ platform, ...(tagId && { tag_id: tagId }) })
      .orderBy('before_ms');
    return rows.map(
      row =>
        `${toMinutes(row.after_ms)}<${toMinutes(row.before_ms)}` +
        `–${toMinutes(row.seen_ms)}/${toMinutes(row.ended_ms)} ` +
        `${toName(row.digest) || 'none'}`,
    );
  };

  const listOutages = async () => {
    const rows = await knex<TagOutagesRow>(TABLE_OUTAGES).orderBy('from_ms');
    return rows.map(
      row => `${toMinutes(row.from_ms)}–${toMinutes(row.until_ms)} ${row.code}`,
    );
  };

  /** `after<before from→to changes tell_state`, with platforms. */
  const listMoves = async () => {
    const rows = await knex<TagMovesRow>(TABLE_MOVES).orderBy('before_ms');
    const platforms = await knex<TagMovePlatformsRow>(
      TABLE_MOVE_PLATFORMS,
    ).orderBy('platform');
    return rows.map(row => {
      const own = platforms
        .filter(({ move_id }) => move_id === row.move_id)
        .map(platform => `${platform.platform}=${platform.class}`);
      return [
        `${toMinutes(row.after_ms)}<${toMinutes(row.before_ms)}`,
        `${toName(row.from_digest) || 'none'}→${
          toName(row.to_digest) || 'none'
        }`,
        row.changes,
        ...own,
        ...(row.unstable ? ['unstable'] : []),
        row.tell_state,
      ].join(' ');
    });
  };

  return {
    addConsumer,
    clock,
    createWatch,
    endConsumers,
    getTag,
    knex,
    listIntervals,
    listMoves,
    listOutages,
    name,
    observers,
    registry,
    sweepAfter,
    watch,
  };
}
