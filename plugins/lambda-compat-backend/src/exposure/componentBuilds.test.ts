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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Finding } from '@lambda-compat/compatibility';
import {
  type ComponentBuilds,
  describeBuild,
  toBuildColumns,
  toBuiltVerdict,
  toComponentBuilds,
} from './componentBuilds';

const finding = (
  rule: Finding['rule'],
  verdict: Finding['verdict'],
  version: string | null = null,
) => ({ rule, verdict, version, library: 'libstdc++.so.6' } as Finding);

function measured(
  findings: Finding[],
  parts: Partial<FunctionCompatibility> = {},
): FunctionCompatibility {
  return {
    id: 'u1',
    name: 'orders',
    measuredAt: '2025-04-09T10:00:00.000Z',
    build: { number: '812' },
    judgement: { findings, evidence: { grade: 'E3' } },
    ...parts,
  } as FunctionCompatibility;
}

describe('toBuiltVerdict', () => {
  it.each<[string, Finding[], string]>([
    ['nothing to say', [], 'compatible'],
    ['a need that is not met', [finding('R1', 'broken')], 'broken'],
    [
      'a need that is not met, and one that is not decided',
      [finding('R2', 'unknown'), finding('R1', 'broken')],
      'broken',
    ],
    ['a need that is not decided', [finding('R1', 'unknown')], 'other'],
    ['no profile', [finding('R22', 'unknown')], 'other'],
    [
      'a next build that can break, and dates that come near',
      [
        finding('R10', 'at-risk'),
        finding('R11', 'at-risk'),
        finding('R12', 'at-risk'),
        finding('R30', 'info'),
      ],
      'compatible',
    ],
    [
      'images of which nothing is known',
      [finding('R24', 'unknown'), finding('R10', 'unknown')],
      'compatible',
    ],
  ])('tells what a build is of which there is %s', (_, findings, expected) => {
    expect(toBuiltVerdict(measured(findings))).toBe(expected);
  });

  it('knows nothing of what was not measured', () => {
    expect(toBuiltVerdict(measured([], { id: null }))).toBe('other');
  });
});

describe('toBuildColumns', () => {
  const at = (time: string) => Date.parse(time);

  it('has what statements compare with the time of a move', () => {
    const one = measured([]);
    const other = measured([finding('R1', 'broken', 'GLIBCXX_3.4.30')], {
      name: 'billing',
      measuredAt: '2025-04-10T10:00:00.000Z',
    });
    const never = measured([], { measuredAt: null, id: null });
    const columns = (...functions: FunctionCompatibility[]) => {
      const { builds, ...times } = toBuildColumns(toComponentBuilds(functions));
      return Object.values(times);
    };
    const first = at('2025-04-09T10:00:00Z');
    const second = at('2025-04-10T10:00:00Z');
    // The first, the newest that is not compatible, the first where all are.
    expect(columns(one)).toEqual([first, 0, first]);
    expect(columns(one, other)).toEqual([first, second, 0]);
    expect(columns(one, never)).toEqual([first, 0, 0]);
    expect(columns(never)).toEqual([0, 0, 0]);
    expect(toBuildColumns(toComponentBuilds([never])).builds).toBe('');
  });

  it('says which build decides, and what it is where it was since the move', () => {
    const builds: ComponentBuilds = toComponentBuilds([
      measured([]),
      measured([finding('R1', 'broken', 'GLIBCXX_3.4.30')], {
        name: 'billing',
        measuredAt: '2025-04-10T10:00:00.000Z',
        build: { number: '9', url: 'https://ci.test/9', commit: 'abc' },
      }),
    ]);
    const describe = (beforeMs: number) =>
      describeBuild(builds, 0, { afterMs: 0, beforeMs });
    expect(describe(at('2025-04-08T00:00:00Z'))).toEqual({
      lastBuild: {
        at: '2025-04-10T10:00:00.000Z',
        source: 'upload',
        number: '9',
        url: 'https://ci.test/9',
        commit: 'abc',
      },
      builtVerdict: 'broken',
      builtReason: 'GLIBCXX_3.4.30',
    });
    expect(describe(at('2025-05-01T00:00:00Z'))).toMatchObject({
      lastBuild: { at: '2025-04-09T10:00:00.000Z', number: '812' },
      builtVerdict: null,
      builtReason: null,
    });
    const none = { functions: [], total: 1 };
    expect(describeBuild(none, at('2025-04-01T00:00:00Z'), null)).toEqual({
      lastBuild: {
        at: '2025-04-01T00:00:00.000Z',
        source: 'commit',
        number: null,
        url: null,
        commit: null,
      },
      builtVerdict: null,
      builtReason: null,
    });
    expect(describeBuild(none, 0, null).lastBuild).toBeNull();
  });
});
