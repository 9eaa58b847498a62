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
  selectProfile,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { systemFromProfile } from './systemFromProfile';

const AL2023 = selectProfile({
  runtime: 'provided.al2023',
  architecture: 'arm64',
  asOf: '2025-03-15',
});
const PYTHON = selectProfile({
  runtime: 'python3.13',
  architecture: 'arm64',
  asOf: '2026-11-23',
});
const AL2 = selectProfile({ runtime: 'provided.al2', architecture: 'x86_64' });

describe('systemFromProfile', () => {
  it.each<[string, RuntimeProfile, string, string, string]>([
    [
      'a listed library is in its folder',
      AL2023,
      '/lib64',
      'libstdc++.so.6',
      'yes',
    ],
    [
      'and in the same by its other name',
      AL2023,
      '/usr/lib64',
      'libstdc++.so.6',
      'yes',
    ],
    [
      'and not in those of the function',
      AL2023,
      '/var/task/lib',
      'libstdc++.so.6',
      'no',
    ],
    ['nor in a layer', AL2023, '/opt/lib', 'libstdc++.so.6', 'no'],
    ['nor elsewhere', AL2023, '/var/lang/lib', 'libstdc++.so.6', 'no'],
    [
      'a name that the list has not is not there',
      AL2023,
      '/lib64',
      'libx.so.1',
      'no',
    ],
    [
      'a name of which nobody knows comes last',
      PYTHON,
      '/usr/lib',
      'libx.so.1',
      'unknown',
    ],
    ['and not before the function', PYTHON, '/var/lang/lib', 'libx.so.1', 'no'],
    [
      'a library of the image alone may be in its folder',
      AL2,
      '/lib64',
      'libcurl.so.4',
      'unknown',
    ],
    [
      'the loader of arm64 is in /lib',
      AL2023,
      '/lib',
      'ld-linux-aarch64.so.1',
      'yes',
    ],
  ])('%s', (_name, profile, directory, library, answer) => {
    const found = systemFromProfile(profile).findLibrary(directory, library);
    expect(found.answer).toBe(answer);
    expect(found.undecided !== undefined).toBe(answer === 'unknown');
  });

  it('answers for versions, symbols and loaders by the path', () => {
    const system = systemFromProfile(AL2023);
    const cxx = '/lib64/libstdc++.so.6';
    expect([
      system.findVersion(cxx, 'GLIBCXX_3.4.29').answer,
      system.findVersion(cxx, 'GLIBCXX_3.4.30').answer,
      system.findSymbol('/lib64/libm.so.6', 'GLIBC_2.29', 'exp')?.answer,
      system.findSymbol('/lib64/libm.so.6', 'GLIBC_2.29', 'nothing')?.answer,
      system.findSymbol('/lib64/libz.so.1', 'ZLIB_1.2.0', 'x'),
      system.findInterpreter('/lib/ld-linux-aarch64.so.1').answer,
      system.findInterpreter('/lib/ld-musl-aarch64.so.1').answer,
      system.findInterpreter('/var/task/ld.so').answer,
    ]).toEqual(['yes', 'no', 'yes', 'no', null, 'yes', 'no', 'no']);
    expect(system.listVersions(cxx)).toContain('GLIBCXX_3.4.29');
    expect(system.listVersions('/lib64/libexpat.so.1')).toBeNull();
  });

  it('has the folders for processors of the loader that it has', () => {
    const folders = (profile: RuntimeProfile) =>
      systemFromProfile(profile).hardwareFolders.map(({ folder }) => folder);
    expect(folders(AL2)).not.toContain('glibc-hwcaps/x86-64-v3');
    expect(
      folders(
        selectProfile({ runtime: 'provided.al2023', architecture: 'x86_64' }),
      ),
    ).toContain('glibc-hwcaps/x86-64-v3');
    expect(folders(AL2023)).toEqual([]);
  });
});
