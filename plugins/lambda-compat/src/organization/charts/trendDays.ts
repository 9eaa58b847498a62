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

import { type CountedTone, countByTone } from './pinTones';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A scope that changes by more than this share from one day to the next is marked. */
const SCOPE_CHANGE = 0.1;

/** One day on which was counted. */
export interface TrendDay {
  /** `YYYY-MM-DD`. */
  day: string;
  /** Its beginning in UTC, in milliseconds since the epoch. */
  time: number;
  counts: Record<CountedTone, number>;
  total: number;
  point: CoverageTrendPoint;
}

/** Days on which was not counted, between two on which was. */
export interface TrendGap {
  before: TrendDay;
  after: TrendDay;
  days: number;
}

/** So many references more, or less, than the day before. */
export interface ScopeChange {
  day: TrendDay;
  delta: number;
}

/** In order of time, each day once, without what is no day. */
export function trendDays(points: readonly CoverageTrendPoint[]): TrendDay[] {
  const days = new Map<number, TrendDay>();
  for (const point of points) {
    const time = Date.parse(`${point.day}T00:00:00Z`);
    if (!Number.isNaN(time)) {
      days.set(time, {
        day: point.day,
        time,
        counts: countByTone(point.references.byClass),
        total: point.references.total,
        point,
      });
    }
  }
  return [...days.values()].sort((a, b) => a.time - b.time);
}

/** Neighbours among the days, as pairs. */
function pairs(days: readonly TrendDay[]): Array<[TrendDay, TrendDay]> {
  return days.slice(1).map((day, index) => [days[index], day]);
}

function daysBetween(before: TrendDay, after: TrendDay): number {
  return Math.round((after.time - before.time) / DAY_MS) - 1;
}

export function trendGaps(days: readonly TrendDay[]): TrendGap[] {
  return pairs(days)
    .map(([before, after]) => ({
      before,
      after,
      days: daysBetween(before, after),
    }))
    .filter(gap => gap.days > 0);
}

/** The days between two gaps. Nothing is drawn from one run to the next. */
export function trendRuns(days: readonly TrendDay[]): TrendDay[][] {
  const runs: TrendDay[][] = [];
  let run: TrendDay[] = [];
  for (const day of days) {
    const previous = run.at(-1);
    if (previous && daysBetween(previous, day) > 0) {
      runs.push(run);
      run = [];
    }
    run.push(day);
  }
  return run.length > 0 ? [...runs, run] : runs;
}

export function scopeChanges(days: readonly TrendDay[]): ScopeChange[] {
  return pairs(days)
    .map(([before, day]) => ({
      day,
      before: before.total,
      delta: day.total - before.total,
    }))
    .filter(
      ({ before, delta }) =>
        delta !== 0 && Math.abs(delta) > before * SCOPE_CHANGE,
    )
    .map(({ day, delta }) => ({ day, delta }));
}
