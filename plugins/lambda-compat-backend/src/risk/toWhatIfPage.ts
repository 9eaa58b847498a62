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

import type { WhatIfComponent } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { checkPosition } from '../coverage/queries/keyset';
import type { Position } from '../coverage/CoverageStore';
import type { WhatIfPage, WhatIfQuery } from './Risk';

/** What breaks comes first, what nothing can happen to last. */
export const OUTCOMES = [
  'breaks',
  'can-break',
  'unknown',
  'works',
  'not-affected',
] as const satisfies ReadonlyArray<WhatIfComponent['outcome']>;

const KEY = [
  { column: 'i.outcome', kind: 'integer' },
  { column: 'i.name', kind: 'text' },
  { column: 'i.ref', kind: 'text' },
] as const;

type Item = WhatIfComponent & { sortName: string };

/** The page that is asked for, of all components in any order. */
export function toWhatIfPage(
  all: readonly Item[],
  query: WhatIfQuery,
): Omit<WhatIfPage, 'target'> {
  const counts = {
    breaks: 0,
    'can-break': 0,
    unknown: 0,
    works: 0,
    'not-affected': 0,
  };
  for (const { outcome } of all) {
    counts[outcome] += 1;
  }
  const { after, before, filter, limit } = query;
  const wanted = new Set(filter.outcome?.length ? filter.outcome : OUTCOMES);
  const items = all
    .filter(({ outcome }) => wanted.has(outcome))
    .sort((a, b) => compare(toPosition(a), toPosition(b)));
  const [start, end] = findRange(items, { after, before, limit });
  const page = items.slice(start, end);
  return {
    items: page.map(({ sortName, ...item }) => item),
    totalItems: items.length,
    counts,
    next:
      end < items.length && page.length > 0
        ? toPosition(page[page.length - 1])
        : null,
    previous: start > 0 && page.length > 0 ? toPosition(page[0]) : null,
  };
}

function findRange(
  items: readonly Item[],
  { after, before, limit }: Pick<WhatIfQuery, 'after' | 'before' | 'limit'>,
): [number, number] {
  if (before) {
    checkPosition(KEY, before);
    const end = countUntil(items, before, false);
    return [Math.max(0, end - limit), end];
  }
  const start = after ? countUntil(items, checkPosition(KEY, after), true) : 0;
  return [start, Math.min(items.length, start + limit)];
}

/** How many items come before a position. */
function countUntil(
  items: readonly Item[],
  position: Position,
  included: boolean,
): number {
  const index = items.findIndex(item => {
    const order = compare(toPosition(item), position);
    return included ? order > 0 : order >= 0;
  });
  return index < 0 ? items.length : index;
}

function toPosition({ outcome, sortName, entityRef }: Item): Position {
  return [OUTCOMES.indexOf(outcome), sortName, entityRef];
}

function compare(a: Position, b: Position): number {
  for (const [index, value] of a.entries()) {
    if (value < b[index]) {
      return -1;
    }
    if (value > b[index]) {
      return 1;
    }
  }
  return 0;
}
