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
import type { Position } from '../../coverage/CoverageStore';
import type { QueryParameters } from './queryParameters';
import { type Query, readValues } from './readQuery';

/** What a cursor holds: a place in a list, and which list it is. */
export interface CursorContent {
  list: string;
  /** Filter, order and grouping, as they stood in the first page's query. */
  query: Query;
  /** Whether the page follows the position or ends before it. */
  direction: 'after' | 'before';
  position: Position;
}

const VERSION = 1;

/** As the OpenAPI document allows; four characters hold three bytes. */
const MAX_LENGTH = 8_192;
const MAX_POSITION_LENGTH = 8;
const KEYS = ['version', 'list', 'query', 'direction', 'position'];

/** Parameters that a cursor does not bring along. */
const NOT_IN_CURSOR = new Set(['limit', 'cursor']);

/** @throws `InputError` where the list has a position that is too long */
export function encodeCursor(content: CursorContent): string {
  const json = JSON.stringify({ version: VERSION, ...content });
  const cursor = Buffer.from(json).toString('base64url');
  if (cursor.length > MAX_LENGTH) {
    throw new InputError(
      `The filters are too long together: a cursor with them has ${cursor.length} characters, and may have ${MAX_LENGTH}`,
    );
  }
  return cursor;
}

/**
 * Reads a cursor, which comes from outside: all that it brings is checked as if
 * it stood in the query of a request for the list.
 *
 * @throws `InputError` where it is none, or belongs to another list
 */
export function decodeCursor(
  cursor: string,
  list: string,
  parameters: QueryParameters,
): CursorContent {
  const content = parse(cursor);
  if (
    !isRecord(content) ||
    Object.keys(content).some(key => !KEYS.includes(key)) ||
    content.version !== VERSION ||
    typeof content.list !== 'string'
  ) {
    throw notValid();
  }
  if (content.list !== list) {
    throw new InputError('The cursor belongs to another list');
  }
  const { direction, position } = content;
  if (
    (direction !== 'after' && direction !== 'before') ||
    !isPosition(position)
  ) {
    throw notValid();
  }
  const query = readCursorQuery(content.query, parameters);
  if (
    query.orderField === undefined ||
    (parameters.has('groupBy') && query.groupBy === undefined)
  ) {
    throw notValid();
  }
  return { list, query, direction, position };
}

function parse(cursor: string): unknown {
  // Buffer.from would pass over characters that are not in the alphabet.
  if (cursor.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(cursor)) {
    throw notValid();
  }
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw notValid();
  }
}

function readCursorQuery(given: unknown, parameters: QueryParameters): Query {
  if (!isRecord(given)) {
    throw notValid();
  }
  const query: Query = {};
  for (const [name, value] of Object.entries(given)) {
    const parameter = parameters.get(name);
    const values = Array.isArray(value) ? value : [value];
    if (
      !parameter ||
      NOT_IN_CURSOR.has(name) ||
      Array.isArray(value) !== (parameter.schema.type === 'array') ||
      !values.every(item => typeof item === 'string')
    ) {
      throw notValid();
    }
    try {
      query[name] = readValues(parameter, values);
    } catch {
      throw notValid();
    }
  }
  return query;
}

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= MAX_POSITION_LENGTH &&
    value.every(
      item =>
        (typeof item === 'string' && !item.includes('\0')) ||
        Number.isFinite(item),
    )
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notValid(): InputError {
  return new InputError(
    'The cursor is not valid; take it unchanged from a page of the list',
  );
}
