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
} from './__testUtils__/facts';
import { judge } from './judge';

const BOOTSTRAP = program({
  needs: {
    'libc.so.6': ['GLIBC_2.17', 'GLIBC_2.34'],
    'libstdc++.so.6': ['GLIBCXX_3.4.9', 'GLIBCXX_3.4.30', 'CXXABI_1.3?'],
  },
});

describe('judge', () => {
  it('gives the same for the same facts and changes none of them', () => {
    const facts = functionFacts([part(artifact({ bootstrap: BOOTSTRAP }))], {
      asOf: '2025-03-15',
    });
    const before = JSON.stringify(facts);
    const once = judge(facts);
    expect(judge(JSON.parse(before))).toEqual(once);
    expect(JSON.stringify(facts)).toBe(before);
    expect(JSON.parse(JSON.stringify(once))).toEqual(once);
  });

  it('takes the worst of the findings and counts the others', () => {
    const facts = functionFacts(
      [part(artifact({ bootstrap: BOOTSTRAP }), 'function', 'orders.zip')],
      {
        runtime: 'provided.al2023',
        asOf: '2025-03-15',
        today: '2029-06-01',
        outdated: 'build 9 has no report',
      },
    );
    const { verdict, counts, sentence, runtime, evidence } = judge(facts);
    expect(verdict).toBe('broken');
    expect(counts).toEqual({ broken: 1, 'at-risk': 1, unknown: 1, info: 0 });
    expect(sentence).toBe(
      'bootstrap will not start on provided.al2023 (arm64): it asks libstdc++.so.6 for GLIBCXX_3.4.30, and the runtime has up to GLIBCXX_3.4.29. (1 item unknown)',
    );
    expect(runtime).toMatchObject({
      id: 'provided.al2023',
      architecture: 'arm64',
      asOf: '2025-03-15',
    });
    expect(evidence.grade).toBe('E3');
    expect(judge({ ...facts, evidence: 'deployed' }).evidence.grade).toBe('E4');
  });

  it('is no native code only where all of the artifact was read', () => {
    const empty = functionFacts([part(artifact({}))]);
    expect([judge(empty).verdict, judge(empty).sentence]).toEqual([
      'no-native-code',
      'There is no native code in function.zip: nothing of it asks provided.al2023 (arm64) for a library.',
    ]);
    const hidden = functionFacts([part(artifact({}, { complete: false }))]);
    expect(judge(hidden).verdict).toBe('unknown');
  });

  it('tells files of the same path in two artifacts apart', () => {
    const lib = { 'lib/a.so': elf({ needs: { 'libc.so.6': ['GLIBC_2.99'] } }) };
    const { findings } = judge(
      functionFacts([
        part(artifact(lib)),
        part(artifact(lib), 'layer', 'arn:layer:1'),
      ]),
    );
    expect(
      findings.filter(({ rule }) => rule === 'R1').map(({ key }) => key),
    ).toEqual([
      'R1|lib/a.so|libc.so.6|GLIBC_2.99',
      'R1|arn:layer:1:lib/a.so|libc.so.6|GLIBC_2.99',
    ]);
  });

  it('says of a library that a program loads who loads it', () => {
    const { findings, files } = judge(
      functionFacts([
        part(
          artifact({
            bootstrap: program({ needed: ['libmine.so.1'] }),
            'lib/libmine.so.1': elf({
              soname: 'libmine.so.1',
              needs: { 'libc.so.6': ['GLIBC_2.38'] },
            }),
          }),
        ),
      ]),
    );
    expect(findings[0].message).toBe(
      'lib/libmine.so.1, which bootstrap loads, cannot be loaded on provided.al2023 (arm64): it asks libc.so.6 for GLIBC_2.38, and the runtime has up to GLIBC_2.35.',
    );
    expect(files.map(({ selection, loads }) => [selection, loads])).toEqual([
      ['loaded', 'no'],
      ['library', 'no'],
    ]);
  });

  it('reads the libraries of an image function from the image itself', () => {
    const image = (versions: string[]) =>
      functionFacts(
        [
          part(
            artifact({
              'var/task/bootstrap': program({
                needs: { 'libstdc++.so.6': ['GLIBCXX_3.4.40'] },
              }),
              'lib/ld-linux-aarch64.so.1': elf({ provides: ['GLIBC_2.17'] }),
              'usr/lib64/libc.so.6': elf({ provides: ['GLIBC_2.34'] }),
              'usr/lib64/libstdc++.so.6': elf({ provides: versions }),
            }),
            'image',
            'orders:1',
          ),
        ],
        { runtime: null, packageType: 'image', profile: null },
      );
    const newer = judge(image(['GLIBCXX_3.4.40']));
    expect([newer.verdict, newer.runtime.profile?.origin]).toEqual([
      'compatible',
      'image',
    ]);
    expect(newer.ladder[0]).toMatchObject({
      namespace: 'GLIBCXX',
      metBy: 'runtime',
      answer: 'yes',
    });
    const older = judge(image(['GLIBCXX_3.4.29']));
    expect(older.findings.map(({ key }) => key)).toEqual([
      'R1|var/task/bootstrap|libstdc++.so.6|GLIBCXX_3.4.40',
    ]);
    expect(older.findings[0].message).toContain('up to GLIBCXX_3.4.29');
  });

  it('takes an image of Alpine for what it is', () => {
    const musl = { kind: 'musl' as const, evidence: 'interpreter' };
    const loader = '/lib/ld-musl-aarch64.so.1';
    const { verdict, findings } = judge(
      functionFacts(
        [
          part(
            artifact({
              'function/main': program({
                interpreter: loader,
                needed: ['libc.musl-aarch64.so.1', 'libstdc++.so.6'],
                libc: musl,
              }),
              'lib/ld-musl-aarch64.so.1': elf({ libc: musl }),
              'usr/lib/libstdc++.so.6': elf({ libc: musl }),
            }),
            'image',
            'orders:alpine',
          ),
        ],
        { runtime: null, packageType: 'image', profile: null },
      ),
    );
    expect([verdict, findings]).toEqual(['compatible', []]);
  });

  it('is unknown and small where one name is endless', () => {
    const of = (length: number) => {
      const path = `${'a'.repeat(length)}/bootstrap`;
      const versions = Array.from({ length: 1_000 }, (_, i) => `NONE_${i}`);
      return judge(
        functionFacts([
          part(
            artifact({ [path]: program({ needs: { 'libc.so.6': versions } }) }),
          ),
        ]),
      );
    };
    const long = of(3_000);
    expect(long.findings).toHaveLength(1_000);
    expect(JSON.stringify(long.findings).length).toBeLessThan(30_000_000);
    // No path of a system has a million characters: it is looked at by nobody.
    const endless = of(1_000_000);
    expect(endless.verdict).toBe('unknown');
    expect(JSON.stringify(endless.findings).length).toBeLessThan(30_000);
  });

  it('keeps at most 1,000 findings and counts them all', () => {
    const versions = Array.from({ length: 1_500 }, (_, i) => `NONE_${i}`);
    const { findings, counts } = judge(
      functionFacts([
        part(
          artifact({
            bootstrap: program({ needs: { 'libc.so.6': versions } }),
          }),
        ),
      ]),
    );
    expect([findings.length, counts.broken]).toEqual([1_000, 1_500]);
  });
});

