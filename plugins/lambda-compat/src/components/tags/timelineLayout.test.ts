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

import { digest, interval, tagMove, watchedTag } from '../../__fixtures__/tags';
import { timelineOf } from '../../tags';
import { timelineLayout } from './timelineLayout';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2025-03-01T00:00:00Z');
const iso = (days: number) => new Date(START + days * DAY).toISOString();

/** Ten days; the tag is known from the second on and moves on the days given. */
function layout(movedOn: readonly number[], width = 600) {
  const bounds = [2, ...movedOn];
  const timeline = timelineOf({
    history: {
      tag: watchedTag({ seenAt: iso(10), checkedAt: iso(10) }),
      intervals: bounds.map((day, index) =>
        interval({
          digest: digest(`${index}`),
          began: { after: null, before: iso(day) },
          endedBefore:
            index + 1 < bounds.length ? iso(bounds[index + 1]) : null,
        }),
      ),
      outages: [],
      moves: movedOn.map(day =>
        tagMove({ id: `m${day}`, between: { after: null, before: iso(day) } }),
      ),
      knownSince: iso(2),
      truncated: false,
    },
    platform: null,
    from: START,
    to: START + 10 * DAY,
    builds: [3, 3.2, 8].map(day => ({
      at: iso(day),
      functionName: 'orders',
      number: String(day),
      url: null,
      commit: null,
    })),
  });
  return timelineLayout(timeline, width);
}

describe('timelineLayout', () => {
  it('places everything on one scale, and leaves what is not known blank', () => {
    const { blank, builds, flags, pieces } = layout([5]);
    expect(blank).toEqual({ width: 20, hasText: false });
    expect(pieces.map(({ left, width }) => [left, width])).toEqual([
      [20, 30],
      [50, 50],
    ]);
    expect(flags.map(({ left }) => left)).toEqual([50]);
    expect(builds.map(({ left }) => left)).toEqual([30, 32, 80]);
  });

  it('keeps the letter only where a piece or the chart is narrow', () => {
    const labels = (width: number) =>
      layout([5, 6, 6.1], width).pieces.map(({ label }) => label);
    expect(labels(600)).toEqual(['text', 'letter', 'none', 'text']);
    expect(labels(300)).toEqual(['letter', 'letter', 'none', 'letter']);
  });

  it('leaves texts out that would touch, and flags that would cover others', () => {
    const { builds, flags } = layout([4, 4.1, 9], 600);
    expect(flags.map(({ move }) => move.move.id)).toEqual(['m4.1', 'm9']);
    expect(flags.every(({ hasText }) => hasText)).toBe(true);
    expect(builds.map(({ hasText }) => hasText)).toEqual([false, false, true]);
    expect(layout([4, 4.1, 9], 300).flags.some(flag => flag.hasText)).toBe(
      false,
    );
  });
});
