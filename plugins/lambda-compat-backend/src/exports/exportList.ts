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

import { isError } from '@backstage/errors';
import type {
  ExportFormat,
  SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Coverage } from '../coverage/Coverage';
import type { ListPage, ListQuery, Position } from '../coverage/CoverageStore';
import { componentColumns, problemColumns, referenceColumns } from './columns';
import { type Column, toCsv, toRows } from './toCsv';
import { toJson } from './toJson';

export type ExportedList = 'components' | 'references' | 'problems';

/** @see exportList */
export interface ExportOptions {
  coverage: Coverage;
  list: ExportedList;
  filter: object;
  orderField: string;
  order: SortOrder;
  format: ExportFormat;
  /** For the file's name, `YYYY-MM-DD`. */
  day: string;
  response: ServerResponse;
}

/** The most that a list gives at once. */
export const PAGE_SIZE = 500;

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

/**
 * Writes a whole list as a file, page by page: as fast as the client reads, and
 * no longer than it listens. Rows that change places meanwhile can be missing
 * or twice in it.
 *
 * @throws what the list throws. After the first page the connection is broken
 *   off, so that no file looks whole that is not.
 */
export async function exportList(options: ExportOptions): Promise<void> {
  const { coverage, list } = options;
  switch (list) {
    case 'components':
      return writeList(options, componentColumns, after =>
        coverage.listComponents(toQuery(options, after)),
      );
    case 'references':
      return writeList(options, referenceColumns, after =>
        coverage.listReferences(toQuery(options, after)),
      );
    default:
      return writeList(options, problemColumns, after =>
        coverage.listProblems(toQuery(options, after)),
      );
  }
}

function toQuery<TFilter, TField extends string>(
  { filter, orderField, order }: ExportOptions,
  after: Position | undefined,
): ListQuery<TFilter, TField> {
  return {
    filter: filter as TFilter,
    orderField: orderField as TField,
    order,
    limit: PAGE_SIZE,
    after,
    withTotal: false,
  };
}

/** @see writeList */
export type ListFile = Pick<ExportOptions, 'format' | 'day' | 'response'> & {
  /** For the file's name. */
  list: string;
};

/**
 * The same for a list that is read page by page in any way.
 *
 * @see exportList
 */
export async function writeList<T>(
  options: ListFile,
  columns: Array<Column<T>>,
  readPage: (after?: Position) => Promise<ListPage<T>>,
): Promise<void> {
  const { format, response } = options;
  // What fails here can still be answered with an error.
  const first = await readPage();
  response.statusCode = 200;
  response.setHeader('Content-Type', CONTENT_TYPES[format]);
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="lambda-compat-${options.list}-${options.day}.${format}"`,
  );
  response.setHeader('Cache-Control', 'private, no-store');
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const items = Readable.from(readItems(first, readPage));
  try {
    await (format === 'csv'
      ? pipeline(items, toRows(columns), toCsv(columns), response)
      : pipeline(items, toJson(), response));
  } catch (error) {
    // The client went away, which is its right.
    if (!isError(error) || error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      throw error;
    }
  }
}

async function* readItems<T>(
  first: ListPage<T>,
  readPage: (after: Position) => Promise<ListPage<T>>,
): AsyncGenerator<T> {
  let page = first;
  for (;;) {
    yield* page.items;
    if (!page.next) {
      return;
    }
    page = await readPage(page.next);
  }
}
