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

import { readOne, readText } from './params';

/** Rows of a table that are offered. */
export const PAGE_SIZES = ['10', '20', '50', '100'] as const;

/** Which page of a list an address shows. */
export interface PagingView {
  pageSize: (typeof PAGE_SIZES)[number];
  /** Of a page that is not the first. */
  cursor: string | undefined;
  /**
   * How many items stand before the page, as far as the one who turned it
   * knew. A cursor does not say that; see `rangeOf`.
   */
  from: number | undefined;
}

// A list is at most a few hundred thousand long. More digits are a mistake,
// and less of a mistake when left out.
const FROM = /^[1-9]\d{0,8}$/;

export function readPaging(params: URLSearchParams): PagingView {
  const cursor = readText(params, 'cursor');
  const from = params.get('from') ?? '';
  return {
    pageSize: readOne(params, 'rows', PAGE_SIZES, '20'),
    cursor,
    from: cursor && FROM.test(from) ? Number(from) : undefined,
  };
}

/** @see readPaging */
export function writePaging(view: PagingView) {
  return {
    rows: view.pageSize !== '20' && view.pageSize,
    cursor: view.cursor,
    from: view.cursor && view.from ? String(view.from) : undefined,
  };
}
