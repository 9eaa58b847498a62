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
  EntityTagHistory,
  RegistryStatus,
  TagHistory,
  TagImpact,
  TagMove,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type { ListPage, VisibleEntities } from '../coverage/CoverageStore';
import { startReading } from '../coverage/queries/reading';
import { findExposingMove } from './exposure/findExposingMove';
import { readImpact } from './exposure/readImpact';
import { readEntityHistory } from './queries/readEntityHistory';
import { readHistories } from './queries/readHistory';
import { isMoveVisible, readMoves } from './queries/readMoves';
import { readRegistries } from './queries/readRegistries';
import { findTags, readTags } from './queries/readTags';
import type { TagImpactQuery, TagMoveQuery, TagQuery, TagStore } from './Tags';

const DAY_MS = 86_400_000;

/**
 * @see TagStore
 *
 * Only reads. Each call sees one state of the database.
 */
export class DatabaseTagStore implements TagStore {
  readonly #knex: Knex;
  readonly #now: () => number;

  static create(options: { knex: Knex; now?: () => number }): DatabaseTagStore {
    return new DatabaseTagStore(options);
  }

  private constructor(options: { knex: Knex; now?: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now ?? Date.now;
  }

  async listTags(
    query: TagQuery,
    visible: VisibleEntities,
  ): Promise<ListPage<WatchedTag>> {
    return startReading(this.#knex, visible, reading =>
      readTags(reading, query, this.#now()),
    );
  }

  async getHistory(
    tagId: string,
    days: number,
    visible: VisibleEntities,
  ): Promise<TagHistory | undefined> {
    return startReading(this.#knex, visible, async reading => {
      const tags = await findTags(reading, rows =>
        rows.where('t.tag_id', tagId),
      );
      const [history] = await readHistories(reading, tags, this.#toRange(days));
      return history;
    });
  }

  async listMoves(
    query: TagMoveQuery,
    visible: VisibleEntities,
  ): Promise<ListPage<TagMove>> {
    return startReading(this.#knex, visible, reading =>
      readMoves(reading, query),
    );
  }

  async listImpact(
    moveId: string,
    query: TagImpactQuery,
    visible: VisibleEntities,
  ): Promise<ListPage<TagImpact> | undefined> {
    return startReading(this.#knex, visible, async reading => {
      const move = await findExposingMove(reading, moveId);
      const isVisible = move && (await isMoveVisible(reading, moveId));
      return isVisible ? readImpact(reading, move, query) : undefined;
    });
  }

  async listRegistries(visible: VisibleEntities): Promise<RegistryStatus[]> {
    return startReading(this.#knex, visible, reading =>
      readRegistries(reading, this.#now()),
    );
  }

  async getEntityHistory(
    entityRef: string,
    days: number,
    visible: VisibleEntities,
  ): Promise<EntityTagHistory> {
    return startReading(this.#knex, visible, reading =>
      readEntityHistory(reading, entityRef, this.#toRange(days)),
    );
  }

  #toRange(days: number): { fromMs: number; now: number } {
    const now = this.#now();
    return { fromMs: now - days * DAY_MS, now };
  }
}
