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

import { DatabaseDamage } from '../../DatabaseDamage';
import { readVarint } from './table';

/** Columns that are looked at; the tables that are read have five at most. */
const MAX_COLUMNS = 8;

/** Sizes of the values whose type is below 12; 10 and 11 are reserved. */
const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

/**
 * A value of a row. Texts and blobs are the bytes themselves.
 *
 * @internal
 */
export type SqliteValue =
  | { kind: 'blob' | 'text'; bytes: Buffer }
  | { kind: 'number'; value: number }
  | { kind: 'null' };

/**
 * Reads the first values of a row (file format, section 2.1).
 *
 * @throws {@link DatabaseDamage} where they are outside of it.
 * @internal
 */
export function readRecord(payload: Buffer): SqliteValue[] {
  const header = readVarint(payload, 0);
  if (header.value > payload.length || header.value < header.end) {
    throw new DatabaseDamage('it has a row whose columns are outside of it');
  }
  const values: SqliteValue[] = [];
  let at = header.end;
  let start = header.value;
  while (at < header.value && values.length < MAX_COLUMNS) {
    const type = readVarint(payload, at);
    at = type.end;
    const size =
      type.value < 12 ? SIZES[type.value] : Math.floor((type.value - 12) / 2);
    if (start + size > payload.length) {
      throw new DatabaseDamage('it has a row whose values are outside of it');
    }
    values.push(readValue(type.value, payload.subarray(start, start + size)));
    start += size;
  }
  return values;
}

function readValue(type: number, bytes: Buffer): SqliteValue {
  if (type >= 12) {
    return { kind: type % 2 === 0 ? 'blob' : 'text', bytes };
  }
  if (type >= 1 && type <= 5) {
    return { kind: 'number', value: bytes.readIntBE(0, bytes.length) };
  }
  if (type === 8 || type === 9) {
    return { kind: 'number', value: type - 8 };
  }
  // Eight bytes of a whole or of another number are no page of a table.
  return { kind: 'null' };
}
