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
  artifact,
  elf,
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
import type { FunctionFacts } from '../types';
import { whatIf } from '../whatIf';
import { imageWhatIf, type ImageWhatIfResult } from './imageWhatIf';
import type { ImageProvides } from './types';

const MARCH_2025 = selectProfile({
  runtime: 'provided.al2023',
  architecture: 'arm64',
  asOf: '2025-03-15',
});
const LINKED = part(
  artifact({
    bootstrap: program({ needs: { 'libc.so.6': ['GLIBC_2.34'] } }),
  }),
);
const IMAGE = part(
  artifact({
    'var/task/bootstrap': program({ needs: { 'libc.so.6': ['GLIBC_2.17'] } }),
    'usr/lib64/libc.so.6': elf({ provides: ['GLIBC_2.17', 'GLIBC_2.34'] }),
  }),
  'image',
);
const asImage = { packageType: 'image' as const };
const C_ONLY: ImageProvides[] = [
  { name: 'libc.so.6', versions: ['GLIBC_2.17', 'GLIBC_2.35'], complete: true },
];

describe('imageWhatIf', () => {
  it.each<
    [
      string,
      FunctionFacts,
      ImageProvides[] | null,
      typeof MARCH_2025 | null,
      ImageWhatIfResult['outcome'],
      string,
    ]
  >([
    [
      'can break where the image has more',
      functionFacts([LINKED]),
      GCC_14_IMAGE,
      MARCH_2025,
      'can-break',
      'It provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) had up to 3.4.29.',
    ],
    [
      'works where it has not',
      functionFacts([LINKED]),
      GCC_11_IMAGE,
      MARCH_2025,
      'works',
      'every symbol version',
    ],
    [
      'works whether anything was measured or not',
      functionFacts([]),
      GCC_11_IMAGE,
      MARCH_2025,
      'works',
      'every symbol version',
    ],
    [
      'does not affect a static function',
      functionFacts([part(artifact({ bootstrap: staticProgram() }))]),
      GCC_14_IMAGE,
      MARCH_2025,
      'not-affected',
      'static, not exposed',
    ],
    [
      'does not affect a function without native code, whatever is not known',
      functionFacts([part(artifact({}))]),
      null,
      null,
      'not-affected',
      'no native code',
    ],
    [
      'is not known where the image is not',
      functionFacts([LINKED]),
      null,
      MARCH_2025,
      'unknown',
      'What the image provides is not known.',
    ],
    [
      'is not known where the runtime is not',
      functionFacts([LINKED]),
      GCC_14_IMAGE,
      null,
      'unknown',
      'What the runtime of the function provides is not known.',
    ],
    [
      'is not known of an image function of which nothing is known',
      functionFacts([], asImage),
      GCC_11_IMAGE,
      MARCH_2025,
      'unknown',
      'brings its own system',
    ],
    [
      'can break an image function that was measured with less',
      functionFacts([IMAGE], asImage),
      C_ONLY,
      MARCH_2025,
      'can-break',
      'function.zip (arm64) has up to 2.34.',
    ],
    [
      'works for one whose last stage has as much today',
      functionFacts([IMAGE], {
        ...asImage,
        buildImages: [
          buildImage({ role: 'runtime', provides: C_ONLY, image: 'own:1' }),
        ],
      }),
      C_ONLY,
      MARCH_2025,
      'works',
      'own:1@sha256:bbbbbbbbbbbb (arm64) has every symbol version',
    ],
  ])('%s', (_name, facts, provides, profile, outcome, reason) => {
    const result = imageWhatIf(facts, provides, profile);
    expect(result.outcome).toBe(outcome);
    expect(result.reason).toContain(reason);
  });
});

describe('whatIf beside images', () => {
  const facts = functionFacts([LINKED], {
    buildImages: [
      buildImage(),
      buildImage({
        reference: 'other',
        provides: null,
        unread: { kind: 'failed', reason: 'gone' },
      }),
    ],
  });

  it('says whether the files work on another runtime, whatever the images are', () => {
    const { outcome, now, then, appearing } = whatIf(facts, {
      runtime: 'nodejs24.x',
      profile: selectProfile({
        runtime: 'nodejs24.x',
        architecture: 'arm64',
        asOf: '2026-11-23',
      }),
    });
    expect([outcome, now.verdict, then.verdict]).toEqual([
      'works',
      'unknown',
      'unknown',
    ]);
    expect(appearing).toEqual([]);
    const al2 = whatIf(facts, {
      runtime: 'provided.al2',
      profile: selectProfile({
        runtime: 'provided.al2',
        architecture: 'arm64',
        asOf: '2026-11-23',
      }),
    });
    expect(al2.outcome).toBe('breaks');
    // Held against the target: on AL2 the image has more than there is.
    expect(al2.then.findings).toContainEqual(
      expect.objectContaining({ rule: 'R10', verdict: 'at-risk' }),
    );
    expect(al2.now.findings.some(({ rule }) => rule === 'R10')).toBe(false);
  });

  it('does not hold images of one architecture against another', () => {
    const { outcome, then, disappearing } = whatIf(facts, {
      architecture: 'x86_64',
      profile: selectProfile({
        runtime: 'provided.al2023',
        architecture: 'x86_64',
        asOf: '2025-03-15',
      }),
    });
    expect(outcome).toBe('unknown');
    expect(
      then.findings.filter(({ rule }) => ['R10', 'R24'].includes(rule)),
    ).toEqual([]);
    expect(disappearing.map(({ rule }) => rule)).not.toContain('R24');
  });
});
