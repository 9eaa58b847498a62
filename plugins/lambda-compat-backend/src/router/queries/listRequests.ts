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

import { InputError } from '@backstage/errors';
import type {
  ComponentFilter,
  ComponentOrderField,
  CoverageGrouping,
  CoverageScope,
  GroupOrderField,
  ProblemFilter,
  ProblemOrderField,
  ReferenceFilter,
  ReferenceOrderField,
  RiskFilter,
  RiskGrouping,
  RiskGroupOrderField,
  RiskOrderField,
  SortOrder,
  TagFilter,
  TagImpactFilter,
  TagMoveFilter,
  TagOrderField,
  WhatIfFilter,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ListQuery } from '../../coverage/CoverageStore';
import { type CursorContent, decodeCursor } from './cursors';
import { type CheckedPath, getQueryParameters } from './queryParameters';
import type { Query } from './readQuery';

/** The filter and the order field of each list. */
export interface Lists {
  components: [ComponentFilter, ComponentOrderField];
  references: [ReferenceFilter, ReferenceOrderField];
  problems: [ProblemFilter, ProblemOrderField];
  groups: [CoverageScope, GroupOrderField];
  risk: [RiskFilter, RiskOrderField];
  riskGroups: [CoverageScope, RiskGroupOrderField];
  /** The target goes with the filter: a cursor brings it along. */
  whatIf: [WhatIfFilter & WhatIfTarget, 'outcome'];
  tags: [InQuery<TagFilter>, TagOrderField];
  tagMoves: [InQuery<TagMoveFilter>, 'before'];
  tagImpact: [TagImpactFilter, 'exposure'];
}

/** A filter as it stands in queries, which know no booleans. */
export type InQuery<TFilter> = {
  [K in keyof TFilter]: boolean extends TFilter[K]
    ? 'true' | 'false'
    : TFilter[K];
};

/** What the lists that are groups can be grouped by. */
interface Groupings {
  groups: CoverageGrouping;
  riskGroups: RiskGrouping;
}

type GroupingOf<L extends ListName> = L extends keyof Groupings
  ? Groupings[L]
  : never;

export type ListName = keyof Lists;

/** What a page of a list is asked for with. */
export interface ListPageRequest<L extends ListName> {
  query: ListQuery<Lists[L][0], Lists[L][1]>;
  groupBy?: GroupingOf<L>;
}

const PATHS: Record<ListName, CheckedPath> = {
  components: '/v1/components',
  references: '/v1/references',
  problems: '/v1/problems',
  groups: '/v1/coverage/groups',
  risk: '/v1/risk/components',
  riskGroups: '/v1/risk/groups',
  whatIf: '/v1/what-if',
  tags: '/v1/tags',
  tagMoves: '/v1/tag-moves',
  tagImpact: '/v1/tag-moves/{moveId}/impact',
};

const DEFAULT_ORDERS: { [L in ListName]: `${Lists[L][1]},${SortOrder}` } = {
  components: 'weakest,asc',
  references: 'pinClass,asc',
  problems: 'severity,asc',
  groups: 'unpinned,desc',
  risk: 'verdict,asc',
  riskGroups: 'broken,desc',
  whatIf: 'outcome,asc',
  tags: 'lastMove,desc',
  tagMoves: 'before,desc',
  tagImpact: 'exposure,asc',
};

/** Parameters that say how a list is shown, and not what is in it. */
const NOT_IN_FILTER = new Set([
  'groupBy',
  'orderField',
  'limit',
  'cursor',
  'format',
  'days',
  'move',
]);

/** Catalog refs, which are written in lower case. */
const REF_FIELDS = new Set(['owner', 'system', 'domain']);

/**
 * Leaves room in a cursor for a position. An address may have 16 KiB, so a
 * longer filter can be asked for once, but not paged through.
 */
const MAX_FILTER_BYTES = 4_500;

/** The filter in a checked query. The OpenAPI document gives it its type. */
export function toFilter<TFilter extends object>(query: Query): TFilter {
  const entries = Object.entries(query)
    .filter(([name]) => !NOT_IN_FILTER.has(name))
    .map(([name, value]) => [
      name,
      REF_FIELDS.has(name) && Array.isArray(value)
        ? value.map(ref => ref.toLocaleLowerCase('en-US'))
        : value,
    ]);
  return Object.fromEntries(entries);
}

/** The order in a checked query, or the list's own. */
export function toOrder<L extends ListName>(
  list: L,
  query: Query,
): { orderField: Lists[L][1]; order: SortOrder } {
  const text = String(query.orderField ?? DEFAULT_ORDERS[list]);
  const [orderField, order] = text.split(',');
  return {
    orderField: orderField as Lists[L][1],
    order: order as SortOrder,
  };
}

/**
 * The page that a checked query asks for, by itself or by its cursor.
 *
 * @throws `InputError` for cursors of other lists, broken ones, and those with
 *   company
 */
export function toPageRequest<L extends ListName>(
  list: L,
  query: Query,
): ListPageRequest<L> {
  const { cursor, limit, ...others } = query;
  if (cursor === undefined) {
    return toFirstPage(list, query);
  }
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new InputError(
      `The query parameter '${other}' may not stand beside 'cursor', which brings the filter and the order; only 'limit' may`,
    );
  }
  const content = decodeCursor(
    String(cursor),
    list,
    getQueryParameters(PATHS[list]),
  );
  return {
    groupBy: content.query.groupBy as GroupingOf<L> | undefined,
    query: {
      filter: toFilter(content.query),
      ...toOrder(list, content.query),
      limit: Number(limit),
      [content.direction]: content.position,
      withTotal: true,
    },
  };
}

function isGrouped(list: ListName): boolean {
  return list === 'groups' || list === 'riskGroups';
}

function toFirstPage<L extends ListName>(
  list: L,
  query: Query,
): ListPageRequest<L> {
  if (isGrouped(list) && query.groupBy === undefined) {
    throw new InputError(
      "The query parameter 'groupBy' is missing; it or 'cursor' must be given",
    );
  }
  const filter = toFilter<Lists[L][0]>(query);
  const bytes = Buffer.byteLength(JSON.stringify(filter));
  if (bytes > MAX_FILTER_BYTES) {
    throw new InputError(
      `The filters are too long together: they have ${bytes} bytes, and may have ${MAX_FILTER_BYTES}`,
    );
  }
  return {
    groupBy: query.groupBy as GroupingOf<L> | undefined,
    query: {
      filter,
      ...toOrder(list, query),
      limit: Number(query.limit),
      withTotal: true,
    },
  };
}

/** What a cursor of a page has to bring along. */
export function toCursorContent<L extends ListName>(
  list: L,
  { query, groupBy }: ListPageRequest<L>,
): Pick<CursorContent, 'list' | 'query'> {
  return {
    list,
    query: {
      ...(query.filter as Query),
      ...(groupBy && { groupBy }),
      orderField: `${query.orderField},${query.order}`,
    },
  };
}
