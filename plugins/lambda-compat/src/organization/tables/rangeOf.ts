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

import type { Page } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/**
 * Which items of the whole list a page shows, counted from 1.
 *
 * A cursor says after which item a page begins, not how many stand before it.
 * Both ends of a list are certain. Between them the number comes from the
 * address, where the one who turned the page left it, and is believed only
 * where it can be true.
 *
 * @returns null where the page is empty or its place is not known
 */
export function rangeOf<T>(
  page: Page<T>,
  from: number | undefined,
): { first: number; last: number } | null {
  const { items, pageInfo, totalItems } = page;
  const before = itemsBefore(page, from);
  if (!items.length || before === undefined) {
    return null;
  }
  const last = before + items.length;
  const isPossible = pageInfo.nextCursor
    ? last < totalItems
    : last === totalItems;
  return isPossible ? { first: before + 1, last } : null;
}

function itemsBefore<T>(
  { items, pageInfo, totalItems }: Page<T>,
  from: number | undefined,
): number | undefined {
  if (!pageInfo.prevCursor) {
    return 0;
  }
  return pageInfo.nextCursor ? from : totalItems - items.length;
}

/** Which page a press on a button leads to. */
export type PageTurn = { cursor?: string; from?: number };

/** @returns undefined where there is no next page */
export function nextPage<T>(
  page: Page<T>,
  from: number | undefined,
): PageTurn | undefined {
  const range = rangeOf(page, from);
  return page.pageInfo.nextCursor
    ? { cursor: page.pageInfo.nextCursor, from: range?.last }
    : undefined;
}

/** @returns undefined where there is no page before */
export function previousPage<T>(
  page: Page<T>,
  from: number | undefined,
  pageSize: number,
): PageTurn | undefined {
  if (!page.pageInfo.prevCursor) {
    return undefined;
  }
  const range = rangeOf(page, from);
  const before = range ? range.first - 1 - pageSize : undefined;
  // The first page has no cursor: what was added there since is seen, too.
  return before !== undefined && before <= 0
    ? {}
    : { cursor: page.pageInfo.prevCursor, from: before };
}
