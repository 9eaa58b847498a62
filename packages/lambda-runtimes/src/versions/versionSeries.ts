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

import type { Architecture } from '../types';
import { compareVersionNumbers, versionNumber } from './versionNames';

// The versions that each library has ever defined, as read from the libraries
// of Debian 11, 12, 13 and sid (glibc 2.31 to 2.43, gcc 10.2 to 16.2, OpenSSL
// 1.1.1 to 3.6, zlib 1.2.11 to 1.3.2) on both architectures, 2026-11. A release
// of a library has those up to its own number, because a version is added when
// it is released and never taken away. Vendors that add one earlier are an
// exception that the state of the system names.
const GLIBC_X86 =
  '2.2.5 2.2.6 2.3 2.3.2 2.3.3 2.3.4 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12 2.13 2.14 2.15 2.16';
// There is no 2.19 to 2.21, no 2.37 and no 2.40 of libc.so.6.
const GLIBC_SINCE_217 =
  '2.17 2.18 2.22 2.23 2.24 2.25 2.26 2.27 2.28 2.29 2.30 2.31 2.32 2.33 2.34 2.35 2.36 2.38 2.39 2.41 2.42 2.43';
const LIBM_SINCE_227 =
  '2.27 2.28 2.29 2.31 2.32 2.35 2.38 2.39 2.40 2.41 2.42 2.43';

type Series = Partial<Record<Architecture, string>>;

function both(series: string): Series {
  return { x86_64: series, arm64: series };
}

const GLIBC: Record<string, Series> = {
  'libc.so.6': {
    x86_64: `${GLIBC_X86} ${GLIBC_SINCE_217}`,
    arm64: GLIBC_SINCE_217,
  },
  'libm.so.6': {
    x86_64: `2.2.5 2.4 2.15 2.18 2.23 2.24 2.25 2.26 ${LIBM_SINCE_227}`,
    arm64: `2.17 2.18 2.23 2.24 2.25 ${LIBM_SINCE_227}`,
  },
  'libpthread.so.0': {
    x86_64: '2.2.5 2.2.6 2.3.2 2.3.3 2.3.4 2.4 2.11 2.12 2.18 2.28 2.30 2.31',
    arm64: '2.17 2.18 2.28 2.30 2.31',
  },
  'libdl.so.2': { x86_64: '2.2.5 2.3.3 2.3.4', arm64: '2.17' },
  'librt.so.1': { x86_64: '2.2.5 2.3.3 2.3.4 2.4 2.7', arm64: '2.17' },
  'libresolv.so.2': { x86_64: '2.2.5 2.3.2 2.9', arm64: '2.17' },
  'libmvec.so.1': {
    x86_64: '2.22 2.35',
    arm64: '2.38 2.39 2.40 2.41 2.42 2.43',
  },
  'libutil.so.1': { x86_64: '2.2.5', arm64: '2.17' },
  'libanl.so.1': { x86_64: '2.2.5', arm64: '2.17' },
  'ld-linux-x86-64.so.2': { x86_64: '2.2.5 2.3 2.4 2.34 2.35' },
  'ld-linux-aarch64.so.1': { arm64: '2.17 2.34 2.35' },
};

const LIBGCC: Series = {
  x86_64:
    '3.0 3.3 3.3.1 3.4 3.4.2 3.4.4 4.0.0 4.2.0 4.3.0 4.7.0 4.8.0 7.0.0 12.0.0 13.0.0 14.0.0',
  arm64:
    '3.0 3.3 3.3.1 3.4 3.4.2 3.4.4 4.0.0 4.2.0 4.3.0 4.5.0 4.7.0 7.0.0 11.0 13.0.0 14.0 14.0.0 16.0',
};

const OPENSSL: Record<string, Series> = {
  'libssl.so.3': both('3.0.0 3.2.0 3.3.0 3.4.0 3.5.0'),
  'libcrypto.so.3': both(
    '3.0.0 3.0.3 3.0.8 3.0.9 3.1.0 3.2.0 3.3.0 3.4.0 3.5.0 3.6.0',
  ),
};

const ZLIB: Series = both(
  '1.2.0 1.2.0.2 1.2.0.8 1.2.2 1.2.2.3 1.2.2.4 1.2.3.3 1.2.3.4 1.2.3.5 1.2.5.1 1.2.5.2 1.2.7.1 1.2.9 1.2.12 1.3.1.2 1.3.2',
);

