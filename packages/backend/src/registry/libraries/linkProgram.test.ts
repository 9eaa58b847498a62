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

import { BufferSource, readElf } from '@lambda-compat/elf-symbols';
import { readSampleBuilds } from '../../measurements/readSampleMeasurements';
import { SAMPLES } from '../__testUtils__/startSampleRegistry';
import { linkProgram } from './linkProgram';

function needsOf(bytes: Buffer, library: string): string[] {
  return readElf(new BufferSource(bytes))
    .versionNeeds.filter(need => need.library === library)
    .flatMap(({ versions }) => versions.map(({ name }) => name))
    .sort();
}

describe('linkProgram', () => {
  it('asks for other versions on other images, for the same source', async () => {
    const builds = await readSampleBuilds(SAMPLES);
    const [before, after] = ['pinned', 'on-latest'].map(name =>
      needsOf(linkProgram(builds[name].made!.bootstrap), 'libstdc++.so.6'),
    );
    // condition_variable::wait got a new version with gcc 12; all else is as
    // old as the source is used to.
    expect(after.filter(name => !before.includes(name))).toEqual([
      'GLIBCXX_3.4.30',
    ]);
    expect(before.filter(name => !after.includes(name))).toEqual([]);
    expect(before).toContain('GLIBCXX_3.4.22');
  });

  it('writes the number of the build, so that no two are the same', async () => {
    const { pinned } = await readSampleBuilds(SAMPLES);
    const program = pinned.made!.bootstrap;
    expect(linkProgram(program, '813')).not.toEqual(
      linkProgram(program, '803'),
    );
  });

  it('asks for nothing where it is static', () => {
    const report = readElf(
      new BufferSource(linkProgram({ on: 'static', architecture: 'arm64' })),
    );
    expect(report).toMatchObject({
      kind: 'static',
      static: true,
      machine: 'aarch64',
      interpreter: null,
      needed: [],
      problems: [],
    });
  });

  it('refuses a symbol that the libraries do not have', () => {
    expect(() =>
      linkProgram({
        on: 'al2-gcc7',
        architecture: 'arm64',
        uses: { 'libstdc++.so.6': ['_ZSt21__glibcxx_assert_failPKciS0_S0_'] },
      }),
    ).toThrow(
      'libstdc++.so.6 of al2-gcc7 has no _ZSt21__glibcxx_assert_failPKciS0_S0_',
    );
  });
});
