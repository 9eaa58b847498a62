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

import {
  type ComponentFilter,
  type ComponentOrderField,
  COUNTED_PIN_CLASSES,
  COVERAGE_GROUPINGS,
  COVERAGE_STATES,
  type CoverageGrouping,
  type CoverageScope,
  type ReferenceFilter,
  type ReferenceOrderField,
  type SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { type PagingView, readPaging, writePaging } from './paging';
import { readOne, readSeveral, readText, writeParams } from './params';
import { PROBLEM_CODES } from './problemCodes';

/** The periods of the trend, in days. */
export const TREND_DAYS = ['30', '90', '365'] as const;

const COMPONENT_ORDER_FIELDS = [
  'name',
  'owner',
  'system',
  'state',
  'references',
  'weakest',
  'collectedAt',
  'problems',
] as const satisfies readonly ComponentOrderField[];

const REFERENCE_ORDER_FIELDS = [
  'image',
  'pinClass',
  'component',
  'file',
] as const satisfies readonly ReferenceOrderField[];

/**
 * Everything that the page *Coverage* shows, as its address says it. The scope
 * holds for the whole page, `rows` for the table only.
 */
export interface CoverageView extends PagingView {
  scope: CoverageScope;
  /** Whether dated tags are counted as pinned. */
  countDated: boolean;
  groupBy: CoverageGrouping;
  groupsAs: 'bars' | 'table';
  trendDays: (typeof TREND_DAYS)[number];
  trendAs: 'area' | 'table';
  list: 'components' | 'references';
  rows: Pick<
    ComponentFilter,
    'state' | 'weakest' | 'pinClass' | 'image' | 'problem' | 'search'
  > &
    Pick<ReferenceFilter, 'state' | 'pinClass' | 'image' | 'search'>;
  /** Field and order of the table; undefined for the list's own. */
  orderField:
    | { field: ComponentOrderField | ReferenceOrderField; order: SortOrder }
    | undefined;
}

/** Reads an address. What it does not understand it takes for absent. */
export function readCoverageView(params: URLSearchParams): CoverageView {
  const list = readOne(params, 'list', ['components', 'references']);
  return {
    scope: readScope(params),
    countDated: params.get('dated') === 'counted',
    groupBy: readOne(params, 'group', COVERAGE_GROUPINGS),
    groupsAs: readOne(params, 'groups', ['bars', 'table']),
    trendDays: readOne(params, 'days', TREND_DAYS, '90'),
    trendAs: readOne(params, 'trend', ['area', 'table']),
    list,
    rows: {
      state: readSeveral(params, 'state', COVERAGE_STATES),
      weakest: readSeveral(params, 'weakest', COUNTED_PIN_CLASSES),
      pinClass: readSeveral(params, 'pin', COUNTED_PIN_CLASSES),
      image: readSeveral(params, 'image'),
      problem: readSeveral(params, 'problem', PROBLEM_CODES),
      search: readText(params, 'q'),
    },
    orderField:
      list === 'components'
        ? readOrder(params, COMPONENT_ORDER_FIELDS)
        : readOrder(params, REFERENCE_ORDER_FIELDS),
    ...readPaging(params),
  };
}

/** Writes an address; what is as it would be anyway is left out. */
export function writeCoverageView(view: CoverageView): URLSearchParams {
  return writeParams({
    ...writeScope(view.scope),
    dated: view.countDated && 'counted',
    group: view.groupBy !== 'owner' && view.groupBy,
    groups: view.groupsAs !== 'bars' && view.groupsAs,
    days: view.trendDays !== '90' && view.trendDays,
    trend: view.trendAs !== 'area' && view.trendAs,
    list: view.list !== 'components' && view.list,
    state: view.rows.state,
    weakest: view.rows.weakest,
    pin: view.rows.pinClass,
    image: view.rows.image,
    problem: view.rows.problem,
    q: view.rows.search,
    sort:
      view.orderField && `${view.orderField.field}.${view.orderField.order}`,
    ...writePaging(view),
  });
}

/** The part of an address that says of which components a page speaks. */
export function readScope(params: URLSearchParams): CoverageScope {
  return {
    owner: readSeveral(params, 'owner'),
    system: readSeveral(params, 'system'),
    domain: readSeveral(params, 'domain'),
    runtime: readSeveral(params, 'runtime'),
    lifecycle: readSeveral(params, 'lifecycle'),
    membership:
      params.get('membership') === 'direct' ? ('direct' as const) : undefined,
  };
}

/** @see readScope */
export function writeScope(scope: CoverageScope) {
  return {
    owner: scope.owner,
    system: scope.system,
    domain: scope.domain,
    runtime: scope.runtime,
    lifecycle: scope.lifecycle,
    membership: scope.membership === 'direct' && 'direct',
  };
}

/** `field.asc` or `field.desc`, where the field is one of those given. */
export function readOrder<T extends string>(
  params: URLSearchParams,
  fields: readonly T[],
): { field: T; order: SortOrder } | undefined {
  const [field, order] = (params.get('sort') ?? '').split('.');
  const known = fields.find(name => name === field);
  return known && (order === 'asc' || order === 'desc')
    ? { field: known, order }
    : undefined;
}
