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

/** A symbol that a program needs of a library, with its version. */
interface NeededSymbol {
  name: string;
  library: string;
  version: string;
}

export interface TinyElfPlan {
  machine?: 'x86_64' | 'aarch64';
  /** None: a static program. */
  needed?: string[];
  symbols?: NeededSymbol[];
}

const machines = {
  x86_64: { number: 62, loader: '/lib64/ld-linux-x86-64.so.2' },
  aarch64: { number: 183, loader: '/lib/ld-linux-aarch64.so.1' },
};

/** Where the parts of the file are put, with room to spare. */
const at = {
  loader: 0x200,
  symbols: 0x300,
  versionIndexes: 0x800,
  hash: 0x900,
  needs: 0xa00,
  strings: 0xc00,
  dynamic: 0x1800,
  end: 0x1a00,
};

class Strings {
  readonly #file: Buffer;
  readonly #start: number;
  #size = 1;

  constructor(file: Buffer, start: number) {
    this.#file = file;
    this.#start = start;
  }

  get size(): number {
    return this.#size;
  }

  add(text: string): number {
    const offset = this.#size;
    this.#size += this.#file.write(text, this.#start + offset) + 1;
    return offset;
  }
}

/**
 * A program of 64 bits by the gABI and the LSB, without code: what a loader
 * reads of it is there and nothing else. So tests need no compiler, and know
 * every byte that they are about.
 */
export function tinyElf(plan: TinyElfPlan = {}): Buffer {
  const { machine = 'x86_64', needed = [], symbols = [] } = plan;
  const file = Buffer.alloc(at.end);
  const { number, loader } = machines[machine];
  const isStatic = needed.length === 0;

  file.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  file.writeUInt16LE(2, 16); // ET_EXEC
  file.writeUInt16LE(number, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(isStatic ? 1 : 3, 56);
  segment(file, 0, 1, 0, at.end); // PT_LOAD
  if (isStatic) {
    return file;
  }
  segment(file, 1, 3, at.loader, loader.length + 1); // PT_INTERP
  file.write(loader, at.loader, 'latin1');

  const strings = new Strings(file, at.strings);
  const versions = new Map<string, Map<string, number>>();
  let index = 2;
  symbols.forEach(({ name, library, version }, position) => {
    const ofLibrary = versions.get(library) ?? new Map<string, number>();
    versions.set(library, ofLibrary);
    if (!ofLibrary.has(version)) {
      ofLibrary.set(version, index);
      index += 1;
    }
    const symbol = at.symbols + 24 * (position + 1);
    file.writeUInt32LE(strings.add(name), symbol);
    file.writeUInt8(0x12, symbol + 4); // STB_GLOBAL, STT_FUNC
    file.writeUInt16LE(
      ofLibrary.get(version) ?? 0,
      at.versionIndexes + 2 * (position + 1),
    );
  });
  // DT_HASH: one bucket; its second number is the number of symbols.
  file.writeUInt32LE(1, at.hash);
  file.writeUInt32LE(symbols.length + 1, at.hash + 4);
  writeNeeds(file, strings, versions);

  const entries: [number, number][] = [
    ...needed.map((name): [number, number] => [1, strings.add(name)]),
    [4, at.hash],
    [5, at.strings],
    [6, at.symbols],
    [10, strings.size],
    [11, 24],
  ];
  if (versions.size > 0) {
    entries.push([0x6ffffff0, at.versionIndexes]);
    entries.push([0x6ffffffe, at.needs], [0x6fffffff, versions.size]);
  }
  entries.push([0, 0]);
  entries.forEach(([tag, value], position) => {
    file.writeBigUInt64LE(BigInt(tag), at.dynamic + 16 * position);
    file.writeBigUInt64LE(BigInt(value), at.dynamic + 16 * position + 8);
  });
  segment(file, 2, 2, at.dynamic, 16 * entries.length); // PT_DYNAMIC
  return file;
}

function segment(
  file: Buffer,
  index: number,
  type: number,
  offset: number,
  size: number,
): void {
  const header = 64 + 56 * index;
  file.writeUInt32LE(type, header);
  file.writeUInt32LE(5, header + 4);
  for (const field of [8, 16, 24]) {
    file.writeBigUInt64LE(BigInt(offset), header + field);
  }
  file.writeBigUInt64LE(BigInt(size), header + 32);
  file.writeBigUInt64LE(BigInt(size), header + 40);
  file.writeBigUInt64LE(1n, header + 48);
}

function writeNeeds(
  file: Buffer,
  strings: Strings,
  versions: ReadonlyMap<string, ReadonlyMap<string, number>>,
): void {
  let offset = at.needs;
  [...versions].forEach(([library, ofLibrary], position) => {
    const size = 16 + 16 * ofLibrary.size;
    file.writeUInt16LE(1, offset);
    file.writeUInt16LE(ofLibrary.size, offset + 2);
    file.writeUInt32LE(strings.add(library), offset + 4);
    file.writeUInt32LE(16, offset + 8);
    file.writeUInt32LE(position < versions.size - 1 ? size : 0, offset + 12);
    [...ofLibrary].forEach(([version, index], which) => {
      const entry = offset + 16 + 16 * which;
      file.writeUInt32LE(hashOf(version), entry);
      file.writeUInt16LE(index, entry + 6);
      file.writeUInt32LE(strings.add(version), entry + 8);
      file.writeUInt32LE(which < ofLibrary.size - 1 ? 16 : 0, entry + 12);
    });
    offset += size;
  });
}

/** The hash of the gABI. */
function hashOf(name: string): number {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = hash * 16 + byte;
    const high = Math.floor(hash / 0x10000000) % 16;
    // eslint-disable-next-line no-bitwise -- it is defined by bits
    hash = ((hash ^ (high << 4)) >>> 0) % 0x10000000;
  }
  return hash;
}

/** The program of the incident of April 2025, in small. */
export function incident(machine: TinyElfPlan['machine'] = 'aarch64'): Buffer {
  return tinyElf({
    machine,
    needed: ['libstdc++.so.6', 'libc.so.6'],
    symbols: [
      {
        name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
        library: 'libstdc++.so.6',
        version: 'GLIBCXX_3.4.30',
      },
      {
        name: '__libc_start_main',
        library: 'libc.so.6',
        version: 'GLIBC_2.34',
      },
    ],
  });
}

/** The same linked against the libstdc++ of gcc 11. */
export function repaired(machine: TinyElfPlan['machine'] = 'aarch64'): Buffer {
  return tinyElf({
    machine,
    needed: ['libstdc++.so.6', 'libc.so.6'],
    symbols: [
      {
        name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
        library: 'libstdc++.so.6',
        version: 'GLIBCXX_3.4.11',
      },
    ],
  });
}
