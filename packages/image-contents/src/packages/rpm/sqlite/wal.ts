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

const HEADER_SIZE = 32;
const FRAME_HEADER_SIZE = 24;
/** With the checksums in little-endian and in big-endian order. */
const MAGIC_LITTLE = 0x377f0682;
const MAGIC_BIG = 0x377f0683;
const FORMAT_VERSION = 3_007_000;

/**
 * What the write-ahead log changes of a database.
 *
 * @internal
 */
export interface WalPages {
  pageSize: number;
  /** Pages of the database as of the last commit; 0 where there is none. */
  pageCount: number;
  /** The newest committed content of each page. */
  pages: Map<number, Buffer>;
}

/** The running checksum: two sums over pairs of 32-bit numbers. */
class WalChecksum {
  readonly #bigEndian: boolean;
  #first = 0;
  #second = 0;

  constructor(bigEndian: boolean) {
    this.#bigEndian = bigEndian;
  }

  add(bytes: Buffer, start: number, end: number): void {
    for (let at = start; at < end; at += 8) {
      const one = this.#bigEndian
        ? bytes.readUInt32BE(at)
        : bytes.readUInt32LE(at);
      const other = this.#bigEndian
        ? bytes.readUInt32BE(at + 4)
        : bytes.readUInt32LE(at + 4);
      this.#first = (this.#first + one + this.#second) % 0x1_0000_0000;
      this.#second = (this.#second + other + this.#first) % 0x1_0000_0000;
    }
  }

  is(first: number, second: number): boolean {
    return this.#first === first && this.#second === second;
  }
}

/**
 * Reads a write-ahead log as SQLite recovers it (https://sqlite.org/fileformat2.html
 * section 4): frames up to the first whose salts or running checksum are not
 * those of the log, of which those up to the last commit count.
 *
 * @returns Undefined where it is no log at all.
 * @internal
 */
export function readWal(bytes: Buffer): WalPages | undefined {
  if (bytes.length < HEADER_SIZE) {
    return undefined;
  }
  const magic = bytes.readUInt32BE(0);
  const pageSize = bytes.readUInt32BE(8);
  if (
    (magic !== MAGIC_LITTLE && magic !== MAGIC_BIG) ||
    bytes.readUInt32BE(4) !== FORMAT_VERSION ||
    !isPageSize(pageSize)
  ) {
    return undefined;
  }
  const checksum = new WalChecksum(magic === MAGIC_BIG);
  checksum.add(bytes, 0, 24);
  if (!checksum.is(bytes.readUInt32BE(24), bytes.readUInt32BE(28))) {
    return undefined;
  }
  const salts = bytes.subarray(16, 24);
  const result: WalPages = { pageSize, pageCount: 0, pages: new Map() };
  let pending = new Map<number, Buffer>();
  const size = FRAME_HEADER_SIZE + pageSize;
  for (let at = HEADER_SIZE; at + size <= bytes.length; at += size) {
    const number = bytes.readUInt32BE(at);
    const pageCount = bytes.readUInt32BE(at + 4);
    checksum.add(bytes, at, at + 8);
    checksum.add(bytes, at + FRAME_HEADER_SIZE, at + size);
    if (
      number === 0 ||
      !salts.equals(bytes.subarray(at + 8, at + 16)) ||
      !checksum.is(bytes.readUInt32BE(at + 16), bytes.readUInt32BE(at + 20))
    ) {
      break;
    }
    pending.set(number, bytes.subarray(at + FRAME_HEADER_SIZE, at + size));
    if (pageCount > 0) {
      pending.forEach((page, key) => result.pages.set(key, page));
      result.pageCount = pageCount;
      pending = new Map();
    }
  }
  return result;
}

/** @internal */
export function isPageSize(size: number): boolean {
  // eslint-disable-next-line no-bitwise -- whether it is a power of two
  return size >= 512 && size <= 65_536 && (size & (size - 1)) === 0;
}
