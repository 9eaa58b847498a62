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
  MoveComparison,
  MoveContents,
  MoveOnRuntime,
  ReferencePin,
  RuntimeProfileState,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { ago, digest, tagMove } from './tags';

type Comparison = NonNullable<MoveComparison['comparison']>;
type ImageFile = Comparison['files']['added'][number];

const GAINED = [
  { name: 'GLIBCXX_3.4.30', symbols: 9 },
  { name: 'GLIBCXX_3.4.31', symbols: 70 },
  { name: 'GLIBCXX_3.4.32', symbols: 3 },
  { name: 'GLIBCXX_3.4.33', symbols: 1 },
  { name: 'CXXABI_1.3.14', symbols: 21 },
  { name: 'CXXABI_1.3.15', symbols: 1 },
];

const GAINED_GCC = [
  { name: 'GCC_13.0.0', symbols: 9 },
  { name: 'GCC_14.0', symbols: null },
  { name: 'GCC_14.0.0', symbols: 16 },
];

const names = (versions: ReadonlyArray<{ name: string }>) =>
  versions.map(({ name }) => name);

export function moveContents(
  overrides: Partial<MoveContents> = {},
): MoveContents {
  return {
    platform: 'linux/arm64',
    state: 'available',
    message: null,
    summary: {
      class: 'symbol-versions',
      sentence: 'libstdc++.so.6 gained 6 symbol versions.',
      gained: [
        { library: 'libstdc++.so.6', versions: names(GAINED) },
        { library: 'libgcc_s.so.1', versions: names(GAINED_GCC) },
      ],
      lost: [],
      distro: null,
      packages: { added: 2, removed: 0, upgraded: 41, downgraded: 0 },
    },
    ...overrides,
  };
}

export function onRuntime(
  overrides: Partial<MoveOnRuntime> = {},
): MoveOnRuntime {
  return {
    runtime: 'provided.al2023',
    architecture: 'arm64',
    profile: {
      name: 'provided.al2023 on arm64',
      origin: 'shipped',
      asOf: '2025-03-15',
    },
    fit: {
      answer: 'no',
      beyond: [
        {
          library: 'libstdc++.so.6',
          versions: names(GAINED),
          unknown: [],
          highest: [
            {
              namespace: 'GLIBCXX',
              image: 'GLIBCXX_3.4.33',
              runtime: [{ state: 'before', version: 'GLIBCXX_3.4.29' }],
            },
            {
              namespace: 'CXXABI',
              image: 'CXXABI_1.3.15',
              runtime: [{ state: 'before', version: 'CXXABI_1.3.13' }],
            },
          ],
        },
        {
          library: 'libgcc_s.so.1',
          versions: names(GAINED_GCC),
          unknown: [],
          highest: [
            {
              namespace: 'GCC',
              image: 'GCC_14.0.0',
              runtime: [{ state: 'before', version: 'GCC_12.0.0' }],
            },
          ],
        },
      ],
      sentence: 'The image provides 9 versions that provided.al2023 lacks.',
      libraries: {
        compared: ['libc.so.6', 'libgcc_s.so.1', 'libstdc++.so.6'],
        notCompared: ['libm.so.6'],
        notInRuntime: ['libhwasan.so.0'],
      },
    },
    components: 5,
    ...overrides,
  };
}

/** The move of the incident: gcc 14's libraries on an unchanged glibc. */
export function moveDetails(
  overrides: Partial<TagMoveDetails> = {},
): TagMoveDetails {
  const { contents: _, ...move } = tagMove();
  return {
    ...move,
    impact: { alreadyBuilt: 1, nextBuild: 1, possibly: 1, notExposed: 2 },
    contents: [moveContents()],
    runtimes: [onRuntime()],
    windows: [],
    ...overrides,
  };
}

export function imageFile(
  path: string,
  overrides: Partial<ImageFile> = {},
): ImageFile {
  return {
    path,
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: 2_100,
    sha256: 'a'.repeat(64),
    target: null,
    hardlinkTo: null,
    mtime: 1_743_400_000,
    ...overrides,
  };
}

