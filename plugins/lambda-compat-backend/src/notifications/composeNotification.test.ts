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
  ContentsSummary,
  MoveContents,
  MoveOnRuntime,
  TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { composeNotifications, type MoveTidings } from './composeNotification';
import type { DueMove } from './TellingStore';

const MOVE: DueMove = {
  moveId: '0b5f3c1e-8f0a-4a55-9f0e-0a4a5a5a5a5a',
  leaseId: 'l1',
  tagId: 't1',
  registry: 'docker.io',
  repository: 'library/amazonlinux',
  tag: '2023',
  observer: { kind: 'registry', host: 'docker.io' },
  from: 'sha256:a',
  to: 'sha256:b',
  class: 'content',
  changes: ['content'],
  platforms: [
    { platform: 'linux/arm64', from: 'a', to: 'b', class: 'content' },
  ],
  contents: [],
  undecided: null,
  afterMs: Date.UTC(2025, 3, 7, 22, 50),
  beforeMs: Date.UTC(2025, 3, 8, 6, 15),
  unstable: false,
  source: 'observed',
  failedAttempts: 0,
  eventsPublished: false,
};

const IMPACT: TagImpact = {
  entityRef: 'component:default/orders',
  title: null,
  ownerRefs: ['group:default/payments'],
  systemRef: null,
  exposure: 'next-build',
  reason: null,
  reference: 'amazonlinux:2023',
  pinClass: 'partial',
  origin: 'dockerfile-from',
  role: 'builder',
  stage: { index: 0, name: null },
  platform: 'linux/arm64',
  file: 'Dockerfile',
  line: 1,
  url: null,
  from: '2025-04-01T00:00:00.000Z',
  until: null,
  lastBuild: null,
  builtVerdict: null,
  builtReason: null,
};

function compose(
  move: Partial<DueMove>,
  impacts: Array<Partial<TagImpact>> = [{}],
  tidings: Partial<MoveTidings> = {},
) {
  return composeNotifications(
    { ...MOVE, ...move },
    impacts.map(impact => ({ ...IMPACT, ...impact })),
    { runtimes: [], pins: new Map(), ...tidings },
  ).map(({ payload }) => payload);
}

