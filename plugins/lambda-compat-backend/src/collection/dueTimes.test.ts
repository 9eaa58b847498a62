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

import { getNextAttempt, getNextDue } from './dueTimes';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('getNextDue', () => {
  it.each([
    [0, 5.4 * HOUR],
    [0.5, 6 * HOUR],
    [1, 6.6 * HOUR],
  ])('spreads by a tenth: %d gives %d', (random, expected) => {
    expect(getNextDue(1_000, 6 * HOUR, random).getTime()).toBe(
      1_000 + expected,
    );
  });
});

describe('getNextAttempt', () => {
  it.each([
    [0, MINUTE],
    [1, 2 * MINUTE],
    [5, 32 * MINUTE],
    [9, 6 * HOUR],
    [10_000, 6 * HOUR],
  ])('after %d failures waits %d', (failedAttempts, expected) => {
    const options = { failedAttempts, intervalMs: 6 * HOUR };
    expect(getNextAttempt(0, options, 0.5).getTime()).toBe(expected);
  });

  it('waits as long as the source asks', () => {
    const options = {
      failedAttempts: 0,
      intervalMs: 6 * HOUR,
      notBeforeMs: 15 * MINUTE,
    };
    expect(getNextAttempt(0, options, 0.5).getTime()).toBe(15 * MINUTE);
  });
});
