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

// Entities that came in together would otherwise be due together for ever.
const JITTER = 0.1;

const FIRST_RETRY_MS = 60_000;

/**
 * When an entity that was read is due again: after the interval, more or less a
 * tenth of it.
 *
 * @param random - from 0 to 1
 */
export function getNextDue(
  now: number,
  intervalMs: number,
  random: number = Math.random(),
): Date {
  return new Date(now + spread(intervalMs, random));
}

/**
 * When an entity that could not be read is tried again: after a minute, then
 * after twice as long each time, but never later than one that can be read.
 *
 * @param options - `failedAttempts` before this one; `notBeforeMs` from now,
 *   where the source asked to be left alone
 */
export function getNextAttempt(
  now: number,
  options: {
    failedAttempts: number;
    intervalMs: number;
    notBeforeMs?: number;
  },
  random: number = Math.random(),
): Date {
  const { failedAttempts, intervalMs, notBeforeMs = 0 } = options;
  // Beyond 2^20 minutes every interval is exceeded, and numbers stay exact.
  const backOff = FIRST_RETRY_MS * 2 ** Math.min(failedAttempts, 20);
  const wait = spread(Math.min(backOff, intervalMs), random);
  return new Date(now + Math.max(wait, notBeforeMs));
}

function spread(milliseconds: number, random: number): number {
  return Math.round(milliseconds * (1 - JITTER + 2 * JITTER * random));
}