describe('composeNotifications', () => {
  const WHEN = 'between 7 Apr 2025, 22:50 and 8 Apr 2025, 06:15 UTC';
  const GETS = 'The next build of orders (Dockerfile:1) gets it.';
  const PIN = 'Pin the image, or compare before the next build.';

  it.each<[string, Partial<DueMove>, string, string, string]>([
    [
      'content',
      {},
      'amazonlinux:2023 moved',
      `Its files changed on linux/arm64 ${WHEN}. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'content, just after another look',
      { afterMs: MOVE.beforeMs - 10_000, beforeMs: MOVE.beforeMs + 1_000 },
      'amazonlinux:2023 moved',
      `Its files changed on linux/arm64 between 8 Apr 2025, 06:14 and 06:15 UTC. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'content, within a minute',
      { afterMs: MOVE.beforeMs + 1_000, beforeMs: MOVE.beforeMs + 2_000 },
      'amazonlinux:2023 moved',
      `Its files changed on linux/arm64 on 8 Apr 2025, 06:15 UTC. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'a tag that was deleted',
      { class: 'gone', to: null, platforms: [] },
      'amazonlinux:2023 was deleted',
      `The tag was deleted ${WHEN}. The next build of orders (Dockerfile:1) does not find it. Pin the image to a digest that is still there, or name another tag.`,
      'high',
    ],
    [
      'a tag that came back',
      { class: 'back', from: null, platforms: [] },
      'amazonlinux:2023 is there again',
      `The tag, which had been deleted, came back ${WHEN}. ${GETS} ${PIN}`,
      'normal',
    ],
    [
      'a tag that went back',
      {
        class: 'reverted',
        platforms: [
          { platform: 'linux/amd64', from: 'a', to: 'a', class: 'unchanged' },
          { platform: 'linux/arm64', from: 'a', to: 'b', class: 'reverted' },
        ],
      },
      'amazonlinux:2023 moved back',
      `The tag went back ${WHEN} to what it had pointed to before, on linux/arm64. ${GETS} ${PIN}`,
      'normal',
    ],
    [
      'platforms that came and went',
      {
        class: 'platforms',
        platforms: [
          { platform: 'linux/amd64', from: 'a', to: null, class: 'lost' },
          { platform: 'linux/riscv64', from: null, to: 'b', class: 'gained' },
        ],
      },
      'amazonlinux:2023 changed its platforms',
      `The tag lost linux/amd64 and gained linux/riscv64 ${WHEN}. The next build of orders (Dockerfile:1) is for one of them. ${PIN}`,
      'normal',
    ],
    [
      'what could not be compared',
      { class: 'undetermined', platforms: [], afterMs: null },
      'amazonlinux:2023 moved',
      `The tag moved before 8 Apr 2025, 06:15 UTC. What changed is not known: its contents could not be compared. ${GETS} ${PIN}`,
      'normal',
    ],
  ])('says of %s what it means', (_, move, title, description, severity) => {
    expect(compose(move)).toEqual([
      {
        title,
        description,
        severity,
        link: `/lambda-compat/tag-changes/${MOVE.moveId}`,
        topic: 'tag-moved',
        scope: `lambda-compat:tag-moved:${MOVE.moveId}:group:default/payments`,
      },
    ]);
  });

  const GAINED: ContentsSummary['gained'] = [
    { library: 'libgcc_s.so.1', versions: ['GCC_12.0.0', 'GCC_13.0.0'] },
    {
      library: 'libstdc++.so.6',
      versions: [
        'CXXABI_1.3.14',
        'GLIBCXX_3.4.33',
        'GLIBCXX_3.4.30',
        'GLIBCXX_3.4.31',
      ],
    },
  ];
  const came = (
    summary: Partial<ContentsSummary>,
    platform = 'linux/arm64',
  ): MoveContents => ({
    platform,
    state: 'available',
    message: null,
    summary: {
      class: 'symbol-versions',
      sentence: 'Something changed.',
      gained: [],
      lost: [],
      distro: null,
      packages: { added: 0, removed: 0, upgraded: 0, downgraded: 0 },
      ...summary,
    },
  });
  const AL2023 = {
    runtime: 'provided.al2023',
    architecture: 'arm64',
    profile: null,
    components: 1,
    fit: {
      answer: 'no',
      sentence: '',
      beyond: [
        {
          library: 'libstdc++.so.6',
          versions: [],
          unknown: [],
          highest: [
            {
              namespace: 'GLIBCXX',
              image: 'GLIBCXX_3.4.33',
              runtime: [{ state: 's', version: 'GLIBCXX_3.4.29' }],
            },
          ],
        },
        {
          library: 'libgcc_s.so.1',
          versions: [],
          unknown: [],
          // It has as much of this one, which is no limit of glibc's.
          highest: [
            {
              namespace: 'GLIBC',
              image: 'GLIBC_2.0',
              runtime: [{ state: 's', version: 'GLIBC_2.0' }],
            },
          ],
        },
      ],
    },
  } satisfies MoveOnRuntime;
  const PINS = new Map([[IMPACT.entityRef, 'amazonlinux:2023.6@sha256:f']]);
  const TIMED = `Its files changed on linux/arm64 ${WHEN}.`;

  it.each<
    [string, Partial<DueMove>, Partial<MoveTidings>, string, string, string]
  >([
    [
      'new symbol versions that the runtime lacks, with a pin',
      { contents: [came({ gained: GAINED })] },
      { runtimes: [AL2023], pins: PINS },
      'amazonlinux:2023 moved: GLIBCXX_3.4.30 to 3.4.33, CXXABI_1.3.14 and 1 more are new',
      `${TIMED} libstdc++.so.6 now provides GLIBCXX_3.4.30 to 3.4.33 and CXXABI_1.3.14. libgcc_s.so.1 now provides GCC_12.0.0 to 13.0.0. provided.al2023 on arm64 has GLIBCXX up to 3.4.29. The next build of orders (Dockerfile:1) can break. Pin it to amazonlinux:2023.6@sha256:f.`,
      'high',
    ],
    [
      'new symbol versions that one of two runtimes has',
      { contents: [came({ gained: [GAINED[0]] })] },
      {
        runtimes: [
          AL2023,
          {
            ...AL2023,
            runtime: 'python3.14',
            fit: { ...AL2023.fit, answer: 'yes' },
          },
        ],
      },
      'amazonlinux:2023 moved: GCC_12.0.0 to 13.0.0 are new',
      `${TIMED} libgcc_s.so.1 now provides GCC_12.0.0 to 13.0.0. provided.al2023 on arm64 has GLIBCXX up to 3.4.29. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'another distribution',
      {
        contents: [
          came({
            class: 'distro',
            distro: { from: 'Amazon Linux 2023', to: 'Amazon Linux 2027' },
            gained: [
              {
                library: 'libc.so.6',
                versions: ['GLIBC_2.35', 'GLIBC_ABI_DT_RELR'],
              },
            ],
          }),
        ],
      },
      {},
      'amazonlinux:2023 moved: Amazon Linux 2023 became Amazon Linux 2027',
      `${TIMED} It is Amazon Linux 2027 now, and was Amazon Linux 2023. libc.so.6 now provides GLIBC_2.35 and GLIBC_ABI_DT_RELR. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'versions that are gone',
      {
        contents: [
          came({
            lost: [{ library: 'libssl.so.3', versions: ['OPENSSL_3.2.0'] }],
          }),
        ],
      },
      {},
      'amazonlinux:2023 moved: OPENSSL_3.2.0 is gone',
      `${TIMED} libssl.so.3 no longer provides OPENSSL_3.2.0. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'packages only',
      {
        contents: [
          came({ class: 'packages', sentence: '12 packages are newer' }),
        ],
      },
      { runtimes: [AL2023] },
      'amazonlinux:2023 moved',
      `${TIMED} 12 packages are newer. ${GETS} ${PIN}`,
      'normal',
    ],
    [
      'what is being read',
      { contents: [{ ...came({}), state: 'pending', summary: null }] },
      {},
      'amazonlinux:2023 moved',
      `${TIMED} What came with it is being read. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'what cannot be had',
      {
        contents: [
          {
            ...came({}),
            state: 'too-large',
            summary: null,
            message: 'It has 3 GiB.',
          },
        ],
      },
      {},
      'amazonlinux:2023 moved',
      `${TIMED} It has 3 GiB. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'another platform than the one that it builds for',
      {
        platforms: [
          { platform: 'linux/amd64', from: 'a', to: 'b', class: 'content' },
          { platform: 'linux/arm64', from: 'a', to: 'b', class: 'content' },
        ],
        contents: [
          came({ gained: GAINED }, 'linux/amd64'),
          came({ class: 'packages', sentence: '2 packages are newer' }),
        ],
      },
      {},
      'amazonlinux:2023 moved',
      `Its files changed on linux/amd64 and linux/arm64 ${WHEN}. 2 packages are newer. ${GETS} ${PIN}`,
      'normal',
    ],
  ])('says what came: %s', (_, move, tidings, title, description, severity) => {
    expect(compose(move, [{}], tidings)).toMatchObject([
      { title, description, severity },
    ]);
  });

  it('tells nobody of a move with which nothing came', () => {
    expect(compose({ contents: [came({ class: 'none' })] })).toEqual([]);
  });

  it('says which builds have it, and what each component is to be pinned to', () => {
    const [{ description, severity }] = compose(
      { contents: [came({ gained: [GAINED[0]] })] },
      [
        {
          exposure: 'already-built',
          builtVerdict: 'broken',
          builtReason: 'GCC_12.0.0',
        },
        {
          entityRef: 'component:default/billing',
          exposure: 'already-built',
          builtVerdict: 'other',
        },
        {
          entityRef: 'component:default/search',
          exposure: 'possibly',
          reason: 'unknown-build',
        },
      ],
      { pins: new Map([...PINS, ['component:default/billing', 'b@sha256:e']]) },
    );
    expect(description).toContain(
      'A build of orders (Dockerfile:1) has it and is broken: it needs GCC_12.0.0. A build of billing (Dockerfile:1) has it, and was not measured compatible. The next build of search (Dockerfile:1) may get it: when it was last built is not known. Pin it to b@sha256:e in billing. Pin it to amazonlinux:2023.6@sha256:f in orders.',
    );
    expect(severity).toBe('high');
  });

  it('names some components and counts the rest', () => {
    const [{ description }] = compose(
      {},
      ['g', 'f', 'e', 'd', 'c', 'b', 'a'].map(name => ({
        entityRef: `component:default/${name}`,
      })),
    );
    expect(description).toContain(
      'The next build of a (Dockerfile:1), b (Dockerfile:1), c (Dockerfile:1), d (Dockerfile:1), e (Dockerfile:1) and 2 more gets it.',
    );
  });

  it('says why it is not sure', () => {
    const doubt = (reasons: Array<TagImpact['reason']>) =>
      compose(
        {},
        reasons.map((reason, index) => ({
          entityRef: `component:team/c${index}`,
          exposure: 'possibly',
          reason,
        })),
      )[0].description;
    expect(doubt(['partly-read'])).toContain(
      'The next build of team/c0 (Dockerfile:1) may get it: not all of its build files could be read.',
    );
    expect(doubt(['partly-read', 'unknown-platform'])).toContain(
      'may get it: not all is known of how it is built.',
    );
  });

  it('stays within the bounds of the notifications backend, in plain text on one line', () => {
    const hostile = 'x\n\u202Ey\u0000'.repeat(10_000);
    const [payload] = compose(
      {
        registry: 'registry.example.com',
        repository: `${'a/'.repeat(120)}a`,
        contents: [
          came({
            distro: { from: hostile, to: hostile },
            gained: Array.from({ length: 50 }, (_, index) => ({
              library: `${hostile}${index}`,
              versions: Array.from(
                { length: 50 },
                (__, place) => `N${place}_${hostile}`,
              ),
            })),
          }),
        ],
      },
      Array.from({ length: 20 }, (_, index) => ({
        entityRef: `component:default/c${index}`,
        ownerRefs: [`group:default/${'o'.repeat(300)}`],
        title: hostile,
        file: hostile,
      })),
      { pins: new Map([['component:default/c0', hostile]]) },
    );
    expect(payload.title.length).toBeLessThanOrEqual(255);
    expect(payload.title).toMatch(/^….*a:2023 moved: /);
    expect(payload.scope?.length).toBeLessThanOrEqual(255);
    expect(payload.description?.length).toBeLessThan(4_000);
    expect(payload.description).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
  });
});
