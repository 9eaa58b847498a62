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
  compareVersionNames,
  isPrivateVersion,
  versionNamespace,
} from './versionNames';

describe('compareVersionNames', () => {
  it.each([
    ['GLIBCXX_3.4.9', 'GLIBCXX_3.4.30'],
    ['GLIBCXX_3.4', 'GLIBCXX_3.4.1'],
    ['GLIBC_2.9', 'GLIBC_2.10'],
    ['GLIBC_2.2.5', 'GLIBC_2.17'],
    ['GCC_4.8.0', 'GCC_13.0.0'],
    ['GCC_14.0', 'GCC_14.0.0'],
    ['OPENSSL_1_1_0', 'OPENSSL_1_1_0a'],
    ['OPENSSL_1_1_0j', 'OPENSSL_1_1_1'],
    ['CXXABI_1.3.17', 'CXXABI_TM_1'],
    ['GLIBC_2.43', 'GLIBC_ABI_DT_RELR'],
    ['GLIBC_ABI_DT_RELR', 'GLIBC_PRIVATE'],
    ['CXXABI_1.3.15', 'GLIBCXX_3.4'],
  ])('puts %s before %s', (lower, higher) => {
    expect(compareVersionNames(lower, higher)).toBeLessThan(0);
    expect(compareVersionNames(higher, lower)).toBeGreaterThan(0);
    expect(compareVersionNames(lower, lower)).toBe(0);
  });

  it('takes a name of 100,000 characters in its stride', () => {
    const long = `GLIBC_${'1.'.repeat(50_000)}`;
    const start = Date.now();
    compareVersionNames(long, `${long}1`);
    expect(Date.now() - start).toBeLessThan(500);
  });
});

it('tells namespaces and private versions', () => {
  expect(versionNamespace('GLIBC_ABI_DT_RELR')).toBe('GLIBC');
  expect(versionNamespace('libssl.so.10')).toBe('libssl.so.10');
  expect(isPrivateVersion('GLIBC_PRIVATE')).toBe(true);
  expect(isPrivateVersion('GLIBC_2.34')).toBe(false);
});
