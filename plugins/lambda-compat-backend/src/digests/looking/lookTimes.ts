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

import { createHash } from 'node:crypto';

const FIRST_RETRY_MS = 60_000;
const JITTER = 0.1;

/** Beyond it nobody waits, whatever a registry asks for. */
export const LONGEST_WAIT_MS = 6 * 3_600_000;

/**
 * When a tag is looked at again: at the next of its times, which lie one
 * interval apart. Tags of one repository have the same times, because they share
 * a token; those of other repositories have others, so that looks are spread.
 *
 * Never later than an interval from now, and not sooner than half of one: whose
 * look was forced, or late, comes back to its times in two steps.
 */
export function getNextLook(
  now: number,
  intervalMs: number,
  host: string,
  repository: string,
): number {
  const phase = getPhase(`${host}/${repository}`) % intervalMs;
  const sinceLast = (((now - phase) % intervalMs) + intervalMs) % intervalMs;
  const untilNext = intervalMs - sinceLast;
  return (
    now +
    (untilNext < intervalMs / 2
      ? untilNext + Math.ceil(intervalMs / 2)
      : untilNext)
  );
}

/**
 * When a tag is looked at again that no answer was had for: after a minute, or
 * the interval where that is shorter, then after twice as long each time, up to
 * some intervals.
 *
 * @param options - `failedAttempts` before this one; `retryAt` where the
 *   registry asked to be left alone
 * @param random - from 0 to 1
 */
export function getNextAttempt(
  now: number,
  options: {
    failedAttempts: number;
    intervalMs: number;
    intervals: number;
    retryAt?: number;
  },
  random: number = Math.random(),
): number {
  const { failedAttempts, intervalMs, intervals, retryAt = 0 } = options;
  const first = Math.min(FIRST_RETRY_MS, intervalMs);
  // Beyond 2^20 minutes every bound is exceeded, and numbers stay exact.
  const backOff = first * 2 ** Math.min(failedAttempts, 20);
  const longest = Math.min(intervalMs * intervals, LONGEST_WAIT_MS);
  // Never more than the interval asks for, so less by the jitter.
  const wait = Math.round(
    Math.min(backOff, Math.max(longest, first)) * (1 - JITTER * random),
  );
  return now + Math.max(wait, Math.min(retryAt - now, LONGEST_WAIT_MS));
}

/** A number that a text always has, spread evenly. */
function getPhase(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}
