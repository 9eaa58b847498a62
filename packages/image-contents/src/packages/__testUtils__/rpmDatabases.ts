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

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { run } from './programs';

/** Node's own SQLite, which Jest does not know as a module. */
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

export interface SqliteDatabase {
  main: Buffer;
  log: Buffer;
}

/** Where SQLite's rows stand that a step of the plan wrote. */
export interface SqlitePlan {
  pageSize?: number;
  /** Rows that are in the main file. */
  first: Buffer[];
  /** Rows that are in the log only. */
  second?: Buffer[];
  /** Whether the log was begun anew once, so that old frames follow its own. */
  restarted?: boolean;
  /** Statements on the table after the first rows. */
  then?: string[];
}

/** Makes a database with SQLite itself, as rpm's backend does. */
export function buildSqlite(plan: SqlitePlan): SqliteDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'rpm-sqlite-'));
  const path = join(folder, 'rpmdb.sqlite');
  try {
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA page_size = ${plan.pageSize ?? 4096}`);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA wal_autocheckpoint = 0');
    database.exec(
      "CREATE TABLE 'Name' (key 'text' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)",
    );
    database.exec(
      "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)",
    );
    const insert = database.prepare('INSERT INTO Packages (blob) VALUES (?)');
    plan.first.forEach(blob => insert.run(blob));
    plan.then?.forEach(statement => database.exec(statement));
    if (plan.second) {
      database.exec(
        `PRAGMA wal_checkpoint(${plan.restarted ? 'RESTART' : 'TRUNCATE'})`,
      );
      plan.second.forEach(blob => insert.run(blob));
    }
    const main = readFileSync(path);
    const log = readFileSync(`${path}-wal`);
    database.close();
    return plan.second
      ? { main, log }
      : { main: readFileSync(path), log: Buffer.alloc(0) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes a hash database with Berkeley DB's own program. */
export function buildBerkeleyDb(blobs: Buffer[], pageSize = 4096): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'rpm-bdb-'));
  const path = join(folder, 'Packages');
  try {
    const highest = Buffer.alloc(4);
    highest.writeUInt32LE(blobs.length);
    const records = [highest, ...blobs].flatMap((blob, index) => {
      const key = Buffer.alloc(4);
      key.writeUInt32LE(index);
      return [` ${key.toString('hex')}`, ` ${blob.toString('hex')}`];
    });
    const dump = [
      'VERSION=3',
      'format=bytevalue',
      'type=hash',
      `db_pagesize=${pageSize}`,
      'HEADER=END',
      ...records,
      'DATA=END',
      '',
    ];
    run('db5.3_load', [path], dump.join('\n'));
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PAGE = 4096;
const BLOCK = 16;

/**
 * Writes rpm's own format by the layout in its source
 * (lib/backend/ndb/rpmpkg.c): a header, slots, and blobs with a checksum.
 */
export function buildNdb(blobs: Buffer[], slotPages = 1): Buffer {
  const slots = Buffer.alloc(slotPages * PAGE);
  slots.write('RpmP', 0, 'latin1');
  slots.writeUInt32LE(slotPages, 12);
  slots.writeUInt32LE(blobs.length + 1, 16);
  for (let at = 32; at < slots.length; at += 16) {
    slots.write('Slot', at, 'latin1');
  }
  const written: Buffer[] = [];
  let block = slots.length / BLOCK;
  blobs.forEach((blob, index) => {
    const used = 16 + blob.length + 12;
    const bytes = Buffer.alloc(Math.ceil(used / BLOCK) * BLOCK);
    bytes.write('BlbS', 0, 'latin1');
    bytes.writeUInt32LE(index + 1, 4);
    bytes.writeUInt32LE(blob.length, 12);
    blob.copy(bytes, 16);
    const tail = bytes.length - 12;
    bytes.writeUInt32LE(simpleAdler32(bytes.subarray(0, tail)), tail);
    bytes.writeUInt32LE(blob.length, tail + 4);
    bytes.write('BlbE', tail + 8, 'latin1');
    written.push(bytes);
    // Every other slot is free, as after packages were removed.
    const slot = 32 + index * 32;
    slots.writeUInt32LE(index + 1, slot + 4);
    slots.writeUInt32LE(block, slot + 8);
    slots.writeUInt32LE(bytes.length / BLOCK, slot + 12);
    block += bytes.length / BLOCK;
  });
  return Buffer.concat([slots, ...written]);
}

/** As RFC 1950 writes it down, a byte at a time. */
export function simpleAdler32(bytes: Buffer): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** A short name for bytes in a test's output. */
export function nameBytes(bytes: Buffer): string {
  return crc32(bytes).toString(16);
}
