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

import { stringify } from 'csv-stringify';
import type { Duplex } from 'node:stream';

/** Null is an empty cell. */
export type Cell = string | number | boolean | null;

/** A column of a table. */
export interface Column<T> {
  header: string;
  read(item: T): Cell;
}

/** Turns items into rows of cells. */
export function toRows<T>(
  columns: Array<Column<T>>,
): (items: AsyncIterable<T>) => AsyncIterable<Cell[]> {
  return async function* readRows(items) {
    for await (const item of items) {
      yield columns.map(({ read }) => read(item));
    }
  };
}

/**
 * Turns rows into a table that spreadsheets open: RFC 4180, with a byte order
 * mark because they would not take it for UTF-8 otherwise. Text that they would
 * run as a formula gets an apostrophe before it.
 */
export function toCsv(columns: Array<{ header: string }>): Duplex {
  return stringify({
    bom: true,
    cast: { boolean: value => String(value) },
    columns: columns.map(({ header }) => header),
    escape_formulas: true,
    header: true,
    // Line ends of either kind, not only the one between records.
    quoted_match: /[\r\n]/,
    record_delimiter: 'windows',
  });
}
