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

const MACHINES = { x86_64: 62, aarch64: 183, i386: 3 };

/**
 * The bytes of a small library that defines some versions: an ELF header, two
 * program headers, a dynamic section, version definitions and their strings.
 */
export function buildLibrary(
  machine: keyof typeof MACHINES,
  soname: string,
  versions: string[],
): Buffer {
  const names = [soname, ...versions];
  const strings = Buffer.from(`\0${names.join('\0')}\0`);
  const nameAt = (name: string) => strings.indexOf(`\0${name}\0`) + 1;

  const definitions = Buffer.alloc(names.length * 28);
  names.forEach((name, index) => {
    const at = index * 28;
    definitions.writeUInt16LE(1, at);
    // The first one names the library itself.
    definitions.writeUInt16LE(index === 0 ? 1 : 0, at + 2);
    definitions.writeUInt16LE(index + 1, at + 4);
    definitions.writeUInt16LE(1, at + 6);
    definitions.writeUInt32LE(20, at + 12);
    definitions.writeUInt32LE(index === names.length - 1 ? 0 : 28, at + 16);
    definitions.writeUInt32LE(nameAt(name), at + 20);
  });

  const dynamicAt = 64 + 2 * 56;
  const dynamicSize = 6 * 16;
  const definitionsAt = dynamicAt + dynamicSize;
  const stringsAt = definitionsAt + definitions.length;
  const dynamic = Buffer.alloc(dynamicSize);
  [
    [5, stringsAt],
    [10, strings.length],
    [14, nameAt(soname)],
    [0x6ffffffc, definitionsAt],
    [0x6ffffffd, names.length],
  ].forEach(([tag, value], index) => {
    dynamic.writeBigUInt64LE(BigInt(tag), index * 16);
    dynamic.writeBigUInt64LE(BigInt(value), index * 16 + 8);
  });

  const size = stringsAt + strings.length;
  const segment = (type: number, offset: number, length: number) => {
    const header = Buffer.alloc(56);
    header.writeUInt32LE(type, 0);
    header.writeUInt32LE(4, 4);
    for (const [at, value] of [
      [8, offset],
      [16, offset],
      [24, offset],
      [32, length],
      [40, length],
      [48, 8],
    ]) {
      header.writeBigUInt64LE(BigInt(value), at);
    }
    return header;
  };
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(MACHINES[machine], 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(64n, 32);
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(2, 56);
  return Buffer.concat([
    header,
    segment(1, 0, size),
    segment(2, dynamicAt, dynamicSize),
    dynamic,
    definitions,
    strings,
  ]);
}
