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
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { VisibleEntities } from '../coverage/CoverageStore';
import type { Tags, TagsAccess, TagStore } from '../tags/Tags';
import { decideVisible } from './decideVisible';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

/** @see AuthorizedTags.create */
export interface AuthorizedTagsOptions {
  finder: VisibleEntityFinder;
  permissions: PermissionsService;
  store: TagStore;
}

/**
 * Lets callers read the tags that entities name which the catalog shows them
 * and whose reports they may read.
 */
export class AuthorizedTags implements TagsAccess {
  readonly #options: AuthorizedTagsOptions;

  static create(options: AuthorizedTagsOptions): AuthorizedTags {
    return new AuthorizedTags(options);
  }

  private constructor(options: AuthorizedTagsOptions) {
    this.#options = options;
  }

  async openFor({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<Tags> {
    const visible = await decideVisible(credentials, this.#options);
    return bindTags(this.#options.store, visible);
  }
}

function bindTags(store: TagStore, visible: VisibleEntities): Tags {
  return {
    listTags: query => store.listTags(query, visible),
    getHistory: async (tagId, days) =>
      found(await store.getHistory(tagId, days, visible), `tag '${tagId}'`),
    listMoves: query => store.listMoves(query, visible),
    listImpact: async (moveId, query) =>
      found(await store.listImpact(moveId, query, visible), `move '${moveId}'`),
    listRegistries: () => store.listRegistries(visible),
    getEntityHistory: (entityRef, days) =>
      store.getEntityHistory(entityRef, days, visible),
  };
}

/** What a caller does not see is told apart from nothing by nobody. */
function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new NotFoundError(
      `No ${what} found that a component names which you may read`,
    );
  }
  return value;
}