const pkg = (name: string, version: string) => ({
  name,
  version,
  architecture: 'aarch64',
  source: null,
});

const updated = (name: string, from: string, to: string) => ({
  name,
  architecture: 'aarch64',
  from,
  to,
  source: null,
});

export function comparison(overrides: Partial<Comparison> = {}): Comparison {
  return {
    schema: 'lambda-compat/image-comparison/v1',
    from: {
      digest: digest('c40000000001'),
      platform: 'linux/arm64',
      created: '2025-03-17T22:00:00Z',
      version: null,
    },
    to: {
      digest: digest('d40000000001'),
      platform: 'linux/arm64',
      created: '2025-03-31T22:00:00Z',
      version: '2023.7.20250331.0',
    },
    class: 'symbol-versions',
    sentence: 'libstdc++.so.6 gained GLIBCXX_3.4.30 to GLIBCXX_3.4.33.',
    distro: {
      from: null,
      to: {
        id: 'amzn',
        idLike: ['fedora'],
        versionId: '2023',
        versionCodename: null,
        name: 'Amazon Linux',
        prettyName: 'Amazon Linux 2023',
        path: 'usr/lib/os-release',
      },
      changed: false,
    },
    symbolVersions: [
      {
        library: 'libgcc_s.so.1',
        path: {
          from: 'usr/lib64/libgcc_s-11.so.1',
          to: 'usr/lib64/libgcc_s-14.so.1',
        },
        gained: GAINED_GCC,
        lost: [],
        highest: [{ namespace: 'GCC', from: 'GCC_12.0.0', to: 'GCC_14.0.0' }],
      },
      {
        library: 'libstdc++.so.6',
        path: {
          from: 'usr/lib64/libstdc++.so.6.0.29',
          to: 'usr/lib64/libstdc++.so.6.0.33',
        },
        gained: GAINED,
        lost: [],
        highest: [
          {
            namespace: 'GLIBCXX',
            from: 'GLIBCXX_3.4.29',
            to: 'GLIBCXX_3.4.33',
          },
          { namespace: 'CXXABI', from: 'CXXABI_1.3.13', to: 'CXXABI_1.3.15' },
          { namespace: 'GLIBC', from: 'GLIBC_2.34', to: 'GLIBC_2.34' },
        ],
      },
    ],
    libraries: { added: ['libhwasan.so.0'], removed: [] },
    packages: {
      system: 'rpm',
      added: [pkg('libhwasan', '14.2.1-7.amzn2023'), pkg('zzz', '1-1')],
      removed: [],
      upgraded: [
        updated('audit-libs', '3.0.6-1', '3.0.7-1'),
        updated('bash', '5.2.15-1', '5.2.15-2'),
        updated('libgcc', '11.4.1-2', '14.2.1-7'),
        updated('libstdc++', '11.4.1-2', '14.2.1-7'),
        updated('system-release', '2023.6.20250317', '2023.7.20250331'),
      ],
      downgraded: [updated('tzdata', '2025b-1', '2025a-1')],
      others: [
        {
          name: 'gpg-keys',
          architecture: 'noarch',
          from: ['key-1', 'key-2'],
          to: ['key-2', 'key-3'],
        },
      ],
      unchanged: 61,
    },
    configuration: {
      labels: [],
      env: [{ key: 'LANG', from: null, to: 'C.UTF-8' }],
      entrypoint: null,
      cmd: { from: ['/bin/bash'], to: null },
      user: null,
      workingDir: null,
    },
    files: {
      counts: {
        added: 1,
        removed: 0,
        changed: 3_000,
        attributes: 1,
        times: 812,
        unchanged: 5_000,
      },
      added: [
        imageFile('usr/lib64/libhwasan.so.0', {
          type: 'symlink',
          target: 'libhwasan.so.0.0.0',
          size: 0,
          sha256: null,
          mode: 0o777,
        }),
      ],
      removed: [],
      changed: [
        {
          from: imageFile('etc/os-release', { size: 500 }),
          to: imageFile('etc/os-release', {
            size: 1_510_000,
            sha256: 'b'.repeat(64),
          }),
        },
        {
          from: imageFile('usr/bin/su', { type: 'directory', sha256: null }),
          to: imageFile('usr/bin/su'),
        },
      ],
      attributes: [
        {
          from: imageFile('usr/bin/mount', { mode: 0o755 }),
          to: imageFile('usr/bin/mount', { mode: 0o4755, uid: 9 }),
        },
      ],
      truncated: true,
    },
    size: {
      from: { compressed: 51_800_000, unpacked: 150_000_000 },
      to: { compressed: 53_100_000, unpacked: 149_000_000 },
    },
    undecided: [],
    ...overrides,
  };
}

