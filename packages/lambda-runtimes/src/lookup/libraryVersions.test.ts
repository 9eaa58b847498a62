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

import { selectProfile } from '../profiles/selectProfile';
import { findLibrary } from './findLibrary';
import { findVersion } from './findVersion';
import { libraryVersions } from './libraryVersions';

describe('libraryVersions', () => {
  const NAMES = [
    'libc.so.6',
    'libm.so.6',
    'libstdc++.so.6',
    'libssl.so.3',
    'libcurl.so.4',
    'libgcrypt.so.20',
    'libexpat.so.1',
    'libnone.so.1',
    'libcurl.so.4.8.0',
    'constructor',
    '/lib64/libc.so.6',
  ];
  const VERSIONS = [
    'GLIBC_2.17',
    'GLIBC_2.35',
    'GLIBC_2.36',
    'GLIBCXX_3.4.29',
    'GLIBCXX_3.4.30',
    'OPENSSL_3.2.0',
    'OPENSSL_3.5.0',
    'NONE_1',
  ];

  it.each([
    ['provided.al2023', undefined],
    ['provided.al2023', '2025-03-15'],
    ['python3.12', undefined],
    ['python3.11', undefined],
  ])(
    'answers for %s as of %s what a question for each version does',
    (runtime, asOf) => {
      for (const packageType of ['zip', 'image'] as const) {
        const profile = selectProfile({
          runtime,
          architecture: 'arm64',
          packageType,
          asOf,
        });
        for (const name of NAMES) {
          const versions = libraryVersions(profile, name);
          expect([name, versions.present]).toEqual([
            name,
            findLibrary(profile, name).answer,
          ]);
          for (const version of VERSIONS) {
            expect([name, version, versions.has(version)]).toEqual([
              name,
              version,
              findVersion(profile, name, version).answer,
            ]);
          }
        }
      }
    },
  );

  it('says whether all versions are known', () => {
    const profile = selectProfile({
      runtime: 'provided.al2023',
      architecture: 'arm64',
    });
    const complete = (name: string) => libraryVersions(profile, name).complete;
    expect(
      ['libc.so.6', 'libexpat.so.1', 'libcurl.so.4', 'libgcrypt.so.20'].map(
        complete,
      ),
    ).toEqual([true, true, false, false]);
  });
});