/**
 * The releases of the base libraries of a system.
 *
 * @internal
 */
export interface LibraryReleases {
  /** Such as `2.34`. */
  glibc: string;
  /** The release whose libgcc_s is there, such as `11`. */
  gcc: string;
  /** The highest `GLIBCXX_` of libstdc++.so.6, such as `3.4.29`. */
  glibcxx: string;
  /** The highest `CXXABI_` of libstdc++.so.6, such as `1.3.13`. */
  cxxabi: string;
  /** Such as `3.0.8`; the releases before 3 have other library names. */
  openssl: string;
  /** Null where it is not known. */
  zlib: string | null;
}

/** A release of zlib 1.2.11 has no version of 1.2.11.1. */
function upTo(
  prefix: string,
  series: string | undefined,
  release: string,
): string[] {
  const limit = versionNumber(`${prefix}_${release}`);
  if (!series || !limit) {
    return [];
  }
  return series
    .split(' ')
    .map(number => `${prefix}_${number}`)
    .filter(name => {
      const number = versionNumber(name);
      return number && compareVersionNumbers(number, limit) <= 0;
    });
}

/** The same, where the release stands for all of its patches: `14`, `3.5`. */
function within(
  prefix: string,
  series: string | undefined,
  release: string,
): string[] {
  return upTo(prefix, series, `${release}.999`);
}

function numbered(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);
}

/** There is no 1.3.16, not even in gcc 16.2. */
const CXXABI_SERIES = ['1.3', ...numbered(15, '1.3'), '1.3.17'].join(' ');
const GLIBCXX_SERIES = ['3.4', ...numbered(36, '3.4')].join(' ');

function libstdcxxVersions(
  architecture: Architecture,
  releases: LibraryReleases,
): string[] {
  return [
    ...upTo('GLIBCXX', GLIBCXX_SERIES, releases.glibcxx),
    ...upTo('CXXABI', CXXABI_SERIES, releases.cxxabi),
    'CXXABI_TM_1',
    // `__float128` is a type of its own on x86 only.
    ...(architecture === 'x86_64' ? ['CXXABI_FLOAT128'] : []),
  ];
}

function glibcVersions(
  library: string,
  architecture: Architecture,
  glibc: string,
): string[] {
  const versions = upTo('GLIBC', GLIBC[library][architecture], glibc);
  const isAtLeast = (release: string) =>
    upTo('GLIBC', release, glibc).length > 0;
  // Until 2.34 moved their content into libc.so.6, libpthread and libdl had
  // private symbols too.
  const merged = ['libpthread.so.0', 'libdl.so.2'].includes(library);
  const hasPrivate =
    ['libc.so.6', 'libresolv.so.2'].includes(library) ||
    library.startsWith('ld-linux') ||
    (merged && !isAtLeast('2.34'));
  if (hasPrivate) {
    versions.push('GLIBC_PRIVATE');
  }
  if (library === 'libc.so.6' && isAtLeast('2.36')) {
    versions.push('GLIBC_ABI_DT_RELR');
  }
  if (library === 'libc.so.6' && architecture === 'x86_64') {
    if (isAtLeast('2.41')) {
      versions.push('GLIBC_ABI_DT_X86_64_PLT', 'GLIBC_ABI_GNU2_TLS');
    }
  }
  return versions;
}

/**
 * The versions that the base libraries of a system define, by library name,
 * each list whole. A library that is not in it is not known.
 *
 * @internal
 */
export function baseLibraryVersions(
  architecture: Architecture,
  releases: LibraryReleases,
): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const library of Object.keys(GLIBC)) {
    const versions = glibcVersions(library, architecture, releases.glibc);
    if (versions.some(version => version !== 'GLIBC_PRIVATE')) {
      result[library] = versions;
    }
  }
  result['libstdc++.so.6'] = libstdcxxVersions(architecture, releases);
  result['libgcc_s.so.1'] = [
    ...(architecture === 'arm64' ? ['GLIBC_2.0'] : []),
    ...within('GCC', LIBGCC[architecture], releases.gcc),
  ];
  for (const [library, series] of Object.entries(OPENSSL)) {
    const versions = within('OPENSSL', series[architecture], releases.openssl);
    if (versions.length > 0) {
      result[library] = versions;
    }
  }
  if (releases.zlib !== null) {
    result['libz.so.1'] = upTo('ZLIB', ZLIB[architecture], releases.zlib);
  }
  return result;
}
