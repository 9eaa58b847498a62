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

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definedVersions, hasReadelf } from '../__testUtils__/readelf';
import { baseLibraryVersions } from './versionSeries';

/** Debian 12 on x86_64, whose libraries the machine may have. */
const BOOKWORM = {
  glibc: '2.36',
  gcc: '12',
  glibcxx: '3.4.30',
  cxxabi: '1.3.13',
  openssl: '3.0.19',
  zlib: '1.2.13',
};

const AL2 = {
  glibc: '2.26',
  gcc: '7',
  glibcxx: '3.4.24',
  cxxabi: '1.3.11',
  openssl: '1.0.2',
  zlib: '1.2.7',
};

const AL2023 = {
  glibc: '2.34',
  gcc: '14',
  glibcxx: '3.4.33',
  cxxabi: '1.3.15',
  openssl: '3.2.2',
  zlib: '1.2.11',
};

function glibc(numbers: string): string[] {
  return numbers
    .split(' ')
    .map(name => (/^\d/.test(name) ? `GLIBC_${name}` : name));
}

describe('baseLibraryVersions', () => {
  it.each([
    [
      'libc.so.6 of AL2 on x86_64',
      baseLibraryVersions('x86_64', AL2)['libc.so.6'],
      '2.2.5 2.2.6 2.3 2.3.2 2.3.3 2.3.4 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12 2.13 2.14 2.15 2.16 2.17 2.18 2.22 2.23 2.24 2.25 2.26 GLIBC_PRIVATE',
    ],
    [
      'libc.so.6 of AL2 on arm64',
      baseLibraryVersions('arm64', AL2)['libc.so.6'],
      '2.17 2.18 2.22 2.23 2.24 2.25 2.26 GLIBC_PRIVATE',
    ],
    [
      'libc.so.6 of AL2023 on arm64',
      baseLibraryVersions('arm64', AL2023)['libc.so.6'],
      '2.17 2.18 2.22 2.23 2.24 2.25 2.26 2.27 2.28 2.29 2.30 2.31 2.32 2.33 2.34 GLIBC_PRIVATE',
    ],
    [
      'libm.so.6 of AL2 on arm64, which has no 2.26',
      baseLibraryVersions('arm64', AL2)['libm.so.6'],
      '2.17 2.18 2.23 2.24 2.25',
    ],
    [
      'libm.so.6 of AL2023 on x86_64',
      baseLibraryVersions('x86_64', AL2023)['libm.so.6'],
      '2.2.5 2.4 2.15 2.18 2.23 2.24 2.25 2.26 2.27 2.28 2.29 2.31 2.32',
    ],
    [
      'libpthread.so.0 of AL2, which has private symbols',
      baseLibraryVersions('arm64', AL2)['libpthread.so.0'],
      '2.17 2.18 GLIBC_PRIVATE',
    ],
    [
      'libpthread.so.0 of AL2023, which is a stub',
      baseLibraryVersions('x86_64', AL2023)['libpthread.so.0'],
      '2.2.5 2.2.6 2.3.2 2.3.3 2.3.4 2.4 2.11 2.12 2.18 2.28 2.30 2.31',
    ],
    [
      'the loader of AL2',
      baseLibraryVersions('x86_64', AL2)['ld-linux-x86-64.so.2'],
      '2.2.5 2.3 2.4 GLIBC_PRIVATE',
    ],
    [
      'libgcc_s.so.1 of AL2023 on x86_64',
      baseLibraryVersions('x86_64', AL2023)['libgcc_s.so.1'],
      'GCC_3.0 GCC_3.3 GCC_3.3.1 GCC_3.4 GCC_3.4.2 GCC_3.4.4 GCC_4.0.0 GCC_4.2.0 GCC_4.3.0 GCC_4.7.0 GCC_4.8.0 GCC_7.0.0 GCC_12.0.0 GCC_13.0.0 GCC_14.0.0',
    ],
    [
      'libgcc_s.so.1 of AL2023 on arm64, which has a GLIBC_2.0',
      baseLibraryVersions('arm64', AL2023)['libgcc_s.so.1'],
      'GLIBC_2.0 GCC_3.0 GCC_3.3 GCC_3.3.1 GCC_3.4 GCC_3.4.2 GCC_3.4.4 GCC_4.0.0 GCC_4.2.0 GCC_4.3.0 GCC_4.5.0 GCC_4.7.0 GCC_7.0.0 GCC_11.0 GCC_13.0.0 GCC_14.0 GCC_14.0.0',
    ],
    [
      'libcrypto.so.3 of OpenSSL 3.2.2',
      baseLibraryVersions('arm64', AL2023)['libcrypto.so.3'],
      'OPENSSL_3.0.0 OPENSSL_3.0.3 OPENSSL_3.0.8 OPENSSL_3.0.9 OPENSSL_3.1.0 OPENSSL_3.2.0',
    ],
    [
      'libz.so.1 of zlib 1.2.7',
      baseLibraryVersions('arm64', AL2)['libz.so.1'],
      'ZLIB_1.2.0 ZLIB_1.2.0.2 ZLIB_1.2.0.8 ZLIB_1.2.2 ZLIB_1.2.2.3 ZLIB_1.2.2.4 ZLIB_1.2.3.3 ZLIB_1.2.3.4 ZLIB_1.2.3.5 ZLIB_1.2.5.1 ZLIB_1.2.5.2',
    ],
  ])('lists %s', (_name, versions, expected) => {
    expect(versions).toEqual(glibc(expected));
  });

  it('has CXXABI_FLOAT128 on x86_64 alone, and no CXXABI_1.3.16', () => {
    const x86 = baseLibraryVersions('x86_64', BOOKWORM)['libstdc++.so.6'];
    const arm = baseLibraryVersions('arm64', BOOKWORM)['libstdc++.so.6'];
    // Debian 12: 31 of GLIBCXX, 14 of CXXABI, CXXABI_TM_1.
    expect(arm).toHaveLength(46);
    expect(x86).toEqual([...arm, 'CXXABI_FLOAT128']);
    const newest = { ...AL2023, cxxabi: '1.3.17' };
    expect(
      baseLibraryVersions('arm64', newest)['libstdc++.so.6'],
    ).not.toContain('CXXABI_1.3.16');
  });

  it('has libmvec.so.1 on arm64 from 2.38 on', () => {
    expect(baseLibraryVersions('arm64', AL2023)).not.toHaveProperty([
      'libmvec.so.1',
    ]);
    expect(
      baseLibraryVersions('arm64', { ...AL2023, glibc: '2.39' })[
        'libmvec.so.1'
      ],
    ).toEqual(['GLIBC_2.38', 'GLIBC_2.39']);
  });
});

