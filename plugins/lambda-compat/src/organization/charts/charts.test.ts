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

import type { CoverageTrendPoint } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { classCounts } from '../../__fixtures__/lists';
import { areaLayout } from './areaLayout';
import { nextIndex } from './nextIndex';
import { classesOf, countByTone, PIN_TONES } from './pinTones';
import { spreadLabels } from './spreadLabels';
import { timeTicks } from './timeTicks';
import {
  DAY_MS,
  scopeChanges,
  trendDays,
  trendGaps,
  trendRuns,
} from './trendDays';

function point(
  day: string,
  counts: Parameters<typeof classCounts>[0],
): CoverageTrendPoint {
  const byClass = classCounts(counts);
  return {
    day,
    components: {
      total: 1,
      byState: {} as CoverageTrendPoint['components']['byState'],
    },
    references: {
      total: Object.values(byClass).reduce((sum, count) => sum + count, 0),
      byClass,
    },
  };
}

const time = (day: string) => Date.parse(`${day}T00:00:00Z`);

describe('tones', () => {
  it('hold every class once and lose no reference', () => {
    expect(PIN_TONES.flatMap(classesOf)).toEqual([
      'digest',
      'dated',
      'exact-os',
      'exact',
      'partial',
      'channel',
      'floating',
      'unresolved',
      'invalid',
    ]);
    expect(
      countByTone({
        digest: 1,
        dated: 2,
        'exact-os': 4,
        exact: 8,
        partial: 16,
        channel: 32,
        floating: 64,
        unresolved: 128,
        invalid: 256,
      }),
    ).toEqual({
      digest: 1,
      dated: 2,
      exact: 12,
      channel: 48,
      floating: 64,
      unresolved: 384,
    });
  });
});

describe('days', () => {
  it('are in order of time, and what is no day is left out', () => {
    const days = trendDays([
      point('2025-03-02', { digest: 2 }),
      point('2025-03-01', { digest: 1 }),
      point('soon', { digest: 9 }),
    ]);
    expect(days.map(({ day }) => day)).toEqual(['2025-03-01', '2025-03-02']);
  });

  it('are cut into runs where days are missing, also over the change to summer time', () => {
    const days = trendDays(
      ['2025-03-29', '2025-03-30', '2025-03-31', '2025-04-04'].map(day =>
        point(day, { digest: 1 }),
      ),
    );
    expect(trendRuns(days).map(run => run.map(({ day }) => day))).toEqual([
      ['2025-03-29', '2025-03-30', '2025-03-31'],
      ['2025-04-04'],
    ]);
    expect(trendGaps(days)).toMatchObject([
      { before: { day: '2025-03-31' }, after: { day: '2025-04-04' }, days: 3 },
    ]);
    expect(trendRuns([])).toEqual([]);
  });

  it('mark a change of the scope by more than a tenth of the day before', () => {
    const days = trendDays([
      point('2025-03-01', { digest: 100 }),
      point('2025-03-02', { digest: 110 }),
      point('2025-03-03', { digest: 122 }),
      point('2025-03-04', { digest: 60 }),
    ]);
    expect(scopeChanges(days)).toMatchObject([
      { day: { day: '2025-03-03' }, delta: 12 },
      { day: { day: '2025-03-04' }, delta: -62 },
    ]);
  });
});

describe('labels at the end', () => {
  it.each<[string, number[], number, number, number[]]>([
    ['stay where there is room', [10, 50, 90], 20, 100, [10, 50, 90]],
    ['are pushed down', [0, 5, 60], 20, 100, [0, 20, 60]],
    ['are pushed up from the end', [70, 95, 120], 20, 100, [60, 80, 100]],
    ['do not overlap where there is no room', [0, 1, 2], 20, 30, [0, 20, 40]],
  ])('%s', (_, wanted, distance, end, places) => {
    expect(spreadLabels(wanted, distance, end)).toEqual(places);
  });
});

describe('days below the axis', () => {
  const perDay = (pixels: number) => (at: number) =>
    ((at - time('2025-01-09')) / DAY_MS) * pixels;
  const texts = (ticks: number[]) =>
    ticks.map(tick => new Date(tick).toISOString().slice(0, 10));

  it('are the first and then months', () => {
    expect(
      texts(timeTicks(time('2025-01-09'), time('2025-04-09'), perDay(8), 60)),
    ).toEqual(['2025-01-09', '2025-02-01', '2025-03-01', '2025-04-01']);
  });

  it('are weeks in a short period, and never touch', () => {
    expect(
      texts(timeTicks(time('2025-01-09'), time('2025-02-08'), perDay(5), 60)),
    ).toEqual(['2025-01-09', '2025-01-23', '2025-02-06']);
  });
});

describe('areas', () => {
  it('leave gaps empty and stack the strongest at the bottom', () => {
    const days = trendDays([
      point('2025-03-01', { digest: 5, floating: 5 }),
      point('2025-03-02', { digest: 6, floating: 4 }),
      point('2025-03-05', { digest: 10 }),
      point('2025-03-06', { digest: 10 }),
    ]);
    const layout = areaLayout(days, time('2025-03-06'), 537);

    // Left 36, right 1: 500 pixels for five days.
    expect(layout.xs).toEqual([36, 136, 436, 536]);
    expect(layout.areas.map(({ id }) => id)).toEqual([
      '2025-03-01 digest',
      '2025-03-01 floating',
      '2025-03-05 digest',
    ]);
    // From the baseline at 232 to the top at 20 stand ten references.
    expect(layout.areas[0].path).toBe('M36,126L136,104.8L136,232L36,232Z');
    expect(layout.areas[1].path).toBe('M36,20L136,20L136,104.8L36,126Z');
    expect(layout.areas[2].path).toBe('M436,20L536,20L536,232L436,232Z');
    expect(layout.gaps).toEqual([{ x: 136, width: 300, hasText: true }]);
    expect(layout.indexAt(300)).toBe(2);
    expect(layout.indexAt(0)).toBe(0);
    expect(layout.ends).toEqual({ digest: 117 });
  });

  it('show days after the last that was counted as a gap, but not today alone', () => {
    const days = trendDays([
      point('2025-03-01', { digest: 1 }),
      point('2025-03-02', { digest: 1 }),
    ]);
    expect(areaLayout(days, time('2025-03-03'), 537).gaps).toEqual([]);
    expect(areaLayout(days, time('2025-03-06'), 537).gaps).toEqual([
      { x: 136, width: 400, hasText: true },
    ]);
  });
});

describe('keys', () => {
  it.each<[string, number, number | undefined]>([
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 3, 4],
    ['ArrowRight', 9, 9],
    ['PageUp', 9, 2],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['Enter', 5, undefined],
    ['Tab', 5, undefined],
  ])('%s leads from %i to %p of ten', (key, from, to) => {
    expect(nextIndex(key, from, 10)).toBe(to);
  });
});
