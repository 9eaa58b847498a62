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
  MoveContents,
  ReferencePin,
  TagImpact,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { composeSummary } from './composeSummary';
import { escapeMarkdown } from './markdown';
import { describeVersions } from './versionRanges';

const A = `sha256:3f9a0c71e4d2${'0'.repeat(52)}`;
const B = `sha256:77d0b5a8c913${'0'.repeat(52)}`;

const move: TagMoveDetails = {
  id: 'm1',
  tagId: 't1',
  image: 'docker.io/arm64v8/amazonlinux:latest',
  observer: { kind: 'registry', host: 'registry-1.docker.io' },
  from: A,
  to: B,
  between: {
    after: '2025-04-01T18:04:00.000Z',
    before: '2025-04-02T00:04:00.000Z',
  },
  class: 'content',
  changes: ['content'],
  platforms: [],
  undecided: null,
  unstable: false,
  source: 'observed',
  reportedBy: null,
  aliases: { from: ['2023', '2023.6.20250317.2'], to: ['2023.7.20250331.0'] },
  exposed: 6,
  latest: true,
  impact: { alreadyBuilt: 1, nextBuild: 4, possibly: 1, notExposed: 5 },
  contents: [],
  runtimes: [],
  windows: [],
};

const contents = (changes: Partial<MoveContents> = {}): MoveContents => ({
  platform: 'linux/arm64',
  state: 'available',
  message: null,
  summary: {
    class: 'symbol-versions',
    sentence: 's',
    gained: [
      {
        library: 'libgcc_s.so.1',
        versions: ['GCC_13.0.0', 'GCC_14.0', 'GCC_14.0.0'],
      },
      {
        library: 'libstdc++.so.6',
        versions: [
          'GLIBCXX_3.4.30',
          'GLIBCXX_3.4.31',
          'GLIBCXX_3.4.32',
          'GLIBCXX_3.4.33',
          'CXXABI_1.3.14',
          'CXXABI_1.3.15',
        ],
      },
    ],
    lost: [],
    distro: null,
    packages: { added: 0, removed: 0, upgraded: 0, downgraded: 0 },
  },
  ...changes,
});

const place = (
  name: string,
  owner: string,
  exposure: TagImpact['exposure'],
  reason: TagImpact['reason'] = null,
): TagImpact => ({
  entityRef: `component:default/${name}`,
  title: null,
  ownerRefs: owner === '' ? [] : [`group:default/${owner}`],
  systemRef: null,
  exposure,
  reason,
  reference: 'x',
  pinClass: 'floating',
  origin: 'dockerfile-from',
  role: 'builder',
  stage: null,
  platform: null,
  file: 'Dockerfile',
  line: 1,
  url: null,
  from: '',
  until: null,
  lastBuild: null,
  builtVerdict: null,
  builtReason: null,
});

const impact = [
  place('orders', 'payments', 'already-built'),
  place('refunds', 'payments', 'next-build'),
  place('settle', 'payments', 'next-build'),
  place('invoices', 'payments', 'next-build'),
  place('coupons', 'growth', 'next-build'),
  place('crawler', 'search', 'possibly', 'unknown-build'),
  place('fx', 'growth', 'not-exposed', 'digest'),
  place('tokens', 'growth', 'not-exposed', 'digest'),
  place('mailer', 'search', 'not-exposed', 'static'),
  // Another place of one that was named already.
  place('refunds', 'payments', 'not-exposed', 'not-shaping'),
];

const pin = (name: string, changes: Partial<ReferencePin> = {}) =>
  ({
    entityRef: `component:default/${name}`,
    title: null,
    reason: null,
    suggestion: {
      digest: A,
      platformDigest: A,
      tag: '2023.6.20250317.2',
      fits: 'by-construction',
      why: '',
      behind: null,
    },
    ...changes,
  } as ReferencePin);

/** Lines by their names. */
function read(markdown: string): Record<string, string[]> {
  const lines: Record<string, string[]> = {};
  for (const line of markdown.split('\n')) {
    const [, name, text] = /^- \*\*(.+?):\*\* (.*)$/.exec(line) ?? [];
    if (name) {
      (lines[name] ??= []).push(text);
    }
  }
  return lines;
}

