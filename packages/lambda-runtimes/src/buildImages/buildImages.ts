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

import type { FactSource } from '../types';
import {
  compareVersionNumbers,
  versionNamespace,
  versionNumber,
} from '../versions/versionNames';

/**
 * What a build on an image can need at most of the C and C++ libraries.
 *
 * @public
 */
export interface BuildImage {
  /** Such as `Debian 12 (bookworm)`. */
  name: string;
  /** Image tags that are made from it, as they end: `bookworm`, `debian:12`. */
  images: string[];
  /** Highest version of each namespace: `GLIBC`, `GLIBCXX`, `CXXABI`. */
  highest: Record<string, string>;
  /** The libstdc++ that a program is linked with, as the gcc it is from. */
  libstdcxx: string;
  /** For images of Amazon Linux: id of the state of the system they are in. */
  state?: string;
  source: FactSource;
}

/**
 * What versions say about where a program was built.
 *
 * @public
 */
export interface BuildImageHint {
  image: BuildImage;
  /** The version that an older one does not have. */
  because: string;
}

const MEASURED: FactSource = {
  text: 'version definitions of libc.so.6 and libstdc++.so.6 of that release, both architectures',
  asOf: '2026-11-01',
  grade: 'measured',
};

function documented(text: string): FactSource {
  return { text, asOf: '2026-11-01', grade: 'documented' };
}

function fromMemory(text: string): FactSource {
  return { text, asOf: '2026-11-01', grade: 'memory' };
}

function image(
  name: string,
  images: string[],
  [glibc, glibcxx, cxxabi]: [string, string, string],
  libstdcxx: string,
  source: FactSource,
): BuildImage {
  return {
    name,
    images,
    highest: {
      GLIBC: `GLIBC_${glibc}`,
      GLIBCXX: `GLIBCXX_${glibcxx}`,
      CXXABI: `CXXABI_${cxxabi}`,
    },
    libstdcxx,
    source,
  };
}

function amazonLinux(
  name: string,
  images: string[],
  highest: [string, string, string],
  libstdcxx: string,
  state: string,
): BuildImage {
  const source = documented(
    'amazonlinux/container-images#132; docs.aws.amazon.com glibc-gcc-and-binutils, al2023 core-glibc',
  );
  return { ...image(name, images, highest, libstdcxx, source), state };
}

/**
 * Common build images with the highest versions that a program built on them
 * can need of libc.so.6, libm.so.6 and libstdc++.so.6, those of Amazon Linux
 * first, then the others, lowest first. The linked libstdc++ decides, not the
 * compiler: Ubuntu 22.04 has gcc 11.4 and the libstdc++ of gcc 12.3.
 *
 * @public
 */
