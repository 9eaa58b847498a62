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

import { type FunctionBuild, NO_BUILDS } from '../../exposure/componentBuilds';
import {
  decideExposure,
  type NamingPlace,
  type TimedMove,
} from './decideExposure';

describe('decideExposure', () => {
  const PLACE: NamingPlace = {
    sameTag: true,
    pinned: false,
    ended: false,
    reachable: true,
    shaping: true,
    platform: 'linux/arm64',
    nativeCode: '',
    partlyRead: false,
    builds: NO_BUILDS,
    committedMs: 0,
  };
  // Seen between 6:00 and 6:15.
  const AFTER = Date.UTC(2025, 3, 8, 6);
  const BEFORE = Date.UTC(2025, 3, 8, 6, 15);
  const MOVE: TimedMove = {
    class: 'content',
    platforms: [
      { platform: 'linux/amd64', class: 'unchanged' },
      { platform: 'linux/arm64', class: 'content' },
    ],
    afterMs: AFTER,
    beforeMs: BEFORE,
  };
  const EARLIER = AFTER - 86_400_000;
  const LATER = BEFORE + 86_400_000;
  const built = (
    builds: Array<[number, FunctionBuild['verdict']]>,
    total = builds.length,
  ) => ({
    builds: {
      total,
      functions: builds.map(([atMs, verdict], index) => ({
        functionName: `f${index}`,
        atMs,
        number: null,
        url: null,
        commit: null,
        verdict,
        reason: null,
      })),
    },
  });

  it.each<[string, Partial<NamingPlace>, string]>([
    ['nothing is known of its builds', {}, 'possibly unknown-build'],
    ['it was built before', built([[EARLIER, 'compatible']]), 'next-build'],
    [
      'it was built at the last look before',
      built([[AFTER, 'broken']]),
      'next-build',
    ],
    [
      'it was built between the looks',
      built([[AFTER + 1, 'broken']]),
      'possibly unknown-build',
    ],
    [
      'it was built at the look that saw it',
      built([[BEFORE, 'compatible']]),
      'possibly unknown-build',
    ],
    [
      'it was built after, and is broken',
      built([[BEFORE + 1, 'broken']]),
      'already-built',
    ],
    [
      'it was built after, and what it is was not decided',
      built([[LATER, 'other']]),
      'already-built',
    ],
    [
      'it was built after, and is compatible',
      built([[LATER, 'compatible']]),
      'not-exposed rebuilt-compatible',
    ],
    [
      'one of two functions was built after, and is compatible',
      built([
        [LATER, 'compatible'],
        [EARLIER, 'compatible'],
      ]),
      'next-build',
    ],
    [
      'one of two functions was built after, and is broken',
      built([
        [LATER, 'broken'],
        [EARLIER, 'compatible'],
      ]),
      'already-built',
    ],
    [
      'both functions were built after, and are compatible',
      built([
        [LATER, 'compatible'],
        [BEFORE + 1, 'compatible'],
      ]),
      'not-exposed rebuilt-compatible',
    ],
    [
      'one function was built after, and nothing is known of the other',
      built([[LATER, 'compatible']], 2),
      'possibly unknown-build',
    ],
    [
      'one function was built before, and nothing is known of the other',
      built([[EARLIER, 'compatible']], 2),
      'next-build',
    ],
    [
      'its build file was committed before',
      { committedMs: EARLIER },
      'next-build',
    ],
    [
      'its build file was committed after',
      { committedMs: LATER },
      'already-built',
    ],
    [
      'its build file was committed between the looks',
      { committedMs: AFTER + 1 },
      'possibly unknown-build',
    ],
    [
      'CI told of a build before, and the file was committed after',
      { ...built([[EARLIER, 'compatible']]), committedMs: LATER },
      'next-build',
    ],
    [
      'the platform is not known, and it was built after and is compatible',
      { platform: 'linux/386', ...built([[LATER, 'compatible']]) },
      'not-exposed other-platform',
    ],
    [
      'the file was read in part, and it was built after and is compatible',
      { partlyRead: true, ...built([[LATER, 'compatible']]) },
      'not-exposed rebuilt-compatible',
    ],
    [
      'the file was read in part, and it was built before',
      { partlyRead: true, ...built([[EARLIER, 'compatible']]) },
      'possibly partly-read',
    ],
    [
      'the platform may be the one that did not change',
      { platform: '', ...built([[EARLIER, 'compatible']]) },
      'possibly unknown-platform',
    ],
    [
      'its platform did not change, and it was built after',
      { platform: 'linux/amd64', ...built([[LATER, 'broken']]) },
      'not-exposed other-platform',
    ],
    [
      'it is static, and was built after',
      { nativeCode: 'static', ...built([[LATER, 'other']]) },
      'not-exposed static',
    ],
    [
      'it is pinned, and was built before',
      { pinned: true, ...built([[EARLIER, 'compatible']]) },
      'not-exposed digest',
    ],
  ])(
    'tells what a move is to a component of which %s',
    (_, place, expected) => {
      const { exposure, reason } = decideExposure({ ...PLACE, ...place }, MOVE);
      expect([exposure, reason].filter(Boolean).join(' ')).toBe(expected);
    },
  );

  it('exposes whatever was built to a tag that is not there any more', () => {
    const gone: TimedMove = { ...MOVE, class: 'gone', platforms: [] };
    expect(
      decideExposure({ ...PLACE, ...built([[LATER, 'compatible']]) }, gone),
    ).toEqual({ exposure: 'next-build', reason: null });
  });

  it('knows of no build before a move of which no look before is known', () => {
    expect(
      decideExposure(
        { ...PLACE, ...built([[EARLIER, 'compatible']]) },
        { ...MOVE, afterMs: 0 },
      ),
    ).toEqual({ exposure: 'possibly', reason: 'unknown-build' });
  });

  it('says what holds whatever moves, where nothing has', () => {
    const place = { ...PLACE, nativeCode: 'static' };
    const notExposed = { exposure: 'not-exposed' };
    expect(decideExposure(place, null)).toEqual({
      ...notExposed,
      reason: null,
    });
    expect(decideExposure({ ...place, pinned: true }, null)).toEqual({
      ...notExposed,
      reason: 'digest',
    });
  });
});
