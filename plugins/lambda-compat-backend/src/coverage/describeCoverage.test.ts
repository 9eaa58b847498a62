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

import type { CoverageState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  createFacts,
  createReference as reference,
} from '../__testUtils__/lambdas';
import { describeCoverage } from './describeCoverage';

const digest = reference('digest');
const dated = reference('dated');
const floating = reference('floating');

describe('describeCoverage', () => {
  // The states as the decision table of the product defines them; the rank
  // counts from invalid (0) to digest (8).
  it.each<[CoverageState, number, string, Parameters<typeof createFacts>[0]]>([
    ['pinned', 8, 'every image by digest', { references: [digest, digest] }],
    ['dated', 7, 'digests and dated tags', { references: [digest, dated] }],
    ['dated', 7, 'dated tags only', { references: [dated] }],
    ['unpinned', 2, 'one that floats', { references: [digest, floating] }],
    [
      'unpinned',
      1,
      'one that is unresolved',
      { references: [digest, reference('unresolved')] },
    ],
    [
      'unpinned',
      0,
      'one that is invalid',
      { references: [reference('invalid')] },
    ],
    [
      'unpinned',
      6,
      'the strongest that is neither',
      { references: [reference('exact-os')] },
    ],
    [
      'unpinned',
      3,
      'one that floats in files that are not all read',
      {
        references: [reference('channel')],
        files: ['read', 'failed'],
      },
    ],
    [
      'partly-read',
      8,
      'digests beside a file that is a template',
      { references: [digest], files: ['read', 'template'] },
    ],
    [
      'partly-read',
      7,
      'dated tags beside a file that the builder refuses',
      { references: [dated], files: ['read', 'invalid'] },
    ],
    [
      'partly-read',
      -1,
      'nothing, in files that are not all read',
      { files: ['read', 'failed'] },
    ],
    ['partly-read', -1, 'nothing, in a template', { files: ['template'] }],
    [
      'unreadable',
      -1,
      'no file that could be read',
      { files: ['failed', 'failed'] },
    ],
    ['no-build-file', -1, 'no build file', { files: [] }],
    ['no-images', 99, 'scratch only', { references: [reference('scratch')] }],
    [
      'no-images',
      99,
      'images that the build does not pull',
      {
        references: [
          reference('floating', { reachable: false }),
          reference('floating', { deferred: true }),
          reference('stage'),
        ],
      },
    ],
    [
      'pinned',
      8,
      'digests, and others that the build does not pull',
      { references: [digest, reference('floating', { reachable: false })] },
    ],
  ])('says %s and rank %d of %s', (state, rank, _, parts) => {
    expect(describeCoverage(createFacts(parts))).toMatchObject({
      pin_state: state,
      weakest_rank: rank,
    });
  });

  it('counts what the build pulls by class, runtimes once, and problems', () => {
    const problem = {
      code: 'LC102',
      severity: 'error',
      message: 'm',
      fix: 'f',
    } as const;
    expect(
      describeCoverage(
        createFacts({
          references: [
            reference('digest'),
            reference('exact'),
            reference('exact'),
            reference('partial'),
            reference('floating', { reachable: false }),
            reference('stage'),
          ],
          runtimes: ['python3.13', null, 'nodejs22.x', 'python3.13', 'a,b'],
          problems: [problem, problem],
        }),
      ),
    ).toEqual({
      runtime_key: 'nodejs22.x,python3.13',
      pin_state: 'unpinned',
      weakest_rank: 4,
      references_total: 4,
      pins_digest: 1,
      pins_dated: 0,
      pins_exact_os: 0,
      pins_exact: 2,
      pins_partial: 1,
      pins_channel: 0,
      pins_floating: 0,
      pins_unresolved: 0,
      pins_invalid: 0,
      problems_total: 2,
    });
  });
});
