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

import { RuntimeProfileError } from '../errors';
import { libraryPath } from '../runtimes/libraryPath';
import { RUNTIMES } from '../runtimes/runtimes';
import type { Architecture, PackageType } from '../types';
import { selectProfile, selectSystemProfile } from './selectProfile';

describe('selectProfile', () => {
  it.each([
    ['provided.al2023', undefined, 'gcc11 gcc14 glibc235'],
    ['provided.al2023', '2020-01-01', 'gcc11'],
    ['provided.al2023', '2025-03-17', 'gcc11'],
    ['provided.al2023', '2025-03-18', 'gcc11 gcc14'],
    ['provided.al2023', '2025-08-15', 'gcc14'],
    ['provided.al2023', '2025-09-16', 'gcc14'],
    ['provided.al2023', '2025-09-17', 'gcc14 glibc235'],
    ['provided.al2023', '2026-05-02', 'glibc235'],
    ['provided.al2023', '2031-01-01', 'glibc235'],
    // Released on 2025-03-27, 2025-11-25, 2026-07-31, and not yet.
    ['ruby3.4', undefined, 'gcc11 gcc14 glibc235'],
    ['nodejs24.x', undefined, 'gcc14 glibc235'],
    ['nodejs24.x', '2025-03-15', 'gcc14 glibc235'],
    ['java17.al2023', undefined, 'glibc235'],
    ['nodejs26.x', undefined, 'gcc14 glibc235'],
  ])('has for %s as of %s the states %s', (runtime, asOf, states) => {
    const profile = selectProfile({
      runtime,
      architecture: 'arm64',
      ...(asOf ? { asOf } : {}),
    });
    expect(
      profile.states.map(({ id }) => id.replace('al2023-', '')).join(' '),
    ).toBe(states);
    expect(profile.undecided === null).toBe(profile.states.length === 1);
    expect(profile.asOf).toBe(asOf ?? null);
  });

  it('takes one state where it is chosen', () => {
    const profile = selectProfile({
      runtime: 'nodejs22.x',
      architecture: 'x86_64',
      state: 'al2023-gcc11',
    });
    expect(profile.states.map(({ id }) => id)).toEqual(['al2023-gcc11']);
    expect(profile.id).toBe('nodejs22.x/x86_64/zip#al2023-gcc11');
  });

  it('gives plain data whose facts all have a source', () => {
    for (const { id, architectures, packageTypes } of RUNTIMES) {
      for (const architecture of architectures) {
        for (const packageType of packageTypes) {
          const profile = selectProfile({
            runtime: id,
            architecture,
            packageType,
          });
          expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
          expect(profile.states.length).toBeGreaterThan(0);
          const named = profile.states.flatMap(state => [
            state.interpreterSource,
            state.otherLibraries.source,
            ...Object.values(state.libraries).map(({ source }) => source),
          ]);
          expect(
            named.filter(source => !Object.hasOwn(profile.sources, source)),
          ).toEqual([]);
        }
      }
    }
  });

  it.each<[string, string, string | undefined, object, string]>([
    [
      'nodejs22',
      'arm64',
      undefined,
      {},
      '"nodejs22" is no Lambda runtime that is known; write it as in the Lambda API, such as provided.al2023',
    ],
    [
      'nodejs10.x',
      'arm64',
      undefined,
      {},
      'nodejs10.x is not offered on arm64, only on x86_64',
    ],
    [
      'dotnet9',
      'arm64',
      'zip',
      {},
      'dotnet9 is not offered for zip functions, only for image',
    ],
    [
      'provided.al2023',
      'arm64',
      undefined,
      { asOf: '2025-02-30' },
      '"2025-02-30" is not a day; write it as YYYY-MM-DD, such as 2025-03-15',
    ],
    [
      'provided.al2023',
      'arm64',
      undefined,
      { asOf: 'today' },
      '"today" is not a day; write it as YYYY-MM-DD, such as 2025-03-15',
    ],
    [
      'provided.al2',
      'arm64',
      undefined,
      { state: 'al2023-gcc11' },
      '"al2023-gcc11" is no state of al2; its states are al2',
    ],
  ])('refuses %s on %s %s %j', (runtime, architecture, type, rest, message) => {
    const select = () =>
      selectProfile({
        runtime,
        architecture: architecture as Architecture,
        ...(type ? { packageType: type as PackageType } : {}),
        ...rest,
      });
    expect(select).toThrow(RuntimeProfileError);
    expect(select).toThrow(message);
  });

  it('takes an image where the runtime is for images alone', () => {
    expect(
      selectProfile({ runtime: 'dotnet9', architecture: 'arm64' }).packageType,
    ).toBe('image');
  });
});

describe('selectSystemProfile', () => {
  it('refuses what is not known', () => {
    expect(() =>
      selectSystemProfile({ operatingSystem: 'al1', architecture: 'arm64' }),
    ).toThrow('al1 is not known on arm64, only on x86_64');
    expect(() =>
      selectSystemProfile({
        operatingSystem: 'al2026' as 'al2027',
        architecture: 'arm64',
      }),
    ).toThrow(
      '"al2026" is no system that is known; there are al1, al2, al2023 and al2027',
    );
  });
});

describe('libraryPath', () => {
  it('has /lib64 before the folders of the function and its layers', () => {
    const path = libraryPath(
      selectProfile({ runtime: 'provided.al2023', architecture: 'arm64' }),
    );
    expect(path.join(':')).toBe(
      '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
    );
  });

  it('has no /var/lang/lib in the oldest', () => {
    const path = libraryPath(
      selectProfile({ runtime: 'provided', architecture: 'x86_64' }),
    );
    expect(path.join(':')).toBe(
      '/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
    );
  });
});
