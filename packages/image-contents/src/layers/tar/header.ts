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

import { ContentsError } from '../../errors';
import { nameText } from '../names';

/** Size of a header, to which contents are padded too. */
export const BLOCK_SIZE = 512;

const CHECKSUM_AT = 148;
const CHECKSUM_END = 156;
const ZERO_BLOCK = Buffer.alloc(BLOCK_SIZE);

/**
 * What a header of a tar file says, before extended headers are taken into
 * account. Sources: POSIX, pax, "ustar Interchange Format"; GNU tar manual,
 * "Basic Tar Format"; libarchive's tar(5). Where those leave something open it
 * is read as Go's archive/tar does, with which container engines unpack.
 *
 * @internal
 */
export interface TarHeader {
  /** One character. */
  type: string;
  name: string;
  linkName: string;
  mode: number;
  uid: number;
  gid: number;
  size: number;
  mtime: number;
  device: [number, number];
  /** GNU's sparse files: more blocks of header follow. */
  extended: boolean;
}

/** @internal */
export function isZeroBlock(block: Buffer): boolean {
  return block[0] === 0 && block.equals(ZERO_BLOCK);
}

/**
 * Whether the block is a header: the sum of its bytes stands in it. Some old
 * programs added the bytes as signed numbers.
 *
 * @internal
 */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < BLOCK_SIZE) {
    return false;
  }
  const written = readNumber(block, CHECKSUM_AT, 8);
  let sum = 8 * 0x20;
  let high = 0;
  for (let at = 0; at < BLOCK_SIZE; at += 1) {
    if (at === CHECKSUM_AT) {
      at = CHECKSUM_END;
    }
    const byte = block[at];
    sum += byte;
    if (byte > 127) {
      high += 1;
    }
  }
  return written === sum || written === sum - 256 * high;
}

/**
 * Reads a header.
 *
 * @param at - where it stands in the archive, for messages
 * @throws ContentsError `damaged`
 * @internal
 */
export function parseTarHeader(block: Buffer, at: number): TarHeader {
  if (!isTarHeader(block)) {
    throw damaged(at, 'it has no header');
  }
  const number = (from: number, length: number, what: string): number => {
    const value = readNumber(block, from, length);
    if (value === undefined) {
      throw damaged(at, `its header says no ${what}`);
    }
    return value;
  };
  const magic = block.toString('latin1', 257, 263);
  const type = block[156] === 0 ? '0' : String.fromCharCode(block[156]);
  const isDevice = (type === '3' || type === '4') && magic.startsWith('ustar');
  const size = number(124, 12, 'size');
  if (size < 0) {
    throw damaged(at, 'its size is negative');
  }
  return {
    type,
    name: nameOf(block, magic),
    linkName: nameText(untilNul(block, 157, 100)),
    mode: number(100, 8, 'mode') & 0o7777,
    uid: number(108, 8, 'owner'),
    gid: number(116, 8, 'group'),
    size,
    mtime: number(136, 12, 'time'),
    device: isDevice
      ? [number(329, 8, 'device'), number(337, 8, 'device')]
      : [0, 0],
    extended: type === 'S' && block[482] === 1,
  };
}

/** Joerg Schilling's star has its times where others have more of the prefix. */
function nameOf(block: Buffer, magic: string): string {
  const name = untilNul(block, 0, 100);
  if (magic !== 'ustar\0' || block[345] === 0) {
    return nameText(name);
  }
  const isStar = block.toString('latin1', 508, 512) === 'tar\0';
  const prefix = untilNul(block, 345, isStar ? 131 : 155);
  return nameText(Buffer.concat([prefix, Buffer.from('/'), name]));
}

/** @internal */
export function untilNul(block: Buffer, at: number, length: number): Buffer {
  const bytes = block.subarray(at, at + length);
  const nul = bytes.indexOf(0);
  return nul < 0 ? bytes : bytes.subarray(0, nul);
}

/**
 * Octal digits, or since GNU tar the number itself where they do not reach:
 * big-endian, in two's complement, its first bit set.
 */
function readNumber(
  block: Buffer,
  at: number,
  length: number,
): number | undefined {
  if (block[at] >= 0x80) {
    return readBinary(block, at, length);
  }
  let from = at;
  let to = at + length;
  while (from < to && isPadding(block[from])) {
    from += 1;
  }
  while (to > from && isPadding(block[to - 1])) {
    to -= 1;
  }
  // What follows a NUL in the middle is not read.
  const nul = block.subarray(from, to).indexOf(0);
  if (nul >= 0) {
    to = from + nul;
  }
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = block[index] - 0x30;
    if (digit < 0 || digit > 7) {
      return undefined;
    }
    value = value * 8 + digit;
  }
  return value;
}

function isPadding(byte: number): boolean {
  return byte === 0 || byte === 0x20;
}

function readBinary(
  block: Buffer,
  at: number,
  length: number,
): number | undefined {
  const negative = block[at] >= 0xc0;
  let value = negative ? (block[at] % 0x80) - 0x80 : block[at] % 0x80;
  for (let index = 1; index < length; index += 1) {
    value = value * 256 + block[at + index];
  }
  return Number.isSafeInteger(value) ? value : undefined;
}

/** @internal */
export function damaged(at: number, what: string): ContentsError {
  return new ContentsError(
    'damaged',
    `at byte ${at} of the archive an entry begins that cannot be read: ${what}`,
  );
}
