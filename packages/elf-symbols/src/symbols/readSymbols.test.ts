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

import { buildElf, type ElfPlan } from '../__testUtils__/elfBuilder';
import { readElf } from '../elf/readElf';
import { BufferSource } from '../source/BufferSource';
import { readNeededSymbols, readProvidedSymbols } from './readSymbols';

/** Versions 1 and 2 are defined here, 3 and 4 needed. */
const PLAN: ElfPlan = {
  needed: ['libstdc++.so.6', 'libc.so.6'],
  versionDefinitions: [
    { name: 'libdemo.so.1', base: true },
    { name: 'DEMO_1' },
  ],
  versionNeeds: {
    'libstdc++.so.6': [{ name: 'GLIBCXX_3.4.30' }],
    'libc.so.6': [{ name: 'GLIBC_2.2.5' }],
  },
  symbols: [
    {
      name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
      version: 3,
    },
    { name: 'malloc', version: 4 },
    { name: '__gmon_start__', weak: true },
    { name: 'napi_create_object', version: 1 },
    { name: 'stdout', version: 4, defined: true },
    { name: 'demo', version: 2, defined: true },
    { name: 'demo_old', version: 2 + 0x8000, defined: true },
    { name: 'demo_plain', version: 1, defined: true },
    { name: 'DEMO_1', version: 2, defined: true },
    { name: 'demo_local', version: 0, defined: true },
  ],
};

const NEEDED = [
  {
    name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
    library: 'libstdc++.so.6',
    version: 'GLIBCXX_3.4.30',
    binding: 'global',
    copied: false,
  },
  {
    name: 'malloc',
    library: 'libc.so.6',
    version: 'GLIBC_2.2.5',
    binding: 'global',
    copied: false,
  },
  {
    name: '__gmon_start__',
    library: null,
    version: null,
    binding: 'weak',
    copied: false,
  },
  {
    name: 'napi_create_object',
    library: null,
    version: null,
    binding: 'global',
    copied: false,
  },
  {
    name: 'stdout',
    library: 'libc.so.6',
    version: 'GLIBC_2.2.5',
    binding: 'global',
    copied: true,
  },
];

const PROVIDED = [
  { name: 'demo', version: 'DEMO_1', isDefault: true, binding: 'global' },
  { name: 'demo_old', version: 'DEMO_1', isDefault: false, binding: 'global' },
  { name: 'demo_plain', version: null, isDefault: true, binding: 'global' },
];

function symbolsOf(bytes: Buffer) {
  const source = new BufferSource(bytes, 'demo.so');
  const report = readElf(source);
  return {
    needed: readNeededSymbols(source, report),
    provided: readProvidedSymbols(source, report),
  };
}

describe('readNeededSymbols and readProvidedSymbols', () => {
  it.each([
    ['by DT_HASH', 64, 'little', 'hash', false],
    ['by DT_HASH', 32, 'big', 'hash', false],
    ['by DT_GNU_HASH', 64, 'little', 'gnu-hash', false],
    ['by DT_GNU_HASH', 64, 'big', 'gnu-hash', false],
    ['by DT_GNU_HASH', 32, 'little', 'gnu-hash', false],
    ['by the section header', 64, 'little', 'none', true],
  ] as const)(
    'count the symbols %s in class %d, %s endian',
    (_, elfClass, byteOrder, hash, sections) => {
      const { bytes } = buildElf({
        ...PLAN,
        class: elfClass,
        byteOrder,
        hash,
        sections,
      });
      const { needed, provided } = symbolsOf(bytes);
      expect(needed.symbols).toEqual(NEEDED);
      expect(provided.symbols).toEqual(PROVIDED);
      expect(needed.complete && provided.complete).toBe(true);
    },
  );

  it('count the symbols by the distance to the string table behind them', () => {
    const elf = buildElf({ ...PLAN, hash: 'none' });
    // The builder puts the strings first: copy them behind everything.
    const strings = elf.bytes.subarray(elf.at.strings, elf.at.symbols);
    const count = (PLAN.symbols?.length ?? 0) + 1;
    const table = elf.bytes.subarray(
      elf.at.symbols,
      elf.at.symbols + 24 * count,
    );
    const at = elf.bytes.length;
    const bytes = Buffer.concat([elf.bytes, table, strings]);
    bytes.writeBigUInt64LE(BigInt(bytes.length), elf.at.loadSegment + 32);
    bytes.writeBigUInt64LE(BigInt(elf.base + at), elf.dynamicValueAt(6));
    bytes.writeBigUInt64LE(
      BigInt(elf.base + at + table.length),
      elf.dynamicValueAt(5),
    );
    expect(symbolsOf(bytes).needed.symbols).toEqual(NEEDED);
  });

  it('say that symbols are missing where the count cannot be true', () => {
    const elf = buildElf(PLAN);
    elf.patch(elf.at.hash + 4, 4, 0xffffffff); // nchain
    const { needed } = symbolsOf(elf.bytes);
    expect(needed.complete).toBe(false);
    expect(needed.problems[0]).toMatchObject({
      code: 'symbols',
      message: expect.stringMatching(
        /^4294967295 dynamic symbols are announced, the file has room for \d+$/,
      ),
    });
  });

  it('say that nothing tells the number of symbols', () => {
    const { needed } = symbolsOf(buildElf({ ...PLAN, hash: 'none' }).bytes);
    expect(needed).toMatchObject({ symbols: [], complete: false });
  });

  it('find nothing in a static program, and that is all there is', () => {
    const { needed } = symbolsOf(buildElf({ type: 2, dynamic: 'none' }).bytes);
    expect(needed).toEqual({ symbols: [], complete: true, problems: [] });
  });
});
