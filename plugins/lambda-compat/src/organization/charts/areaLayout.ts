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

import { scaleLinear } from 'd3-scale';
import { area, stack } from 'd3-shape';

import { type CountedTone, PIN_TONES } from './pinTones';
import { spreadLabels } from './spreadLabels';
import { timeTicks } from './timeTicks';
import {
  DAY_MS,
  scopeChanges,
  type TrendDay,
  trendGaps,
  trendRuns,
} from './trendDays';

/** All in pixels. */
export const CHART_HEIGHT = 252;
const MARGIN = { top: 20, right: 1, bottom: 20, left: 36 };
const LEAST_WIDTH = 120;
const TICK_DISTANCE = 64;
const LABEL_HEIGHT = 18;
/** A day alone between two gaps is drawn as wide as this. */
const SINGLE_DAY = 3;
/** A gap that is narrower is drawn, but has no text. */
const GAP_WITH_TEXT = 48;

export interface AreaLayout {
  width: number;
  plot: { left: number; right: number; top: number; bottom: number };
  areas: Array<{ id: string; tone: CountedTone; path: string }>;
  yTicks: Array<{ value: number; y: number }>;
  xTicks: Array<{ time: number; x: number }>;
  gaps: Array<{ x: number; width: number; hasText: boolean }>;
  changes: Array<{ x: number; delta: number }>;
  /** Where each day is. */
  xs: number[];
  /** Where the name of each tone of the last day stands beside it. */
  ends: Partial<Record<CountedTone, number>>;
  /** The day that is nearest to a place. */
  indexAt: (x: number) => number;
}

/** Where everything in the chart is. */
export function areaLayout(
  days: readonly TrendDay[],
  end: number,
  availableWidth: number,
): AreaLayout {
  const width = Math.max(LEAST_WIDTH, availableWidth);
  const plot = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: CHART_HEIGHT - MARGIN.bottom,
  };
  const from = days[0].time;
  const last = days[days.length - 1];
  // The numbers of today may not have been written down yet: that is no gap.
  const to = end - last.time > DAY_MS ? end : last.time;
  const x = scaleLinear([from, to], [plot.left, plot.right]);
  const y = scaleLinear(
    [0, Math.max(1, ...days.map(({ total }) => total))],
    [plot.bottom, plot.top],
  ).nice(8);

  const xs = days.map(({ time }) => x(time));
  const gaps = trendGaps(days).map(gap => ({
    from: x(gap.before.time),
    to: x(gap.after.time),
  }));
  if (to > last.time) {
    gaps.push({ from: x(last.time), to: plot.right });
  }

  return {
    width,
    plot,
    areas: trendRuns(days).flatMap(run => areasOf(run, x, y)),
    // Half a reference is none.
    yTicks: y
      .ticks(3)
      .filter(Number.isInteger)
      .map(value => ({ value, y: y(value) })),
    xTicks: timeTicks(from, to, x, TICK_DISTANCE).map(time => ({
      time,
      x: x(time),
    })),
    gaps: gaps.map(gap => ({
      x: gap.from,
      width: gap.to - gap.from,
      hasText: gap.to - gap.from >= GAP_WITH_TEXT,
    })),
    changes: scopeChanges(days).map(({ day, delta }) => ({
      x: x(day.time),
      delta,
    })),
    xs,
    ends: endsOf(last, y, plot.bottom),
    indexAt: place => {
      const distances = xs.map(one => Math.abs(one - place));
      return distances.indexOf(Math.min(...distances));
    },
  };
}

type Scale = (value: number) => number;

function areasOf(run: TrendDay[], x: Scale, y: Scale) {
  const single = run.length === 1;
  const spots = single
    ? [-SINGLE_DAY / 2, SINGLE_DAY / 2].map(offset => ({ day: run[0], offset }))
    : run.map(day => ({ day, offset: 0 }));
  const series = stack<(typeof spots)[number], CountedTone>()
    .keys(PIN_TONES)
    .value(({ day }, tone) => day.counts[tone])(spots);
  return series
    .filter(one => run.some(day => day.counts[one.key] > 0))
    .map(one => ({
      id: `${run[0].day} ${one.key}`,
      tone: one.key,
      path:
        area<(typeof one)[number]>()
          .x(({ data }) => x(data.day.time) + data.offset)
          .y0(point => y(point[0]))
          .y1(point => y(point[1]))(one) ?? '',
    }));
}

/** The names stand in the order of the areas, each as near to its own as can be. */
function endsOf(
  last: TrendDay,
  y: Scale,
  bottom: number,
): Partial<Record<CountedTone, number>> {
  const tones: CountedTone[] = [];
  const tops: number[] = [];
  let sum = 0;
  for (const tone of PIN_TONES) {
    const count = last.counts[tone];
    if (count > 0) {
      // From the top down, because the weakest is on top.
      tones.unshift(tone);
      tops.unshift(y(sum + count / 2) - LABEL_HEIGHT / 2);
    }
    sum += count;
  }
  const places = spreadLabels(tops, LABEL_HEIGHT, bottom - LABEL_HEIGHT);
  return Object.fromEntries(tones.map((tone, index) => [tone, places[index]]));
}
