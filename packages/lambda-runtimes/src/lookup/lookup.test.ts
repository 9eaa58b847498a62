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

import { selectProfile, selectSystemProfile } from '../profiles/selectProfile';
import type { Answer, Architecture, PackageType } from '../types';
import { findInterpreter } from './findInterpreter';
import { findLibrary } from './findLibrary';
import { findVersion } from './findVersion';
import { highestVersions } from './highestVersions';

function profileOf(target: string) {
  const [function_, asOf] = target.split(' @ ');
  const [runtime, architecture, packageType] = function_.split(' ');
  return selectProfile({
    runtime,
    architecture: architecture as Architecture,
    ...(packageType ? { packageType: packageType as PackageType } : {}),
    ...(asOf ? { asOf } : {}),
  });
}

const TODAY = '2026-11-23';

describe('findVersion', () => {
  it.each<[string, string, Answer]>([
    // The incident: gcc 11's libstdc++ until a day in the summer of 2025.
    [
      'provided.al2023 arm64 @ 2025-03-15',
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'no',
    ],
    [
      'provided.al2023 x86_64 @ 2025-03-15',
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'no',
    ],
    [
      'provided.al2023 arm64 @ 2025-03-15',
      'libstdc++.so.6 GLIBCXX_3.4.29',
      'yes',
    ],
    [
      'provided.al2023 arm64 @ 2025-03-17',
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'no',
    ],
    [
      'provided.al2023 arm64 @ 2025-03-18',
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'unknown',
    ],
    [
      'provided.al2023 arm64 @ 2025-04-14',
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'unknown',
    ],
    [
      'provided.al2023 arm64 @ 2025-08-14',
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'unknown',
    ],
    [
      'provided.al2023 arm64 @ 2025-08-15',
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'yes',
    ],
    [
      `provided.al2023 arm64 @ ${TODAY}`,
      'libstdc++.so.6 GLIBCXX_3.4.30',
      'yes',
    ],
    [
      `provided.al2023 arm64 @ ${TODAY}`,
      'libstdc++.so.6 GLIBCXX_3.4.33',
      'yes',
    ],
    [`provided.al2023 arm64 @ ${TODAY}`, 'libstdc++.so.6 GLIBCXX_3.4.34', 'no'],
    ['provided.al2023 arm64', 'libstdc++.so.6 GLIBCXX_3.4.30', 'unknown'],
    ['provided.al2023 arm64', 'libstdc++.so.6 GLIBCXX_3.4.29', 'yes'],
    ['provided.al2023 arm64', 'libstdc++.so.6 GLIBCXX_3.4.34', 'no'],
    ['nodejs20.x x86_64', 'libstdc++.so.6 GLIBCXX_3.4.30', 'unknown'],
    [`nodejs20.x x86_64 @ ${TODAY}`, 'libstdc++.so.6 GLIBCXX_3.4.30', 'yes'],
    // Released when the change was over: it never had gcc 11's.
    ['nodejs24.x arm64', 'libstdc++.so.6 GLIBCXX_3.4.30', 'yes'],
    ['python3.15 arm64', 'libstdc++.so.6 GLIBCXX_3.4.33', 'yes'],
    ['java17.al2023 x86_64', 'libstdc++.so.6 GLIBCXX_3.4.33', 'yes'],
    [
      'java17.al2023 x86_64 @ 2025-03-15',
      'libstdc++.so.6 GLIBCXX_3.4.33',
      'yes',
    ],
    ['java17 x86_64', 'libstdc++.so.6 GLIBCXX_3.4.25', 'no'],
    // The loader's GLIBC_2.35 is not that of libc.so.6.
    [
      'provided.al2023 x86_64 @ 2025-03-15',
      'ld-linux-x86-64.so.2 GLIBC_2.35',
      'yes',
    ],
    ['provided.al2023 arm64', 'ld-linux-aarch64.so.1 GLIBC_2.35', 'yes'],
    ['provided.al2023 x86_64 @ 2025-03-15', 'libc.so.6 GLIBC_2.35', 'no'],
    ['provided.al2023 x86_64 @ 2025-09-16', 'libc.so.6 GLIBC_2.35', 'no'],
    ['provided.al2023 x86_64 @ 2025-12-01', 'libc.so.6 GLIBC_2.35', 'unknown'],
    [`provided.al2023 x86_64 @ ${TODAY}`, 'libc.so.6 GLIBC_2.35', 'yes'],
    [`provided.al2023 x86_64 @ ${TODAY}`, 'libm.so.6 GLIBC_2.35', 'no'],
    [`provided.al2023 x86_64 @ ${TODAY}`, 'libc.so.6 GLIBC_2.36', 'no'],
    ['provided.al2023 x86_64', 'libc.so.6 GLIBC_2.35', 'unknown'],
    ['provided.al2023 x86_64', 'libc.so.6 GLIBC_2.38', 'no'],
    ['provided.al2023 x86_64', 'libc.so.6 GLIBC_2.34', 'yes'],
    ['provided.al2023 x86_64', 'libc.so.6 GLIBC_2.2.5', 'yes'],
    ['provided.al2023 arm64', 'libc.so.6 GLIBC_2.2.5', 'no'],
    ['provided.al2023 x86_64', 'libc.so.6 GLIBC_ABI_DT_RELR', 'no'],
    ['provided.al2023 x86_64', 'libc.so.6 GLIBC_PRIVATE', 'yes'],
    ['provided.al2023 x86_64', 'libpthread.so.0 GLIBC_2.2.5', 'yes'],
    // There is no such version, whatever lies above it.
    [`provided.al2023 x86_64 @ ${TODAY}`, 'libc.so.6 GLIBC_2.19', 'no'],
    ['provided.al2 x86_64', 'libc.so.6 GLIBC_2.28', 'no'],
    ['provided.al2 x86_64', 'libc.so.6 GLIBC_2.26', 'yes'],
    ['provided.al2 arm64', 'libc.so.6 GLIBC_2.27', 'no'],
    ['provided.al2 arm64', 'libstdc++.so.6 GLIBCXX_3.4.24', 'yes'],
    ['provided.al2 arm64', 'libstdc++.so.6 GLIBCXX_3.4.25', 'no'],
    ['provided.al2 x86_64', 'libstdc++.so.6 CXXABI_FLOAT128', 'yes'],
    ['provided.al2 arm64', 'libstdc++.so.6 CXXABI_FLOAT128', 'no'],
    ['provided.al2 arm64', 'libgcc_s.so.1 GLIBC_2.0', 'yes'],
    ['provided.al2 x86_64', 'libgcc_s.so.1 GLIBC_2.0', 'no'],
    ['provided.al2 x86_64', 'libgcc_s.so.1 GCC_12.0.0', 'no'],
    ['provided.al2023 arm64', 'libgcc_s.so.1 GCC_11.0', 'yes'],
    ['provided.al2023 arm64', 'libgcc_s.so.1 GCC_14.0', 'unknown'],
    [`provided.al2023 arm64 @ ${TODAY}`, 'libgcc_s.so.1 GCC_16.0', 'no'],
    [
      'provided.al2023 x86_64 @ 2025-03-15',
      'libcrypto.so.3 OPENSSL_3.0.8',
      'yes',
    ],
    [
      'provided.al2023 x86_64 @ 2025-03-15',
      'libcrypto.so.3 OPENSSL_3.2.0',
      'no',
    ],
    [
      'provided.al2023 x86_64 @ 2025-08-15',
      'libcrypto.so.3 OPENSSL_3.4.0',
      'no',
    ],
    [
      `provided.al2023 x86_64 @ ${TODAY}`,
      'libcrypto.so.3 OPENSSL_3.4.0',
      'unknown',
    ],
    [`provided.al2023 x86_64 @ ${TODAY}`, 'libcrypto.so.3 OPENSSL_3.6.0', 'no'],
    ['provided.al2 x86_64', 'libcrypto.so.10 OPENSSL_1.0.2', 'yes'],
    ['provided.al2 x86_64', 'libssl.so.10 libssl.so.10', 'unknown'],
    ['provided.al2023 x86_64', 'libz.so.1 ZLIB_1.2.9', 'yes'],
    ['provided.al2023 x86_64', 'libz.so.1 ZLIB_1.2.12', 'no'],
    ['provided.al2 x86_64', 'libz.so.1 ZLIB_1.2.9', 'no'],
    // Known to be there, its versions not.
    ['provided.al2023 x86_64', 'libcurl.so.4 CURL_OPENSSL_4', 'unknown'],
    // Not there, so no version of it either.
    ['provided.al2023 x86_64', 'libssl.so.1.1 OPENSSL_1_1_0', 'no'],
    ['provided x86_64', 'libc.so.6 GLIBC_2.17', 'yes'],
    ['provided x86_64', 'libc.so.6 GLIBC_2.18', 'no'],
    ['provided x86_64', 'libstdc++.so.6 GLIBCXX_3.4.24', 'yes'],
    ['python3.7 x86_64', 'libstdc++.so.6 GLIBCXX_3.4.24', 'unknown'],
    ['python3.7 x86_64', 'libstdc++.so.6 GLIBCXX_3.4.25', 'no'],
  ])('on %s: %s → %s', (target, need, expected) => {
    const [library, version] = need.split(' ');
    const found = findVersion(profileOf(target), library, version);
    expect(found.answer).toBe(expected);
    expect(found.sources.length).toBeGreaterThan(0);
    expect(found.undecided === undefined).toBe(expected !== 'unknown');
  });

  it('names the fact that decides, and only that', () => {
    const profile = profileOf('provided.al2023 arm64');
    expect(
      findVersion(profile, 'libstdc++.so.6', 'GLIBCXX_3.4.30').undecided,
    ).toBe(
      "whether this function's runtime already has libstdc++ of gcc 14: it came between 2025-03-17 and 2025-08-15; give --as-of DATE, or take a snapshot",
    );
    expect(findVersion(profile, 'libc.so.6', 'GLIBC_2.35').undecided).toBe(
      "whether this function's runtime already has glibc 2.34-231, whose libc.so.6 has GLIBC_2.35: it came between 2025-09-16 and 2026-05-02; give --as-of DATE, or take a snapshot",
    );
    expect(
      findVersion(profile, 'libstdc++.so.6', 'GLIBCXX_3.4.30').states,
    ).toEqual([
      { id: 'al2023-gcc11', answer: 'no' },
      { id: 'al2023-gcc14', answer: 'yes' },
      { id: 'al2023-glibc235', answer: 'yes' },
    ]);
  });

  it('sends an image function to its image', () => {
    const profile = profileOf('nodejs22.x arm64 image');
    expect(
      findVersion(profile, 'libstdc++.so.6', 'GLIBCXX_3.4.30').undecided,
    ).toMatch(/give --as-of DATE, or check the image itself$/);
  });

  it('says which versions are private to the parts of one C library', () => {
    const profile = profileOf('provided.al2023 arm64');
    expect(findVersion(profile, 'libc.so.6', 'GLIBC_PRIVATE').private).toBe(
      true,
    );
    expect(findVersion(profile, 'libc.so.6', 'GLIBC_2.17').private).toBe(false);
  });
});

