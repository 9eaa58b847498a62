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

import { DatabaseDamage } from '../DatabaseDamage';
import type { HeaderSink } from './types';

const HASH_MAGIC = 0x061561;
const PAGE_HEADER_SIZE = 26;
const META_PAGE = 8;
const OVERFLOW_PAGE = 7;
/** Hash pages, of which the older kind is not sorted. */
const HASH_PAGES = new Set([2, 13]);
/** Kinds of items on hash pages. */
const KEY_DATA = 1;
const OFF_PAGE = 3;
const OFF_PAGE_SIZE = 12;

/** @internal */
export function isBerkeleyDb(bytes: Buffer): boolean {
  return (
    bytes.length >= 512 &&
    (bytes.readUInt32LE(12) === HASH_MAGIC ||
      bytes.readUInt32BE(12) === HASH_MAGIC)
  );
}

class BerkeleyReader {
  readonly #bytes: Buffer;
  readonly #pageSize: number;
  readonly #sink: HeaderSink;
  readonly #seen: Uint8Array;

  constructor(bytes: Buffer, pageSize: number, sink: HeaderSink) {
    this.#bytes = bytes;
    this.#pageSize = pageSize;
    this.#sink = sink;
    this.#seen = new Uint8Array(Math.floor(bytes.length / pageSize));
  }

  read(): void {
    const pages = this.#seen.length;
    const last = this.#bytes.readUInt32LE(32);
    if (last >= pages) {
      this.#sink.damaged(`it says to have ${last + 1} pages and has ${pages}`);
    }
    for (let number = 1; number < pages && number <= last; number += 1) {
      const page = this.#page(number);
      if (HASH_PAGES.has(page[25]) && !this.#readPage(page)) {
        return;
      }
    }
  }

  #page(number: number): Buffer {
    const start = number * this.#pageSize;
    return this.#bytes.subarray(start, start + this.#pageSize);
  }

  #readPage(page: Buffer): boolean {
    const entries = page.readUInt16LE(20);
    const items = PAGE_HEADER_SIZE + entries * 2;
    if (entries % 2 !== 0 || items > this.#pageSize) {
      return this.#sink.damaged(
        'it has a page with an impossible number of entries',
      );
    }
    // Keys and values take turns; an item ends where the one before it begins.
    let end = this.#pageSize;
    for (let index = 0; index < entries; index += 1) {
      const start = page.readUInt16LE(PAGE_HEADER_SIZE + index * 2);
      if (start >= end || start < items) {
        return this.#sink.damaged('it has an item outside of its page');
      }
      if (index % 2 === 1 && !this.#readItem(page.subarray(start, end))) {
        return false;
      }
      end = start;
    }
    return true;
  }

  #readItem(item: Buffer): boolean {
    if (item[0] === KEY_DATA) {
      // The highest number of a package so far is kept as one, too.
      return item.length <= 5 || this.#sink.header(item.subarray(1));
    }
    if (item[0] !== OFF_PAGE || item.length < OFF_PAGE_SIZE) {
      return this.#sink.damaged(
        `it has an item of the unknown kind ${item[0]}`,
      );
    }
    const blob = this.#readChain(item.readUInt32LE(4), item.readUInt32LE(8));
    return blob
      ? this.#sink.header(blob)
      : this.#sink.damaged('it has a chain of pages that is damaged');
  }

  #readChain(first: number, length: number): Buffer | undefined {
    const parts: Buffer[] = [];
    let total = 0;
    let number = first;
    while (number !== 0) {
      if (number >= this.#seen.length || this.#seen[number] === 1) {
        return undefined;
      }
      this.#seen[number] = 1;
      const page = this.#page(number);
      const size = page.readUInt16LE(22);
      const end = PAGE_HEADER_SIZE + size;
      if (page[25] !== OVERFLOW_PAGE || end > this.#pageSize) {
        return undefined;
      }
      parts.push(page.subarray(PAGE_HEADER_SIZE, end));
      total += size;
      number = page.readUInt32LE(16);
    }
    return total === length ? Buffer.concat(parts, total) : undefined;
  }
}

/** Checks the first page and gives the size of all. */
function checkMeta(bytes: Buffer): number {
  if (bytes.readUInt32LE(12) !== HASH_MAGIC) {
    throw new DatabaseDamage('its numbers are in big-endian order');
  }
  const pageSize = bytes.readUInt32LE(20);
  // eslint-disable-next-line no-bitwise -- whether it is a power of two
  const isPower = (pageSize & (pageSize - 1)) === 0;
  if (!isPower || pageSize < 512 || pageSize > 65_536) {
    throw new DatabaseDamage(`its pages have the impossible size ${pageSize}`);
  }
  if (bytes[25] !== META_PAGE) {
    throw new DatabaseDamage('its first page is of another kind');
  }
  if (bytes[24] !== 0) {
    throw new DatabaseDamage('it is encrypted');
  }
  return pageSize;
}

/**
 * Reads the hash database of Berkeley DB that rpm had up to 4.15, as Amazon
 * Linux 2 has it: numbers of packages as keys, headers as values, which mostly
 * stand on chains of overflow pages.
 *
 * Every page is read once at most: a page of two chains, or of a chain that
 * goes in a circle, is damage. So the time is in proportion to the file.
 *
 * @throws {@link DatabaseDamage} where the first page cannot be read.
 * @internal
 */
export function readBerkeleyDb(bytes: Buffer, sink: HeaderSink): void {
  new BerkeleyReader(bytes, checkMeta(bytes), sink).read();
}
