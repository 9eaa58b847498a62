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
  CoverageScope,
  RiskComponent,
  RiskFilter,
  RiskGroup,
  RiskGrouping,
  RiskGroupOrderField,
  RiskOrderField,
  RiskSummary,
  RuntimeProfileState,
  WhatIfAnswer,
  WhatIfComponent,
  WhatIfFilter,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  ListPage,
  ListQuery,
  VisibleEntities,
} from '../coverage/CoverageStore';

/** A page of a simulation, with what is said beside its items. */
export type WhatIfPage = ListPage<WhatIfComponent> &
  Pick<WhatIfAnswer, 'target' | 'counts'>;

export type WhatIfQuery = ListQuery<WhatIfFilter, 'outcome'>;

/**
 * Verdicts as one caller sees them. What the caller may not read is in none of
 * the lists and numbers.
 *
 * @see RiskStore
 */
export interface Risk {
  summarize(scope: CoverageScope): Promise<RiskSummary>;

  listGroups(
    groupBy: RiskGrouping,
    query: ListQuery<CoverageScope, RiskGroupOrderField>,
  ): Promise<ListPage<RiskGroup>>;

  listComponents(
    query: ListQuery<RiskFilter, RiskOrderField>,
  ): Promise<ListPage<RiskComponent>>;

  /** @see WhatIfSimulation.simulate, and ImageSimulation for an image */
  simulate(target: WhatIfTarget, query: WhatIfQuery): Promise<WhatIfPage>;

  /** Of the runtimes that components are on. */
  listRuntimeProfiles(): Promise<RuntimeProfileState[]>;
}

/** Opens the verdicts for the caller of one request. */
export interface RiskAccess {
  /**
   * Decides once what the caller may read. The result holds for one request.
   *
   * @throws `NotAllowedError` where the caller may not read reports at all
   */
  openFor(caller: { credentials: BackstageCredentials }): Promise<Risk>;
}

/** Verdicts of all components. Knows nothing of permissions. */
export interface RiskStore {
  summarize(
    scope: CoverageScope,
    visible: VisibleEntities,
  ): Promise<RiskSummary>;

  /** Ordered by the field, then by key; what has no key comes last. */
  listGroups(
    groupBy: RiskGrouping,
    query: ListQuery<CoverageScope, RiskGroupOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<RiskGroup>>;

  listComponents(
    query: ListQuery<RiskFilter, RiskOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<RiskComponent>>;

  /** The runtimes that components are on. */
  listRuntimes(visible: VisibleEntities): Promise<ReadonlySet<string>>;
}
