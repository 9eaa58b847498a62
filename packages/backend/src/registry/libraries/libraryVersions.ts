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
  type Architecture,
  compareVersionNames,
  type OperatingSystem,
  selectSystemProfile,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';

/** The C and C++ libraries that the images have; others are left out. */
const NAMES = [
  'libc.so.6',
  'libm.so.6',
  'libpthread.so.0',
  'libdl.so.2',
  'librt.so.1',
  'libresolv.so.2',
  'libutil.so.1',
  'libmvec.so.1',
  'libgcc_s.so.1',
  'libstdc++.so.6',
  'ld-linux-x86-64.so.2',
  'ld-linux-aarch64.so.1',
];

const SYSTEMS: Record<
  string,
  { operatingSystem: OperatingSystem; state: string }
> = {
  'al2-gcc7': { operatingSystem: 'al2', state: 'al2' },
  'al2023-gcc11': { operatingSystem: 'al2023', state: 'al2023-gcc11' },
  'al2023-gcc14': { operatingSystem: 'al2023', state: 'al2023-gcc14' },
  'al2027-gcc16': { operatingSystem: 'al2027', state: 'al2027-preview' },
};

// Debian 12 is no system of Lambda's. A release of a library has the versions
// up to its own number, and of those without a number the ones that came with
// it: glibc 2.36 brought GLIBC_ABI_DT_RELR.
const DEBIAN_12 = [
  'GLIBC_2.36',
  'GLIBCXX_3.4.30',
  'CXXABI_1.3.13',
  'GCC_12.99',
];
const AFTER_DEBIAN_12 = ['GLIBC_ABI_DT_X86_64_PLT', 'GLIBC_ABI_GNU2_TLS'];

/** Names of the sets of libraries that an image can have. */
export const LIBRARY_SETS = [...Object.keys(SYSTEMS), 'debian12-gcc12'];

/**
 * The versions that each library of a set defines, in their order. The facts
 * are those that functions are judged by.
 *
 * @throws Error for a set that is not known
 */
export function libraryVersions(
  set: string,
  architecture: Architecture,
): Map<string, string[]> {
  if (!LIBRARY_SETS.includes(set)) {
    throw new Error(
      `${set} is no set of libraries; there are ${LIBRARY_SETS.join(', ')}`,
    );
  }
  const selection = SYSTEMS[set] ?? SYSTEMS['al2027-gcc16'];
  const [state] = selectSystemProfile({ ...selection, architecture }).states;
  const found = new Map<string, string[]>();
  for (const name of NAMES) {
    const library = state.libraries[name];
    const versions = (library?.versions ?? [])
      .filter(version => SYSTEMS[set] || isInDebian12(version))
      .sort(compareVersionNames);
    if (library?.present === 'yes' && versions.length > 0) {
      found.set(name, versions);
    }
  }
  return found;
}

function isInDebian12(version: string): boolean {
  const limit = DEBIAN_12.find(
    name => versionNamespace(name) === versionNamespace(version),
  );
  const isNumbered = /^[A-Z]+_[\d.]+$/.test(version);
  return isNumbered
    ? limit !== undefined && compareVersionNames(version, limit) <= 0
    : !AFTER_DEBIAN_12.includes(version);
}
