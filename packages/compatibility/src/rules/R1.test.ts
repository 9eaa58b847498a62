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
  type ElfFacts,
} from '../__testUtils__/facts';
import { judge } from '../judge';
import type { Finding, FunctionFacts } from '../types';

const WAIT = '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE';

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

function first(facts: FunctionFacts): Finding {
  return judge(facts).findings[0];
}

describe('R1, a version that is missing', () => {
  const CXX = 'libstdc++.so.6';

  it.each<[string, ElfFacts['needs'], string | null, string[]]>([
    // By the dated states of AL2023 in runtime-facts.
    [
      'is broken where the runtime of that day has it not',
      { [CXX]: ['GLIBCXX_3.4.30'] },
      '2025-03-15',
      ['broken R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30'],
    ],
    [
      'is nothing where the runtime of that day has it',
      { [CXX]: ['GLIBCXX_3.4.30'] },
      '2026-11-23',
      [],
    ],
    [
      'is unknown where no day is given and the states differ',
      { [CXX]: ['GLIBCXX_3.4.30'] },
      null,
      ['unknown R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30'],
    ],
    [
      'is nothing in any state for what all have',
      { [CXX]: ['GLIBCXX_3.4.29'], 'libc.so.6': ['GLIBC_2.34'] },
      null,
      [],
    ],
    [
      'is broken in every state for what none has',
      { 'libc.so.6': ['GLIBC_2.38'] },
      null,
      ['broken R1|bootstrap|libc.so.6|GLIBC_2.38'],
    ],
    [
      'does not count where the need is weak',
      { 'libc.so.6': ['GLIBC_2.38?', 'GLIBC_2.17'] },
      null,
      [],
    ],
    [
      'does not count where the need is weak and the state is not known',
      { [CXX]: ['GLIBCXX_3.4.30?', 'GLIBCXX_3.4'] },
      null,
      [],
    ],
    [
      'is looked up and not compared: glibc has no GLIBC_2.19 for libc',
      { 'libc.so.6': ['GLIBC_2.19'] },
      '2026-11-23',
      ['broken R1|bootstrap|libc.so.6|GLIBC_2.19'],
    ],
    [
      'is asked of each library: the loader has a GLIBC_2.35 that libc had not',
      {
        'libc.so.6': ['GLIBC_2.35'],
        'ld-linux-aarch64.so.1': ['GLIBC_2.35'],
      },
      '2025-03-15',
      ['broken R1|bootstrap|libc.so.6|GLIBC_2.35'],
    ],
    [
      'may have no number',
      { 'libc.so.6': ['GLIBC_ABI_DT_RELR', 'GLIBC_2.34'] },
      '2026-11-23',
      ['broken R1|bootstrap|libc.so.6|GLIBC_ABI_DT_RELR'],
    ],
  ])('%s', (_name, needs, asOf, expected) => {
    expect(hard(bootstrap({ needs }, { asOf }))).toEqual(expected);
  });

  it('names the symbol, where else it is and the way out of the language', () => {
    const report = artifact({
      bootstrap: {
        report: program({
          needs: { [CXX]: ['GLIBCXX_3.4.30'] },
          rust: { version: '1.92.0', evidence: '.comment' },
        }),
        versionSymbols: [
          {
            library: CXX,
            version: 'GLIBCXX_3.4.30',
            symbols: [WAIT],
            count: 3,
          },
        ],
      },
    });
    const { findings } = judge(
      functionFacts([part(report)], { asOf: '2025-03-15' }),
      {},
      { demangle: name => (name === WAIT ? 'wait()' : name) },
    );
    expect(findings[0]).toMatchObject({
      symbols: [
        { name: WAIT, demangled: 'wait()', alsoAt: ['GLIBCXX_3.4.11'] },
      ],
      symbolCount: 3,
      message: expect.stringContaining('The symbols are wait() and 2 more'),
    });
    expect(findings[0].waysOut.map(({ code }) => code)).toEqual([
      'cargo zigbuild --release --target aarch64-unknown-linux-gnu.2.34',
      'cargo build --release --target aarch64-unknown-linux-musl',
      'FROM amazonlinux:2023.6.20250317.2',
    ]);
  });

  it('names a runtime that has it', () => {
    const { waysOut } = first(
      bootstrap(
        { needs: { 'libc.so.6': ['GLIBC_2.34'] } },
        { runtime: 'provided.al2', asOf: null },
      ),
    );
    expect(waysOut).toContainEqual(
      expect.objectContaining({ kind: 'runtime', code: 'provided.al2023' }),
    );
    expect(waysOut).toContainEqual(
      expect.objectContaining({
        code: 'FROM public.ecr.aws/lambda/provided:al2',
      }),
    );
  });

  it('says of a bundled library that has it that it is never used', () => {
    const lib = elf({ soname: CXX, provides: ['GLIBCXX_3.4.30'] });
    const facts = functionFacts(
      [
        part(
          artifact({
            bootstrap: program({ needs: { [CXX]: ['GLIBCXX_3.4.30'] } }),
          }),
        ),
        part(artifact({ 'lib/libstdc++.so.6': lib }), 'layer', 'cxx-layer'),
      ],
      { asOf: '2025-03-15' },
    );
    expect(hard(facts)).toEqual([
      'broken R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30',
    ]);
    expect(first(facts).message).toContain(
      'The libstdc++.so.6 at /opt/lib/libstdc++.so.6 has it but is never used: the loader takes /lib64/libstdc++.so.6 first.',
    );
  });

  it('is met by a bundled library that DT_RPATH or the environment puts first', () => {
    const lib = elf({ soname: CXX, provides: ['GLIBCXX_3.4.30'] });
    const files = (facts: ElfFacts) => [
      part(
        artifact({
          bootstrap: program({
            needs: { [CXX]: ['GLIBCXX_3.4.30'] },
            ...facts,
          }),
          'lib/libstdc++.so.6': lib,
        }),
      ),
    ];
    const asOf = '2025-03-15';
    const rpath = functionFacts(files({ rpath: ['$ORIGIN/lib'] }), { asOf });
    const runpath = functionFacts(files({ runpath: ['$ORIGIN/lib'] }), {
      asOf,
    });
    const variable = functionFacts(files({}), {
      asOf,
      libraryPath: '/var/task/lib:/lib64',
    });
    const broken = (one: FunctionFacts) =>
      judge(one).findings.filter(({ verdict }) => verdict === 'broken').length;
    expect([rpath, runpath, variable].map(broken)).toEqual([0, 1, 0]);
  });

  it('is another finding where the version is there and a symbol is not', () => {
    // libm has its own GLIBC_2.29, of which exp is one and this is none.
    const report = artifact({
      bootstrap: {
        report: program({ needs: { 'libm.so.6': ['GLIBC_2.29'] } }),
        versionSymbols: [
          {
            library: 'libm.so.6',
            version: 'GLIBC_2.29',
            symbols: ['exp', 'no_such_function'],
            count: 2,
          },
        ],
      },
    });
    const { verdict, findings } = judge(functionFacts([part(report)]));
    expect(verdict).toBe('unknown');
    expect(findings.map(({ key }) => key)).toEqual([
      'R1|bootstrap|libm.so.6|GLIBC_2.29|no_such_function',
    ]);
    expect(findings[0].undecided).toContain('can do without no_such_function');
  });
});
