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
  SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

/**
 * The entities that a caller may read: all, or those named. Every method of
 * the store counts and lists nothing else.
 */
export type VisibleEntities = 'all' | ReadonlySet<string>;

/**
 * Where a page of a list begins or ends: the values of the last item in the
 * columns that the list is ordered by. It is part of cursors, so it comes from
 * outside; {@link CoverageStore} refuses one that does not fit the order.
 */
export type Position = ReadonlyArray<string | number>;

/** Which page of which list. */
export interface ListQuery<TFilter, TField extends string> {
  filter: TFilter;
  orderField: TField;
  order: SortOrder;
  limit: number;
  /** The page begins after this item. Not together with `before`. */
  after?: Position;
  /** The page ends before this item. */
  before?: Position;
  /** Whether to count all items. An export has no use for it. */
  withTotal: boolean;
}

export interface ListPage<T> {
  items: T[];
  /** 0 where it was not asked for. */
  totalItems: number;
  /** Where the next page begins, if there is one. */
  next: Position | null;
  /** Where the page before this one ends, if there is one. */
  previous: Position | null;
}

/** Lists and numbers over all components. Knows nothing of permissions. */
export interface CoverageStore {
  summarize(
    scope: CoverageScope,
    visible: VisibleEntities,
  ): Promise<CoverageSummary>;

  /** Ordered by the field, then by key; what has no key comes last. */
  listGroups(
    groupBy: CoverageGrouping,
    query: ListQuery<CoverageScope, GroupOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<CoverageGroup>>;

  listComponents(
    query: ListQuery<ComponentFilter, ComponentOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<ComponentCoverage>>;

  listReferences(
    query: ListQuery<ReferenceFilter, ReferenceOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<ReferenceListItem>>;

  listProblems(
    query: ListQuery<ProblemFilter, ProblemOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<ProblemListItem>>;

  /** Days from `from` to `to`, both `YYYY-MM-DD` and included. */
  readTrend(
    range: { from: string; to: string },
    scope: CoverageScope,
    visible: VisibleEntities,
  ): Promise<CoverageTrend>;
}