export function moveComparison(
  overrides: Partial<Comparison> = {},
): MoveComparison {
  return {
    state: 'available',
    message: null,
    comparison: comparison(overrides),
  };
}

const OLD = digest('3f9a0c71e4d2');

export function pin(
  name: string,
  overrides: Partial<ReferencePin> = {},
): ReferencePin {
  return {
    entityRef: `component:default/${name}`,
    title: null,
    referenceId: `${name}-1`,
    reference: 'arm64v8/amazonlinux:latest',
    file: 'build/Dockerfile',
    line: 1,
    url: `https://github.com/acme/${name}/blob/main/build/Dockerfile#L1`,
    platform: 'linux/arm64',
    runtime: 'provided.al2023',
    architecture: 'arm64',
    current: { digest: digest('77d0b5a8c913'), tag: '2023.7.20250331.0' },
    suggestion: {
      digest: OLD,
      platformDigest: digest('c40000000001'),
      tag: '2023.6.20250317.2',
      fits: 'by-construction',
      why: 'Every version that it provides is in provided.al2023.',
      behind: {
        releases: 1,
        since: '2025-03-17T22:00:00Z',
        sentence:
          '1 release behind current; security fixes after 17 Mar 2025 are missing.',
      },
    },
    reason: null,
    rejected: [
      {
        digest: digest('77d0b5a8c913'),
        tag: '2023.7.20250331.0',
        reason: 'It provides GLIBCXX_3.4.33.',
      },
    ],
    alternatives: [],
    pinned: `arm64v8/amazonlinux:2023.6.20250317.2@${OLD}`,
    patch: `--- a/build/Dockerfile\n+++ b/build/Dockerfile\n@@ -1 +1 @@\n-FROM arm64v8/amazonlinux:latest AS build\n+FROM arm64v8/amazonlinux:2023.6.20250317.2@${OLD} AS build\n`,
    noPatch: null,
    ...overrides,
  };
}

/** Nothing of the repository fits its runtime. */
export function noPin(name: string): ReferencePin {
  return pin(name, {
    suggestion: null,
    pinned: null,
    patch: null,
    reason: 'Every digest that was seen provides more than provided.al2.',
    runtime: 'provided.al2',
    alternatives: [
      {
        kind: 'build-image',
        text: 'Build in the image of the runtime.',
        code: 'public.ecr.aws/sam/build-provided.al2',
      },
      { kind: 'static', text: 'Link statically.', code: null },
    ],
  });
}

export function runtimeProfile(
  overrides: Partial<RuntimeProfileState> = {},
): RuntimeProfileState {
  return {
    runtime: 'provided.al2023',
    architecture: 'arm64',
    origin: 'image',
    source: 'Measured in public.ecr.aws/lambda/provided:al2023-arm64.',
    image: 'public.ecr.aws/lambda/provided:al2023-arm64',
    history: [
      {
        digest: digest('eeee00000001'),
        after: ago(3, 6),
        before: ago(3),
        highest: [
          { namespace: 'GLIBC', version: 'GLIBC_2.34' },
          { namespace: 'GLIBCXX', version: 'GLIBCXX_3.4.33' },
        ],
      },
      {
        digest: digest('eeee00000002'),
        after: null,
        before: ago(40),
        highest: [{ namespace: 'GLIBCXX', version: 'GLIBCXX_3.4.29' }],
      },
    ],
    ...overrides,
  };
}
