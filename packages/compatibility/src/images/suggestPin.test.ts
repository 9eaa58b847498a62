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

import { selectProfile } from '@lambda-compat/lambda-runtimes';
import {
  AL2027_IMAGE,
  GCC_11_IMAGE,
  GCC_14_IMAGE,
  MUSL_IMAGE,
} from '../__testUtils__/images';
import { suggestPin } from './suggestPin';
import type { PinCandidate, PinTarget } from './types';

function digest(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

/** An index and its image for arm64, first seen on a day of 2025. */
function candidate(
  letter: string,
  day: string,
  more: Partial<PinCandidate> = {},
): PinCandidate {
  return {
    digest: digest(letter),
    platformDigest: `sha256:${letter.repeat(63)}0`,
    tag: null,
    dated: false,
    after: null,
    before: `2025-${day}T00:04:00Z`,
    provides: GCC_11_IMAGE,
    pullable: 'yes',
    measured: null,
    ...more,
  };
}

function profile(asOf = '2025-03-15', runtime = 'provided.al2023') {
  return selectProfile({ runtime, architecture: 'arm64', asOf });
}

const TARGET: PinTarget = {
  runtime: 'provided.al2023',
  architecture: 'arm64',
  profile: profile(),
  pinnedTo: null,
  language: null,
};

/** The incident: before and after. */
const BEFORE = candidate('a', '03-21', {
  tag: '2023.6.20250317.2',
  dated: true,
});
const AFTER = candidate('b', '04-02', {
  tag: '2023.7.20250331.0',
  dated: true,
  provides: GCC_14_IMAGE,
});

describe('suggestPin', () => {
  it('suggests the release before the incident, says why and what it costs', () => {
    expect(suggestPin([BEFORE, AFTER], TARGET)).toEqual({
      suggestion: {
        digest: BEFORE.digest,
        platformDigest: BEFORE.platformDigest,
        tag: '2023.6.20250317.2',
        fits: 'by-construction',
        why: 'provided.al2023 (arm64) had every symbol version that it provides, up to GLIBC_2.34 and GLIBCXX_3.4.29.',
        behind: {
          releases: 1,
          since: '2025-03-17T00:00:00.000Z',
          sentence:
            '1 release behind current; security fixes after 17 Mar 2025 are missing',
        },
      },
      reason: null,
      rejected: [
        {
          digest: AFTER.digest,
          tag: '2023.7.20250331.0',
          reason:
            'It provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) had up to 3.4.29.',
        },
      ],
      alternatives: [],
    });
  });

  it('suggests the newest that fits, which is behind nothing', () => {
    const { suggestion, rejected } = suggestPin(
      [BEFORE, AFTER, candidate('c', '01-05')],
      { ...TARGET, profile: profile('2026-11-23') },
    );
    expect(suggestion).toMatchObject({ digest: AFTER.digest, behind: null });
    expect(rejected).toEqual([]);
  });

  it.each<[string, Partial<PinCandidate>, string]>([
    [
      'without an image for the architecture',
      { platformDigest: null },
      'It has no image for arm64.',
    ],
    [
      'that the registry lost',
      { pullable: 'no' },
      'The registry does not have it any more.',
    ],
    [
      'of which nobody knows whether the registry has it',
      { pullable: 'unknown' },
      'Not known whether the registry still has it.',
    ],
    [
      'of which nobody knows what it provides',
      { provides: null },
      'What it provides is not known.',
    ],
    [
      'whose lists are not whole',
      { provides: GCC_11_IMAGE.map(one => ({ ...one, complete: false })) },
      'Which versions its libc.so.6 provides is not known whole.',
    ],
    [
      'with another C library',
      { provides: MUSL_IMAGE },
      'Its C library is musl',
    ],
    [
      'that the registry lost, though it was measured',
      { pullable: 'no', measured: { at: '2025-04-08', number: '1' } },
      'The registry does not have it any more.',
    ],
  ])('passes over a digest %s', (_name, more, reason) => {
    const newest = candidate('b', '04-02', more);
    const { suggestion, rejected } = suggestPin([BEFORE, newest], TARGET);
    expect(suggestion?.digest).toBe(BEFORE.digest);
    expect(rejected).toEqual([
      {
        digest: newest.digest,
        tag: null,
        reason: expect.stringContaining(reason),
      },
    ]);
  });

  it('takes a digest on which a build was measured compatible, and says so', () => {
    const measured = { at: '2025-04-08T10:00:00Z', number: '812' };
    const built = { ...AFTER, measured };
    expect(suggestPin([BEFORE, built], TARGET).suggestion).toMatchObject({
      digest: AFTER.digest,
      fits: 'measured',
      why: 'Build #812 on it was measured compatible on 8 Apr 2025.',
      behind: null,
    });
    // That fits anyway: the stronger reason.
    expect(suggestPin([{ ...BEFORE, measured }], TARGET).suggestion?.fits).toBe(
      'by-construction',
    );
    // Whatever is known of the image and the runtime.
    expect(
      suggestPin(
        [{ ...built, provides: null, measured: { ...measured, number: null } }],
        { ...TARGET, profile: null },
      ).suggestion,
    ).toMatchObject({
      fits: 'measured',
      why: 'A build on it was measured compatible on 8 Apr 2025.',
    });
  });

  it('never suggests the digest in use, as index or as image', () => {
    for (const pinnedTo of [AFTER.digest, AFTER.platformDigest]) {
      const { suggestion, rejected } = suggestPin([BEFORE, AFTER], {
        ...TARGET,
        pinnedTo,
      });
      expect(suggestion?.digest).toBe(BEFORE.digest);
      expect(suggestion?.behind?.releases).toBe(1);
      expect(rejected).toEqual([
        {
          digest: AFTER.digest,
          tag: AFTER.tag,
          reason:
            'The reference is pinned to it already. It provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) had up to 3.4.29.',
        },
      ]);
    }
  });

  it('suggests nothing where the newest that fits is in use, and nothing older', () => {
    const oldest = candidate('c', '01-05');
    const result = suggestPin([oldest, BEFORE, AFTER], {
      ...TARGET,
      pinnedTo: BEFORE.digest,
    });
    expect(result).toMatchObject({
      suggestion: null,
      reason: 'The reference is pinned to the newest digest that fits.',
      alternatives: [],
    });
    expect(result.rejected.map(one => [one.digest, one.reason])).toEqual([
      [AFTER.digest, expect.stringContaining('up to 3.4.33')],
      [BEFORE.digest, 'The reference is pinned to it already.'],
      [
        oldest.digest,
        'It is older than 2023.6.20250317.2 that the reference is pinned to, which fits provided.al2023 (arm64).',
      ],
    ]);
    // That nobody could ask the registry is no reason to go back either.
    expect(
      suggestPin([oldest, { ...BEFORE, pullable: 'unknown' }], {
        ...TARGET,
        pinnedTo: BEFORE.digest,
      }).suggestion,
    ).toBeNull();
  });

  it('suggests what is newer than the digest in use', () => {
    const { suggestion } = suggestPin([BEFORE, AFTER], {
      ...TARGET,
      profile: profile('2026-11-23'),
      pinnedTo: BEFORE.digest,
    });
    expect(suggestion).toMatchObject({ digest: AFTER.digest, behind: null });
  });

  it('takes another index with the same image for the architecture for the one in use', () => {
    const index = candidate('c', '03-29', {
      platformDigest: BEFORE.platformDigest,
    });
    const pinned = { ...TARGET, pinnedTo: BEFORE.digest };
    expect(suggestPin([BEFORE, index], pinned)).toMatchObject({
      suggestion: null,
      rejected: [
        {
          reason:
            'It has the same image for arm64 as the one that the reference is pinned to.',
        },
        {},
      ],
    });
    // Of two, the newer index, and that is behind nothing.
    expect(suggestPin([BEFORE, index], TARGET).suggestion).toMatchObject({
      digest: index.digest,
      behind: null,
    });
    // Nor is it a release that is missed.
    const built = { ...AFTER, platformDigest: BEFORE.platformDigest };
    expect(
      suggestPin([BEFORE, { ...built, pullable: 'no' }], TARGET).suggestion
        ?.behind,
    ).toBeNull();
  });

  it.each<[string, Partial<PinCandidate>, string]>([
    [
      'the stamp of a dated tag',
      { tag: '2023.6.20250317.2', dated: true },
      '17 Mar 2025',
    ],
    [
      'a stamp with points',
      { tag: 'al2023.2025.03.09.14', dated: true },
      '9 Mar 2025',
    ],
    ['a tag that is no stamp', { tag: '2023', dated: false }, '21 Mar 2025'],
    ['no tag', {}, '21 Mar 2025'],
    [
      'a stamp after it was seen',
      { tag: '20251231', dated: true },
      '21 Mar 2025',
    ],
    [
      'a stamp that is no day',
      { tag: '2023.20250231', dated: true },
      '21 Mar 2025',
    ],
  ])('counts what is missed from %s on', (_name, more, day) => {
    const one = candidate('a', '03-21', more);
    const newer = ['b', 'c', 'd'].map((letter, i) =>
      candidate(letter, `04-0${i + 1}`, { provides: GCC_14_IMAGE }),
    );
    expect(
      suggestPin([...newer, one], TARGET).suggestion?.behind,
    ).toMatchObject({
      releases: 3,
      sentence: `3 releases behind current; security fixes after ${day} are missing`,
    });
  });

  it('is the same in any order, and for a digest that was seen twice', () => {
    const all = [
      BEFORE,
      AFTER,
      candidate('c', '04-02'),
      candidate('d', '01-05', { pullable: 'no' }),
      {
        ...BEFORE,
        tag: 'latest',
        dated: false,
        before: '2025-03-20T00:00:00Z',
      },
      { ...BEFORE, tag: null, dated: false, pullable: 'unknown' as const },
    ];
    const expected = suggestPin(all, TARGET);
    expect(expected.suggestion?.digest).toBe(digest('c'));
    for (let turn = 1; turn < all.length; turn++) {
      const turned = [...all.slice(turn), ...all.slice(0, turn)];
      expect(suggestPin(turned, TARGET)).toEqual(expected);
      expect(suggestPin(turned.reverse(), TARGET)).toEqual(expected);
    }
    expect(
      suggestPin(
        all.filter(one => one.digest === BEFORE.digest),
        TARGET,
      ).suggestion?.tag,
    ).toBe('2023.6.20250317.2');
  });

  describe('where nothing fits', () => {
    it('says so, and what else can be done', () => {
      const { suggestion, reason, alternatives } = suggestPin([AFTER], TARGET);
      expect([suggestion, reason]).toEqual([
        null,
        'The one digest that is known cannot be suggested for provided.al2023 (arm64). It provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) had up to 3.4.29.',
      ]);
      expect(alternatives.map(({ kind, code }) => [kind, code])).toEqual([
        ['build-image', 'FROM amazonlinux:2023.6.20250317.2'],
        ['static', 'CGO_ENABLED=0 go build -o bootstrap .'],
        ['static', 'cargo build --release --target aarch64-unknown-linux-musl'],
        ['static', '-static-libstdc++ -Wl,--gc-sections'],
        ['runtime', null],
      ]);
      expect(alternatives.at(-1)?.text).toContain(
        'libstdc++ of gcc 14 (from 2023.7)',
      );
    });

    it('names what fits the language', () => {
      const of = (language: PinTarget['language']) =>
        suggestPin([AFTER], { ...TARGET, language })
          .alternatives.filter(({ kind }) => kind === 'static')
          .map(({ code }) => code);
      expect(of('go')).toEqual(['CGO_ENABLED=0 go build -o bootstrap .']);
      expect(of('rust')).toEqual([
        'cargo build --release --target aarch64-unknown-linux-musl',
      ]);
      expect(of('other')).toEqual(['-static-libstdc++ -Wl,--gc-sections']);
    });

    it('names a newer runtime that has all of the newest digest', () => {
      const al2 = {
        ...TARGET,
        runtime: 'provided.al2',
        profile: profile('2025-03-15', 'provided.al2'),
      };
      expect(suggestPin([BEFORE], al2).alternatives).toContainEqual({
        kind: 'runtime',
        text: 'Move to provided.al2023, which has every version that the image provides.',
        code: 'provided.al2023',
      });
      expect(
        suggestPin([AFTER], al2).alternatives.filter(
          ({ kind }) => kind === 'runtime',
        ),
      ).toEqual([]);
    });

    it('names the image that SAM builds in, and no runtime that lacks it as well', () => {
      const python = suggestPin(
        [candidate('b', '04-02', { provides: AL2027_IMAGE })],
        {
          ...TARGET,
          runtime: 'python3.12',
          profile: profile('2026-11-23', 'python3.12'),
        },
      );
      expect(python.alternatives[0].code).toBe(
        'FROM public.ecr.aws/sam/build-python3.12',
      );
      expect(python.alternatives.some(({ kind }) => kind === 'runtime')).toBe(
        false,
      );
    });

    it('says of several what the newest lacks', () => {
      expect(
        suggestPin([AFTER, { ...BEFORE, pullable: 'no' }], TARGET).reason,
      ).toBe(
        'None of the 2 digests that are known can be suggested for provided.al2023 (arm64). The newest: It provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) had up to 3.4.29.',
      );
    });

    it('says where nothing is known, of digests or of the runtime', () => {
      expect(suggestPin([], TARGET)).toMatchObject({
        suggestion: null,
        reason: 'No digest of it is known yet.',
        rejected: [],
      });
      const blind = suggestPin([BEFORE], {
        ...TARGET,
        runtime: null,
        architecture: null,
        profile: null,
      });
      expect(blind.reason).toBe(
        'The one digest that is known cannot be suggested for the runtime. What the runtime provides is not known.',
      );
      expect(blind.alternatives.map(({ kind }) => kind)).toEqual([
        'static',
        'static',
        'static',
      ]);
    });
  });
});
