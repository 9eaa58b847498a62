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
import type { SqliteFile } from './SqliteFile';

const INTERIOR = 5;
const LEAF = 13;

/**
 * Walks the rows of a table, given by its first page: a B-tree of which the
 * leaves hold the rows, the ends of long ones on chains of further pages. A
 * part that is damaged is told and left out.
 *
 * @param row - Takes the bytes of a row; false ends the walk.
 * @param damaged - Told of damage; false ends the walk.
 * @internal
 */
export function walkTable(
  file: SqliteFile,
  root: number,
  row: (payload: Buffer) => boolean,
  damaged: (message: string) => boolean,
): void {
  // The pages still to walk, the next one last.
  const pages = [root];
  while (pages.length > 0) {
    try {
      const number = pages.pop() ?? 0;
      const page = openPage(file, number);
      if (page.kind === INTERIOR) {
        if (pages.length + page.cells > file.pageCount) {
          throw new DatabaseDamage('its pages refer to more pages than it has');
        }
        pages.push(page.bytes.readUInt32BE(page.start + 8));
        for (let index = page.cells - 1; index >= 0; index -= 1) {
          pages.push(page.bytes.readUInt32BE(page.cell(index, 4)));
        }
      } else if (!readLeaf(file, page, row, damaged)) {
        return;
      }
    } catch (error) {
      if (!damaged(messageOf(error))) {
        return;
      }
    }
  }
}

interface TreePage {
  bytes: Buffer;
  kind: typeof INTERIOR | typeof LEAF;
  /** Where the page's header begins. */
  start: number;
  cells: number;
  /** Where a cell begins, of which at least so many bytes are there. */
  cell: (index: number, size: number) => number;
}

function openPage(file: SqliteFile, number: number): TreePage {
  const bytes = file.takePage(number);
  // The header of the file stands before that of its first page.
  const start = number === 1 ? 100 : 0;
  const kind = bytes[start];
  if (kind !== INTERIOR && kind !== LEAF) {
    throw new DatabaseDamage(`its page ${number} is no page of a table`);
  }
  const cells = bytes.readUInt16BE(start + 3);
  const pointers = start + (kind === INTERIOR ? 12 : 8);
  if (pointers + cells * 2 > file.usableSize) {
    throw new DatabaseDamage(`its page ${number} has more cells than fit`);
  }
  return {
    bytes,
    kind,
    start,
    cells,
    cell: (index, size) => {
      const at = bytes.readUInt16BE(pointers + index * 2);
      if (at < pointers + cells * 2 || at + size > file.usableSize) {
        throw new DatabaseDamage(`its page ${number} has a cell outside of it`);
      }
      return at;
    },
  };
}

function readLeaf(
  file: SqliteFile,
  page: TreePage,
  row: (payload: Buffer) => boolean,
  damaged: (message: string) => boolean,
): boolean {
  // Cells that overlap would make a small page say a lot.
  let budget = file.usableSize;
  for (let index = 0; index < page.cells; index += 1) {
    try {
      const at = page.cell(index, 4);
      const size = readVarint(page.bytes, at);
      const id = readVarint(page.bytes, size.end);
      const local = localSize(size.value, file.usableSize);
      budget -= local;
      if (id.end + local > file.usableSize || budget < 0) {
        throw new DatabaseDamage('it has a row outside of its page');
      }
      const start = page.bytes.subarray(id.end, id.end + local);
      const payload =
        local === size.value
          ? start
          : readChain(file, page.bytes, id.end + local, start, size.value);
      if (!row(payload)) {
        return false;
      }
    } catch (error) {
      if (!damaged(messageOf(error))) {
        return false;
      }
    }
  }
  return true;
}

/** Bytes of a row that stand on the leaf itself (file format, section 1.6). */
function localSize(size: number, usable: number): number {
  const most = usable - 35;
  if (size <= most) {
    return size;
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const rest = least + ((size - least) % (usable - 4));
  return rest <= most ? rest : least;
}

function readChain(
  file: SqliteFile,
  page: Buffer,
  pointer: number,
  start: Buffer,
  size: number,
): Buffer {
  if (size > file.size || pointer + 4 > file.usableSize) {
    throw new DatabaseDamage('it has a row longer than the file');
  }
  const parts = [start];
  let missing = size - start.length;
  let next = page.readUInt32BE(pointer);
  while (missing > 0) {
    const overflow = file.takePage(next);
    const part = overflow.subarray(4, Math.min(file.usableSize, 4 + missing));
    parts.push(part);
    missing -= part.length;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts, size);
}

/**
 * Reads a number of one to nine bytes; beyond 2^53 it is not exact, which no
 * size that is possible is.
 *
 * @internal
 */
export function readVarint(
  bytes: Buffer,
  at: number,
): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) {
      throw new DatabaseDamage('it has a number that ends too early');
    }
    if (index === 8) {
      return { value: value * 256 + byte, end: at + 9 };
    }
    value = value * 128 + (byte % 128);
    if (byte < 128) {
      return { value, end: at + index + 1 };
    }
  }
  return { value, end: at + 9 };
}

/** The sentence of damage; anything else is an error of the program. */
function messageOf(error: unknown): string {
  if (error instanceof DatabaseDamage) {
    return error.message;
  }
  throw error;
}
