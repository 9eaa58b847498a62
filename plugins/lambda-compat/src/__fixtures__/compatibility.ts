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

import type {
  EntityCompatibility,
  FunctionArtifacts,
  FunctionCompatibility,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { Finding, Judgement, LadderRow } from '../compatibility';

const range = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`);

/** What the incident's program needs of libstdc++, as of March 2025. */
export const GLIBCXX: LadderRow = {
  namespace: 'GLIBCXX',
  library: 'libstdc++.so.6',
  needed: { version: 'GLIBCXX_3.4.30', file: 'bootstrap' },
  versions: [
    { version: 'GLIBCXX_3.4', answer: 'yes', files: 1 },
    { version: 'GLIBCXX_3.4.21', answer: 'yes', files: 2 },
    { version: 'GLIBCXX_3.4.30', answer: 'no', files: 1 },
  ],
  provided: [{ state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' }],
  answer: 'no',
  scale: ['GLIBCXX_3.4', ...range('GLIBCXX_3.4.', 1, 33)],
  metBy: 'nobody',
};

/** The same with the state of the runtime unknown. */
export const GLIBCXX_UNKNOWN: LadderRow = {
  ...GLIBCXX,
  versions: [
    { version: 'GLIBCXX_3.4', answer: 'yes', files: 1 },
    { version: 'GLIBCXX_3.4.30', answer: 'unknown', files: 1 },
  ],
  provided: [
    { state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' },
    { state: 'al2023-gcc14', version: 'GLIBCXX_3.4.33' },
  ],
  answer: 'unknown',
  metBy: 'unknown',
};

export const GLIBC: LadderRow = {
  namespace: 'GLIBC',
  library: 'libc.so.6',
  needed: { version: 'GLIBC_2.34', file: 'bootstrap' },
  versions: [
    { version: 'GLIBC_2.17', answer: 'yes', files: 2 },
    { version: 'GLIBC_2.32', answer: 'yes', files: 1 },
    { version: 'GLIBC_2.34', answer: 'yes', files: 1 },
  ],
  provided: [{ state: 'al2023-gcc11', version: 'GLIBC_2.34' }],
  answer: 'yes',
  scale: range('GLIBC_2.', 17, 39),
  metBy: 'runtime',
};

export const R1: Finding = {
  rule: 'R1',
  verdict: 'broken',
  key: 'R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30',
  file: 'bootstrap',
  artifact: 'function',
  library: 'libstdc++.so.6',
  version: 'GLIBCXX_3.4.30',
  symbols: [
    {
      name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
      demangled: 'std::condition_variable::wait(std::unique_lock<std::mutex>&)',
      alsoAt: ['GLIBCXX_3.4.11'],
    },
  ],
  symbolCount: 4,
  provided: {
    answer: 'no',
    library: '/lib64/libstdc++.so.6',
    highest: [{ state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' }],
    sources: [
      {
        text: 'public.ecr.aws/lambda/provided:al2023-arm64, libstdc++ 11.4.1',
        asOf: '2025-03-21',
        grade: 'measured',
      },
    ],
  },
  message:
    'bootstrap needs GLIBCXX_3.4.30 of libstdc++.so.6; the runtime has up to GLIBCXX_3.4.29. The loader stops before the first line runs.',
  undecided: null,
  waysOut: [
    {
      kind: 'build-image',
      text: 'Build in an image whose libstdc++ is not newer than that of the runtime.',
      code: 'FROM public.ecr.aws/amazonlinux/amazonlinux:2023.6.20250317.2',
    },
    {
      kind: 'static',
      text: 'Link libstdc++ into the program.',
      code: 'go build -ldflags \'-extldflags "-static-libstdc++ -static-libgcc"\'',
    },
    {
      kind: 'runtime',
      text: 'Move the function to a runtime that has the version.',
      code: null,
    },
  ],
};

export const R30: Finding = {
  ...R1,
  rule: 'R30',
  verdict: 'info',
  key: 'R30|bootstrap',
  library: null,
  version: null,
  symbols: [],
  symbolCount: null,
  provided: null,
  message:
    'bootstrap was built on Debian 12 and runs on Amazon Linux 2023: versions match, other differences are not known.',
  waysOut: [],
};

export function judgement(overrides: Partial<Judgement> = {}): Judgement {
  return {
    verdict: 'broken',
    findings: [R1, R30],
    ladder: [GLIBC, GLIBCXX],
    files: [
      {
        path: 'bootstrap',
        artifact: 'function',
        selection: 'loaded',
        reason: null,
        loads: 'no',
        description: 'Go executable with cgo, go1.25.7',
      },
      {
        path: 'lib/libprice.so.2',
        artifact: 'function',
        selection: 'library',
        reason: null,
        loads: 'yes',
        description: 'shared library',
      },
      {
        path: 'prebuilds/linux-x64/price.node',
        artifact: 'function',
        selection: 'not-selected',
        reason: 'for x86_64, and the function is arm64',
        loads: null,
        description: 'shared library',
      },
    ],
    sentence:
      'bootstrap needs GLIBCXX_3.4.30, and provided.al2023 has up to GLIBCXX_3.4.29.',
    counts: { broken: 1, 'at-risk': 0, unknown: 0, info: 1 },
    evidence: { grade: 'E3', nativeFiles: 3, countedFiles: 2 },
    runtime: {
      id: 'provided.al2023',
      architecture: 'arm64',
      profile: {
        id: 'provided.al2023/arm64/zip',
        name: 'Amazon Linux 2023, arm64, managed runtime',
        origin: 'shipped with lambda-compat',
      },
      asOf: '2025-03-15',
    },
    ...overrides,
  };
}

export function functionCompatibility(
  overrides: Partial<FunctionCompatibility> = {},
): FunctionCompatibility {
  return {
    id: 'u1',
    name: 'orders',
    runtime: {
      value: 'provided.al2023',
      source: 'annotation lambda-compat/runtime',
      assumed: false,
    },
    architecture: {
      value: 'arm64',
      source: 'upload of 2026-11-23',
      assumed: false,
    },
    packageType: { value: 'zip', source: 'Lambda’s default', assumed: true },
    judgement: judgement(),
    artifacts: [
      {
        name: 'function',
        mount: 'function',
        sha256: 'a'.repeat(64),
        format: 'zip',
        size: 12_582_912,
      },
    ],
    measuredAt: new Date(Date.now() - 20 * 60_000).toISOString(),
    uploadedAt: new Date(Date.now() - 19 * 60_000).toISOString(),
    build: {
      number: '812',
      url: 'https://ci.example.com/orders/812',
      commit: '9f3c2e1b7a8d4c5e6f708192a3b4c5d6e7f80912',
    },
    ...overrides,
  };
}

/** What nobody has uploaded anything for. */
export function neverMeasured(
  overrides: Partial<FunctionCompatibility> = {},
): FunctionCompatibility {
  return functionCompatibility({
    id: null,
    judgement: judgement({
      verdict: 'unknown',
      findings: [],
      ladder: [],
      files: [],
      sentence: 'No binary was measured.',
      counts: { broken: 0, 'at-risk': 0, unknown: 1, info: 0 },
      evidence: { grade: 'E0', nativeFiles: 0, countedFiles: 0 },
    }),
    artifacts: [],
    measuredAt: null,
    uploadedAt: null,
    build: null,
    ...overrides,
  });
}

export function compatibility(
  overrides: Partial<EntityCompatibility> = {},
): EntityCompatibility {
  const functions = overrides.functions ?? [functionCompatibility()];
  return {
    entityRef: 'component:default/orders',
    status: 'measured',
    verdict: functions[0]?.judgement.verdict ?? 'unknown',
    functions,
    ...overrides,
  };
}

/** The reports of what the fixture above measured. */
export const ARTIFACTS: FunctionArtifacts = {
  id: 'u1',
  artifacts: [
    {
      name: 'function',
      mount: 'function',
      sha256: 'a'.repeat(64),
      format: 'zip',
      size: 12_582_912,
      report: {
        name: 'function.zip',
        format: 'zip',
        sha256: 'a'.repeat(64),
        size: 12_582_912,
        entries: 214,
        files: [
          {
            path: 'bootstrap',
            mode: 0o755,
            size: 8_000_000,
            sha256: 'b'.repeat(64),
            error: null,
            report: {
              size: 8_000_000,
              bytesRead: 40_000,
              class: 64,
              byteOrder: 'little',
              machine: 'aarch64',
              machineNumber: 183,
              osAbi: 0,
              kind: 'pie',
              type: 3,
              machineFlags: 0,
              static: false,
              interpreter: '/lib/ld-linux-aarch64.so.1',
              needed: ['libstdc++.so.6', 'libc.so.6'],
              soname: null,
              rpath: [],
              runpath: ['$ORIGIN/lib'],
              dynamicFlags: [],
              versionNeeds: [
                {
                  library: 'libstdc++.so.6',
                  versions: [
                    { name: 'GLIBCXX_3.4', hash: 1, weak: false, index: 2 },
                    { name: 'GLIBCXX_3.4.30', hash: 2, weak: false, index: 3 },
                  ],
                },
                {
                  library: 'libc.so.6',
                  versions: [
                    { name: 'GLIBC_2.17', hash: 3, weak: false, index: 4 },
                    { name: 'GLIBC_2.34', hash: 4, weak: true, index: 5 },
                  ],
                },
              ],
              versionDefinitions: [],
              libc: { kind: 'glibc', evidence: 'needs libc.so.6' },
              go: null,
              rust: null,
              buildId: null,
              isaNeeded: [],
              stripped: true,
              hasSectionHeaders: true,
              packer: null,
              complete: true,
              problems: [],
            },
            versionSymbols: [
              {
                library: 'libstdc++.so.6',
                version: 'GLIBCXX_3.4.30',
                symbols: [
                  '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
                ],
                count: 4,
              },
            ],
          },
          {
            path: 'lib/broken.so',
            mode: null,
            size: 12,
            sha256: null,
            report: null,
            error: { message: 'the file ends in its header', offset: 12 },
          },
        ],
        links: [],
        scripts: [],
        skipped: [
          {
            path: 'secret.zip',
            reason: 'encrypted',
            message: 'It cannot be read without a password.',
            hidesFiles: true,
          },
        ],
        complete: false,
      },
    },
  ],
};
