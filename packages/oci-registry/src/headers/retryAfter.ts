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

const MIN_MS = 1000;
const MAX_MS = 3_600_000;

/**
 * When a server may be asked again, by its `Retry-After`: seconds, also a
 * fraction of one, or an HTTP date. At least 1 s from now, because some say 0
 * or less than a millisecond and mean "not so fast", and at most 1 h, because
 * a mistake there must not silence a registry for a year.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970; undefined where there is no such header or
 *   none that can be read
 *
 * @public
 */
export function parseRetryAfter(
  header: string | null | undefined,
  now: number,
): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,12}(?:\.\d{0,12})?$|^\.\d{1,12}$/.test(text)) {
    return now + bounded(Number(text) * 1000);
  }
  if (!/^[A-Z][a-z]{2,8},? /.test(text) || text.length > 64) {
    return undefined;
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : now + bounded(date - now);
}

function bounded(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, MIN_MS), MAX_MS);
}