const FOLDER = '/lib/x86_64-linux-gnu';
const onBookworm =
  hasReadelf &&
  existsSync(join(FOLDER, 'libc.so.6')) &&
  /^12\b/.test(
    existsSync('/etc/debian_version')
      ? readFileSync('/etc/debian_version', 'utf8')
      : '',
  );
if (!onBookworm) {
  // eslint-disable-next-line no-console -- the reader of the output should know what was left out
  console.warn('not Debian 12 on x86_64: its libraries are not compared');
}

(onBookworm ? describe : describe.skip)('on Debian 12', () => {
  it('lists what readelf finds in the libraries of the machine', () => {
    const ours = Object.entries(baseLibraryVersions('x86_64', BOOKWORM))
      .filter(([library]) => existsSync(join(FOLDER, library)))
      .map(([library, versions]) => [library, [...versions].sort()]);
    const compared = ours.map(([library]) => library as string);
    expect(ours).toEqual(
      compared.map(library => [
        library,
        definedVersions(join(FOLDER, library)).sort(),
      ]),
    );
    expect(compared).toEqual(
      expect.arrayContaining([
        'libc.so.6',
        'libm.so.6',
        'libstdc++.so.6',
        'libgcc_s.so.1',
        'ld-linux-x86-64.so.2',
      ]),
    );
  });
});
