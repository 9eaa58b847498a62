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

import type { StringTable } from './StringTable';
import type { ElfDescription } from './types';

const SYMBOL_SIZE = 24;
// STB_GLOBAL and STT_OBJECT: a datum that other files can see.
const GLOBAL_OBJECT = 0x11;
// STB_GLOBAL and STT_FUNC: what files need are functions mostly.
const GLOBAL_FUNCTION = 0x12;
const VERSION_GLOBAL = 1;
const VERSION_HIDDEN = 0x8000;

/** The tables that name dynamic symbols, and find them by name. */
export interface DynamicSymbols {
  symbols: Buffer;
  /** For each symbol the index of its version. */
  versions: Buffer;
  hash: Buffer;
}

/** Indexes of versions, by `library version`; the library of own ones is empty. */
export type VersionIndexes = ReadonlyMap<string, number>;

interface Row {
  name: string;
  version: number;
  section: number;
  value: number;
  info: number;
}

/**
 * Numbers the versions of a file as GNU's linker does: 1 is the file itself,
 * then follow those it defines and those it needs.
 */
export function indexVersions({
  defined = [],
  needed = [],
}: ElfDescription): VersionIndexes {
  const keys = [
    ...defined.map(({ name }) => ` ${name}`),
    ...needed.flatMap(library =>
      library.versions.map(({ name }) => `${library.name} ${name}`),
    ),
  ];
  return new Map(keys.map((key, index) => [key, index + VERSION_GLOBAL + 1]));
}

/** All defined symbols stand at the one place that is given. */
export function writeDynamicSymbols(
  description: ElfDescription,
  indexes: VersionIndexes,
  strings: StringTable,
  place: { section: number; address: number },
): DynamicSymbols {
  const { defined = [], needed = [] } = description;
  const rows: Row[] = [
    ...needed.flatMap(library =>
      library.versions.flatMap(version =>
        version.symbols.map(name => ({
          name,
          version: indexes.get(`${library.name} ${version.name}`)!,
          section: 0,
          value: 0,
          info: GLOBAL_FUNCTION,
        })),
      ),
    ),
    ...defined.flatMap(version => {
      const index = indexes.get(` ${version.name}`)!;
      return version.symbols.map(({ name, isDefault }) => ({
        name,
        // eslint-disable-next-line no-bitwise -- a flag in the highest bit
        version: isDefault ? index : index | VERSION_HIDDEN,
        section: place.section,
        value: place.address,
        info: GLOBAL_OBJECT,
      }));
    }),
  ];
  const symbols = Buffer.alloc((rows.length + 1) * SYMBOL_SIZE);
  const versions = Buffer.alloc((rows.length + 1) * 2);
  rows.forEach((row, index) => {
    const at = (index + 1) * SYMBOL_SIZE;
    symbols.writeUInt32LE(strings.offsetOf(row.name), at);
    symbols.writeUInt8(row.info, at + 4);
    symbols.writeUInt16LE(row.section, at + 6);
    symbols.writeBigUInt64LE(BigInt(row.value), at + 8);
    versions.writeUInt16LE(row.version, (index + 1) * 2);
  });
  return { symbols, versions, hash: writeHash(rows.map(({ name }) => name)) };
}

/** The hash table of the gABI: buckets, and chains of symbols of one bucket. */
function writeHash(names: string[]): Buffer {
  const count = names.length + 1;
  const bucketCount = Math.max(1, Math.ceil(names.length / 4));
  const table = Buffer.alloc((2 + bucketCount + count) * 4);
  table.writeUInt32LE(bucketCount, 0);
  table.writeUInt32LE(count, 4);
  names.forEach((name, position) => {
    const index = position + 1;
    const bucket = (2 + (hashOf(name) % bucketCount)) * 4;
    table.writeUInt32LE(
      table.readUInt32LE(bucket),
      (2 + bucketCount + index) * 4,
    );
    table.writeUInt32LE(index, bucket);
  });
  return table;
}

/* eslint-disable no-bitwise -- the hash of the gABI is defined by bits */
/** The hash of the gABI, with which version tables name versions too. */
export function hashOf(name: string): number {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = ((hash << 4) + byte) >>> 0;
    const high = hash & 0xf0000000;
    hash = (high ? hash ^ (high >>> 24) : hash) & ~high;
  }
  return hash >>> 0;
}
/* eslint-enable no-bitwise */
