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

/**
 * Where the shipped facts are from, by the key that profiles name them with.
 *
 * @internal
 */
export const SOURCES = {
  'al1-packages': {
    text: 'github lambci/docker-lambda base/fs.txt and base/packages.txt: a dump made inside of Lambda; it has glibc 2.17, libstdc++72 7.2.1, libgcc72 7.2.1, OpenSSL 1.0.2k and zlib 1.2.8, and no whole list of libraries',
    asOf: '2020-06-30',
    grade: 'documented',
  },
  'al1-language-libstdcxx': {
    text: 'github lambci/docker-lambda packages.txt (libstdc++ 6.0.24) against github vladholubiev/serverless-libreoffice#16, which saw an older libstdc++.so.6 in /var/lang/lib of a language runtime; /var/lang/lib comes first',
    asOf: '2019-04-12',
    grade: 'documented',
  },
  'al2-image': {
    text: 'github brefphp/aws-lambda-layers utils/lib-copy/libs-{x86,arm}.txt, branch 2.x 9e0de9e: the names in /lib64 of public.ecr.aws/lambda/provided:al2',
    asOf: '2024-05-03',
    grade: 'documented',
  },
  'al2-managed': {
    text: 'github lambci/docker-lambda base/base-2/fs.txt: the names in /lib64 of the managed x86_64 runtime, dumped inside of Lambda; arm64 taken to be the same build',
    asOf: '2020-06-30',
    grade: 'documented',
  },
  'al2-image-only': {
    text: 'in /lib64 of public.ecr.aws/lambda/provided:al2 (brefphp/aws-lambda-layers 9e0de9e), and not in the dump of the managed runtime of 2020 (lambci/docker-lambda base-2/fs.txt); aws/aws-lambda-base-images#112, which asks for one list, is open',
    asOf: '2024-05-03',
    grade: 'documented',
  },
  'al2-versions': {
    text: 'Amazon Linux 2 has glibc 2.26, libstdc++ and libgcc of gcc 7.3.1 and zlib 1.2.7 (lambci/docker-lambda base-2/packages.txt, docs.aws.amazon.com glibc-gcc-and-binutils); the versions are those of the same libraries in Debian up to that release',
    asOf: '2026-11-01',
    grade: 'derived',
  },
  'al1-versions': {
    text: 'Amazon Linux 2018.03 has glibc 2.17, libstdc++ and libgcc of gcc 7.2.1 and zlib 1.2.8 (lambci/docker-lambda base/packages.txt); the versions are those of the same libraries in Debian up to that release',
    asOf: '2026-11-01',
    grade: 'derived',
  },
  'al2023-image': {
    text: 'github brefphp/aws-lambda-layers utils/lib-copy/libs-{x86,arm}.txt, 301618c: the names in /lib64 of public.ecr.aws/lambda/provided:al2023',
    asOf: '2025-08-15',
    grade: 'documented',
  },
  'al2023-reported-absent': {
    text: 'in /lib64 of public.ecr.aws/lambda/provided:al2023, but brefphp/aws-lambda-layers utils/lib-copy found it absent from the managed runtime',
    asOf: '2025-08-15',
    grade: 'documented',
  },
  'al2023-absent': {
    text: 'not in /lib64 of public.ecr.aws/lambda/provided:al2023, the base layer of every AL2023 runtime (brefphp/aws-lambda-layers cd90255 and 301618c)',
    asOf: '2025-08-15',
    grade: 'documented',
  },
  'al2023-gcc11-versions': {
    text: 'libstdc++ 6.0.29, libgcc 11-20230605 and OpenSSL 3.0.8 in public.ecr.aws/lambda/provided:al2023 (brefphp/aws-lambda-layers cd90255), glibc 2.34 (docs.aws.amazon.com al2023 core-glibc), up to image 2023.6.20250317.2 (amazonlinux/container-images#132); the versions are those of the same libraries in Debian up to that release',
    asOf: '2025-03-17',
    grade: 'derived',
  },
  'al2023-gcc14-versions': {
    text: 'libstdc++ 6.0.33, libgcc 14-20250110 and OpenSSL 3.2.2 in public.ecr.aws/lambda/provided:al2023 (brefphp/aws-lambda-layers 301618c), in amazonlinux:latest since spring 2025 (amazonlinux/container-images#132); the versions are those of the same libraries in Debian up to that release',
    asOf: '2025-08-15',
    grade: 'derived',
  },
  'al2023-glibc235-versions': {
    text: 'glibc 2.34-231 with GLIBC_2.35 in libc.so.6 since AL2023 2023.8.20250915 (its release notes; epoll_pwait2 proven by fluent/fluent-package-builder#933); glibc 2.34-231.amzn2023.0.3 in public.ecr.aws/lambda/provided:al2023 and python:3.14 (aws/aws-lambda-base-images#486)',
    asOf: '2026-05-02',
    grade: 'derived',
  },
  'al2027-preview': {
    text: 'docs.aws.amazon.com linux/al2027/ug/core-toolchain: the public preview 2027.0.20260903 has glibc 2.44, gcc 16.1 and OpenSSL 3.5; no Lambda runtime on it is known, and no list of its libraries; the versions are those of Debian sid (glibc 2.43, gcc 16.2)',
    asOf: '2026-09-03',
    grade: 'derived',
  },
  'loader-path': {
    text: 'the loader named by the ABI, in the directory in which Amazon Linux has it: /lib64 on x86_64, /lib on arm64',
    asOf: '2026-11-01',
    grade: 'documented',
  },
  'other-libc': {
    text: 'Amazon Linux has the GNU C library; musl and Android have their own, under other names',
    asOf: '2026-11-01',
    grade: 'derived',
  },
  'var-lang': {
    text: 'this runtime has a /var/lang/lib of its own, which comes first in LD_LIBRARY_PATH and whose contents AWS does not publish',
    asOf: '2026-11-01',
    grade: 'documented',
  },
  'own-image': {
    text: 'the image of a function can hold more than the base image it is made from',
    asOf: '2026-11-01',
    grade: 'derived',
  },
  'file-name': {
    text: 'the file behind a library name carries its full release, which changes with each update',
    asOf: '2026-11-01',
    grade: 'derived',
  },
} satisfies Record<string, FactSource>;

/**
 * A key of {@link SOURCES}.
 *
 * @internal
 */
export type SourceKey = keyof typeof SOURCES;
