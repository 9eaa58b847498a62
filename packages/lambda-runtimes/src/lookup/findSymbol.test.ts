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

import { existsSync } from 'node:fs';
import { definedSymbols, hasReadelf } from '../__testUtils__/readelf';
import { selectProfile } from '../profiles/selectProfile';
import type { Answer, Architecture } from '../types';
import { findSymbol, otherVersionsOf } from './findSymbol';
import { symbolsOf } from './symbolTable';

const WAIT = '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE';

describe('otherVersionsOf', () => {
  it.each(['x86_64', 'arm64'] as Architecture[])(
    'finds condition_variable::wait in GLIBCXX_3.4.11 too, on %s',
    architecture => {
      expect(otherVersionsOf(WAIT, 'libstdc++.so.6', architecture)).toEqual([
        'GLIBCXX_3.4.11',
        'GLIBCXX_3.4.30',
      ]);
      expect(
        otherVersionsOf(WAIT, 'libstdc++.so.6', architecture, 'GLIBCXX_3.4.30'),
      ).toEqual(['GLIBCXX_3.4.11']);
    },
  );

  it.each([
    ['memcpy', 'libc.so.6', 'x86_64', 'GLIBC_2.2.5 GLIBC_2.14'],
    ['memcpy', 'libc.so.6', 'arm64', 'GLIBC_2.17'],
    ['pthread_create', 'libc.so.6', 'x86_64', 'GLIBC_2.2.5 GLIBC_2.34'],
    ['__libc_start_main', 'libc.so.6', 'arm64', 'GLIBC_2.17 GLIBC_2.34'],
    ['epoll_pwait2', 'libc.so.6', 'arm64', 'GLIBC_2.35'],
    ['pow', 'libm.so.6', 'x86_64', 'GLIBC_2.2.5 GLIBC_2.29'],
    ['frobnicate', 'libc.so.6', 'x86_64', ''],
    ['__proto__', 'libc.so.6', 'x86_64', ''],
    ['EVP_rc2_cbc', 'libcrypto.so.3', 'x86_64', ''],
  ])('%s of %s on %s: %s', (symbol, library, architecture, versions) => {
    expect(
      otherVersionsOf(symbol, library, architecture as Architecture).join(' '),
    ).toBe(versions);
  });
});

describe('findSymbol', () => {
  it.each<[string, string | undefined, string, Answer, boolean]>([
    ['libstdc++.so.6 GLIBCXX_3.4.30', '2025-03-15', WAIT, 'no', true],
    ['libstdc++.so.6 GLIBCXX_3.4.30', '2026-11-23', WAIT, 'yes', true],
    ['libstdc++.so.6 GLIBCXX_3.4.30', undefined, WAIT, 'unknown', true],
    ['libstdc++.so.6 GLIBCXX_3.4.11', undefined, WAIT, 'yes', true],
    // The backport: one symbol is proven, the other three are not.
    ['libc.so.6 GLIBC_2.35', '2026-11-23', 'epoll_pwait2', 'yes', true],
    ['libc.so.6 GLIBC_2.35', '2026-11-23', '_dl_find_object', 'unknown', true],
    ['libc.so.6 GLIBC_2.35', '2026-11-23', '__memcmpeq', 'unknown', true],
    ['libc.so.6 GLIBC_2.35', '2026-11-23', 'frobnicate', 'no', true],
    ['libc.so.6 GLIBC_2.35', '2025-03-15', 'epoll_pwait2', 'no', true],
    // The version is there, the symbol is not.
    ['libc.so.6 GLIBC_2.34', '2026-11-23', 'pthread_create', 'yes', true],
    ['libc.so.6 GLIBC_2.34', '2026-11-23', 'memcpy', 'no', true],
    ['libc.so.6 GLIBC_PRIVATE', '2026-11-23', '_dl_sym', 'unknown', false],
    // No list of its symbols: nothing is said against it.
    ['libz.so.1 ZLIB_1.2.9', '2026-11-23', 'adler32_z', 'unknown', false],
    ['libpthread.so.0 GLIBC_2.17', '2026-11-23', 'sem_init', 'unknown', false],
    ['libssl.so.1.1 OPENSSL_1_1_0', '2026-11-23', 'SSL_read', 'no', false],
  ])('%s as of %s: %s → %s', (need, asOf, symbol, expected, listed) => {
    const [library, version] = need.split(' ');
    const profile = selectProfile({
      runtime: 'provided.al2023',
      architecture: 'arm64',
      ...(asOf ? { asOf } : {}),
    });
    const found = findSymbol(profile, library, version, symbol);
    expect([found.answer, found.listed]).toEqual([expected, listed]);
    expect(found.undecided === undefined).toBe(expected !== 'unknown');
  });
});

const FOLDER = '/lib/x86_64-linux-gnu';
const present = hasReadelf && existsSync(`${FOLDER}/libstdc++.so.6`);
if (!present) {
  // eslint-disable-next-line no-console -- the reader of the output should know what was left out
  console.warn('no readelf or no Debian: the table is not compared with it');
}

(present ? describe : describe.skip)('the table of symbols', () => {
  it.each(['libc.so.6', 'libm.so.6', 'libstdc++.so.6', 'libgcc_s.so.1'])(
    'has every symbol that readelf finds in %s of the machine',
    library => {
      const theirs = definedSymbols(`${FOLDER}/${library}`).filter(
        symbol => !symbol.endsWith(' GLIBC_PRIVATE'),
      );
      const table = symbolsOf(library, 'x86_64');
      expect(theirs.length).toBeGreaterThan(100);
      expect(
        theirs.filter(symbol => {
          const [name, version] = symbol.split(' ');
          return !table?.get(name)?.includes(version);
        }),
      ).toEqual([]);
    },
  );
});
