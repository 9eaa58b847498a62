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

import {
  artifact,
  functionFacts,
  part,
  program,
  staticProgram,
} from '../__testUtils__/facts';
import {
  buildImage,
  GCC_11_IMAGE,
  GCC_14_IMAGE,
} from '../__testUtils__/images';
import type { BuildImageFacts } from '../images/types';
import { judge } from '../judge';
import type { Finding, FunctionFacts, RuleId } from '../types';

const LINKED = [
  part(
    artifact({
      bootstrap: program({ needs: { 'libc.so.6': ['GLIBC_2.34'] } }),
    }),
  ),
];
const STATIC = [part(artifact({ bootstrap: staticProgram() }))];

const GAINED = [
  {
    library: 'libstdc++.so.6',
    versions: ['30', '31', '32', '33'].map(n => `GLIBCXX_3.4.${n}`),
  },
];
const LOST = [{ library: 'libold.so.1', versions: ['OLD_1', 'OLD_2'] }];

const MOVED: NonNullable<BuildImageFacts['moved']> = {
  moveId: 'm1',
  after: '2025-04-01T18:04:00Z',
  before: '2025-04-02T00:04:30Z',
  from: `sha256:${'a'.repeat(64)}`,
  to: `sha256:${'b'.repeat(64)}`,
  gained: GAINED,
  lost: [],
  sinceBuild: 'yes',
};

/** Against the runtime of today, which has all of both images. */
function facts(
  image: Partial<BuildImageFacts>,
  more: Partial<FunctionFacts> = {},
): FunctionFacts {
  const { artifacts = LINKED, ...others } = more;
  return functionFacts(artifacts, {
    buildImages: [buildImage(image)],
    ...others,
  });
}

function of(rule: RuleId, all: FunctionFacts): Finding[] {
  return judge(all).findings.filter(one => one.rule === rule);
}

describe('R11', () => {
  it('says what came between the last build and the next, and when', () => {
    const { verdict, findings, sentence } = judge(
      facts({
        moved: MOVED,
        lastBuild: {
          at: '2025-03-28T09:00:00Z',
          source: 'upload',
          number: '418',
          url: null,
          commit: null,
        },
      }),
    );
    expect(verdict).toBe('at-risk');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: 'R11',
      key: 'R11||Dockerfile|arm64v8/amazonlinux:latest',
      library: 'libstdc++.so.6',
      version: 'GLIBCXX_3.4.30',
      undecided: null,
    });
    expect(sentence).toBe(
      'Dockerfile:1 builds on arm64v8/amazonlinux:latest, which moved between 2025-04-01 18:04 UTC and 2025-04-02 00:04 UTC, after your last build (#418, 2025-03-28): libstdc++.so.6 gained GLIBCXX_3.4.30 to 3.4.33. Your next build is not what the last one was.',
    );
  });

  it('says that a build is known by a commit only, and of what was lost', () => {
    const [one] = of(
      'R11',
      facts({
        moved: { ...MOVED, after: null, lost: LOST },
        lastBuild: {
          at: '2025-03-28T09:00:00Z',
          source: 'commit',
          number: null,
          url: null,
          commit: '9f3c2e1aa',
        },
      }),
    );
    expect(one.message).toContain(
      'which moved not later than 2025-04-02 00:04 UTC, after the last commit to the build file (9f3c2e1, 2025-03-28): libstdc++.so.6 gained GLIBCXX_3.4.30 to 3.4.33, libold.so.1 lost OLD_1 and 2.',
    );
  });

  it.each<[string, FunctionFacts, string[]]>([
    [
      'fires for what was lost',
      facts({ moved: { ...MOVED, gained: [], lost: LOST } }),
      ['at-risk'],
    ],
    [
      'fires though nothing was measured',
      facts({ moved: MOVED }, { artifacts: [] }),
      ['at-risk'],
    ],
    ['is silent where nothing moved', facts({ moved: null }), []],
    [
      'is silent where no symbol version came or went',
      facts({ moved: { ...MOVED, gained: [], lost: [] } }),
      [],
    ],
    [
      'is silent where the last build was after it',
      facts({ moved: { ...MOVED, sinceBuild: 'no' } }),
      [],
    ],
    [
      'is not known where the last build is not',
      facts({ moved: { ...MOVED, sinceBuild: 'unknown' } }),
      ['unknown'],
    ],
    [
      'is not known where what came is not, and the runtime may lack some of it',
      functionFacts(LINKED, {
        asOf: '2025-03-15',
        buildImages: [
          buildImage({ moved: { ...MOVED, gained: null, lost: null } }),
        ],
      }),
      ['unknown'],
    ],
    [
      'is only said where what came is not known, and the runtime has all there is',
      facts({ moved: { ...MOVED, gained: null, lost: null } }),
      ['info'],
    ],
    [
      'leaves an image that cannot be read to R24',
      facts({
        moved: { ...MOVED, gained: null, lost: null },
        provides: null,
        unread: { kind: 'failed', reason: '401' },
      }),
      [],
    ],
    ['is silent of a digest', facts({ moved: MOVED, pinned: true }), []],
    [
      'is silent of what does not shape the artifact',
      facts({ moved: MOVED, reach: 'not-shaping' }),
      [],
    ],
    [
      'is silent of a static function',
      facts({ moved: MOVED }, { artifacts: STATIC }),
      [],
    ],
    [
      'is silent of one without native code',
      facts({ moved: MOVED }, { artifacts: [part(artifact({}))] }),
      [],
    ],
    [
      'is silent of what an image function gains with its own system',
      facts(
        { moved: MOVED, role: 'runtime' },
        { packageType: 'image', artifacts: [] },
      ),
      [],
    ],
    [
      'fires for what an image function loses of its own system',
      facts(
        { moved: { ...MOVED, lost: LOST }, role: 'runtime' },
        { packageType: 'image', artifacts: [] },
      ),
      ['at-risk'],
    ],
  ])('%s', (_name, all, verdicts) => {
    const found = of('R11', all);
    expect(found.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(
      found.every(
        one => (one.verdict === 'unknown') === Boolean(one.undecided),
      ),
    ).toBe(true);
  });

  it('comes after R10, which says that what came can break the next build', () => {
    const { verdict, findings } = judge(
      functionFacts(LINKED, {
        asOf: '2025-03-15',
        buildImages: [buildImage({ moved: MOVED })],
      }),
    );
    expect([verdict, findings.map(({ rule }) => rule)]).toEqual([
      'at-risk',
      ['R10', 'R11'],
    ]);
  });
});

