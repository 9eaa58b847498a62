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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { TABLE_IMAGES, TABLE_RUNTIME_IMAGES } from '../database/contentsTables';
import { toChunks } from '../database/statements';
import {
  TABLE_INTERVALS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../database/tagTables';
import { groupRows, toTime } from '../tags/queries/tagRows';
import { LAMBDA_PLATFORMS } from '../tags/exposure/moveEffect';
import { getStaleness } from './images/BuildImageReader';
import { markRuntimesDue, markTagsDue } from './markDue';
import { dropWindows } from './windows/windowRows';

const DROP_INTERVAL_MS = 3_600_000;

/** As in rule R24. */
const STALE_AFTER_SECONDS = 86_400;

type TagRow = Pick<
  WatchedTagsRow,
  | 'tag_id'
  | 'registry'
  | 'repository'
  | 'tag'
  | 'state'
  | 'since_before_ms'
  | 'platforms_ms'
  | 'pending_moves'
  | 'not_watched'
  | 'failure_code'
  | 'seen_ms'
  | 'exposure_key'
>;

/**
 * Notices what became of tags, whoever wrote it down, and makes the entities
 * due for judgement that it concerns. What of a tag they were made due for
 * stands beside it, so that nothing is lost with a replica, and nothing done
 * twice by two but for what they do at the same time.
 */
export class ExposureUpkeep {
  readonly #knex: Knex;
  readonly #retentionMs: number;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #droppedAt = 0;

  static create(options: {
    knex: Knex;
    /** How long windows are kept after they closed. */
    retentionMs: number;
    logger: LoggerService;
    now?: () => number;
  }): ExposureUpkeep {
    return new ExposureUpkeep(options);
  }

  private constructor(options: {
    knex: Knex;
    retentionMs: number;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#retentionMs = options.retentionMs;
    this.#logger = options.logger.child({ type: 'ExposureUpkeep' });
    this.#now = options.now ?? Date.now;
  }

  /** Never throws: what did not work is tried again with the next tick. */
  async run(): Promise<void> {
    try {
      await this.#markChanged();
      await this.#drop();
    } catch (error) {
      this.#logger.warn('What became of tags could not be passed on', {
        error: stringifyError(error),
      });
    }
  }

  /** Three statements, unless something changed. */
  async #markChanged(): Promise<void> {
    const knex = this.#knex;
    const tags: TagRow[] = await knex<WatchedTagsRow>(TABLE_TAGS).select(
      'tag_id',
      'registry',
      'repository',
      'tag',
      'state',
      'since_before_ms',
      'platforms_ms',
      'pending_moves',
      'not_watched',
      'failure_code',
      'seen_ms',
      'exposure_key',
    );
    if (tags.length === 0) {
      return;
    }
    const images = await this.#readImages();
    const comparisons = await this.#readOpenComparisons();
    const changed = tags.flatMap(tag => {
      const key = hash([
        tag.state,
        Number(tag.since_before_ms),
        Number(tag.platforms_ms),
        tag.pending_moves,
        tag.not_watched,
        tag.state === 'unseen' ? tag.failure_code : '',
        this.#isStale(tag),
        images.get(tag.tag_id) ?? [],
        comparisons.get(tag.tag_id) ?? 0,
      ]);
      return key === tag.exposure_key ? [] : { tag, key };
    });
    for (const chunk of toChunks(changed)) {
      const ids = chunk.map(({ tag }) => tag.tag_id);
      const due = await markTagsDue(knex, ids);
      const runtimes = await this.#listRuntimes(chunk.map(({ tag }) => tag));
      const alsoDue =
        runtimes.length > 0 ? await markRuntimesDue(knex, runtimes) : 0;
      // Afterwards: whoever dies in between leaves it to the next one.
      for (const { key, tag } of chunk) {
        await knex<WatchedTagsRow>(TABLE_TAGS)
          .where({ tag_id: tag.tag_id })
          .update({ exposure_key: key });
      }
      this.#logger.debug(`${chunk.length} tags are not what they were`, {
        tags: chunk.length,
        due: due + alsoDue,
      });
    }
  }

  #isStale({ seen_ms: seenMs }: TagRow): number {
    return getStaleness(toTime(seenMs), STALE_AFTER_SECONDS, this.#now());
  }

  /** What is known of what tags point to now, by tag. */
  async #readImages(): Promise<Map<string, string[]>> {
    const rows: Array<{
      tag_id: string;
      platform: string;
      digest: string;
      state: string | null;
    }> = await this.#knex({ i: TABLE_INTERVALS })
      .leftJoin({ f: TABLE_IMAGES }, 'f.digest', 'i.digest')
      .where({ 'i.ended_ms': 0, 'i.source': 'observed' })
      .whereIn('i.platform', [...LAMBDA_PLATFORMS])
      .orderBy(['i.tag_id', 'i.platform'])
      .select('i.tag_id', 'i.platform', 'i.digest', 'f.state');
    const byTag = groupRows(rows, row => row.tag_id);
    return new Map(
      [...byTag].map(([tagId, its]) => [
        tagId,
        its.map(row => `${row.platform} ${row.digest} ${row.state ?? ''}`),
      ]),
    );
  }

  /** Moves of which is not known yet what came with them, by tag. */
  async #readOpenComparisons(): Promise<Map<string, number>> {
    const rows: Array<{ tag_id: string; total: number | string }> =
      await this.#knex<TagMovesRow>(TABLE_MOVES)
        .whereIn('contents_state', ['', 'pending'])
        .groupBy('tag_id')
        .select('tag_id')
        .count({ total: '*' });
    return new Map(rows.map(row => [row.tag_id, Number(row.total)]));
  }

  /** The runtimes of which tags are the images. */
  async #listRuntimes(tags: readonly TagRow[]): Promise<string[]> {
    return this.#knex(TABLE_RUNTIME_IMAGES)
      .where(any => {
        for (const { registry, repository, tag } of tags) {
          any.orWhere({ registry, repository, tag });
        }
      })
      .distinct('runtime')
      .pluck('runtime');
  }

  async #drop(): Promise<void> {
    const now = this.#now();
    const age = now - this.#droppedAt;
    if (age >= 0 && age < DROP_INTERVAL_MS) {
      return;
    }
    this.#droppedAt = now;
    await dropWindows(this.#knex, now - this.#retentionMs);
  }
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
