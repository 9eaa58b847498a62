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

import type { OperatingSystem, RuntimeFact } from '../types';
import { findRuntime, RUNTIMES } from './runtimes';

const FACTS: RuntimeFact[] = [
  'operatingSystem',
  'architectures',
  'packageTypes',
  'preview',
  'releaseDate',
  'deprecationDate',
  'blockCreateDate',
  'blockUpdateDate',
];

function idsOn(system: OperatingSystem): string[] {
  return RUNTIMES.filter(
    ({ operatingSystem }) => operatingSystem === system,
  ).map(({ id }) => id);
}

describe('RUNTIMES', () => {
  it('has the 54 identifiers, each on its system', () => {
    expect(idsOn('al1').join(' ')).toBe(
      'dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 go1.x java8 nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 provided python2.7 python3.6 python3.7 ruby2.5',
    );
    expect(idsOn('al2').join(' ')).toBe(
      'dotnet5.0 dotnet6 dotnet7 dotnetcore3.1 java11 java17 java8.al2 nodejs10.x nodejs12.x nodejs14.x nodejs16.x nodejs18.x provided.al2 python3.10 python3.11 python3.8 python3.9 ruby2.7 ruby3.2',
    );
    expect(idsOn('al2023').join(' ')).toBe(
      'dotnet10 dotnet8 dotnet9 java11.al2023 java17.al2023 java21 java25 java8.al2023 nodejs20.x nodejs22.x nodejs24.x nodejs26.x provided.al2023 python3.12 python3.13 python3.14 python3.15 ruby3.3 ruby3.4 ruby4.0',
    );
    expect(new Set(RUNTIMES.map(({ id }) => id)).size).toBe(54);
  });

  it.each([
    ['provided.al2023', '2023-11-10', '2029-06-30', '2029-07-31', '2029-08-31'],
    ['provided.al2', '2020-08-12', '2026-07-31', '2027-02-01', '2027-03-03'],
    ['java17.al2023', '2026-07-31', '2029-06-30', null, '2029-08-31'],
    ['nodejs20.x', '2023-11-15', '2026-04-30', '2027-02-01', '2027-03-03'],
    ['dotnet7', '2022-11-15', '2024-05-14', null, null],
    ['nodejs26.x', null, null, null, null],
  ])('gives the dates of %s', (id, release, deprecation, create, update) => {
    expect(findRuntime(id)).toMatchObject({
      releaseDate: release,
      deprecationDate: deprecation,
      blockCreateDate: create,
      blockUpdateDate: update,
    });
  });

  it('has x86_64 alone on AL1, nodejs10.x and dotnet5.0', () => {
    const x86Only = RUNTIMES.filter(
      ({ architectures }) => architectures.join() === 'x86_64',
    ).map(({ id }) => id);
    expect(x86Only.sort()).toEqual(
      [...idsOn('al1'), 'nodejs10.x', 'dotnet5.0'].sort(),
    );
  });

  it('marks what is a preview, and what is for images alone', () => {
    expect(
      RUNTIMES.filter(({ preview }) => preview).map(({ id }) => id),
    ).toEqual(['nodejs26.x', 'python3.15']);
    expect(
      RUNTIMES.filter(({ packageTypes }) => !packageTypes.includes('zip')).map(
        ({ id }) => id,
      ),
    ).toEqual(['dotnet5.0', 'dotnet7', 'dotnet9']);
  });

  it('names the language of each', () => {
    expect([...new Set(RUNTIMES.map(({ family }) => family))].sort()).toEqual([
      'dotnet',
      'go',
      'java',
      'nodejs',
      'provided',
      'python',
      'ruby',
    ]);
  });

  it('gives every fact a source and a day', () => {
    for (const { id, sources } of RUNTIMES) {
      for (const fact of FACTS) {
        expect([id, fact, sources[fact]]).toEqual([
          id,
          fact,
          {
            text: expect.stringMatching(/.{15}/),
            asOf: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
            grade: expect.any(String),
          },
        ]);
      }
    }
  });

  it('knows no runtime by a name that only looks like one', () => {
    for (const id of ['', 'nodejs22', 'Provided.al2023', 'constructor']) {
      expect(findRuntime(id)).toBeUndefined();
    }
  });
});