describe('findLibrary', () => {
  it.each<[string, string, Answer]>([
    // In the image of AL2, and not in the dump of the managed runtime.
    ['provided.al2 x86_64 zip', 'libcurl.so.4', 'unknown'],
    ['provided.al2 arm64 zip', 'libcrypt.so.1', 'unknown'],
    ['provided.al2 x86_64 image', 'libcurl.so.4', 'yes'],
    ['provided.al2 x86_64 zip', 'libnsl.so.1', 'yes'],
    ['provided.al2 x86_64 zip', 'libssl.so.10', 'yes'],
    ['provided.al2 x86_64 zip', 'libpq.so.5', 'no'],
    ['provided.al2 x86_64 image', 'libpq.so.5', 'unknown'],
    ['provided.al2023 x86_64 zip', 'libcurl.so.4', 'yes'],
    ['provided.al2023 x86_64 zip', 'libstdc++.so.6', 'yes'],
    ['provided.al2023 x86_64 zip', 'libcrypt.so.1', 'no'],
    ['provided.al2023 arm64 zip', 'libnsl.so.1', 'no'],
    ['provided.al2023 x86_64 image', 'libcrypt.so.1', 'unknown'],
    // Six names that the managed runtime was reported not to have.
    ['provided.al2023 x86_64 zip', 'libgcrypt.so.20', 'unknown'],
    ['provided.al2023 x86_64 zip', 'libgobject-2.0.so.0', 'unknown'],
    ['provided.al2023 x86_64 image', 'libgcrypt.so.20', 'yes'],
    ['provided.al2023 x86_64 zip', 'libglib-2.0.so.0', 'yes'],
    ['provided.al2023 x86_64 zip', 'libpq.so.5', 'no'],
    // /var/lang/lib is not known.
    ['nodejs22.x x86_64 zip', 'libpq.so.5', 'unknown'],
    ['python3.12 arm64 zip', 'libpython3.12.so.1.0', 'unknown'],
    ['nodejs22.x x86_64 zip', 'libcrypt.so.1', 'no'],
    ['nodejs22.x x86_64 zip', 'libc.musl-x86_64.so.1', 'no'],
    ['nodejs22.x x86_64 zip', 'libc.so', 'no'],
    ['provided.al2023 arm64 zip', 'libc.so', 'no'],
    ['provided.al2023 x86_64 zip', 'libmvec.so.1', 'yes'],
    ['provided.al2023 arm64 zip', 'libmvec.so.1', 'no'],
    ['provided.al2 arm64 zip', 'libmvec.so.1', 'no'],
    ['provided.al2023 arm64 zip', 'ld-linux-aarch64.so.1', 'yes'],
    ['provided.al2023 x86_64 zip', 'ld-linux-x86-64.so.2', 'yes'],
    ['provided.al2023 arm64 zip', 'ld-linux-x86-64.so.2', 'no'],
    // Full names change with each update.
    ['provided.al2023 x86_64 zip', 'libcurl.so.4.8.0', 'unknown'],
    ['provided.al2 x86_64 zip', 'libc-2.26.so', 'unknown'],
    ['provided.al2023 x86_64 zip', '/lib64/libcurl.so.4', 'yes'],
    ['provided.al2023 x86_64 zip', './libfoo.so', 'unknown'],
    ['provided x86_64 zip', 'libc.so.6', 'yes'],
    ['provided x86_64 zip', 'libcurl.so.4', 'unknown'],
    ['provided.al2023 x86_64 zip', '__proto__', 'no'],
    ['provided.al2023 x86_64 zip', 'constructor', 'no'],
  ])('on %s: %s → %s', (target, library, expected) => {
    const found = findLibrary(profileOf(target), library);
    expect(found.answer).toBe(expected);
    expect(found.sources.length).toBeGreaterThan(0);
    expect(found.undecided === undefined).toBe(expected !== 'unknown');
  });

  it('says what would decide, and where the file is', () => {
    expect(
      findLibrary(profileOf('nodejs22.x arm64'), 'libpq.so.5').undecided,
    ).toBe(
      'whether /var/lang/lib of nodejs22.x has it: AWS does not publish its contents; take a snapshot',
    );
    expect(
      findLibrary(profileOf('provided.al2 arm64'), 'libcurl.so.4').undecided,
    ).toBe(
      'whether the managed runtime provided.al2 has libcurl.so.4; take a snapshot',
    );
    expect(
      findLibrary(profileOf('provided.al2023 arm64'), 'libstdc++.so.6').path,
    ).toBe('/lib64/libstdc++.so.6');
    expect(
      findLibrary(profileOf('provided.al2023 arm64'), 'ld-linux-aarch64.so.1')
        .path,
    ).toBe('/lib/ld-linux-aarch64.so.1');
  });

  it('never says yes for one of the libraries that only the AL2 image has', () => {
    const zip = profileOf('provided.al2 x86_64 zip');
    const image = profileOf('provided.al2 x86_64 image');
    const moved = Object.keys(image.states[0].libraries).filter(
      name =>
        findLibrary(image, name).answer === 'yes' &&
        findLibrary(zip, name).answer !== 'yes',
    );
    // 66 names of the facts, less the full names libcrypt-2.26.so,
    // libelf-0.176.so and libgcc_s-7-20180712.so.1, and libpython2.7.so.1.0.
    expect(moved).toHaveLength(64);
    expect(
      moved.every(name => findLibrary(zip, name).answer === 'unknown'),
    ).toBe(true);
  });
});

