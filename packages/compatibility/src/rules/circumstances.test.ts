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
} from '../__testUtils__/facts';
import { judge } from '../judge';
import type { FunctionFacts } from '../types';

const GLIBC = { 'libc.so.6': ['GLIBC_2.34'] };
const FINE = [part(artifact({ bootstrap: program({ needs: GLIBC }) }))];

function keys(facts: FunctionFacts, policy = {}): string[] {
  return judge(facts, policy).findings.map(
    ({ verdict, key }) => `${verdict} ${key}`,
  );
}

describe('R5, an image that Lambda refuses', () => {
  const image = (mediaType: string, architectures: string[] = ['arm64']) =>
    functionFacts(FINE, {
      packageType: 'image',
      image: { mediaType, architectures },
    });

  it.each<[string, FunctionFacts, string[]]>([
    ['OCI', image('application/vnd.oci.image.manifest.v1+json'), []],
    [
      'Docker',
      image('application/vnd.docker.distribution.manifest.v2+json'),
      [],
    ],
    [
      'an OCI index',
      image('application/vnd.oci.image.index.v1+json'),
      ['broken R5||application/vnd.oci.image.index.v1+json'],
    ],
    [
      'a manifest list',
      image('application/vnd.docker.distribution.manifest.list.v2+json'),
      ['broken R5||application/vnd.docker.distribution.manifest.list.v2+json'],
    ],
    [
      'another architecture',
      image('application/vnd.oci.image.manifest.v1+json', ['linux/amd64']),
      ['broken R5||architecture|arm64'],
    ],
    [
      'a type that is not known',
      image('application/vnd.other'),
      ['unknown R5||application/vnd.other'],
    ],
  ])('%s', (_name, facts, expected) => {
    expect(keys(facts)).toEqual(expected);
  });
});

describe('R12, the end of a runtime', () => {
  // nodejs22.x is deprecated on 2027-04-30.
  it.each<[string, string, number | undefined, boolean]>([
    ['181 days before', '2026-10-31', undefined, false],
    ['180 days before', '2026-11-01', undefined, true],
    ['on the day', '2027-04-30', undefined, true],
    ['after it', '2028-01-01', undefined, true],
    ['sooner than the policy says', '2026-11-01', 30, false],
  ])('%s', (_name, today, deprecationDays, fires) => {
    const facts = functionFacts([part(artifact({}))], {
      runtime: 'nodejs22.x',
      today,
      asOf: today,
    });
    const { verdict, findings } = judge(facts, { deprecationDays });
    expect(verdict).toBe(fires ? 'at-risk' : 'no-native-code');
    expect(findings.map(({ rule }) => rule)).toEqual(fires ? ['R12'] : []);
  });

  it('names the dates, the source and the next runtime', () => {
    const { findings, sentence } = judge(
      functionFacts(FINE, {
        runtime: 'provided.al2023',
        today: '2029-06-01',
        asOf: '2026-11-23',
      }),
    );
    expect(sentence).toBe(
      'provided.al2023 is deprecated from 2029-06-30 on, in 29 days. Functions with it cannot be changed from 2029-08-31 on.',
    );
    expect(findings[0].provided?.sources[0].text).toContain('cfn-lint');
  });
});

it('R13 says what breaks on the runtime that follows and not on this one', () => {
  // libcrypt.so.1 and libnsl.so.1 are in AL2 and not in AL2023.
  const facts = functionFacts(
    [
      part(
        artifact({
          bootstrap: program({
            needs: { 'libc.so.6': ['GLIBC_2.17'] },
            needed: ['libnsl.so.1', 'libc.so.6'],
          }),
        }),
      ),
    ],
    { runtime: 'provided.al2', today: '2025-06-01', asOf: '2025-06-01' },
  );
  const { verdict, findings } = judge(facts);
  expect([verdict, findings.map(({ key }) => key)]).toEqual([
    'at-risk',
    ['R13||provided.al2023|R2|bootstrap|libnsl.so.1'],
  ]);
  expect(findings[0].message).toContain(
    'On provided.al2023, which follows provided.al2, it would break: bootstrap',
  );
});

describe('R14, a bundled library', () => {
  const cxx = (provides: string[]) =>
    elf({ soname: 'libstdc++.so.6', provides });
  const bundled = (provides: string[], rpath: string[]) =>
    functionFacts([
      part(
        artifact({
          bootstrap: program({
            needs: { 'libstdc++.so.6': ['GLIBCXX_3.4'], ...GLIBC },
            rpath,
          }),
          'lib/libstdc++.so.6': cxx(provides),
        }),
      ),
    ]);

  it('is at risk where it shadows that of the runtime with fewer versions', () => {
    const facts = bundled(['GLIBCXX_3.4', 'GLIBCXX_3.4.21'], ['$ORIGIN/lib']);
    const { verdict, findings } = judge(facts);
    expect([verdict, keys(facts)]).toEqual([
      'at-risk',
      ['at-risk R14|lib/libstdc++.so.6|libstdc++.so.6|shadows'],
    ]);
    expect(findings[0].message).toContain('GLIBCXX_3.4.33');
  });

  it('is said to be never used where that of the runtime is found first', () => {
    const facts = bundled(['GLIBCXX_3.4'], []);
    expect([judge(facts).verdict, keys(facts)]).toEqual([
      'compatible',
      ['info R14|lib/libstdc++.so.6|libstdc++.so.6|unused'],
    ]);
  });

  it('is at risk where it is a part of another C library', () => {
    const facts = functionFacts([
      part(
        artifact({
          bootstrap: program({
            needs: { 'libresolv.so.2': ['GLIBC_2.17'], ...GLIBC },
            rpath: ['$ORIGIN'],
          }),
          'libresolv.so.2': elf({
            soname: 'libresolv.so.2',
            provides: ['GLIBC_2.17'],
            needs: { 'libc.so.6': ['GLIBC_PRIVATE', 'GLIBC_2.17'] },
          }),
        }),
      ),
    ]);
    expect(keys(facts)).toContainEqual(
      'at-risk R14|libresolv.so.2|libresolv.so.2|glibc',
    );
  });
});
