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
  type ComponentCoverage,
  COUNTED_PIN_CLASSES,
  type CountedPinClass,
  type ListRequest,
  type Page,
  type ProblemListItem,
  type ReferenceListItem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** Counts of all classes; what is not given is 0. */
export function classCounts(
  counts: Partial<Record<CountedPinClass, number>> = {},
): Record<CountedPinClass, number> {
  const zeros = COUNTED_PIN_CLASSES.map(pinClass => [pinClass, 0]);
  return { ...Object.fromEntries(zeros), ...counts };
}

export function component(
  name: string,
  overrides: Partial<ComponentCoverage> = {},
): ComponentCoverage {
  return {
    entityRef: `component:default/${name}`,
    title: null,
    owners: ['group:default/payments'],
    system: 'system:default/billing',
    lifecycle: 'production',
    runtimes: ['provided.al2023'],
    state: 'unpinned',
    weakest: 'floating',
    references: {
      total: 3,
      byClass: classCounts({ digest: 1, channel: 1, floating: 1 }),
    },
    collectedAt: '2026-04-09T08:00:00.000Z',
    stale: false,
    failing: false,
    problems: { total: 0, first: null },
    ...overrides,
  };
}

export function listedReference(
  id: string,
  overrides: Partial<ReferenceListItem> = {},
): ReferenceListItem {
  return {
    id,
    entityRef: 'component:default/orders',
    title: 'Orders',
    owners: ['group:default/payments'],
    system: 'system:default/billing',
    origin: 'dockerfile-from',
    raw: 'amazonlinux:latest',
    resolved: 'amazonlinux:latest',
    image: 'docker.io/library/amazonlinux',
    pinClass: 'floating',
    role: 'builder',
    file: 'Dockerfile',
    line: 1,
    url: 'https://github.com/acme/orders/blob/main/Dockerfile#L1',
    collectedAt: '2026-04-09T08:00:00.000Z',
    ...overrides,
  };
}

export function listedProblem(
  id: string,
  overrides: Partial<ProblemListItem> = {},
): ProblemListItem {
  return {
    id,
    entityRef: 'component:default/orders',
    title: 'Orders',
    owners: ['group:default/payments'],
    system: 'system:default/billing',
    code: 'LC301',
    severity: 'error',
    message: 'build/Dockerfile does not exist.',
    fix: 'Correct the path in the annotation.',
    file: 'catalog-info.yaml',
    line: 6,
    collectedAt: '2026-04-09T08:00:00.000Z',
    ...overrides,
  };
}

/**
 * Answers as the backend does: pages of a list with cursors that lead on and
 * back. What the list is restricted to and sorted by is not looked at.
 */
export function answerPages<T>(items: readonly T[]) {
  return async (
    request: ListRequest<unknown, string> = {},
  ): Promise<Page<T>> => {
    const { cursor, limit = 20 } = request;
    const from = cursor ? Number(cursor.replace('after-', '')) : 0;
    return {
      items: items.slice(from, from + limit),
      totalItems: items.length,
      pageInfo: {
        nextCursor:
          from + limit < items.length ? `after-${from + limit}` : undefined,
        prevCursor: from > 0 ? `after-${Math.max(0, from - limit)}` : undefined,
      },
    };
  };
}
