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

import {
  BufferSource,
  readElf,
  readProvidedSymbols,
} from '@lambda-compat/elf-symbols';
import type { Architecture } from '@lambda-compat/lambda-runtimes';
import { writeLibraries } from './writeLibraries';

function symbolsOf(bytes: Buffer) {
  const source = new BufferSource(bytes);
  return readProvidedSymbols(source, readElf(source));
}

/** By name of the library, as the loader asks for it. */
function read(set: string, architecture: Architecture) {
  const files = new Map<
    string,
    { path: string; machine: string; versions: string[]; bytes: Buffer }
  >();
  for (const { path, content } of writeLibraries(set, architecture)) {
    if (Buffer.isBuffer(content)) {
      const report = readElf(new BufferSource(content));
      expect(report.problems).toEqual([]);
      files.set(report.soname!, {
        path,
        machine: report.machine,
        versions: report.versionDefinitions
          .filter(({ base }) => !base)
          .map(({ name }) => name),
        bytes: content,
      });
    }
  }
  return files;
}

const highest = (versions: string[], namespace: string) =>
  versions
    .filter(
      name => /^[A-Z]+_[\d.]+$/.test(name) && name.startsWith(`${namespace}_`),
    )
    .at(-1);

describe('writeLibraries', () => {
  // elf.md 4.2; Debian's as readelf prints them of Debian 12's own.
  it.each([
    ['al2-gcc7', 'x86_64', '2.26', '3.4.24', '1.3.11', '7.0.0', '24'],
    ['al2-gcc7', 'arm64', '2.26', '3.4.24', '1.3.11', '7.0.0', '24'],
    ['al2023-gcc11', 'arm64', '2.34', '3.4.29', '1.3.13', '11.0', '29'],
    ['al2023-gcc14', 'arm64', '2.34', '3.4.33', '1.3.15', '14.0.0', '33'],
    ['al2023-gcc14', 'x86_64', '2.34', '3.4.33', '1.3.15', '14.0.0', '33'],
    ['debian12-gcc12', 'x86_64', '2.36', '3.4.30', '1.3.13', '12.0.0', '30'],
    ['al2027-gcc16', 'arm64', '2.43', '3.4.35', '1.3.17', '16.0', '35'],
  ] as const)(
    '%s on %s ends at glibc %s, GLIBCXX_%s, CXXABI_%s and GCC_%s',
    async (set, architecture, glibc, glibcxx, cxxabi, gcc, file) => {
      const libraries = read(set, architecture);
      const machine = architecture === 'arm64' ? 'aarch64' : 'x86_64';
      expect(
        [...libraries.values()].every(library => library.machine === machine),
      ).toBe(true);
      const libc = libraries.get('libc.so.6')!.versions;
      const libstdcxx = libraries.get('libstdc++.so.6')!;
      expect({
        glibc: highest(libc, 'GLIBC'),
        glibcxx: highest(libstdcxx.versions, 'GLIBCXX'),
        cxxabi: highest(libstdcxx.versions, 'CXXABI'),
        gcc: highest(libraries.get('libgcc_s.so.1')!.versions, 'GCC'),
      }).toEqual({
        glibc: `GLIBC_${glibc}`,
        glibcxx: `GLIBCXX_${glibcxx}`,
        cxxabi: `CXXABI_${cxxabi}`,
        gcc: `GCC_${gcc}`,
      });
      expect(libstdcxx.path).toMatch(
        new RegExp(`/libstdc\\+\\+\\.so\\.6\\.0\\.${file}$`),
      );
    },
  );

  it('brings what the tag of the incident brought, and nothing of glibc', () => {
    const before = read('al2023-gcc11', 'arm64');
    const after = read('al2023-gcc14', 'arm64');
    const gained = (name: string) =>
      after
        .get(name)!
        .versions.filter(
          version => !before.get(name)!.versions.includes(version),
        );
    expect(gained('libstdc++.so.6')).toEqual([
      'CXXABI_1.3.14',
      'CXXABI_1.3.15',
      'GLIBCXX_3.4.30',
      'GLIBCXX_3.4.31',
      'GLIBCXX_3.4.32',
      'GLIBCXX_3.4.33',
    ]);
    expect(gained('libgcc_s.so.1')).toEqual([
      'GCC_13.0.0',
      'GCC_14.0',
      'GCC_14.0.0',
    ]);
    expect(gained('libc.so.6')).toEqual([]);
    expect(gained('libm.so.6')).toEqual([]);
  });

  it('names the symbols of each version', () => {
    const libraries = read('al2023-gcc14', 'arm64');
    const { symbols, complete } = symbolsOf(
      libraries.get('libstdc++.so.6')!.bytes,
    );
    expect(complete).toBe(true);
    // gcc 12 moved it out of the headers: what the incident asked for.
    expect(symbols).toContainEqual(
      expect.objectContaining({
        name: '_ZSt21__glibcxx_assert_failPKciS0_S0_',
        version: 'GLIBCXX_3.4.30',
        isDefault: true,
      }),
    );
  });

  it('leaves in libpthread what glibc had there until 2.34', () => {
    const symbolOf = (set: string) => {
      const { symbols } = symbolsOf(
        read(set, 'x86_64').get('libc.so.6')!.bytes,
      );
      return symbols
        .filter(({ name }) => name === 'pthread_create')
        .map(({ version, isDefault }) => [version, isDefault]);
    };
    expect(symbolOf('al2-gcc7')).toEqual([]);
    expect(symbolOf('al2023-gcc11')).toEqual([
      ['GLIBC_2.2.5', false],
      ['GLIBC_2.34', true],
    ]);
  });

  it('gives musl no versions, and its loader the name of its C library', () => {
    const libraries = read('musl', 'x86_64');
    expect([...libraries.keys()]).toEqual(['libc.musl-x86_64.so.1']);
    expect(libraries.get('libc.musl-x86_64.so.1')).toMatchObject({
      path: 'lib/ld-musl-x86_64.so.1',
      versions: [],
    });
  });

  it('says which sets there are', () => {
    expect(() => writeLibraries('gcc99', 'arm64')).toThrow(
      /^gcc99 is no set of libraries; there are al2-gcc7, al2023-gcc11, /,
    );
  });
});
