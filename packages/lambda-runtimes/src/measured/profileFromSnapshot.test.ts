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
import { findLibrary } from '../lookup/findLibrary';
import { selectProfile } from '../profiles/selectProfile';
import type { RuntimeProfile } from '../types';
import { profileFromSnapshot } from './profileFromSnapshot';

function sample(): RuntimeProfile {
  return selectProfile({ runtime: 'provided.al2023', architecture: 'arm64' });
}

/** A copy with one value replaced, by its place. */
function withValue(place: Array<string | number>, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(sample()));
  let target = copy;
  for (const key of place.slice(0, -1)) {
    target = target[key];
  }
  target[place[place.length - 1]] = value;
  return copy;
}

describe('profileFromSnapshot', () => {
  it('gives back a stored profile, as text and parsed', () => {
    expect(profileFromSnapshot(JSON.stringify(sample()))).toEqual(sample());
    expect(profileFromSnapshot(sample())).toEqual(sample());
  });

  it('leaves out what the format does not have', () => {
    expect(profileFromSnapshot({ ...sample(), extra: { a: 1 } })).toEqual(
      sample(),
    );
  });

  it('keeps a library that is called __proto__ as a library', () => {
    const text = JSON.stringify(sample()).replaceAll(
      '"libacl.so.1":',
      '"__proto__":',
    );
    const profile = profileFromSnapshot(text);
    expect(findLibrary(profile, '__proto__').answer).toBe('yes');
    expect(findLibrary(profile, 'toString').answer).toBe('no');
  });

  const states0 = ['states', 0];
  it.each<[unknown, string]>([
    ['', 'snapshot: it is no JSON'],
    ['{"schema":', 'snapshot: it is no JSON'],
    [null, 'snapshot: the snapshot should be an object, not null'],
    ['[]', 'snapshot: the snapshot should be an object, not a list'],
    [
      {},
      'snapshot: schema should be one of lambda-compat/runtime-profile/v1, not undefined',
    ],
    [
      withValue(['schema'], 'lambda-compat/runtime-profile/v2'),
      'snapshot: schema should be one of lambda-compat/runtime-profile/v1, not "lambda-compat/runtime-profile/v2"',
    ],
    [
      withValue(['architecture'], 'aarch64'),
      'snapshot: architecture should be one of x86_64, arm64, not "aarch64"',
    ],
    [
      withValue(['asOf'], 'yesterday'),
      'snapshot: asOf should be a day, YYYY-MM-DD, or null, not "yesterday"',
    ],
    [withValue(['states'], []), 'snapshot: states is empty'],
    [
      withValue(['states'], {}),
      'snapshot: states should be a list of at most 16, not an object',
    ],
    [
      withValue(['libraryPath'], Array(501).fill('/')),
      'snapshot: libraryPath should be a list of at most 500, not a list',
    ],
    [
      withValue([...states0, 'libraries', 'libc.so.6', 'versions', 3], 7),
      'snapshot: states[0].libraries.libc.so.6.versions[3] should be a text of at most 4096 characters, not 7',
    ],
    [
      withValue([...states0, 'libraries', 'libc.so.6', 'present'], true),
      'snapshot: states[0].libraries.libc.so.6.present should be one of yes, no, unknown, not true',
    ],
    [
      withValue([...states0, 'libraries', 'libc.so.6', 'source'], 'rumour'),
      'snapshot: states[0].libraries.libc.so.6.source names "rumour", which is not in sources',
    ],
    [
      withValue([...states0, 'otherLibraries', 'source'], 'toString'),
      'snapshot: states[0].otherLibraries.source names "toString", which is not in sources',
    ],
    [
      withValue(['name'], 'x'.repeat(5000)),
      'snapshot: name should be a text of at most 4096 characters, not "xxx',
    ],
    [
      JSON.stringify('x'.repeat(6 * 1024 * 1024)),
      'snapshot: it has 6291458 characters, more than 5242880',
    ],
  ])('refuses a wrong one (case %#)', (input, message) => {
    expect(() => profileFromSnapshot(input)).toThrow(RuntimeProfileError);
    expect(() => profileFromSnapshot(input)).toThrow(message);
  });

  it('refuses more values than any runtime has, and deep nesting', () => {
    const versions = Array.from({ length: 2000 }, () => 'V_1');
    const library = sample().states[0].libraries['libc.so.6'];
    const libraries = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [
        `lib${index}.so`,
        { ...library, versions },
      ]),
    );
    expect(() =>
      profileFromSnapshot(withValue([...states0, 'libraries'], libraries)),
    ).toThrow('snapshot: it has more than 500000 values');
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(() => profileFromSnapshot(`{"schema":${deep}}`)).toThrow(
      RuntimeProfileError,
    );
  });

  it('gives a profile or its error for 3,000 seeded changes', () => {
    let seed = 20261123;
    const random = (below: number) => {
      // The numbers of MINSTD: the same on every machine.
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const values: unknown[] = [
      null,
      0,
      -1,
      true,
      '',
      'yes',
      [],
      {},
      [[]],
      { __proto__: null },
      'x'.repeat(5000),
    ];
    const text = JSON.stringify(sample());
    let read = 0;
    for (let round = 0; round < 3000; round++) {
      const copy = JSON.parse(text);
      let target = copy;
      for (let depth = random(7); depth >= 0; depth--) {
        const keys = Object.keys(target);
        const key = keys[random(keys.length)];
        const inner = target[key];
        const isInner = typeof inner === 'object' && inner !== null;
        if (depth === 0 || !isInner || Object.keys(inner).length === 0) {
          target[key] = values[random(values.length)];
          break;
        }
        target = inner;
      }
      try {
        const profile = profileFromSnapshot(copy);
        expect(['yes', 'no', 'unknown']).toContain(
          findLibrary(profile, 'libc.so.6').answer,
        );
        read += 1;
      } catch (error) {
        // eslint-disable-next-line jest/no-conditional-expect -- most changes make it throw, and which do is the seed's
        expect(error).toBeInstanceOf(RuntimeProfileError);
      }
    }
    expect(read).toBeGreaterThan(50);
    expect(read).toBeLessThan(2950);
  }, 30_000);
});
