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

/** How far Page Up and Page Down go. */
const LEAP = 7;

/**
 * Where a key leads in a row of things that is one stop of the Tab key.
 *
 * @returns undefined where the key does not move
 */
export function nextIndex(
  key: string,
  current: number,
  length: number,
): number | undefined {
  const last = length - 1;
  const places: Record<string, number> = {
    ArrowLeft: current - 1,
    ArrowRight: current + 1,
    PageUp: current - LEAP,
    PageDown: current + LEAP,
    Home: 0,
    End: last,
  };
  const place = places[key];
  return place === undefined || length === 0
    ? undefined
    : Math.max(0, Math.min(last, place));
}
