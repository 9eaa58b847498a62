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
  TODAY,
} from './__testUtils__/facts';
import { whatIf } from './whatIf';
import type { FunctionFacts, WhatIfTarget } from './types';

function target(runtime: string, architecture: 'arm64' | 'x86_64' = 'arm64') {
  return {
    runtime,
    architecture,
    profile: selectProfile({ runtime, architecture, asOf: TODAY }),
  };
}

const NEW = part(
  artifact({ bootstrap: program({ needs: { 'libc.so.6': ['GLIBC_2.34'] } }) }),
);
const OLD = part(
  artifact({ bootstrap: program({ needs: { 'libc.so.6': ['GLIBC_2.17'] } }) }),
);
const BOTH = part(
  artifact({
    'x/prebuilds/linux-arm64/x.node': elf(),
    'x/prebuilds/linux-x64/x.node': elf({ machine: 'x86_64' }),
  }),
);

describe('whatIf', () => {
  it.each<[string, FunctionFacts, WhatIfTarget, string]>([
    [
      'breaks on a runtime that has less',
      functionFacts([NEW]),
      target('provided.al2'),
      'breaks',
    ],
    [
      'works where everything is there, whatever the calendar says',
      functionFacts([OLD]),
      target('provided.al2'),
      'works',
    ],
    [
      'is unknown on another architecture without a build for it',
      functionFacts([OLD]),
      target('provided.al2023', 'x86_64'),
      'unknown',
    ],
    [
      'is unknown there for a static program too',
      functionFacts([part(artifact({ bootstrap: staticProgram() }))]),
      target('provided.al2023', 'x86_64'),
      'unknown',
    ],
    [
      'breaks where the file is for another machine than the function anyway',
      functionFacts([
        part(artifact({ bootstrap: staticProgram({ machine: 'x86_64' }) })),
      ]),
      target('provided.al2'),
      'breaks',
    ],
    [
      'works there where a build for it was measured',
      functionFacts([BOTH]),
      target('nodejs24.x', 'x86_64'),
      'works',
    ],
    [
      'works there without native code',
      functionFacts([part(artifact({}))]),
      target('nodejs24.x', 'x86_64'),
      'works',
    ],
    [
      'is unknown where nothing was measured',
      functionFacts([]),
      target('provided.al2'),
      'unknown',
    ],
    [
      'is unknown without a profile of the target',
      functionFacts([OLD]),
      { runtime: 'nodejs99.x', profile: null },
      'unknown',
    ],
    [
      'is unknown for an image, which brings its system along',
      functionFacts([part(artifact({}), 'image', 'orders:1')], {
        packageType: 'image',
      }),
      target('provided.al2'),
      'unknown',
    ],
  ])('%s', (_name, facts, to, outcome) => {
    const result = whatIf(facts, to);
    expect(result.outcome).toBe(outcome);
    expect(result.reason).not.toBe('');
  });

  it('compares with what is now', () => {
    const { now, then, appearing, disappearing, reason } = whatIf(
      functionFacts([NEW]),
      target('provided.al2'),
    );
    expect([now.verdict, then.verdict]).toEqual(['compatible', 'broken']);
    expect(appearing.map(({ key }) => key)).toEqual([
      'R1|bootstrap|libc.so.6|GLIBC_2.34',
    ]);
    expect(disappearing).toEqual([]);
    expect(reason).toContain(
      'it asks libc.so.6 for GLIBC_2.34, and the runtime has up to GLIBC_2.26',
    );
  });
});
