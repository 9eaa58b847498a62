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
import type { HeaderSink } from '../types';
import { readRecord } from './record';
import { SqliteFile } from './SqliteFile';
import { walkTable } from './table';

/** `CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB)`. */
const TABLE = 'Packages';

/**
 * Reads the headers in the table `Packages` of rpm's SQLite database, with the
 * rows that so far are only in its write-ahead log. Nothing is asked of SQL: a
 * view or an expression that somebody put there is not evaluated.
 *
 * @param log - The content of `rpmdb.sqlite-wal`.
 * @throws {@link DatabaseDamage} where the table cannot be found.
 * @internal
 */
export function readRpmSqlite(
  bytes: Buffer,
  log: Buffer | undefined,
  sink: HeaderSink,
): void {
  const damaged = (message: string) => sink.damaged(message);
  const file = SqliteFile.open(bytes, log, damaged);
  const root = findTable(file, damaged);
  if (root === undefined) {
    throw new DatabaseDamage(`it has no table ${TABLE}`);
  }
  const row = (payload: Buffer) => {
    const [, blob] = readRecord(payload);
    if (blob?.kind !== 'blob') {
      throw new DatabaseDamage('it has a row without a header');
    }
    return sink.header(blob.bytes);
  };
  walkTable(file, root, row, damaged);
}

function findTable(
  file: SqliteFile,
  damaged: (message: string) => boolean,
): number | undefined {
  let root: number | undefined;
  const row = (payload: Buffer) => {
    const [type, name, , page] = readRecord(payload);
    if (
      type?.kind === 'text' &&
      type.bytes.toString('latin1') === 'table' &&
      name?.kind === 'text' &&
      name.bytes.toString('latin1') === TABLE &&
      page?.kind === 'number' &&
      page.value > 0
    ) {
      root = page.value;
    }
    return root === undefined;
  };
  walkTable(file, 1, row, damaged);
  return root;
}