export const BUILD_IMAGES: readonly BuildImage[] = [
  amazonLinux(
    'Amazon Linux 2',
    ['amazonlinux:2', 'public.ecr.aws/lambda/provided:al2'],
    ['2.26', '3.4.24', '1.3.11'],
    '7.3',
    'al2',
  ),
  amazonLinux(
    'Amazon Linux 2023 up to 2023.6.20250317.2',
    ['amazonlinux:2023.6.20250317.2'],
    ['2.34', '3.4.29', '1.3.13'],
    '11',
    'al2023-gcc11',
  ),
  amazonLinux(
    'Amazon Linux 2023 from 2023.7 on',
    ['amazonlinux:2023', 'public.ecr.aws/lambda/provided:al2023'],
    ['2.35', '3.4.33', '1.3.15'],
    '14.2',
    'al2023-glibc235',
  ),
  image(
    'RHEL 7, CentOS 7, manylinux2014',
    ['centos:7', 'manylinux2014'],
    ['2.17', '3.4.19', '1.3.7'],
    '4.8.5',
    documented('manylinux policy of pypa/auditwheel 86154d1'),
  ),
  image(
    'Ubuntu 18.04',
    ['ubuntu:18.04', 'bionic'],
    ['2.27', '3.4.25', '1.3.11'],
    '8.4',
    fromMemory('package versions of Ubuntu 18.04'),
  ),
  image(
    'RHEL 8, AlmaLinux 8, manylinux_2_28',
    ['almalinux:8', 'ubi8', 'manylinux_2_28'],
    ['2.28', '3.4.25', '1.3.11'],
    '8.5',
    documented('manylinux policy of pypa/auditwheel; mlc-ai/xgrammar#821'),
  ),
  image(
    'Debian 11 (bullseye)',
    ['debian:11', 'bullseye'],
    ['2.31', '3.4.28', '1.3.12'],
    '10.2',
    MEASURED,
  ),
  image(
    'Ubuntu 20.04',
    ['ubuntu:20.04', 'focal'],
    ['2.31', '3.4.28', '1.3.12'],
    '10',
    fromMemory('package versions of Ubuntu 20.04'),
  ),
  image(
    'RHEL 9, AlmaLinux 9, manylinux_2_34',
    ['almalinux:9', 'ubi9', 'manylinux_2_34'],
    ['2.34', '3.4.29', '1.3.13'],
    '11',
    documented(
      'manylinux policy of pypa/auditwheel; since 9.7 its libc.so.6 has GLIBC_2.35 too (fluent/fluent-package-builder#1087)',
    ),
  ),
  image(
    'Ubuntu 22.04',
    ['ubuntu:22.04', 'jammy'],
    ['2.35', '3.4.30', '1.3.13'],
    '12.3',
    fromMemory(
      'package versions of Ubuntu 22.04; glibc and gcc by amazonlinux/container-images#131',
    ),
  ),
  image(
    'Debian 12 (bookworm)',
    ['debian:12', 'bookworm'],
    ['2.36', '3.4.30', '1.3.13'],
    '12.2',
    MEASURED,
  ),
  image(
    'RHEL 10, Oracle Linux 10',
    ['almalinux:10', 'ubi10', 'oraclelinux:10'],
    ['2.39', '3.4.33', '1.3.15'],
    '14.3',
    documented('docker-library/repo-info, packages of Oracle Linux 10'),
  ),
  image(
    'Ubuntu 24.04',
    ['ubuntu:24.04', 'noble', 'GitHub ubuntu-latest'],
    ['2.39', '3.4.33', '1.3.15'],
    '14',
    fromMemory(
      'package versions of Ubuntu 24.04; GLIBC_2.38 and 2.39 seen in aws/aws-lambda-rust-runtime#932',
    ),
  ),
  image(
    'Debian 13 (trixie)',
    ['debian:13', 'trixie'],
    ['2.41', '3.4.33', '1.3.15'],
    '14.2',
    MEASURED,
  ),
  image(
    'Debian sid of 2026-11',
    ['debian:sid'],
    ['2.43', '3.4.36', '1.3.17'],
    '16.2',
    MEASURED,
  ),
];

/** Whether the image has every version that it could give a program. */
function firstAbove(
  candidate: BuildImage,
  versions: Iterable<string>,
): string | undefined {
  for (const version of versions) {
    const namespace = versionNamespace(version);
    const limit = Object.hasOwn(candidate.highest, namespace)
      ? versionNumber(candidate.highest[namespace])
      : undefined;
    const number = versionNumber(version);
    if (limit && number && compareVersionNumbers(number, limit) > 0) {
      return version;
    }
  }
  return undefined;
}

/**
 * The oldest known image that a program with these needs can be built on (of
 * those that are not Amazon Linux, which a build for Lambda is on anyway), and
 * the version that rules out the one below it, as in "built on at least Debian
 * 12". A hint: a program can need less than its image has.
 *
 * Undefined where the needs tell nothing, or are above every known image.
 *
 * @param versions - needed versions of libc.so.6, libm.so.6 and libstdc++.so.6
 *
 * @public
 */
export function oldestBuildImage(
  versions: Iterable<string>,
): BuildImageHint | undefined {
  const needed = [...versions];
  let because: string | undefined;
  for (const candidate of BUILD_IMAGES.filter(({ state }) => !state)) {
    const above = firstAbove(candidate, needed);
    if (above === undefined) {
      return because === undefined ? undefined : { image: candidate, because };
    }
    because = above;
  }
  return undefined;
}

/**
 * The build images whose highest versions all are at most those given: a
 * program built on them fits a runtime that provides these.
 *
 * @param highest - highest version of each namespace that the runtime has,
 *   such as `GLIBC_2.34`, `GLIBCXX_3.4.29`
 *
 * @public
 */
export function fittingBuildImages(highest: Iterable<string>): BuildImage[] {
  const provided = new Map(
    [...highest].map(version => [versionNamespace(version), version]),
  );
  return BUILD_IMAGES.filter(candidate =>
    Object.entries(candidate.highest).every(([namespace, version]) => {
      const limit = versionNumber(provided.get(namespace) ?? '');
      const number = versionNumber(version);
      return (
        limit !== undefined &&
        number !== undefined &&
        compareVersionNumbers(number, limit) <= 0
      );
    }),
  );
}
