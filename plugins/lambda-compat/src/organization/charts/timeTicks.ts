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

import { DAY_MS } from './trendDays';

/** From here on months are written instead of weeks. */
const MONTHS_FROM_DAYS = 45;

function startsOfMonths(from: number, to: number): number[] {
  const starts: number[] = [];
  const first = new Date(from);
  for (let month = 1; ; month++) {
    const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month);
    if (start > to) {
      return starts;
    }
    starts.push(start);
  }
}

/**
 * The days that are written below a chart: the first, then weeks or months,
 * and none so near to another that their texts would touch.
 *
 * @param from - the first day, in milliseconds since the epoch
 * @param to - the last day
 * @param place - where a day is on the axis
 * @param distance - the least between two texts, in the unit of `place`
 */
export function timeTicks(
  from: number,
  to: number,
  place: (time: number) => number,
  distance: number,
): number[] {
  const candidates = [from];
  if (to - from > MONTHS_FROM_DAYS * DAY_MS) {
    candidates.push(...startsOfMonths(from, to));
  } else {
    for (let time = from + 7 * DAY_MS; time <= to; time += 7 * DAY_MS) {
      candidates.push(time);
    }
  }
  const ticks: number[] = [];
  for (const time of candidates) {
    const previous = ticks.at(-1);
    if (previous === undefined || place(time) - place(previous) >= distance) {
      ticks.push(time);
    }
  }
  return ticks;
}