describe('the ladder', () => {
  const rows = (asOf: string | null) =>
    judge(functionFacts([part(artifact({ bootstrap: BOOTSTRAP }))], { asOf }))
      .ladder;

  it('has a row for each namespace of each library, in numbers and not letters', () => {
    const found = rows('2025-03-15');
    expect(
      found.map(({ namespace, needed, answer, metBy }) => [
        namespace,
        needed.version,
        answer,
        metBy,
      ]),
    ).toEqual([
      ['GLIBC', 'GLIBC_2.34', 'yes', 'runtime'],
      ['GLIBCXX', 'GLIBCXX_3.4.30', 'no', 'runtime'],
    ]);
    expect(found[1].versions).toEqual([
      { version: 'GLIBCXX_3.4.9', answer: 'yes', files: 1 },
      { version: 'GLIBCXX_3.4.30', answer: 'no', files: 1 },
    ]);
    expect(found[1].provided).toEqual([
      { state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' },
    ]);
    expect(found[1].scale.slice(-2)).toEqual([
      'GLIBCXX_3.4.29',
      'GLIBCXX_3.4.30',
    ]);
  });

  it('has the highest of each state where the state is not known', () => {
    const cxx = rows(null).find(({ namespace }) => namespace === 'GLIBCXX');
    expect(cxx?.answer).toBe('unknown');
    expect(cxx?.provided.map(({ version }) => version)).toEqual([
      'GLIBCXX_3.4.29',
      'GLIBCXX_3.4.33',
      'GLIBCXX_3.4.33',
    ]);
  });

  it('is empty for static programs, which is said', () => {
    const { ladder, sentence } = judge(
      functionFacts([part(artifact({ bootstrap: staticProgram() }))]),
    );
    expect(ladder).toEqual([]);
    expect(sentence).toBe(
      'Compatible with provided.al2023 (arm64): bootstrap is static (static executable, aarch64) and needs nothing of the runtime, so that no base image can break it.',
    );
  });
});
