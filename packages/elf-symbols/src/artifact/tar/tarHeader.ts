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

/** Size of a header, to which contents are padded too. */
export const BLOCK_SIZE = 512;

const CHECKSUM_AT = 148;
const CHECKSUM_SIZE = 8;

/**
 * A header of a tar file. Sources: POSIX, pax, "ustar Interchange Format";
 * GNU tar manual, "Basic Tar Format".
 *
 * @internal
 */
export interface TarHeader {
  name: string;
  mode: number;
  size: number;
  type: string;
  linkName: string;
  /** GNU's sparse files: more blocks of header follow. */
  extended: boolean;
}

/**
 * Whether the block is a header: the sum of its bytes stands in it.
 *
 * @internal
 */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK_SIZE) {
    return false;
  }
  const bytes = Buffer.from(block.buffer, block.byteOffset, BLOCK_SIZE);
  const written = readNumber(bytes, CHECKSUM_AT, CHECKSUM_SIZE);
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < BLOCK_SIZE; at += 1) {
    const inSum = at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_SIZE;
    const byte = inSum ? 0x20 : bytes[at];
    unsigned += byte;
    // Some old programs added the bytes as signed numbers.
    signed += byte < 128 ? byte : byte - 256;
  }
  return written === unsigned || written === signed;
}

/**
 * Reads a header, or undefined when the block is none.
 *
 * @internal
 */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  const size = readNumber(block, 124, 12);
  const mode = readNumber(block, 100, 8) ?? 0;
  if (!isTarHeader(block) || size === undefined || size < 0) {
    return undefined;
  }
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? readString(block, 345, 155) : '';
  const name = readString(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    mode,
    size,
    type: String.fromCharCode(block[156]),
    linkName: readString(block, 157, 100),
    extended: block[156] === 0x53 && block[482] === 1,
  };
}

function readString(block: Buffer, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  const nul = bytes.indexOf(0);
  return bytes.toString('utf8', 0, nul < 0 ? length : nul);
}

/** Octal digits, or since GNU tar the number itself where they do not reach. */
function readNumber(
  block: Buffer,
  at: number,
  length: number,
): number | undefined {
  if (block[at] >= 0x80) {
    let value = block[at] % 0x40;
    for (let index = 1; index < length; index += 1) {
      value = value * 256 + block[at + index];
    }
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const text = block
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+$/, '')
    .trimStart();
  if (text === '') {
    return 0;
  }
  return /^[0-7]{1,12}$/.test(text) ? parseInt(text, 8) : undefined;
}

/**
 * Reads the records of a pax header: `length key=value\n`.
 *
 * @returns undefined when they are damaged
 * @internal
 */
export function parsePaxRecords(
  bytes: Buffer,
): Map<string, string> | undefined {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 ? '' : bytes.toString('latin1', at, space);
    if (!/^[0-9]{1,10}$/.test(digits)) {
      // Some programs pad with NUL bytes.
      return bytes.subarray(at).every(byte => byte === 0) ? records : undefined;
    }
    const end = at + Number(digits);
    const equals = bytes.indexOf(0x3d, space);
    if (equals < 0 || equals >= end || end > bytes.length) {
      return undefined;
    }
    records.set(
      bytes.toString('utf8', space + 1, equals),
      bytes.toString('utf8', equals + 1, end - 1),
    );
    at = end;
  }
  return records;
}