describe('composeSummary', () => {
  it('says what the mock of the incident says', () => {
    const markdown = composeSummary({
      move: {
        ...move,
        contents: [contents()],
        runtimes: [
          {
            runtime: 'provided.al2023',
            architecture: 'arm64',
            profile: null,
            components: 6,
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
              ],
            },
          },
        ],
      },
      impact,
      pins: [pin('orders'), pin('refunds')],
    });
    expect(markdown)
      .toBe(`## arm64v8/amazonlinux:latest moved with new symbol versions

- **Moved:** between 2025-04-01 18:04 and 2025-04-02 00:04 UTC
- **From → to:** 2023.6.20250317.2 (3f9a0c71e4d2) → 2023.7.20250331.0 (77d0b5a8c913)
- **Gained:** GLIBCXX_3.4.30–3.4.33, CXXABI_1.3.14–1.3.15, 3 × GCC
- **Runtime:** provided.al2023 provides up to GLIBCXX_3.4.29
- **Already built:** orders (payments)
- **Next build:** refunds, settle, invoices (payments), coupons (growth)
- **Possibly:** crawler (search)
- **Not exposed:** fx, tokens (digest), mailer (static) and 2 more
- **Pin to:** 2023.6.20250317.2@${A} (fits by construction)
`);
  });

  it.each<[string, Partial<TagMoveDetails>, string]>([
    ['what is gone', { class: 'gone', to: null }, 'is gone'],
    ['what is back', { class: 'back', from: null }, 'is back'],
    ['what is not known', { contents: [] }, 'moved'],
    [
      'another distribution, which weighs most',
      {
        contents: [
          contents(),
          contents({
            platform: 'linux/amd64',
            summary: { ...contents().summary!, class: 'distro' },
          }),
        ],
      },
      'moved to another distribution release',
    ],
    [
      'lost versions',
      {
        contents: [
          contents({
            summary: { ...contents().summary!, gained: [], lost: [] },
          }),
        ],
      },
      'moved with other symbol versions',
    ],
    [
      'a rebuild',
      {
        contents: [
          contents({ summary: { ...contents().summary!, class: 'none' } }),
        ],
      },
      'moved with the same content',
    ],
  ])('has a title for %s', (_, changes, title) => {
    const [first] = composeSummary({
      move: { ...move, ...changes },
      impact: [],
      pins: [],
    }).split('\n');
    expect(first).toBe(`## arm64v8/amazonlinux:latest ${title}`);
  });

  it('says the highest version of a namespace, whichever library has it', () => {
    const beyond = (library: string, before: string, after = before) => ({
      library,
      versions: ['GLIBC_2.38'],
      unknown: [],
      highest: [
        {
          namespace: 'GLIBC',
          image: 'GLIBC_2.38',
          runtime: [
            { state: 'before', version: before },
            { state: 'after', version: after },
          ],
        },
      ],
    });
    const lines = read(
      composeSummary({
        move: {
          ...move,
          runtimes: [
            {
              runtime: 'provided.al2023',
              architecture: 'arm64',
              profile: null,
              components: 6,
              fit: {
                answer: 'no',
                sentence: '',
                beyond: [
                  // By name 2.9 would be above 2.34.
                  beyond('ld-linux-aarch64.so.1', 'GLIBC_2.9', 'GLIBC_2.35'),
                  beyond('libc.so.6', 'GLIBC_2.34', 'GLIBC_2.36'),
                  beyond('libm.so.6', 'GLIBC_2.29'),
                ],
              },
            },
          ],
        },
        impact: [],
        pins: [],
      }),
    );
    expect(lines.Runtime).toEqual([
      'provided.al2023 provides up to GLIBC_2.34 or GLIBC_2.36',
    ]);
  });

  it('says seconds where looks were no minute apart', () => {
    const lines = read(
      composeSummary({
        move: {
          ...move,
          between: {
            after: '2025-04-02T00:04:02.000Z',
            before: '2025-04-02T00:04:12.000Z',
          },
        },
        impact: [],
        pins: [],
      }),
    );
    expect(lines.Moved).toEqual([
      'between 2025-04-02 00:04:02 and 2025-04-02 00:04:12 UTC',
    ]);
  });

  it('says that it is not known what came, for each platform', () => {
    const lines = read(
      composeSummary({
        move: {
          ...move,
          between: { ...move.between, after: null },
          from: null,
          contents: [
            contents({ state: 'pending', summary: null }),
            contents({
              platform: 'linux/amd64',
              state: 'failed',
              message: 'The layer is damaged.',
              summary: null,
            }),
          ],
        },
        impact: [],
        pins: [],
      }),
    );
    expect(lines).toEqual({
      Moved: ['not later than 2025-04-02 00:04 UTC'],
      'From → to': ['nothing → 2023.7.20250331.0 (77d0b5a8c913)'],
      'What came with it': [
        'not known for linux/amd64: The layer is damaged.',
        'not known for linux/arm64: it is being read',
      ],
    });
  });

  it('says what fits whom, and where nothing does why', () => {
    const lines = read(
      composeSummary({
        move,
        impact: [],
        pins: [
          pin('crawler', { suggestion: null, reason: 'Not known.' }),
          pin('orders'),
          pin('refunds', {
            suggestion: {
              ...pin('x').suggestion!,
              tag: null,
              digest: B,
              fits: 'measured',
              behind: { releases: 2, since: '', sentence: '2 releases behind' },
            },
          }),
          pin('settle'),
        ],
      }),
    );
    expect(lines['Pin to']).toEqual([
      `2023.6.20250317.2@${A} for orders, settle (fits by construction)`,
      `${B} for refunds (measured compatible; 2 releases behind)`,
      'nothing fits for crawler: Not known.',
    ]);
  });

  it('counts what is too much to be named', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      place(`c${index}`, 'a', 'next-build'),
    );
    const lines = read(
      composeSummary({
        move: {
          ...move,
          impact: { ...move.impact, nextBuild: 1_000 },
        },
        impact: many,
        pins: [],
      }),
    );
    expect(lines['Next build'][0]).toMatch(/^c0, .*, c24 \(a\) and 975 more$/);
  });

  it('keeps names from being more than text', () => {
    const markdown = composeSummary({
      move: {
        ...move,
        aliases: { from: [], to: ['[x](https://evil.test)'] },
      },
      impact: [
        {
          ...place('orders', 'a', 'next-build'),
          title:
            '@everyone <img src=x>\n## Safe\n[a](javascript:b) ![c](d) `e`',
        },
        { ...place('x', '', 'next-build'), ownerRefs: [] },
      ],
      pins: [],
    });
    expect(markdown.split('\n').filter(line => /^#/.test(line))).toHaveLength(
      1,
    );
    expect(markdown).not.toMatch(/(?<!\\)[<`]|(?<!\\)\[|@everyone|https:\/\//);
    expect(markdown).toContain('x (no owner)');
  });

  it('gives the same text for the same facts', () => {
    const facts = { move, impact, pins: [pin('orders'), pin('refunds')] };
    expect(composeSummary(facts)).toBe(composeSummary(structuredClone(facts)));
  });
});

describe('describeVersions', () => {
  it.each([
    [['GLIBC_2.38'], 'GLIBC_2.38'],
    [['GLIBC_2.35', 'GLIBC_2.36', 'GLIBC_2.38'], '3 × GLIBC'],
    [['GLIBC_2.9', 'GLIBC_2.10'], 'GLIBC_2.9–2.10'],
    [
      ['CXXABI_1.3.14', 'GLIBCXX_3.4.30', 'GLIBC_2.38'],
      'GLIBC_2.38, GLIBCXX_3.4.30, CXXABI_1.3.14',
    ],
    [['OPENSSL_3.0.0', 'OPENSSL_3.0.1'], 'OPENSSL_3.0.0–3.0.1'],
    [['LIBX', 'LIBX'], 'LIBX'],
    [[], ''],
  ])('writes %j as %s', (versions, expected) => {
    expect(describeVersions(versions)).toBe(expected);
  });
});

describe('escapeMarkdown', () => {
  it.each([
    ['GLIBCXX_3.4.30', 'GLIBCXX_3.4.30'],
    ['_emphasis_', '\\_emphasis\\_'],
    ['a*b', 'a\\*b'],
    ['a|b', 'a\\|b'],
    ['a\u202eb', 'ab'],
    ['a\nb', 'a b'],
    [`1.2@${A}`, `1.2@${A}`],
    ['me@here', 'me@\u2060here'],
  ])('writes %j as %j', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});