describe('findInterpreter', () => {
  it.each<[string, string, Answer]>([
    ['provided.al2023 x86_64', '/lib64/ld-linux-x86-64.so.2', 'yes'],
    ['provided.al2023 arm64', '/lib/ld-linux-aarch64.so.1', 'yes'],
    ['provided.al2023 arm64', '/lib64/ld-linux-aarch64.so.1', 'no'],
    ['provided.al2 arm64', '/lib64/ld-linux-aarch64.so.1', 'yes'],
    ['provided.al2023 arm64', '/lib64/ld-linux-x86-64.so.2', 'no'],
    ['provided.al2023 x86_64', '/lib/ld-musl-x86_64.so.1', 'no'],
    ['provided.al2023 x86_64', '/lib64/ld-lsb-x86-64.so.3', 'no'],
    ['provided.al2023 x86_64', '/nix/store/x/lib/ld-linux-x86-64.so.2', 'no'],
    ['provided.al2023 x86_64', '/opt/lib/ld-linux-x86-64.so.2', 'unknown'],
    ['provided.al2023 x86_64 image', '/lib/ld-musl-x86_64.so.1', 'unknown'],
  ])('on %s: %s → %s', (target, path, expected) => {
    expect(findInterpreter(profileOf(target), path).answer).toBe(expected);
  });
});

