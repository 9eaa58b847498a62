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

import type { BuildImageFacts, ImageProvides } from '../images/types';

function series(prefix: string, ...numbers: string[]): string[] {
  return numbers.map(number => `${prefix}_${number}`);
}

function counted(prefix: string, from: string, last: number): string[] {
  return [
    `${prefix}_${from}`,
    ...Array.from({ length: last }, (_, i) => `${prefix}_${from}.${i + 1}`),
  ];
}

/** libc of 2.34 on arm64, as `readelf -V` prints it. */
const GLIBC_234 = series(
  'GLIBC',
  ...'2.17 2.18 2.22 2.23 2.24 2.25 2.26 2.27 2.28 2.29 2.30 2.31 2.32 2.33 2.34'.split(
    ' ',
  ),
);

function libstdcxx(glibcxx: number, cxxabi: string[]): ImageProvides {
  return {
    name: 'libstdc++.so.6',
    versions: [
      ...counted('GLIBCXX', '3.4', glibcxx),
      ...counted('CXXABI', '1.3', 13),
      ...series('CXXABI', ...cxxabi),
      'CXXABI_TM_1',
    ],
    complete: true,
  };
}

const GCC_11 = series(
  'GCC',
  ...'3.0 3.3 3.3.1 3.4 3.4.2 3.4.4 4.0.0 4.2.0 4.3.0 4.5.0 4.7.0 7.0.0 11.0'.split(
    ' ',
  ),
);

function libc(versions: string[]): ImageProvides {
  return {
    name: 'libc.so.6',
    versions: [...versions, 'GLIBC_PRIVATE'],
    complete: true,
  };
}

function libgcc(versions: string[]): ImageProvides {
  return {
    name: 'libgcc_s.so.1',
    versions: ['GLIBC_2.0', ...versions],
    complete: true,
  };
}

/** amazonlinux:2023.6.20250317.2 for arm64: glibc 2.34, gcc 11. */
export const GCC_11_IMAGE: ImageProvides[] = [
  libc(GLIBC_234),
  libstdcxx(29, []),
  libgcc(GCC_11),
];

/** The next: gcc 14 on the same glibc. */
export const GCC_14_IMAGE: ImageProvides[] = [
  libc(GLIBC_234),
  libstdcxx(33, ['1.3.14', '1.3.15']),
  libgcc([...GCC_11, ...series('GCC', '13.0.0', '14.0', '14.0.0')]),
];

/** Amazon Linux 2027: glibc 2.44, gcc 16. There is no 2.37, no 2.40. */
export const AL2027_IMAGE: ImageProvides[] = [
  libc([
    ...GLIBC_234,
    ...series('GLIBC', ...'2.35 2.36 2.38 2.39 2.41 2.42 2.43 2.44'.split(' ')),
    'GLIBC_ABI_DT_RELR',
  ]),
  libstdcxx(36, ['1.3.14', '1.3.15', '1.3.17']),
  libgcc([...GCC_11, ...series('GCC', '13.0.0', '14.0', '14.0.0', '16.0')]),
];

/** Alpine for arm64. */
export const MUSL_IMAGE: ImageProvides[] = [
  { name: 'libc.musl-aarch64.so.1', versions: [], complete: true },
  { name: 'ld-musl-aarch64.so.1', versions: [], complete: true },
  libstdcxx(33, ['1.3.14', '1.3.15']),
];

/** The first line of the Dockerfile of the incident. */
export function buildImage(
  more: Partial<BuildImageFacts> = {},
): BuildImageFacts {
  return {
    reference: 'arm64v8/amazonlinux:latest',
    image: 'docker.io/arm64v8/amazonlinux:latest',
    file: 'Dockerfile',
    line: 1,
    pinClass: 'floating',
    role: 'builder',
    reach: 'shaping',
    pinned: false,
    platform: 'linux/arm64',
    digest: `sha256:${'b'.repeat(64)}`,
    aliases: [],
    provides: GCC_14_IMAGE,
    unread: null,
    seenAt: '2026-11-22T23:00:00Z',
    staleAfterSeconds: 24 * 60 * 60,
    moved: null,
    lastBuild: null,
    ...more,
  };
}
