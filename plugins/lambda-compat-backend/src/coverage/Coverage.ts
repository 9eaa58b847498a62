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
  ComponentCoverage,
  ComponentFilter,
  ComponentOrderField,
  CoverageGroup,
  CoverageGrouping,
  CoverageScope,
  CoverageSummary,
  CoverageTrend,
  GroupOrderField,
  ProblemFilter,
  ProblemListItem,
  ProblemOrderField,
  ReferenceFilter,
  ReferenceListItem,
  ReferenceOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ListPage, ListQuery } from './CoverageStore';

/**
 * Lists and numbers as one caller sees them. What the caller may not read is
 * in none of them.
 *
 * @see CoverageStore
 */
export interface Coverage {
  summarize(scope: CoverageScope): Promise<CoverageSummary>;

  listGroups(
    groupBy: CoverageGrouping,
    query: ListQuery<CoverageScope, GroupOrderField>,
  ): Promise<ListPage<CoverageGroup>>;

  listComponents(
    query: ListQuery<ComponentFilter, ComponentOrderField>,
  ): Promise<ListPage<ComponentCoverage>>;

  listReferences(
    query: ListQuery<ReferenceFilter, ReferenceOrderField>,
  ): Promise<ListPage<ReferenceListItem>>;

  listProblems(
    query: ListQuery<ProblemFilter, ProblemOrderField>,
  ): Promise<ListPage<ProblemListItem>>;

  /** Days from `from` to `to`, both `YYYY-MM-DD` and included. */
  readTrend(
    range: { from: string; to: string },
    scope: CoverageScope,
  ): Promise<CoverageTrend>;
}

/** Opens the lists and numbers for the caller of one request. */
export interface CoverageAccess {
  /**
   * Decides once what the caller may read. The result holds for one request.
   *
   * @throws `NotAllowedError` where the caller may not read reports at all
   */
  openFor(caller: { credentials: BackstageCredentials }): Promise<Coverage>;
}
