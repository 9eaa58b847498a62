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
import type { Coverage, CoverageAccess } from '../coverage/Coverage';
import type { CoverageStore, VisibleEntities } from '../coverage/CoverageStore';
import { decideVisible } from './decideVisible';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

/**
 * Lets callers read the coverage of the entities that the catalog shows them
 * and whose reports they may read.
 */
export class AuthorizedCoverage implements CoverageAccess {
  readonly #finder: VisibleEntityFinder;
  readonly #permissions: PermissionsService;
  readonly #store: CoverageStore;

  static create(options: {
    finder: VisibleEntityFinder;
    permissions: PermissionsService;
    store: CoverageStore;
  }): AuthorizedCoverage {
    return new AuthorizedCoverage(options);
  }

  private constructor(options: {
    finder: VisibleEntityFinder;
    permissions: PermissionsService;
    store: CoverageStore;
  }) {
    this.#finder = options.finder;
    this.#permissions = options.permissions;
    this.#store = options.store;
  }

  async openFor(caller: {
    credentials: BackstageCredentials;
  }): Promise<Coverage> {
    const visible = await decideVisible(caller.credentials, {
      finder: this.#finder,
      permissions: this.#permissions,
    });
    return bindCoverage(this.#store, visible);
  }
}

function bindCoverage(
  store: CoverageStore,
  visible: VisibleEntities,
): Coverage {
  return {
    summarize: scope => store.summarize(scope, visible),
    listGroups: (groupBy, query) => store.listGroups(groupBy, query, visible),
    listComponents: query => store.listComponents(query, visible),
    listReferences: query => store.listReferences(query, visible),
    listProblems: query => store.listProblems(query, visible),
    readTrend: (range, scope) => store.readTrend(range, scope, visible),
  };
}
