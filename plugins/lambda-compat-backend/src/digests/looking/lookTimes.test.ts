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

import { getNextAttempt, getNextLook } from './lookTimes';

const MINUTE = 60_000;
const INTERVAL = 15 * MINUTE;
const NOW = Date.UTC(2026, 10, 23, 12);

describe('getNextLook', () => {
  it('is half an interval to one away, and comes back to its own times', () => {
    const first = getNextLook(NOW, INTERVAL, 'docker.io', 'library/node');
    for (let shift = 0; shift < INTERVAL; shift += 7_001) {
      const next = getNextLook(
        first + shift,
        INTERVAL,
        'docker.io',
        'library/node',
      );
      const wait = next - (first + shift);
      expect(wait).toBeGreaterThanOrEqual(INTERVAL / 2);
      expect(wait).toBeLessThanOrEqual(INTERVAL);
      const settled = getNextLook(next, INTERVAL, 'docker.io', 'library/node');
      expect((settled - first) % INTERVAL).toBe(0);
    }
  });

  it('is the same for all tags of a repository, with other intervals too', () => {
    const often = getNextLook(NOW, INTERVAL, 'docker.io', 'library/node');
    const seldom = getNextLook(NOW, 24 * INTERVAL, 'docker.io', 'library/node');
    expect((seldom - often) % (INTERVAL / 2)).toBe(0);
  });

  it('spreads repositories evenly', () => {
    const minutes = Array<number>(15).fill(0);
    const start = NOW - (NOW % INTERVAL);
    for (let index = 0; index < 3_000; index += 1) {
      const next = getNextLook(
        start,
        INTERVAL,
        'docker.io',
        `team/app-${index}`,
      );
      minutes[Math.floor(((next - start) % INTERVAL) / MINUTE)] += 1;
    }
    // Those of the first half are put off to the second the first time.
    expect(Math.max(...minutes)).toBeLessThan(520);
    const settled = Array<number>(15).fill(0);
    for (let index = 0; index < 3_000; index += 1) {
      const name = `team/app-${index}`;
      const next = getNextLook(start, INTERVAL, 'docker.io', name);
      const then = getNextLook(next, INTERVAL, 'docker.io', name);
      settled[Math.floor(((then - start) % INTERVAL) / MINUTE)] += 1;
    }
    expect(Math.max(...settled)).toBeLessThan(270);
    expect(Math.min(...settled)).toBeGreaterThan(140);
  });
});

describe('getNextAttempt', () => {
  const wait = (
    failedAttempts: number,
    more: Partial<Parameters<typeof getNextAttempt>[1]> = {},
    random = 0,
  ) =>
    getNextAttempt(
      NOW,
      { failedAttempts, intervalMs: INTERVAL, intervals: 1, ...more },
      random,
    ) - NOW;

  it.each([
    [0, {}, 1],
    [1, {}, 2],
    [3, {}, 8],
    [4, {}, 15],
    [1_000, {}, 15],
    [1_000, { intervals: 4 }, 60],
    [1_000, { intervals: 4, intervalMs: 360 * MINUTE }, 360],
    [0, { intervalMs: 0.5 * MINUTE }, 0.5],
    [0, { retryAt: NOW + 30 * MINUTE }, 30],
    [4, { retryAt: NOW + MINUTE }, 15],
    // Nobody waits for a month, and nothing is asked meanwhile anyway.
    [0, { retryAt: NOW + 50_000 * MINUTE }, 360],
  ])(
    'after %i failures with %j is %d minutes away',
    (failed, more, minutes) => {
      expect(wait(failed, more)).toBe(minutes * MINUTE);
    },
  );

  it('differs by a tenth, never upwards', () => {
    expect(wait(4, {}, 1)).toBe(INTERVAL * 0.9);
  });
});
