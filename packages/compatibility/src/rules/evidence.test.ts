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
} from '../__testUtils__/facts';
import { judge } from '../judge';
import type { FunctionFacts } from '../types';

const GLIBC = { 'libc.so.6': ['GLIBC_2.34'] };
const FINE = [part(artifact({ bootstrap: program({ needs: GLIBC }) }))];

function keys(facts: FunctionFacts): string[] {
  return judge(facts).findings.map(({ verdict, key }) => `${verdict} ${key}`);
}

describe('what is not known', () => {
  it.each<[string, FunctionFacts, string[]]>([
    ['R20: nothing measured', functionFacts([]), ['unknown R20|']],
    [
      'R20: only a layer measured',
      functionFacts([part(artifact({}), 'layer', 'layer')]),
      ['unknown R20|'],
    ],
    [
      'R21: not the last build',
      functionFacts(FINE, { outdated: 'build 813 has no report' }),
      ['unknown R21|'],
    ],
    [
      'R22: a runtime that is not known',
      functionFacts(FINE, { runtime: 'nodejs99.x', profile: null }),
      ['unknown R22||nodejs99.x'],
    ],
    [
      'R22: no runtime',
      functionFacts(FINE, { runtime: null }),
      ['unknown R22||runtime'],
    ],
    [
      'R22: no architecture',
      functionFacts(FINE, { architecture: null }),
      ['unknown R22||architecture'],
    ],
    [
      'R23: an artifact that was not read whole',
      functionFacts([
        part(
          artifact(
            { bootstrap: staticProgram() },
            {
              complete: false,
              skipped: [
                {
                  path: 'bin/al2023.tar.br',
                  reason: 'nested-archive',
                  message: 'an archive that only the program itself opens',
                  hidesFiles: true,
                },
              ],
            },
          ),
        ),
      ]),
      ['unknown R23|function.zip|incomplete'],
    ],
    [
      'R23: a packed file',
      functionFacts([
        part(artifact({ bootstrap: staticProgram({ packer: 'upx' }) })),
      ]),
      ['unknown R23|bootstrap|packed'],
    ],
    [
      'R23: a file that is no whole ELF file',
      functionFacts([
        part(
          artifact({
            bootstrap: staticProgram(),
            'a.so': { error: { message: 'the header is cut off', offset: 20 } },
          }),
        ),
      ]),
      ['unknown R23|a.so|unreadable'],
    ],
    [
      'R23: needs that are not known whole',
      functionFacts([
        part(
          artifact({ bootstrap: program({ complete: false, needs: GLIBC }) }),
        ),
      ]),
      ['unknown R23|bootstrap|incomplete'],
    ],
  ])('%s', (_name, facts, expected) => {
    const { verdict, findings } = judge(facts);
    const hard = findings.filter(one => one.verdict !== 'info');
    expect([verdict, hard.map(one => `${one.verdict} ${one.key}`)]).toEqual([
      'unknown',
      expected,
    ]);
    expect(hard.every(({ undecided }) => undecided)).toBe(true);
  });

  it('a bootstrap script that sets the library path makes a break unknown', () => {
    const report = (text: string) =>
      artifact(
        { 'bin/main': program({ needs: { 'libc.so.6': ['GLIBC_2.38'] } }) },
        { scripts: [{ path: 'bootstrap', mode: 0o755, text }] },
      );
    const lines = (text: string) =>
      keys(functionFacts([part(report(text))])).filter(
        key => !key.startsWith('info'),
      );
    const libc = 'R1|bin/main|libc.so.6|GLIBC_2.38';
    expect(lines('#!/bin/sh\nexec ./bin/main\n')).toEqual([`broken ${libc}`]);
    for (const text of [
      '#!/bin/sh\nexport LD_LIBRARY_PATH=/var/task/lib:$LD_LIBRARY_PATH\nexec ./bin/main\n',
      '#!/bin/bash\nexec /var/task/lib/ld-linux-aarch64.so.1 --library-path /var/task/lib ./bin/main\n',
    ]) {
      expect(lines(text)).toEqual([
        `unknown ${libc}`,
        'unknown R23|bootstrap|launch',
      ]);
    }
  });
});

describe('what is only said', () => {
  it.each<[string, FunctionFacts, string[]]>([
    [
      'R30: an executable that a linker of an older glibc made',
      functionFacts([
        part(
          artifact({
            bootstrap: program({ needs: { 'libc.so.6': ['GLIBC_2.17'] } }),
          }),
        ),
      ]),
      ['info R30|bootstrap|al2023'],
    ],
    [
      'R30: a library that needs what is no library of its own any more',
      functionFacts([
        part(
          artifact({
            'a.node': elf({ needs: { 'libpthread.so.0': ['GLIBC_2.17'] } }),
          }),
        ),
      ]),
      ['info R30|a.node|al2023'],
    ],
    [
      'R30: not an executable that may have been built there',
      functionFacts(FINE),
      [],
    ],
    [
      'R31: static Go with cgo',
      functionFacts([
        part(
          artifact({
            bootstrap: staticProgram({
              go: {
                version: 'go1.25.7',
                path: null,
                mainModule: null,
                dependencyCount: 0,
                settings: {},
                cgoEnabled: true,
                evidence: 'section',
              },
            }),
          }),
        ),
      ]),
      ['info R31|bootstrap'],
    ],
  ])('%s', (_name, facts, expected) => {
    expect([judge(facts).verdict, keys(facts)]).toEqual([
      'compatible',
      expected,
    ]);
  });
});
