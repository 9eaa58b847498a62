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

import type { LibraryReleases } from '../versions/versionSeries';
import type { OperatingSystem } from '../types';
import type { SourceKey } from './sources';

/**
 * What is shipped of one state of a system.
 *
 * @internal
 */
export interface SystemState {
  id: string;
  name: string;
  system: OperatingSystem;
  from: string | null;
  until: string | null;
  /** The fact that tells it from the state before, without a remedy. */
  arrival: string | null;
  releases: LibraryReleases;
  /** Where the versions are from. */
  versionSource: SourceKey;
  /** Versions that the vendor added to a library before their release. */
  extraVersions?: Record<string, string[]>;
  /** Versions of which it is not known whether a library has them. */
  unknownVersions?: Record<string, string[]>;
  /** Symbols of added versions that are proven; the list is not whole. */
  provenSymbols?: Record<string, Record<string, string[]>>;
}

// el9's loader has GLIBC_2.35 (for rseq) since glibc 2.34-37, and AL2023 had
// 2.34-52 from the start. It says nothing about libc.so.6.
const LOADER_BACKPORT = {
  'ld-linux-x86-64.so.2': ['GLIBC_2.35'],
  'ld-linux-aarch64.so.1': ['GLIBC_2.35'],
};

/**
 * The states of every system, oldest first.
 *
 * The dates are those of Lambda's own runtimes and base images, which follow
 * the release of Amazon Linux by weeks or months that AWS does not publish:
 * `from` is the first day on which a function can have been there, `until` the
 * day on which the next state was seen there.
 *
 * @internal
 */
export const SYSTEM_STATES: SystemState[] = [
  {
    id: 'al1',
    name: 'Amazon Linux 2018.03',
    system: 'al1',
    from: null,
    until: null,
    arrival: null,
    releases: {
      glibc: '2.17',
      gcc: '7',
      glibcxx: '3.4.24',
      cxxabi: '1.3.11',
      openssl: '1.0.2',
      zlib: '1.2.8',
    },
    versionSource: 'al1-versions',
  },
  {
    id: 'al2',
    name: 'Amazon Linux 2',
    system: 'al2',
    from: null,
    until: null,
    arrival: null,
    releases: {
      glibc: '2.26',
      gcc: '7',
      glibcxx: '3.4.24',
      cxxabi: '1.3.11',
      openssl: '1.0.2',
      zlib: '1.2.7',
    },
    versionSource: 'al2-versions',
  },
  {
    id: 'al2023-gcc11',
    name: 'Amazon Linux 2023 with libstdc++ of gcc 11 (to 2023.6.20250317)',
    system: 'al2023',
    from: null,
    until: '2025-08-15',
    arrival: null,
    releases: {
      glibc: '2.34',
      gcc: '11',
      glibcxx: '3.4.29',
      cxxabi: '1.3.13',
      openssl: '3.0.8',
      zlib: '1.2.11',
    },
    versionSource: 'al2023-gcc11-versions',
    extraVersions: LOADER_BACKPORT,
  },
  {
    id: 'al2023-gcc14',
    name: 'Amazon Linux 2023 with libstdc++ of gcc 14 (from 2023.7)',
    system: 'al2023',
    from: '2025-03-18',
    until: '2026-05-02',
    arrival:
      "whether this function's runtime already has libstdc++ of gcc 14: it came between 2025-03-17 and 2025-08-15",
    releases: {
      glibc: '2.34',
      gcc: '14',
      glibcxx: '3.4.33',
      cxxabi: '1.3.15',
      openssl: '3.2.2',
      zlib: '1.2.11',
    },
    versionSource: 'al2023-gcc14-versions',
    extraVersions: LOADER_BACKPORT,
  },
  {
    id: 'al2023-glibc235',
    name: 'Amazon Linux 2023 with GLIBC_2.35 in libc.so.6 (from 2023.8.20250915)',
    system: 'al2023',
    from: '2025-09-17',
    until: null,
    arrival:
      "whether this function's runtime already has glibc 2.34-231, whose libc.so.6 has GLIBC_2.35: it came between 2025-09-16 and 2026-05-02",
    releases: {
      glibc: '2.34',
      gcc: '14',
      glibcxx: '3.4.33',
      cxxabi: '1.3.15',
      openssl: '3.2.2',
      zlib: '1.2.11',
    },
    versionSource: 'al2023-glibc235-versions',
    extraVersions: { ...LOADER_BACKPORT, 'libc.so.6': ['GLIBC_2.35'] },
    // AL2023 says 3.2.2 and later; its relative el9.7 has up to 3.5.
    unknownVersions: {
      'libssl.so.3': ['OPENSSL_3.3.0', 'OPENSSL_3.4.0', 'OPENSSL_3.5.0'],
      'libcrypto.so.3': ['OPENSSL_3.3.0', 'OPENSSL_3.4.0', 'OPENSSL_3.5.0'],
    },
    provenSymbols: { 'libc.so.6': { 'GLIBC_2.35': ['epoll_pwait2'] } },
  },
  {
    id: 'al2027-preview',
    name: 'Amazon Linux 2027, public preview 2027.0.20260903',
    system: 'al2027',
    from: null,
    until: null,
    arrival: null,
    releases: {
      glibc: '2.44',
      gcc: '16',
      glibcxx: '3.4.35',
      cxxabi: '1.3.17',
      openssl: '3.5',
      zlib: null,
    },
    versionSource: 'al2027-preview',
    unknownVersions: {
      'libc.so.6': ['GLIBC_2.44'],
      'libm.so.6': ['GLIBC_2.44'],
      'libmvec.so.1': ['GLIBC_2.44'],
      // gcc 16.2 has it; of the 16.1 of the preview that is not known.
      'libstdc++.so.6': ['GLIBCXX_3.4.36'],
    },
  },
];
