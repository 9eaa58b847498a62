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

import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip file; everything but the name has a sound default. */
export interface ZipEntryPlan {
  name: string | Buffer;
  content?: Buffer | string;
  /** The data as it stands in the file, if not the content compressed. */
  data?: Buffer;
  /** 0 stored, 8 deflated, or a number that is only written. */
  method?: number;
  flags?: number;
  /** Unix mode with file type; none is made by another system. */
  unixMode?: number;
  extra?: Buffer;
  /** What the local header says instead. */
  local?: { name?: string; method?: number; size?: number };
  /** Sizes and checksum stand behind the data. */
  descriptor?: boolean;
  /** Sizes and offset stand in a ZIP64 field. */
  zip64?: boolean;
  /** What the central directory says instead. */
  central?: {
    size?: number;
    compressedSize?: number;
    crc32?: number;
    offset?: number;
  };
}

export interface ZipPlan {
  entries: ZipEntryPlan[];
  /** Bytes before the first entry; offsets do not count them. */
  prefix?: Buffer;
  comment?: Buffer;
  /** End record with locator, as for more than 65,535 entries. */
  zip64?: boolean;
  /** The number of entries that the end record gives instead. */
  count?: number;
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

function u64(...values: number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, index) =>
    bytes.writeBigUInt64LE(BigInt(value), index * 8),
  );
  return bytes;
}

const MAX = 0xffffffff;

/** Builds a zip file by APPNOTE.TXT, without any library. */
export function buildZip(plan: ZipPlan): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of plan.entries) {
    const content = Buffer.from(entry.content ?? '');
    const method = entry.method ?? 8;
    const data =
      entry.data ?? (method === 8 ? deflateRawSync(content) : content);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.local?.name ?? entry.name);
    const flags = (entry.flags ?? 0) + (entry.descriptor ? 8 : 0);
    const sum = crc32(content);
    const localSize = entry.local?.size ?? content.length;
    const local = Buffer.concat(
      [
        u32(0x04034b50),
        u16(20, flags, entry.local?.method ?? method, 0, 0),
        entry.descriptor ? u32(0, 0, 0) : u32(sum, data.length, localSize),
        u16(localName.length, 0),
        localName,
        data,
        entry.descriptor
          ? u32(0x08074b50, sum, data.length, content.length)
          : '',
      ].map(part => Buffer.from(part)),
    );
    const size = entry.central?.size ?? content.length;
    const compressed = entry.central?.compressedSize ?? data.length;
    const at = entry.central?.offset ?? offset;
    const extra = Buffer.concat([
      entry.zip64
        ? Buffer.concat([u16(1, 24), u64(size, compressed, at)])
        : Buffer.alloc(0),
      entry.extra ?? Buffer.alloc(0),
    ]);
    directory.push(
      u32(0x02014b50),
      u16(20 + (entry.unixMode === undefined ? 0 : 3 * 256), 20, flags),
      u16(method, 0, 0),
      u32(entry.central?.crc32 ?? sum),
      entry.zip64 ? u32(MAX, MAX) : u32(compressed, size),
      u16(name.length, extra.length, 0, 0, 0),
      u32((entry.unixMode ?? 0) * 65536, entry.zip64 ? MAX : at),
      name,
      extra,
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = plan.count ?? plan.entries.length;
  const comment = plan.comment ?? Buffer.alloc(0);
  const zip64 = plan.zip64
    ? Buffer.concat([
        u32(0x06064b50),
        u64(44),
        u16(45, 45),
        u32(0, 0),
        u64(count, count, central.length, offset),
        u32(0x07064b50, 0),
        u64(offset + central.length),
        u32(1),
      ])
    : Buffer.alloc(0);
  return Buffer.concat([
    plan.prefix ?? Buffer.alloc(0),
    ...parts,
    central,
    zip64,
    u32(0x06054b50),
    u16(0, 0, plan.zip64 ? 0xffff : count, plan.zip64 ? 0xffff : count),
    plan.zip64 ? u32(MAX, MAX) : u32(central.length, offset),
    u16(comment.length),
    comment,
  ]);
}
