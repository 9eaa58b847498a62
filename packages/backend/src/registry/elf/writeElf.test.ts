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

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  BufferSource,
  readElf,
  readNeededSymbols,
  readProvidedSymbols,
} from '@lambda-compat/elf-symbols';
import { hashOf } from './dynamicSymbols';
import type { ElfDescription } from './types';
import { writeElf } from './writeElf';

const LIBRARY: ElfDescription = {
  machine: 'aarch64',
  soname: 'libsample.so.1',
  defined: [
    { name: 'SAMPLE_1.0', symbols: [{ name: 'first', isDefault: false }] },
    { name: 'SAMPLE_1.1', symbols: [] },
    {
      name: 'SAMPLE_2.0',
      symbols: [
        { name: 'first', isDefault: true },
        { name: '_ZN6second5thirdEv', isDefault: true },
      ],
    },
  ],
  note: 'holds no code',
};
const PROGRAM: ElfDescription = {
  machine: 'x86_64',
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  needed: [
    {
      name: 'libsample.so.1',
      versions: [
        { name: 'SAMPLE_1.0', symbols: ['first'] },
        { name: 'SAMPLE_2.0', symbols: ['_ZN6second5thirdEv', 'first'] },
      ],
    },
    { name: 'libother.so.2', versions: [] },
  ],
  note: 'holds no code',
};

describe('writeElf', () => {
  it('defines versions, also those that no symbol carries', () => {
    const source = new BufferSource(writeElf(LIBRARY));
    expect(readElf(source)).toMatchObject({
      machine: 'aarch64',
      class: 64,
      soname: 'libsample.so.1',
      interpreter: null,
      problems: [],
    });
    expect(
      readElf(source).versionDefinitions.map(({ name, base }) => [name, base]),
    ).toEqual([
      ['libsample.so.1', true],
      ['SAMPLE_1.0', false],
      ['SAMPLE_1.1', false],
      ['SAMPLE_2.0', false],
    ]);
    const { symbols, complete } = readProvidedSymbols(source, readElf(source));
    expect(complete).toBe(true);
    expect(
      symbols.map(
        ({ name, version, isDefault }) =>
          `${name}${isDefault ? '@@' : '@'}${version}`,
      ),
    ).toEqual([
      'first@SAMPLE_1.0',
      'first@@SAMPLE_2.0',
      '_ZN6second5thirdEv@@SAMPLE_2.0',
    ]);
  });

  it('needs versions of libraries, and libraries without any', () => {
    const source = new BufferSource(writeElf(PROGRAM));
    expect(readElf(source)).toMatchObject({
      machine: 'x86_64',
      soname: null,
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      needed: ['libsample.so.1', 'libother.so.2'],
      problems: [],
    });
    const { symbols } = readNeededSymbols(source, readElf(source));
    expect(
      symbols.map(({ name, library, version }) => [name, library, version]),
    ).toEqual([
      ['first', 'libsample.so.1', 'SAMPLE_1.0'],
      ['_ZN6second5thirdEv', 'libsample.so.1', 'SAMPLE_2.0'],
      ['first', 'libsample.so.1', 'SAMPLE_2.0'],
    ]);
  });

  it('gives the same bytes for the same description', () => {
    expect(writeElf(LIBRARY)).toEqual(writeElf(LIBRARY));
  });

  // As objdump prints them of Debian 12's libstdc++.
  it.each([
    ['', 0],
    ['GLIBC_2.2.5', 0x09691a75],
    ['GLIBCXX_3.4.9', 0x02297f89],
    ['GLIBCXX_3.4.30', 0x0297f840],
  ])('hashes %j as the gABI says', (name, hash) => {
    expect(hashOf(name)).toBe(hash);
  });
});

// A machine without binutils has nothing to compare with.
const describeReadelf =
  spawnSync('readelf', ['--version']).status === 0 ? describe : describe.skip;

describeReadelf('writeElf beside readelf', () => {
  it('is read without a complaint', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sample-elf-'));
    try {
      for (const description of [LIBRARY, PROGRAM]) {
        const file = path.join(folder, description.machine);
        await writeFile(file, writeElf(description));
        const { stdout, stderr, status } = spawnSync(
          'readelf',
          ['-W', '-a', '-V', '--dyn-syms', file],
          { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
        );
        expect([status, stderr]).toEqual([0, '']);
        expect(stdout).toContain('first');
        expect(stdout).not.toMatch(/corrupt|[Ww]arning|[Ee]rror:/);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