describe('highestVersions', () => {
  it('gives the top of the ladder in each state', () => {
    const profile = profileOf('provided.al2023 arm64');
    const top = (library: string, namespace: string) =>
      highestVersions(profile, library, namespace).map(
        ({ version, complete }) => `${version} ${complete}`,
      );
    expect(top('libstdc++.so.6', 'GLIBCXX')).toEqual([
      'GLIBCXX_3.4.29 true',
      'GLIBCXX_3.4.33 true',
      'GLIBCXX_3.4.33 true',
    ]);
    expect(top('libstdc++.so.6', 'CXXABI')).toEqual([
      'CXXABI_1.3.13 true',
      'CXXABI_1.3.15 true',
      'CXXABI_1.3.15 true',
    ]);
    expect(top('libc.so.6', 'GLIBC')).toEqual([
      'GLIBC_2.34 true',
      'GLIBC_2.34 true',
      'GLIBC_2.35 true',
    ]);
    expect(top('libgcc_s.so.1', 'GCC')).toEqual([
      'GCC_11.0 true',
      'GCC_14.0.0 true',
      'GCC_14.0.0 true',
    ]);
    expect(top('libcurl.so.4', 'CURL')[0]).toBe('null false');
    expect(top('libcrypt.so.1', 'GLIBC')[0]).toBe('null true');
  });
});

describe('the preview of Amazon Linux 2027', () => {
  const profile = selectSystemProfile({
    operatingSystem: 'al2027',
    architecture: 'x86_64',
  });

  it.each<[string, Answer]>([
    ['libc.so.6 GLIBC_2.43', 'yes'],
    ['libc.so.6 GLIBC_2.44', 'unknown'],
    ['libc.so.6 GLIBC_2.45', 'no'],
    ['libc.so.6 GLIBC_2.40', 'no'],
    ['libc.so.6 GLIBC_ABI_DT_RELR', 'yes'],
    ['libstdc++.so.6 GLIBCXX_3.4.35', 'yes'],
    ['libstdc++.so.6 GLIBCXX_3.4.36', 'unknown'],
    ['libstdc++.so.6 CXXABI_1.3.17', 'yes'],
    ['libssl.so.3 OPENSSL_3.5.0', 'yes'],
    ['libcurl.so.4 CURL_4', 'unknown'],
  ])('%s → %s', (need, expected) => {
    const [library, version] = need.split(' ');
    expect(findVersion(profile, library, version).answer).toBe(expected);
  });
});
