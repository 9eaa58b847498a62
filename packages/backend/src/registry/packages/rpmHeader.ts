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

import { PACKAGE_DESCRIPTION, type SamplePackage } from './SamplePackage';

const ENTRY_SIZE = 16;
// Tags and types of rpm's header format, version 4.
const HEADER_IMMUTABLE = 63;
const BINARY = 7;
const TYPES = { int32: 4, string: 6, i18nString: 9 } as const;

type Entry = [tag: number, type: keyof typeof TYPES, value: string | number];

/**
 * The header of an installed package, as it stands in rpm's database: an index
 * of tags, and their values behind it.
 */
export function writeRpmHeader(item: SamplePackage): Buffer {
  const entries = describe(item);
  const index = Buffer.alloc((entries.length + 1) * ENTRY_SIZE);
  const pieces: Buffer[] = [];
  let size = 0;
  entries.forEach(([tag, type, value], position) => {
    if (typeof value === 'number') {
      // Numbers stand at offsets that they divide.
      const padding = (4 - (size % 4)) % 4;
      const bytes = Buffer.alloc(padding + 4);
      bytes.writeUInt32BE(value, padding);
      pieces.push(bytes);
      writeEntry(index, position + 1, [tag, TYPES[type], size + padding, 1]);
      size += bytes.length;
    } else {
      const bytes = Buffer.from(`${value}\0`);
      pieces.push(bytes);
      writeEntry(index, position + 1, [tag, TYPES[type], size, 1]);
      size += bytes.length;
    }
  });
  // The region that is never changed: all of it. The entry leads to its end,
  // where another leads back by the length of the index.
  writeEntry(index, 0, [HEADER_IMMUTABLE, BINARY, size, ENTRY_SIZE]);
  const trailer = Buffer.alloc(ENTRY_SIZE);
  writeEntry(trailer, 0, [HEADER_IMMUTABLE, BINARY, -index.length, ENTRY_SIZE]);

  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(entries.length + 1, 0);
  lengths.writeUInt32BE(size + ENTRY_SIZE, 4);
  return Buffer.concat([lengths, index, ...pieces, trailer]);
}

/** In the order of their tags, as rpm demands. */
function describe({ name, version, architecture }: SamplePackage): Entry[] {
  const [, epoch, number, release] =
    /^(?:(\d+):)?([^-]+)-([^-]+)$/.exec(version) ?? [];
  if (!release) {
    throw new Error(
      `Package ${name} has the version ${version}; rpm's are version-release`,
    );
  }
  return [
    [1000, 'string', name],
    [1001, 'string', number],
    [1002, 'string', release],
    ...(epoch ? [[1003, 'int32', Number(epoch)] as Entry] : []),
    [1004, 'i18nString', PACKAGE_DESCRIPTION],
    [1009, 'int32', 0],
    [1021, 'string', 'linux'],
    [1022, 'string', architecture],
    [1044, 'string', `${name}-${number}-${release}.src.rpm`],
  ];
}

function writeEntry(bytes: Buffer, row: number, fields: number[]): void {
  fields.forEach((value, index) =>
    bytes.writeInt32BE(value, row * ENTRY_SIZE + index * 4),
  );
}
