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
import type { Risk, RiskAccess, RiskStore } from '../risk/Risk';
import type { ImageSimulation } from '../risk/images/ImageSimulation';
import type { WhatIfSimulation } from '../risk/WhatIfSimulation';
import type { RuntimeProfiles } from '../runtimes/RuntimeProfiles';
import { decideVisible } from './decideVisible';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

/** @see AuthorizedRisk.create */
export interface AuthorizedRiskOptions {
  finder: VisibleEntityFinder;
  permissions: PermissionsService;
  simulation: Pick<WhatIfSimulation, 'simulate'>;
  imageSimulation: Pick<ImageSimulation, 'simulate'>;
  profiles: Pick<RuntimeProfiles, 'list'>;
  store: RiskStore;
}

/**
 * Lets callers read the verdicts of the entities that the catalog shows them
 * and whose reports they may read.
 */
export class AuthorizedRisk implements RiskAccess {
  readonly #options: AuthorizedRiskOptions;

  static create(options: AuthorizedRiskOptions): AuthorizedRisk {
    return new AuthorizedRisk(options);
  }

  private constructor(options: AuthorizedRiskOptions) {
    this.#options = options;
  }

  async openFor({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<Risk> {
    const { imageSimulation, profiles, simulation, store } = this.#options;
    const visible = await decideVisible(credentials, this.#options);
    return {
      summarize: scope => store.summarize(scope, visible),
      listGroups: (groupBy, query) => store.listGroups(groupBy, query, visible),
      listComponents: query => store.listComponents(query, visible),
      simulate: (target, query) =>
        target.image === undefined
          ? simulation.simulate(target, query, visible)
          : imageSimulation.simulate(target.image, query, visible),
      // Who sees no component on a runtime is not told that there is one.
      listRuntimeProfiles: async () => {
        const runtimes = await store.listRuntimes(visible);
        const states = await profiles.list();
        return states.filter(({ runtime }) => runtimes.has(runtime));
      },
    };
  }
}
