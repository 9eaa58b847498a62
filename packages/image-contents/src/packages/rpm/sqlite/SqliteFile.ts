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
import { isPageSize, readWal, type WalPages } from './wal';

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const HEADER_SIZE = 100;
const UTF_8 = 1;

/** @internal */
export function isSqlite(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).equals(MAGIC);
}

/**
 * The pages of a database with what its write-ahead log has of them. Each is
 * handed out once: no page belongs to two trees or chains, so that whatever the
 * bytes say, walking them ends.
 *
 * @internal
 */
export class SqliteFile {
  readonly #bytes: Buffer;
  readonly #wal: WalPages | undefined;
  readonly #seen: Uint8Array;
  readonly pageSize: number;
  readonly pageCount: number;
  /** Bytes of a page that are in use. */
  readonly usableSize: number;

  private constructor(bytes: Buffer, wal: WalPages | undefined) {
    const first = wal?.pages.get(1) ?? bytes;
    const written = first.readUInt16BE(16);
    this.pageSize = written === 1 ? 65_536 : written;
    this.usableSize = this.pageSize - first[20];
    if (!isPageSize(this.pageSize) || this.usableSize < 480) {
      throw new DatabaseDamage(
        `its pages have the impossible size ${this.pageSize}`,
      );
    }
    const encoding = first.readUInt32BE(56);
    if (encoding !== UTF_8 && encoding !== 0) {
      throw new DatabaseDamage('its text is not UTF-8');
    }
    this.#bytes = bytes;
    this.#wal = wal;
    const ownPages = Math.floor(bytes.length / this.pageSize);
    // What the log says of the number is believed as far as pages are there.
    this.pageCount = wal
      ? Math.min(wal.pageCount, ownPages + wal.pages.size)
      : ownPages;
    this.#seen = new Uint8Array(this.pageCount + 1);
  }

  /**
   * Opens the bytes of a database and of the log beside it.
   *
   * @param damaged - Told where the log cannot be used.
   * @throws {@link DatabaseDamage} where the first page cannot be read.
   */
  static open(
    bytes: Buffer,
    log: Buffer | undefined,
    damaged: (message: string) => boolean,
  ): SqliteFile {
    if (bytes.length < HEADER_SIZE) {
      throw new DatabaseDamage('it ends within its first page');
    }
    const wal = log && log.length > 0 ? readWal(log) : undefined;
    if (log && log.length > 0 && !wal) {
      damaged(
        'its write-ahead log cannot be read, so that rows may be missing',
      );
    }
    const own = new SqliteFile(bytes, undefined);
    if (!wal || wal.pages.size === 0) {
      return own;
    }
    if (wal.pageSize !== own.pageSize) {
      damaged('its write-ahead log has pages of another size');
      return own;
    }
    return new SqliteFile(bytes, wal);
  }

  /** @throws {@link DatabaseDamage} where it is not there or was taken before. */
  takePage(number: number): Buffer {
    if (number === 0 || number >= this.#seen.length) {
      throw new DatabaseDamage(`it refers to page ${number}, which it lacks`);
    }
    if (this.#seen[number] === 1) {
      throw new DatabaseDamage(`it refers to page ${number} twice`);
    }
    this.#seen[number] = 1;
    const start = (number - 1) * this.pageSize;
    const page =
      this.#wal?.pages.get(number) ??
      this.#bytes.subarray(start, start + this.pageSize);
    if (page.length !== this.pageSize) {
      throw new DatabaseDamage(`it ends within page ${number}`);
    }
    return page;
  }

  /** Bytes that all pages together may hold. */
  get size(): number {
    return this.pageCount * this.pageSize;
  }
}
