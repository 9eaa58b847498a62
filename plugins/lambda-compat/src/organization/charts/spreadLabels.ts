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
 * Moves labels apart that would overlap, as little as needed, and keeps their
 * order. Where there is no room for all of them, they still do not overlap and
 * begin at the start.
 *
 * @param wanted - where each label would be, in ascending order
 * @param distance - the least between two labels
 * @param end - where the last label may be at most; 0 is the least
 */
export function spreadLabels(
  wanted: readonly number[],
  distance: number,
  end: number,
): number[] {
  const places = [...wanted];
  for (let i = places.length - 1, limit = end; i >= 0; i--) {
    places[i] = Math.min(places[i], limit);
    limit = places[i] - distance;
  }
  for (let i = 0, least = 0; i < places.length; i++) {
    places[i] = Math.max(places[i], least);
    least = places[i] + distance;
  }
  return places;
}
