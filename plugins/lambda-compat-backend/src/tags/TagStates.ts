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

import type {
  ReportedTagState,
  TagMoveClass,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovesRow,
} from '../database/tagTables';
import { isWeighty } from './exposure/moveEffect';
import type { TagRow } from './queries/describeTags';
import { compareObservers } from './queries/readEntityHistory';
import { groupRows, toLookFailure, toTime } from './queries/tagRows';

/** What of a completed reference names a tag. */
export interface TagName {
  registry: string;
  repository: string;
  tag: string | null;
}

/** Tags of one report; it has at most as many references. */
const MAX_TAGS = 1_000;
const NAMES_PER_READ = 100;

/**
 * What is known at present of the tags that a report names. Whoever may read
 * the report may read it: the tags are those of its own references.
 */
export class TagStates {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): TagStates {
    return new TagStates(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those that are watched, by `toTagKey` of their names. */
  async find(
    names: readonly TagName[],
  ): Promise<ReadonlyMap<string, ReportedTagState>> {
    const distinct = [
      ...new Map(
        names
          .filter(({ tag }) => tag !== null)
          .map(name => [toTagKey(name), name]),
      ).values(),
    ].slice(0, MAX_TAGS);
    const states = new Map<string, ReportedTagState>();
    for (let start = 0; start < distinct.length; start += NAMES_PER_READ) {
      const rows = await this.#readTags(
        distinct.slice(start, start + NAMES_PER_READ),
      );
      const moves = await this.#readMoves(rows);
      for (const row of rows.sort(compareObservers)) {
        const key = toTagKey(row);
        if (!states.has(key)) {
          states.set(key, toState(row, moves.get(row.tag_id) ?? []));
        }
      }
    }
    return states;
  }

  async #readTags(names: readonly TagName[]): Promise<TagRow[]> {
    return this.#knex<TagRow>(TABLE_TAGS).where(any => {
      for (const { registry, repository, tag } of names) {
        any.orWhere({ registry, repository, tag: tag ?? '' });
      }
    });
  }

  /** The newest move of each tag, and the newest one that weighs. */
  async #readMoves(
    tags: readonly TagRow[],
  ): Promise<Map<string, TagMovesRow[]>> {
    const rows: TagMovesRow[] = await this.#knex({ m: TABLE_MOVES })
      .whereIn(
        'm.tag_id',
        tags.map(tag => tag.tag_id),
      )
      .whereNotExists(
        this.#knex({ n: TABLE_MOVES })
          .select(this.#knex.raw('1'))
          .whereRaw('n.tag_id = m.tag_id and n.class = m.class')
          .whereRaw('(n.before_ms, n.move_id) > (m.before_ms, m.move_id)'),
      )
      .orderBy([
        { column: 'm.before_ms', order: 'desc' },
        { column: 'm.move_id', order: 'desc' },
      ])
      .select('m.*');
    return groupRows(rows, row => row.tag_id);
  }
}

/** What tells tags apart. */
export function toTagKey({ registry, repository, tag }: TagName): string {
  return `${registry}/${repository}:${tag}`;
}

function toState(row: TagRow, moves: readonly TagMovesRow[]): ReportedTagState {
  const move =
    moves.find(one => isWeighty(one.class as TagMoveClass)) ?? moves.at(0);
  return {
    tagId: row.tag_id,
    state: row.state,
    digest: row.digest || null,
    seenAt: toTime(row.seen_ms),
    failure: toLookFailure(row),
    lastMove: move
      ? {
          id: move.move_id,
          before: new Date(Number(move.before_ms)).toISOString(),
          class: move.class as TagMoveClass,
        }
      : null,
  };
}
