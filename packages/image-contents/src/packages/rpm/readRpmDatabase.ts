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

import type { PackageDatabase } from '../../types';
import { DatabaseDamage } from '../DatabaseDamage';
import type { PackageList } from '../PackageList';
import { isBerkeleyDb, readBerkeleyDb } from './berkeleyDb';
import { readRpmHeader } from './header';
import { isNdb, readNdb } from './ndb';
import { isSqlite } from './sqlite/SqliteFile';
import { readRpmSqlite } from './sqlite/readRpmSqlite';
import type { HeaderSink } from './types';

type RpmFormat = Extract<PackageDatabase['format'], `rpm-${string}`>;

/**
 * How a database is stored, by its first bytes: its name says only what rpm
 * would have made of it.
 *
 * @internal
 */
export function rpmFormatOf(bytes: Buffer): RpmFormat | undefined {
  if (isSqlite(bytes)) {
    return 'rpm-sqlite';
  }
  if (isNdb(bytes)) {
    return 'rpm-ndb';
  }
  return isBerkeleyDb(bytes) ? 'rpm-bdb' : undefined;
}

/**
 * Adds the packages of one of rpm's databases to the list. Damage is noted
 * there; what can be read beside it is.
 *
 * @param log - The write-ahead log of an SQLite database.
 * @internal
 */
export function readRpmDatabase(
  bytes: Buffer,
  format: RpmFormat,
  log: Buffer | undefined,
  list: PackageList,
): void {
  const sink: HeaderSink = {
    header: blob => addHeader(blob, list),
    damaged: message => list.damaged(message),
  };
  try {
    switch (format) {
      case 'rpm-sqlite':
        readRpmSqlite(bytes, log, sink);
        break;
      case 'rpm-ndb':
        readNdb(bytes, sink);
        break;
      default:
        readBerkeleyDb(bytes, sink);
    }
  } catch (error) {
    note(error, list);
  }
}

function addHeader(blob: Buffer, list: PackageList): boolean {
  try {
    const found = readRpmHeader(blob);
    return found ? list.add(found) : true;
  } catch (error) {
    return note(error, list);
  }
}

/** Anything but damage is an error of the program. */
function note(error: unknown, list: PackageList): boolean {
  if (!(error instanceof DatabaseDamage)) {
    throw error;
  }
  return list.damaged(error.message);
}
