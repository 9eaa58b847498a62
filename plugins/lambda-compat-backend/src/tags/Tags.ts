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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  EntityTagHistory,
  RegistryStatus,
  TagFilter,
  TagHistory,
  TagImpact,
  TagImpactFilter,
  TagMove,
  TagMoveFilter,
  TagOrderField,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  ListPage,
  ListQuery,
  VisibleEntities,
} from '../coverage/CoverageStore';

export type TagQuery = ListQuery<TagFilter, TagOrderField>;
export type TagMoveQuery = ListQuery<TagMoveFilter, 'before'>;
export type TagImpactQuery = ListQuery<TagImpactFilter, 'exposure'>;

/**
 * Watched tags and their moves as one caller sees them: those that a component
 * names, or named, that the caller may read. No number counts other components.
 *
 * Methods that are given an id throw `NotFoundError` for what there is not, and
 * for what the caller does not see.
 */
export interface Tags {
  listTags(query: TagQuery): Promise<ListPage<WatchedTag>>;

  /** @param days - how far back */
  getHistory(tagId: string, days: number): Promise<TagHistory>;

  listMoves(query: TagMoveQuery): Promise<ListPage<TagMove>>;

  listImpact(
    moveId: string,
    query: TagImpactQuery,
  ): Promise<ListPage<TagImpact>>;

  listRegistries(): Promise<RegistryStatus[]>;

  /** Of an entity that the caller may read, which is not asked again. */
  getEntityHistory(entityRef: string, days: number): Promise<EntityTagHistory>;
}

/** Opens the tags for the caller of one request. */
export interface TagsAccess {
  /**
   * Decides once what the caller may read. The result holds for one request.
   *
   * @throws `NotAllowedError` where the caller may not read reports at all
   */
  openFor(caller: { credentials: BackstageCredentials }): Promise<Tags>;
}

/**
 * All tags. Knows nothing of permissions. What there is not, or is not named by
 * any of the visible entities, is undefined.
 */
export interface TagStore {
  listTags(
    query: TagQuery,
    visible: VisibleEntities,
  ): Promise<ListPage<WatchedTag>>;

  getHistory(
    tagId: string,
    days: number,
    visible: VisibleEntities,
  ): Promise<TagHistory | undefined>;

  /** Newest first, by the time at which they were seen. */
  listMoves(
    query: TagMoveQuery,
    visible: VisibleEntities,
  ): Promise<ListPage<TagMove>>;

  /** Exposed first, then by owner and name; those without an owner last. */
  listImpact(
    moveId: string,
    query: TagImpactQuery,
    visible: VisibleEntities,
  ): Promise<ListPage<TagImpact> | undefined>;

  listRegistries(visible: VisibleEntities): Promise<RegistryStatus[]>;

  getEntityHistory(
    entityRef: string,
    days: number,
    visible: VisibleEntities,
  ): Promise<EntityTagHistory>;
}
