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
  COVERAGE_STATES,
  type CoverageGroup,
  type CoverageNumbers,
  type CoverageState,
  type CoverageSummary,
  type CoverageTrendPoint,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { classCounts } from '../../../__fixtures__/lists';

type Classes = Partial<Record<CountedPinClass, number>>;
type States = Partial<Record<CoverageState, number>>;

function stateCounts(states: States): Record<CoverageState, number> {
  const zeros = COVERAGE_STATES.map(state => [state, 0]);
  return { ...Object.fromEntries(zeros), ...states };
}

function share(count: number, total: number) {
  return { count, total, ratio: total > 0 ? count / total : null };
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

/** Numbers that add up, as the backend's do. */
export function numbers(classes: Classes, states: States): CoverageNumbers {
  const byClass = classCounts(classes);
  const byState = stateCounts(states);
  const references = sum(byClass);
  const components = sum(byState);
  const applicable = components - byState['no-images'];
  return {
    components: {
      total: components,
      byState,
      byWeakest: classCounts(),
      withProblems: 0,
    },
    references: { total: references, byClass },
    pinnedReferences: share(byClass.digest, references),
    stableReferences: share(byClass.digest + byClass.dated, references),
    pinnedComponents: share(byState.pinned, applicable),
    stableComponents: share(byState.pinned + byState.dated, applicable),
  };
}

export function summary(
  all: CoverageNumbers,
  overrides: Partial<CoverageSummary> = {},
): CoverageSummary {
  return {
    ...all,
    stale: 0,
    failing: 0,
    collected: { latest: null, earliest: null },
    staleAfterSeconds: 86_400,
    expiredAfterSeconds: 604_800,
    ...overrides,
  };
}

/** 148 references of 64 components, 62 of which pull images or are not known. */
export const SUMMARY = summary(
  numbers(
    {
      digest: 86,
      dated: 17,
      'exact-os': 5,
      exact: 10,
      partial: 6,
      channel: 7,
      floating: 11,
      unresolved: 5,
      invalid: 1,
    },
    {
      pinned: 29,
      dated: 5,
      unpinned: 24,
      'no-images': 2,
      'never-collected': 1,
      unreadable: 2,
      'no-build-file': 1,
    },
  ),
  { stale: 4, failing: 3 },
);

const PAYMENTS_TOTAL = numbers(
  { digest: 15, dated: 6, exact: 4, channel: 4, floating: 4, unresolved: 1 },
  { pinned: 4, dated: 2, unpinned: 8 },
);

/** Payments has nested groups; two components have no owner. */
export const OWNERS: CoverageGroup[] = [
  {
    key: 'group:default/payments',
    direct: numbers({ digest: 5, floating: 7 }, { pinned: 1, unpinned: 4 }),
    total: PAYMENTS_TOTAL,
  },
  {
    key: null,
    direct: numbers(
      { digest: 1, exact: 1, channel: 1, floating: 1 },
      { unpinned: 2 },
    ),
    total: numbers(
      { digest: 1, exact: 1, channel: 1, floating: 1 },
      { unpinned: 2 },
    ),
  },
];

export function trendPoint(day: string, classes: Classes): CoverageTrendPoint {
  const { components, references } = numbers(classes, { unpinned: 3 });
  return { day, components, references };
}

export const TREND = {
  from: '2025-01-09',
  to: '2025-04-09',
  points: [
    trendPoint('2025-01-09', { digest: 70, floating: 70 }),
    trendPoint('2025-01-10', { digest: 72, floating: 68 }),
    trendPoint('2025-04-08', { digest: 70, floating: 50 }),
    trendPoint('2025-04-09', { digest: 86, dated: 17, floating: 45 }),
  ],
};
