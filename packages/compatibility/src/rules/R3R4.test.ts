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
  elf,
  functionFacts,
  part,
  program,
  staticProgram,
  type ElfFacts,
} from '../__testUtils__/facts';
import { judge } from '../judge';
import type { FunctionFacts } from '../types';

function bootstrap(
  facts: ElfFacts,
  more: Parameters<typeof functionFacts>[1] = {},
): FunctionFacts {
  return functionFacts([part(artifact({ bootstrap: program(facts) }))], more);
}

/** What is not merely said. */
function hard(facts: FunctionFacts): string[] {
  return judge(facts)
    .findings.filter(({ verdict }) => verdict !== 'info')
    .map(({ verdict, key }) => `${verdict} ${key}`);
}

describe('R3 and R4, a file for another machine or another C library', () => {
  it.each<[string, FunctionFacts, string[]]>([
    [
      'a program for x86_64 on arm64 is that one finding, whatever it lacks',
      bootstrap({
        machine: 'x86_64',
        interpreter: '/lib64/ld-linux-x86-64.so.2',
        needs: { 'libc.so.6': ['GLIBC_2.99'] },
      }),
      ['broken R3|bootstrap|x86_64'],
    ],
    [
      'so is a static one',
      functionFacts([
        part(artifact({ bootstrap: staticProgram({ machine: 'x86_64' }) })),
      ]),
      ['broken R3|bootstrap|x86_64'],
    ],
    [
      'a program of Alpine has no loader',
      bootstrap({
        interpreter: '/lib/ld-musl-aarch64.so.1',
        needed: ['libc.musl-aarch64.so.1'],
        libc: { kind: 'musl', evidence: 'interpreter' },
      }),
      ['broken R4|bootstrap|/lib/ld-musl-aarch64.so.1'],
    ],
    [
      'a program of Nix has none either',
      bootstrap({ interpreter: '/nix/store/x/lib/ld-linux-aarch64.so.1' }),
      ['broken R4|bootstrap|/nix/store/x/lib/ld-linux-aarch64.so.1'],
    ],
    [
      'a library for musl is not also one that lacks its C library',
      functionFacts([
        part(
          artifact({
            'a.node': elf({
              needed: ['libc.musl-aarch64.so.1', 'libstdc++.so.6'],
              libc: { kind: 'musl', evidence: 'needs libc.musl-aarch64.so.1' },
            }),
          }),
        ),
      ]),
      ['broken R4|a.node|musl'],
    ],
    [
      'a set with nothing for the machine is broken once',
      functionFacts([
        part(
          artifact({
            'node_modules/x/prebuilds/linux-x64/x.node': elf({
              machine: 'x86_64',
            }),
            'node_modules/x/prebuilds/darwin-arm64/y.node': elf({
              machine: 'x86_64',
            }),
          }),
        ),
      ]),
      ['broken R3|node_modules/x/prebuilds/linux-x64/x.node|prebuilt'],
    ],
    [
      'of a set only the one for the machine counts',
      functionFacts([
        part(
          artifact({
            'node_modules/x/prebuilds/linux-x64/x.node': elf({
              machine: 'x86_64',
              needs: { 'libc.so.6': ['GLIBC_2.99'] },
            }),
            'node_modules/x/prebuilds/linux-arm64/x.node': elf({
              needs: { 'libc.so.6': ['GLIBC_2.17'] },
            }),
          }),
        ),
      ]),
      [],
    ],
    [
      'AVX-512 is not promised',
      functionFacts(
        [
          part(
            artifact({
              'a.node': elf({ machine: 'x86_64', isaNeeded: ['x86-64-v4'] }),
            }),
          ),
        ],
        { architecture: 'x86_64' },
      ),
      ['unknown R3|a.node|x86-64-v4'],
    ],
  ])('%s', (_name, facts, expected) => {
    expect(hard(facts)).toEqual(expected);
  });

  it('lists what is not selected, with the reason, and does not count it', () => {
    const { files, evidence } = judge(
      functionFacts([
        part(
          artifact({
            'node_modules/x/prebuilds/linux-x64/x.node': elf({
              machine: 'x86_64',
            }),
            'node_modules/x/prebuilds/linux-arm64/x.node': elf(),
          }),
        ),
      ]),
    );
    expect(
      files.map(({ path, selection, loads }) => [
        path.split('/')[3],
        selection,
        loads,
      ]),
    ).toEqual([
      ['linux-x64', 'not-selected', null],
      ['linux-arm64', 'loaded', 'yes'],
    ]);
    expect(files[0].reason).toContain('x86_64');
    expect(evidence).toEqual({ grade: 'E3', nativeFiles: 2, countedFiles: 1 });
  });
});
