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

import { crc32, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import {
  readFrom,
  type RandomAccessSource,
} from '../../source/RandomAccessSource';
import { codeOf, messageOf } from '../../errors';
import { SIGNATURE_SIZE, signatureOf } from '../signatures';
import type { ZipEntry } from './centralDirectory';
import { DeflateError, inflateHead } from './inflateHead';

const inflate = promisify(inflateRaw);

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
/** Bit 3: sizes and checksum stand behind the data. */
const FLAG_DESCRIPTOR = 0x8;
const METHOD_STORED = 0;
const METHOD_DEFLATED = 8;
/**
 * A block of deflate begins with the lengths of its codes, at most 290 bytes
 * (RFC 1951, 3.2.7), before the first byte of content.
 */
const PEEK = 512;
/** As much as the header of an ELF file has. */
const HEAD_SIZE = 64;

/**
 * What is wrong with an entry, as a sentence.
 *
 * @internal
 */
export class EntryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EntryError';
  }
}

/**
 * The beginning of an entry.
 *
 * @internal
 */
export interface EntryHead {
  /** First bytes of the content. */
  bytes: Uint8Array;
  /** Where the data begins in the source. */
  dataOffset: number;
  /** Where central directory and local header disagree; undefined if not. */
  mismatch: string | undefined;
}

/**
 * Whether the method of an entry is one that this reader knows.
 *
 * @internal
 */
export function isKnownMethod(method: number): boolean {
  return method === METHOD_STORED || method === METHOD_DEFLATED;
}

/**
 * Reads the local header and unpacks the first bytes of an entry. One small
 * read, whatever the size of the entry.
 *
 * @param end - where entries end in the source
 * @throws EntryError when the entry is damaged
 * @internal
 */
export function peekEntry(
  source: RandomAccessSource,
  entry: ZipEntry,
  end: number,
): EntryHead {
  if (entry.offset + LOCAL_SIZE > end) {
    throw new EntryError(
      `its local header at ${entry.offset} lies outside of the entries`,
    );
  }
  const guess = LOCAL_SIZE + entry.rawName.length + 64 + PEEK;
  let bytes = readBuffer(
    source,
    entry.offset,
    Math.min(guess, end - entry.offset),
  );
  if (bytes.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw new EntryError(`there is no local header at ${entry.offset}`);
  }
  const nameLength = bytes.readUInt16LE(26);
  const dataAt = LOCAL_SIZE + nameLength + bytes.readUInt16LE(28);
  const dataOffset = entry.offset + dataAt;
  if (dataOffset + entry.compressedSize > end) {
    throw new EntryError(
      `its ${entry.compressedSize} bytes from ${dataOffset} on reach beyond the entries, which end at ${end}`,
    );
  }
  const wanted = dataAt + Math.min(entry.compressedSize, PEEK);
  if (wanted > bytes.length) {
    bytes = readBuffer(source, entry.offset, wanted);
  }
  const data = bytes.subarray(dataAt, dataAt + entry.compressedSize);
  return {
    bytes: entry.method === METHOD_STORED ? data : headOf(data),
    dataOffset,
    mismatch: compareHeaders(bytes, entry, nameLength),
  };
}

function compareHeaders(
  local: Buffer,
  entry: ZipEntry,
  nameLength: number,
): string | undefined {
  const name = local.subarray(LOCAL_SIZE, LOCAL_SIZE + nameLength);
  if (!name.equals(entry.rawName)) {
    const text = name.subarray(0, 256).toString('utf8');
    return `its local header calls it ${JSON.stringify(text)}`;
  }
  const method = local.readUInt16LE(8);
  if (method !== entry.method) {
    return `its local header names method ${method}, the central directory ${entry.method}`;
  }
  const described =
    local.readUInt16LE(6) % (2 * FLAG_DESCRIPTOR) >= FLAG_DESCRIPTOR;
  const size = local.readUInt32LE(22);
  if (!described && size !== 0xffffffff && size !== entry.size) {
    return `its local header gives it ${size} bytes, the central directory ${entry.size}`;
  }
  return undefined;
}

function headOf(data: Uint8Array): Uint8Array {
  try {
    const signature = inflateHead(data, SIGNATURE_SIZE);
    // Nearly all entries are something else.
    return signatureOf(signature) === 'elf'
      ? inflateHead(data, HEAD_SIZE)
      : signature;
  } catch (error) {
    if (error instanceof DeflateError) {
      throw new EntryError(`its data cannot be inflated: ${error.message}`);
    }
    throw error;
  }
}

/**
 * Unpacks an entry and checks size and checksum. Works beside the event loop.
 *
 * @throws EntryError when the entry is damaged
 * @internal
 */
export async function unpackEntry(
  source: RandomAccessSource,
  entry: ZipEntry,
  dataOffset: number,
): Promise<Uint8Array> {
  const packed = await readFrom(source, dataOffset, entry.compressedSize);
  const bytes =
    entry.method === METHOD_STORED
      ? packed
      : await inflateWhole(packed, entry.size);
  if (bytes.length !== entry.size) {
    throw new EntryError(
      `it has ${bytes.length} bytes, ${entry.size} are announced`,
    );
  }
  if (crc32(bytes) !== entry.crc32) {
    throw new EntryError('its bytes do not have the checksum of the entry');
  }
  return bytes;
}

async function inflateWhole(
  packed: Uint8Array,
  size: number,
): Promise<Uint8Array> {
  try {
    // One more byte of room: without it zlib is called again to learn the end.
    return await inflate(packed, {
      chunkSize: Math.max(64, size + 1),
      maxOutputLength: size + 1,
    });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new EntryError(`it has more than the ${size} bytes announced`);
    }
    throw new EntryError(`its data cannot be inflated: ${messageOf(error)}`);
  }
}

function readBuffer(
  source: RandomAccessSource,
  offset: number,
  length: number,
): Buffer {
  const bytes = source.read(offset, length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
