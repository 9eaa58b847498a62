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

import Database from 'better-sqlite3';
import { writeRpmHeader } from './rpmHeader';
import type { SamplePackage } from './SamplePackage';

// Offsets of SQLite's file header that differ from release to release: the
// digest of an image shall not depend on who has written its database.
const CHANGE_COUNTER = 24;
const VALID_FOR = 92;
const LIBRARY_VERSION = 96;

// What rpm 4.16 and later look packages up by. It opens no database in which
// one of them is missing.
const TEXT_INDEXES = [
  'Name',
  'Basenames',
  'Group',
  'Requirename',
  'Providename',
  'Conflictname',
  'Obsoletename',
  'Triggername',
  'Dirnames',
  'Sha1header',
  'Filetriggername',
  'Transfiletriggername',
  'Recommendname',
  'Suggestname',
  'Supplementname',
  'Enhancename',
];
const BINARY_INDEXES = ['Installtid', 'Sigmd5'];

/**
 * `/var/lib/rpm/rpmdb.sqlite`: the headers of the packages, and an index of
 * their names. `rpm -qa` reads it.
 */
export function writeRpmDatabase(packages: SamplePackage[]): Buffer {
  const database = new Database(':memory:');
  try {
    database.exec(
      'CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)',
    );
    for (const name of TEXT_INDEXES) {
      database.exec(describeIndex(name, 'TEXT'));
    }
    for (const name of BINARY_INDEXES) {
      database.exec(describeIndex(name, 'BLOB'));
    }
    const addPackage = database.prepare(
      'INSERT INTO Packages (blob) VALUES (?)',
    );
    const addName = database.prepare('INSERT INTO Name VALUES (?, ?, 0)');
    packages.forEach((item, index) => {
      addPackage.run(writeRpmHeader(item));
      addName.run(item.name, index + 1);
    });
    const bytes = database.serialize();
    for (const offset of [CHANGE_COUNTER, VALID_FOR, LIBRARY_VERSION]) {
      bytes.writeUInt32BE(1, offset);
    }
    return bytes;
  } finally {
    database.close();
  }
}

function describeIndex(name: string, type: 'TEXT' | 'BLOB'): string {
  return `CREATE TABLE '${name}' (key '${type}' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL, FOREIGN KEY (hnum) REFERENCES 'Packages'(hnum))`;
}
