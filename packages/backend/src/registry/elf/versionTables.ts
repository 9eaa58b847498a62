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

import { hashOf, type VersionIndexes } from './dynamicSymbols';
import type { StringTable } from './StringTable';
import type { ElfDescription } from './types';

const DEFINITION_SIZE = 20;
const DEFINITION_NAME_SIZE = 8;
const NEED_SIZE = 16;
const FLAG_BASE = 1;

/** A table of versions, and how many entries it has. */
export interface VersionTable {
  bytes: Buffer;
  count: number;
}

/** `.gnu.version_d`: the file itself, then the versions it defines. */
export function writeDefinitions(
  { soname = '', defined = [] }: ElfDescription,
  indexes: VersionIndexes,
  strings: StringTable,
): VersionTable {
  const rows = [
    { name: soname, index: 1, flags: FLAG_BASE },
    ...defined.map(({ name }) => ({
      name,
      index: indexes.get(` ${name}`)!,
      flags: 0,
    })),
  ];
  const size = DEFINITION_SIZE + DEFINITION_NAME_SIZE;
  const bytes = Buffer.alloc(rows.length * size);
  rows.forEach(({ name, index, flags }, row) => {
    const at = row * size;
    bytes.writeUInt16LE(1, at);
    bytes.writeUInt16LE(flags, at + 2);
    bytes.writeUInt16LE(index, at + 4);
    bytes.writeUInt16LE(1, at + 6);
    bytes.writeUInt32LE(hashOf(name), at + 8);
    bytes.writeUInt32LE(DEFINITION_SIZE, at + 12);
    bytes.writeUInt32LE(row === rows.length - 1 ? 0 : size, at + 16);
    bytes.writeUInt32LE(strings.offsetOf(name), at + DEFINITION_SIZE);
  });
  return { bytes, count: rows.length };
}

/** `.gnu.version_r`: the versions that are needed, by library. */
export function writeNeeds(
  { needed = [] }: ElfDescription,
  indexes: VersionIndexes,
  strings: StringTable,
): VersionTable {
  const libraries = needed.filter(({ versions }) => versions.length > 0);
  const pieces = libraries.map(({ name, versions }, position) => {
    const bytes = Buffer.alloc(NEED_SIZE * (1 + versions.length));
    bytes.writeUInt16LE(1, 0);
    bytes.writeUInt16LE(versions.length, 2);
    bytes.writeUInt32LE(strings.offsetOf(name), 4);
    bytes.writeUInt32LE(NEED_SIZE, 8);
    const isLast = position === libraries.length - 1;
    bytes.writeUInt32LE(isLast ? 0 : bytes.length, 12);
    versions.forEach((version, row) => {
      const at = NEED_SIZE * (1 + row);
      bytes.writeUInt32LE(hashOf(version.name), at);
      bytes.writeUInt16LE(indexes.get(`${name} ${version.name}`)!, at + 6);
      bytes.writeUInt32LE(strings.offsetOf(version.name), at + 8);
      bytes.writeUInt32LE(row === versions.length - 1 ? 0 : NEED_SIZE, at + 12);
    });
    return bytes;
  });
  return { bytes: Buffer.concat(pieces), count: libraries.length };
}
