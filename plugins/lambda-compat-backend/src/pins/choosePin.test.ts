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

import type { PinCandidate, PinTarget } from '@lambda-compat/compatibility';
import { selectProfile } from '@lambda-compat/lambda-runtimes';
import { choosePin } from './choosePin';

const profile = selectProfile({
  runtime: 'provided.al2023',
  architecture: 'arm64',
  packageType: 'zip',
  asOf: '2025-03-15',
});
const target: PinTarget = {
  runtime: 'provided.al2023',
  architecture: 'arm64',
  profile,
  pinnedTo: null,
  language: null,
};

/** Newest first, one a day; each with the highest version of libstdc++. */
function toCandidates(
  versions: readonly string[],
  measured: readonly number[] = [],
): PinCandidate[] {
  return versions.map((version, index) => ({
    digest: `d${index}`,
    platformDigest: `p${index}`,
    tag: null,
    dated: false,
    after: null,
    before: `2025-03-${String(30 - index).padStart(2, '0')}T00:00:00.000Z`,
    provides: [{ name: 'libstdc++.so.6', versions: [version], complete: true }],
    pullable: 'unknown',
    measured: measured.includes(index)
      ? { at: '2025-03-30T00:00:00.000Z', number: '1' }
      : null,
  }));
}

const FITS = 'GLIBCXX_3.4.29';
const BEYOND = 'GLIBCXX_3.4.33';

describe('choosePin', () => {
  it('takes what fits every function, not what fits one', async () => {
    // The first function was measured on the newest, the other never was.
    const check = jest.fn(async () => 'yes' as const);
    const chosen = await choosePin(
      [
        { target, candidates: toCandidates([BEYOND, BEYOND, FITS], [0]) },
        { target, candidates: toCandidates([BEYOND, BEYOND, FITS]) },
      ],
      check,
    );
    expect(chosen.suggestion).toMatchObject({
      digest: 'd2',
      fits: 'by-construction',
      behind: { releases: 2 },
    });
    expect(chosen.rejected.map(({ digest }) => digest)).toEqual(['d0', 'd1']);
    expect(check.mock.calls).toEqual([['d2']]);
  });

  it('says what holds for less where functions fit in different ways', async () => {
    const chosen = await choosePin(
      [
        { target, candidates: toCandidates([FITS]) },
        { target, candidates: toCandidates([BEYOND], [0]) },
      ],
      async () => 'yes',
    );
    expect(chosen.suggestion?.fits).toBe('measured');
  });

  it('finds nothing where no digest fits all, and says what each lacks', async () => {
    const chosen = await choosePin(
      [
        { target, candidates: toCandidates([BEYOND, FITS], [0]) },
        {
          target: { ...target, profile: null },
          candidates: toCandidates([BEYOND, FITS]),
        },
      ],
      async () => 'yes',
    );
    expect(chosen.suggestion).toBeNull();
    expect(chosen.reason).toMatch(/not known/);
  });

  it('asks about the newest that fit until one is there', async () => {
    const check = jest.fn(async (digest: string) =>
      digest === 'd3' ? ('yes' as const) : ('no' as const),
    );
    const chosen = await choosePin(
      [{ target, candidates: toCandidates([BEYOND, FITS, FITS, FITS, FITS]) }],
      check,
    );
    expect(chosen.suggestion?.digest).toBe('d3');
    expect(check.mock.calls).toEqual([['d1'], ['d2'], ['d3']]);
  });

  it('asks about nothing where nothing fits', async () => {
    const check = jest.fn();
    const chosen = await choosePin(
      [{ target, candidates: toCandidates([BEYOND]) }],
      check,
    );
    expect(chosen.suggestion).toBeNull();
    expect(check).not.toHaveBeenCalled();
    await expect(
      choosePin([{ target, candidates: [] }], check),
    ).resolves.toMatchObject({
      suggestion: null,
      reason: 'No digest of it is known yet.',
    });
  });
});
