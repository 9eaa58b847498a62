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

/**
 * A number of requests in a window, as `ratelimit-limit: 100;w=21600` says.
 *
 * @public
 */
export interface RateLimit {
  count: number;
  windowSeconds: number | null;
}

/**
 * Reads `ratelimit-limit` and `ratelimit-remaining`.
 *
 * @returns undefined where there is no such header, which is what a registry
 *   without a limit sends, or none that can be read
 *
 * @public
 */
export function parseRateLimit(
  header: string | null | undefined,
): RateLimit | undefined {
  const [first] = (header ?? '').slice(0, 256).split(',', 1);
  const [count, ...parameters] = first.split(';').map(part => part.trim());
  if (!/^\d{1,15}$/.test(count)) {
    return undefined;
  }
  const window = parameters
    .map(parameter => /^w\s*=\s*(\d{1,10})$/i.exec(parameter)?.[1])
    .find(seconds => seconds !== undefined);
  return {
    count: Number(count),
    windowSeconds: window === undefined ? null : Number(window),
  };
}
