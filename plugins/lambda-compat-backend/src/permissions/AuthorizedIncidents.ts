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
import type {
  Incidents,
  IncidentsAccess,
  IncidentStore,
} from '../incidents/Incidents';
import { decideVisible } from './decideVisible';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

/** @see AuthorizedIncidents.create */
export interface AuthorizedIncidentsOptions {
  finder: VisibleEntityFinder;
  permissions: PermissionsService;
  store: IncidentStore;
}

/**
 * Lets callers read the moves of tags that entities name which the catalog
 * shows them and whose reports they may read. Nothing that is said beside, in
 * Markdown neither, is of other entities.
 */
export class AuthorizedIncidents implements IncidentsAccess {
  readonly #options: AuthorizedIncidentsOptions;

  static create(options: AuthorizedIncidentsOptions): AuthorizedIncidents {
    return new AuthorizedIncidents(options);
  }

  private constructor(options: AuthorizedIncidentsOptions) {
    this.#options = options;
  }

  async openFor({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<Incidents> {
    const visible = await decideVisible(credentials, this.#options);
    return bindIncidents(this.#options.store, visible);
  }
}

function bindIncidents(
  store: IncidentStore,
  visible: VisibleEntities,
): Incidents {
  return {
    getMove: async moveId =>
      found(await store.getMove(moveId, visible), `move '${moveId}'`),
    compareMove: async (moveId, platform) =>
      found(
        await store.compareMove(moveId, platform, visible),
        `move '${moveId}'`,
      ),
    compareDigests: async (tagId, digests) =>
      found(
        await store.compareDigests(tagId, digests, visible),
        `tag '${tagId}' that has pointed to both digests`,
      ),
    listPins: async moveId =>
      found(await store.listPins(moveId, visible), `move '${moveId}'`),
    summarize: async moveId =>
      found(await store.summarize(moveId, visible), `move '${moveId}'`),
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
