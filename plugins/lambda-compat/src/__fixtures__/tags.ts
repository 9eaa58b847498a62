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
  EntityTagHistory,
  RegistryStatus,
  TagHistory,
  TagImpact,
  TagInterval,
  TagMove,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** The world of the fixtures: a tag of which four states were seen. */
export const IMAGE = 'docker.io/arm64v8/amazonlinux:latest';

/** A digest whose first twelve digits can be recognised. */
export function digest(short: string): string {
  return `sha256:${short.padEnd(64, '0')}`;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One for the whole world: what happened at one time did so everywhere. */
const NOW = Date.now();

/** Days before now, so that ranges which end now hold what they should. */
export function ago(days: number, hours = 0): string {
  return new Date(NOW - days * DAY_MS - hours * HOUR_MS).toISOString();
}

export function watchedTag(overrides: Partial<WatchedTag> = {}): WatchedTag {
  return {
    id: 't1',
    image: IMAGE,
    registry: 'docker.io',
    repository: 'arm64v8/amazonlinux',
    tag: 'latest',
    observer: { kind: 'registry', host: 'registry-1.docker.io' },
    pinClass: 'floating',
    state: 'present',
    digest: digest('77d0b5a8c913'),
    platforms: [
      { platform: 'linux/amd64', digest: digest('dd0000000001') },
      { platform: 'linux/arm64', digest: digest('d40000000001') },
    ],
    since: { after: ago(8, 6), before: ago(8) },
    checkedAt: ago(0, 0.1),
    seenAt: ago(0, 0.1),
    nextLookAt: ago(0, -0.15),
    intervalSeconds: 900,
    failure: null,
    unstable: false,
    movedThoughDated: false,
    notWatched: null,
    components: { total: 11, unpinned: 6 },
    otherObservers: [],
    movesIn30Days: 3,
    lastMoveAt: ago(8),
    ...overrides,
  };
}

export function interval(overrides: Partial<TagInterval> = {}): TagInterval {
  return {
    platform: null,
    digest: digest('a00000000001'),
    began: { after: null, before: ago(40) },
    lastSeenAt: ago(20, 6),
    endedBefore: ago(20),
    source: 'observed',
    reportedBy: null,
    aliases: [],
    ...overrides,
  };
}

export function tagMove(overrides: Partial<TagMove> = {}): TagMove {
  return {
    id: 'm3',
    tagId: 't1',
    image: IMAGE,
    observer: { kind: 'registry', host: 'registry-1.docker.io' },
    from: digest('3f9a0c71e4d2'),
    to: digest('77d0b5a8c913'),
    between: { after: ago(8, 6), before: ago(8) },
    class: 'content',
    changes: ['content', 'platforms'],
    platforms: [
      {
        platform: 'linux/amd64',
        from: digest('cd0000000001'),
        to: digest('dd0000000001'),
        class: 'no-op',
      },
      {
        platform: 'linux/arm64',
        from: digest('c40000000001'),
        to: digest('d40000000001'),
        class: 'content',
      },
      {
        platform: 'linux/riscv64',
        from: null,
        to: digest('d60000000001'),
        class: 'gained',
      },
    ],
    undecided: null,
    unstable: false,
    source: 'observed',
    reportedBy: null,
    aliases: { from: ['2023.6.20250317.2'], to: ['2023.7.20250331.0', '2023'] },
    exposed: 3,
    latest: true,
    contents: {
      state: 'available',
      class: 'symbol-versions',
      sentence: 'libstdc++.so.6 gained GLIBCXX_3.4.30 to GLIBCXX_3.4.33.',
      gained: [
        {
          library: 'libstdc++.so.6',
          versions: ['GLIBCXX_3.4.30', 'GLIBCXX_3.4.33', 'CXXABI_1.3.14'],
        },
      ],
    },
    ...overrides,
  };
}

/** Content, then only another platform, then content: and an outage. */
export const MOVES: TagMove[] = [
  tagMove(),
  tagMove({
    id: 'm2',
    from: digest('b81e52f6a07d'),
    to: digest('3f9a0c71e4d2'),
    between: { after: ago(13, 6), before: ago(13) },
    class: 'content',
    changes: ['content'],
    platforms: [
      {
        platform: 'linux/amd64',
        from: digest('bd0000000001'),
        to: digest('cd0000000001'),
        class: 'content',
      },
      {
        platform: 'linux/arm64',
        from: digest('c40000000001'),
        to: digest('c40000000001'),
        class: 'unchanged',
      },
    ],
    aliases: { from: ['2023.6.20250303.0'], to: ['2023.6.20250317.2'] },
    exposed: 0,
    latest: false,
    contents: {
      state: 'available',
      class: 'packages',
      sentence: '12 packages were updated.',
    },
  }),
  tagMove({
    id: 'm1',
    from: digest('a00000000001'),
    to: digest('b81e52f6a07d'),
    between: { after: ago(27, 6), before: ago(27) },
    class: 'no-op',
    changes: ['no-op'],
    platforms: [
      {
        platform: 'linux/amd64',
        from: digest('ad0000000001'),
        to: digest('bd0000000001'),
        class: 'no-op',
      },
      {
        platform: 'linux/arm64',
        from: digest('a40000000001'),
        to: digest('c40000000001'),
        class: 'no-op',
      },
    ],
    aliases: { from: [], to: ['2023.6.20250303.0'] },
    exposed: 0,
    latest: false,
    contents: { state: 'none', class: null, sentence: null },
  }),
];

export function tagHistory(overrides: Partial<TagHistory> = {}): TagHistory {
  return {
    tag: watchedTag(),
    intervals: [
      interval({
        digest: digest('a00000000001'),
        began: { after: null, before: ago(50) },
        lastSeenAt: ago(27, 6),
        endedBefore: ago(27),
      }),
      interval({
        digest: digest('b81e52f6a07d'),
        began: { after: ago(27, 6), before: ago(27) },
        lastSeenAt: ago(13, 6),
        endedBefore: ago(13),
        aliases: ['2023.6.20250303.0'],
      }),
      interval({
        digest: digest('3f9a0c71e4d2'),
        began: { after: ago(13, 6), before: ago(13) },
        lastSeenAt: ago(8, 6),
        endedBefore: ago(8),
        aliases: ['2023.6.20250317.2'],
      }),
      interval({
        digest: digest('77d0b5a8c913'),
        began: { after: ago(8, 6), before: ago(8) },
        lastSeenAt: ago(0, 0.1),
        endedBefore: null,
        aliases: ['2023.7.20250331.0', '2023'],
      }),
      interval({
        platform: 'linux/amd64',
        digest: digest('ad0000000001'),
        began: { after: null, before: ago(50) },
        lastSeenAt: ago(0, 0.1),
        endedBefore: null,
      }),
      interval({
        platform: 'linux/arm64',
        digest: digest('a40000000001'),
        began: { after: null, before: ago(50) },
        lastSeenAt: ago(27, 6),
        endedBefore: ago(27),
      }),
      interval({
        platform: 'linux/arm64',
        digest: digest('c40000000001'),
        began: { after: ago(27, 6), before: ago(27) },
        lastSeenAt: ago(8, 6),
        endedBefore: ago(8),
      }),
      interval({
        platform: 'linux/arm64',
        digest: digest('d40000000001'),
        began: { after: ago(8, 6), before: ago(8) },
        lastSeenAt: ago(0, 0.1),
        endedBefore: null,
      }),
    ],
    outages: [
      {
        from: ago(19),
        until: ago(17),
        code: 'server-error',
        message: 'registry-1.docker.io answered 503.',
      },
    ],
    moves: MOVES,
    knownSince: ago(50),
    truncated: false,
    ...overrides,
  };
}

export function entityTags(
  overrides: Partial<EntityTagHistory> = {},
): EntityTagHistory {
  return {
    entityRef: 'component:default/orders',
    status: 'available',
    from: ago(30),
    tags: [
      {
        ...tagHistory(),
        places: [
          {
            reference: 'arm64v8/amazonlinux:latest',
            pinClass: 'floating',
            role: 'builder',
            stage: { index: 0, name: 'build' },
            platform: 'linux/arm64',
            file: 'build/Dockerfile',
            line: 1,
            url: 'https://github.com/acme/orders/blob/main/build/Dockerfile#L1',
            exposure: 'next-build',
            reason: null,
          },
        ],
      },
    ],
    builds: [
      build('812', 5),
      build('803', 12),
      build('790', 18),
      build('781', 29),
    ],
    windows: [],
    ...overrides,
  };
}

function build(number: string, days: number): EntityTagHistory['builds'][0] {
  return {
    at: ago(days),
    functionName: 'orders',
    number,
    url: `https://ci.example.com/orders/${number}`,
    commit: '9f3c2e1b7a8d4c5e6f708192a3b4c5d6e7f80912',
    verdict: 'compatible',
  };
}

export function impact(
  name: string,
  overrides: Partial<TagImpact> = {},
): TagImpact {
  return {
    entityRef: `component:default/${name}`,
    title: null,
    ownerRefs: ['group:default/payments'],
    systemRef: 'system:default/checkout',
    exposure: 'next-build',
    reason: null,
    reference: 'arm64v8/amazonlinux:latest',
    pinClass: 'floating',
    origin: 'dockerfile-from',
    role: 'builder',
    stage: { index: 0, name: 'build' },
    platform: 'linux/arm64',
    file: 'Dockerfile',
    line: 1,
    url: `https://github.com/acme/${name}/blob/main/Dockerfile#L1`,
    from: ago(300),
    until: null,
    lastBuild: {
      at: ago(12),
      source: 'upload',
      number: '418',
      url: `https://ci.example.com/${name}/418`,
      commit: '41be07d0c6f1a2b3c4d5e6f708192a3b4c5d6e7f',
    },
    builtVerdict: null,
    builtReason: null,
    ...overrides,
  };
}

export const EXPOSED: TagImpact[] = [
  impact('orders', {
    file: 'build/Dockerfile',
    exposure: 'already-built',
    lastBuild: {
      at: ago(2),
      source: 'upload',
      number: '812',
      url: null,
      commit: '9f3c2e1b7a8d4c5e6f708192a3b4c5d6e7f80912',
    },
    builtVerdict: 'broken',
    builtReason: 'GLIBCXX_3.4.30',
  }),
  impact('orders', {
    file: 'worker/Dockerfile',
    line: 3,
    lastBuild: {
      at: ago(20),
      source: 'commit',
      number: null,
      url: null,
      commit: 'c07a91e0c6f1a2b3c4d5e6f708192a3b4c5d6e7f',
    },
  }),
  impact('refunds'),
  impact('crawler', {
    ownerRefs: ['group:default/search', 'user:default/ada'],
    exposure: 'possibly',
    reason: 'unknown-platform',
    platform: null,
    stage: null,
    lastBuild: null,
  }),
];

export const NOT_EXPOSED: TagImpact[] = [
  impact('fx', {
    exposure: 'not-exposed',
    reason: 'digest',
    reference: `arm64v8/amazonlinux@${digest('3f9a0c71e4d2')}`,
    pinClass: 'digest',
  }),
  impact('mailer', {
    ownerRefs: [],
    exposure: 'not-exposed',
    reason: 'static',
  }),
];

export function registryStatus(
  overrides: Partial<RegistryStatus> = {},
): RegistryStatus {
  return {
    host: 'registry-1.docker.io',
    observer: 'registry',
    tags: 40,
    failingTags: 0,
    requestsToday: { total: 960, counted: 12, tokens: 31 },
    quota: {
      limit: 100,
      remaining: 86,
      windowSeconds: 21_600,
      seenAt: ago(0, 0.2),
    },
    parkedUntil: null,
    parkedReason: null,
    lastAnswerAt: ago(0, 0.1),
    lastFailureAt: null,
    lastFailure: null,
    ...overrides,
  };
}
