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

import type { LibraryChange } from './types';
import { highestNames, namespaceChanges, splitVersion } from './versions';

const library = (
  name: string,
  gained: LibraryChange['gained'],
): LibraryChange => ({
  library: name,
  path: { from: `usr/lib/${name}`, to: `usr/lib/${name}` },
  gained,
  lost: [],
  highest: [],
});

describe('splitVersion', () => {
  it.each([
    ['GLIBCXX_3.4.30', 'GLIBCXX', '3.4.30'],
    ['CXXABI_ARM_1.3.3', 'CXXABI_ARM', '1.3.3'],
    ['GLIBC_ABI_DT_RELR', 'GLIBC_ABI_DT_RELR', ''],
  ])('takes %s apart', (version, namespace, number) => {
    expect(splitVersion(version)).toEqual({ namespace, number });
  });
});

describe('namespaceChanges', () => {
  it('counts a version of several libraries once, in numeric order', () => {
    const [change] = namespaceChanges([
      library('libc.so.6', [
        { name: 'GLIBC_2.9', symbols: 2 },
        { name: 'GLIBC_2.41', symbols: 5 },
      ]),
      library('libm.so.6', [
        { name: 'GLIBC_2.40', symbols: null },
        { name: 'GLIBC_2.41', symbols: 3 },
      ]),
    ]);
    expect(change).toEqual({
      namespace: 'GLIBC',
      libraries: ['libc.so.6', 'libm.so.6'],
      gained: [
        { name: 'GLIBC_2.9', symbols: 2 },
        { name: 'GLIBC_2.40', symbols: null },
        { name: 'GLIBC_2.41', symbols: 8 },
      ],
      lost: [],
      unchanged: null,
    });
  });
});

describe('highestNames', () => {
  it('is the highest of each namespace, whatever the order', () => {
    expect(
      highestNames(['GLIBC_2.41', 'GLIBC_2.9', 'X_1', 'GLIBCXX_3.4.30']),
    ).toEqual(['GLIBCXX_3.4.30', 'GLIBC_2.41', 'X_1']);
  });
});
