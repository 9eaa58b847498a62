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

import { ArtifactError } from '../../errors';
import {
  readFrom,
  type RandomAccessSource,
} from '../../source/RandomAccessSource';
import { decodeEntryName } from './entryNames';
import { extraField } from './extraFields';

/** Signatures and sizes: PKWARE, APPNOTE.TXT 6.3.10, section 4.3. */
const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_SIZE = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;
const ZIP64_EXTRA = 0x0001;
/** A directory of a million entries has about this size. */
const MAX_DIRECTORY_SIZE = 128 * 1024 * 1024;

/**
 * An entry of a central directory.
 *
 * @internal
 */
export interface ZipEntry {
  name: string;
  /** The bytes of the name, to compare with the local header. */
  rawName: Buffer;
  flags: number;
  method: number;
  crc32: number;
  compressedSize: number;
  size: number;
  /** Where its local header begins in the source. */
  offset: number;
  /** Unix mode with file type, or undefined if made by another system. */
  unixMode: number | undefined;
}

/**
 * The entries of a zip file.
 *
 * @internal
 */
export interface CentralDirectory {
  entries: ZipEntry[];
  /** Where it begins: entries end before it. */
  offset: number;
  /** Sentences about what is wrong with it. */
  problems: string[];
}

/** Where the directory lies, as the end record says. */
interface EndRecord {
  count: number;
  size: number;
  offset: number;
  /** Where the directory ends. */
  end: number;
}

/**
 * Whether a zip file ends the source, whatever it begins with.
 *
 * @internal
 */
export async function hasCentralDirectory(
  source: RandomAccessSource,
): Promise<boolean> {
  return (await findEnd(source)) !== undefined;
}

/**
 * Reads the central directory of a zip file. Bytes before the first entry are
 * allowed, as in a program that unpacks itself.
 *
 * @throws ArtifactError when there is none
 * @internal
 */
export async function readCentralDirectory(
  source: RandomAccessSource,
  maxEntries: number,
): Promise<CentralDirectory> {
  const end = await findEnd(source);
  if (!end) {
    throw new ArtifactError(
      source.name,
      'the zip file has no central directory, it may be cut off',
    );
  }
  if (end.size > end.end || end.size > MAX_DIRECTORY_SIZE) {
    throw new ArtifactError(
      source.name,
      `the central directory of the zip file cannot have ${end.size} bytes`,
    );
  }
  const offset = end.end - end.size;
  // What stands before the first entry moves all offsets by as much.
  const shift = offset - end.offset;
  const problems: string[] = [];
  if (shift < 0) {
    throw new ArtifactError(
      source.name,
      `the central directory of the zip file is said to begin at ${end.offset}, it begins at ${offset}`,
    );
  }
  const bytes = await readFrom(source, offset, end.size);
  const directory = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    bytes.byteLength,
  );
  const entries = parseEntries(directory, shift, maxEntries, problems);
  if (entries.length !== end.count && entries.length < maxEntries) {
    problems.push(
      `the central directory announces ${end.count} entries, ${entries.length} are there`,
    );
  }
  return { entries, offset, problems };
}

async function findEnd(
  source: RandomAccessSource,
): Promise<EndRecord | undefined> {
  const size = Math.min(
    source.size,
    END_SIZE + MAX_COMMENT + ZIP64_LOCATOR_SIZE,
  );
  if (size < END_SIZE) {
    return undefined;
  }
  const start = source.size - size;
  const bytes = await readFrom(source, start, size);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = findEndSignature(tail);
  if (at === undefined) {
    return undefined;
  }
  const end: EndRecord = {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
    end: start + at,
  };
  return (await findZip64End(source, tail, start, at)) ?? end;
}

/** The record whose comment ends the file, else the last one that fits. */
function findEndSignature(tail: Buffer): number | undefined {
  let fitting: number | undefined;
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END_SIGNATURE) {
      const end = at + END_SIZE + tail.readUInt16LE(at + 20);
      if (end === tail.length) {
        return at;
      }
      if (end < tail.length) {
        fitting ??= at;
      }
    }
  }
  return fitting;
}

/** The larger record, if a locator before the end record leads to one. */
async function findZip64End(
  source: RandomAccessSource,
  tail: Buffer,
  start: number,
  endAt: number,
): Promise<EndRecord | undefined> {
  const at = endAt - ZIP64_LOCATOR_SIZE;
  if (at < 0 || tail.readUInt32LE(at) !== ZIP64_LOCATOR_SIGNATURE) {
    return undefined;
  }
  const written = readU64(tail, at + 8);
  // Bytes before the first entry move it too: then it ends at the locator.
  for (const offset of [written, start + at - ZIP64_END_SIZE]) {
    if (offset >= 0 && offset + ZIP64_END_SIZE <= start + at) {
      const bytes = await readFrom(source, offset, ZIP64_END_SIZE);
      const record = Buffer.from(
        bytes.buffer,
        bytes.byteOffset,
        bytes.byteLength,
      );
      if (record.readUInt32LE(0) === ZIP64_END_SIGNATURE) {
        return {
          count: readU64(record, 32),
          size: readU64(record, 40),
          offset: readU64(record, 48),
          end: offset,
        };
      }
    }
  }
  return undefined;
}

function parseEntries(
  directory: Buffer,
  shift: number,
  maxEntries: number,
  problems: string[],
): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < directory.length && entries.length < maxEntries) {
    if (
      at + ENTRY_SIZE > directory.length ||
      directory.readUInt32LE(at) !== ENTRY_SIGNATURE
    ) {
      problems.push(
        `entry ${entries.length + 1} of the central directory is damaged`,
      );
      break;
    }
    const nameEnd = at + ENTRY_SIZE + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const next = extraEnd + directory.readUInt16LE(at + 32);
    if (next > directory.length) {
      problems.push(
        `entry ${entries.length + 1} of the central directory is cut off`,
      );
      break;
    }
    entries.push(parseEntry(directory, at, nameEnd, extraEnd, shift));
    at = next;
  }
  return entries;
}

const UNIX = 3;
const MACOS = 19;

function parseEntry(
  directory: Buffer,
  at: number,
  nameEnd: number,
  extraEnd: number,
  shift: number,
): ZipEntry {
  const rawName = directory.subarray(at + ENTRY_SIZE, nameEnd);
  const extra = directory.subarray(nameEnd, extraEnd);
  const flags = directory.readUInt16LE(at + 8);
  const madeBy = directory[at + 5];
  const entry: ZipEntry = {
    name: decodeEntryName(rawName, flags, extra),
    rawName,
    flags,
    method: directory.readUInt16LE(at + 10),
    crc32: directory.readUInt32LE(at + 16),
    compressedSize: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
    unixMode:
      madeBy === UNIX || madeBy === MACOS
        ? directory.readUInt16LE(at + 40)
        : undefined,
  };
  widen(entry, extra);
  entry.offset += shift;
  return entry;
}

/** Takes from the ZIP64 field the numbers that do not fit in 32 bits. */
function widen(entry: ZipEntry, extra: Buffer): void {
  const field = extraField(extra, ZIP64_EXTRA);
  if (!field) {
    return;
  }
  let at = 0;
  for (const key of ['size', 'compressedSize', 'offset'] as const) {
    if (entry[key] === 0xffffffff && at + 8 <= field.length) {
      entry[key] = readU64(field, at);
      at += 8;
    }
  }
}

function readU64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at + 4) * 0x1_0000_0000 + bytes.readUInt32LE(at);
}
