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
  type CountedPinClass,
  COUNTED_PIN_CLASSES,
  COVERAGE_STATES,
  type CoverageGrouping,
  type CoverageScope,
  type CoverageState,
  NO_GROUP,
  UNKNOWN_COVERAGE_STATES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { CoverageView } from '../../url/coverageUrl';

/** Id of the table's place on the page; links to rows end with it. */
export const ROWS_ID = 'rows';

/** The rows that a number counts. */
export interface RowsTarget {
  scope: CoverageScope;
  list: CoverageView['list'];
  rows: CoverageView['rows'];
}

/** The components that a number speaks of, before it chooses among them. */
export type RowsBase = Pick<RowsTarget, 'scope' | 'rows'>;

/** The states of the components that are in shares. */
export const APPLICABLE_STATES: CoverageState[] = COVERAGE_STATES.filter(
  state => state !== 'no-images',
);

export type UnknownState = (typeof UNKNOWN_COVERAGE_STATES)[number];

export const UNKNOWN_STATES: UnknownState[] = [...UNKNOWN_COVERAGE_STATES];

export function unknownOf(byState: Record<CoverageState, number>): number {
  return UNKNOWN_STATES.reduce((sum, state) => sum + byState[state], 0);
}

/** What counts as pinned: strict, or with dated tags. */
export function pinnedClasses(countDated: boolean): CountedPinClass[] {
  return countDated ? ['digest', 'dated'] : ['digest'];
}

export function notPinnedClasses(countDated: boolean): CountedPinClass[] {
  const pinned = pinnedClasses(countDated);
  return COUNTED_PIN_CLASSES.filter(pinClass => !pinned.includes(pinClass));
}

export function pinnedStates(countDated: boolean): CoverageState[] {
  return countDated ? ['pinned', 'dated'] : ['pinned'];
}

export function changeableStates(countDated: boolean): CoverageState[] {
  return countDated ? ['unpinned'] : ['unpinned', 'dated'];
}

export function referencesOf(
  base: RowsBase,
  pinClass?: CountedPinClass[],
): RowsTarget {
  return {
    scope: base.scope,
    list: 'references',
    rows: { ...base.rows, pinClass },
  };
}

export function componentsOf(
  base: RowsBase,
  state?: CoverageState[],
): RowsTarget {
  return {
    scope: base.scope,
    list: 'components',
    rows: { ...base.rows, state },
  };
}

/** The groupings in which groups can be inside others. */
export function isNesting(
  groupBy: CoverageGrouping,
): groupBy is 'owner' | 'domain' {
  return groupBy === 'owner' || groupBy === 'domain';
}

/**
 * The components of a group among those in scope.
 *
 * @returns undefined where no address holds exactly those: the values of one
 *   field are alternatives, so a component in two groups cannot be asked for by
 *   both
 */
export function baseOfGroup(
  scope: CoverageScope,
  groupBy: CoverageGrouping,
  key: string | null,
): RowsBase | undefined {
  const value = key ?? NO_GROUP;
  if (groupBy === 'image') {
    return { scope, rows: { image: [value] } };
  }
  const chosen = scope[groupBy];
  // Below a chosen owner or domain stand those nested in it.
  const isInside =
    !chosen ||
    chosen.includes(value) ||
    (isNesting(groupBy) && scope.membership !== 'direct' && key !== null);
  return isInside
    ? { scope: { ...scope, [groupBy]: [value] }, rows: {} }
    : undefined;
}

/**
 * The same without what belongs only to nested groups.
 *
 * @returns undefined where another field nests too, and would lose its nested
 *   groups with it
 */
export function directBaseOfGroup(
  scope: CoverageScope,
  groupBy: CoverageGrouping,
  key: string | null,
): RowsBase | undefined {
  const other = groupBy === 'owner' ? scope.domain : scope.owner;
  const base = baseOfGroup(scope, groupBy, key);
  return base && !other
    ? { ...base, scope: { ...base.scope, membership: 'direct' } }
    : undefined;
}