describe('R24', () => {
  // The day of the judgement is 2026-11-23.
  const DAY = 24 * 60 * 60;
  const seen = (seenAt: string | null, more: Partial<FunctionFacts> = {}) =>
    facts({ seenAt, staleAfterSeconds: DAY, provides: GCC_11_IMAGE }, more);
  const now = '2026-11-23T12:00:00Z';
  const unread = (
    kind: NonNullable<BuildImageFacts['unread']>['kind'],
    more: Partial<BuildImageFacts> = {},
  ) =>
    facts({
      provides: null,
      unread: { kind, reason: 'the registry answered 401 to it.' },
      ...more,
    });

  it.each<[string, FunctionFacts, string[]]>([
    [
      'is silent of what was seen within a day',
      seen('2026-11-22T12:00:00Z', { now }),
      [],
    ],
    [
      'says of what is older than a day that it is',
      seen('2026-11-22T11:59:00Z', { now }),
      ['info'],
    ],
    ['says it up to two days', seen('2026-11-21T12:00:00Z', { now }), ['info']],
    [
      'does not know what is older than two days',
      seen('2026-11-21T11:59:00Z', { now }),
      ['unknown'],
    ],
    [
      'takes the first moment of the day where none is given',
      seen('2026-11-21T23:59:00Z'),
      ['info'],
    ],
    [
      'is silent where nobody looks',
      facts({ seenAt: '2020-01-01T00:00:00Z', staleAfterSeconds: null }),
      [],
    ],
    ['is silent where it was never seen', seen(null, { now }), []],
    ['does not know what failed', unread('failed'), ['unknown']],
    ['does not know what is too large', unread('too-large'), ['unknown']],
    ['says what is being read', unread('pending'), ['info']],
    ['says what nobody watches', unread('not-watched'), ['info']],
    ['is silent of a digest', unread('failed', { pinned: true }), []],
    [
      'is silent of what does not shape the artifact',
      unread('failed', { reach: 'not-shaping' }),
      [],
    ],
    [
      'is silent of a static function',
      { ...unread('failed'), artifacts: STATIC },
      [],
    ],
    [
      'does not know the system of an image function that failed',
      {
        ...unread('failed', { role: 'runtime' }),
        packageType: 'image',
        artifacts: [],
      },
      ['unknown'],
    ],
  ])('%s', (_name, all, verdicts) => {
    const found = of('R24', all);
    expect(found.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(
      found.every(
        one => (one.verdict === 'unknown') === Boolean(one.undecided),
      ),
    ).toBe(true);
  });

  it('says which, where and when, and keeps its key as it ages', () => {
    const [first] = of('R24', seen('2026-11-22T11:59:00Z', { now }));
    const [later] = of('R24', seen('2026-11-20T11:59:00Z', { now }));
    expect(first.message).toBe(
      'What arm64v8/amazonlinux:latest of Dockerfile:1 resolves to was last seen 2026-11-22 11:59 UTC, more than 24 hours ago. Shown as it was.',
    );
    expect(later.message).toBe(
      'What arm64v8/amazonlinux:latest of Dockerfile:1 resolves to was last seen 2026-11-20 11:59 UTC, more than 48 hours ago. What your next build pulls is not known.',
    );
    expect(later.key).toBe(first.key);
    expect(of('R24', unread('failed'))[0].message).toBe(
      'What arm64v8/amazonlinux:latest of Dockerfile:1 provides is not known: the registry answered 401 to it.',
    );
    expect(judge(unread('pending')).verdict).toBe('compatible');
    expect(judge(unread('failed')).verdict).toBe('unknown');
  });

  it('says that it is stale beside what is at risk', () => {
    const { verdict, counts } = judge(
      functionFacts(LINKED, {
        asOf: '2025-03-15',
        now,
        buildImages: [
          buildImage({
            provides: GCC_14_IMAGE,
            seenAt: '2026-11-01T00:00:00Z',
          }),
        ],
      }),
    );
    expect([verdict, counts.unknown]).toEqual(['at-risk', 1]);
  });
});
