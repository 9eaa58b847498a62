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

import type { LadderRow } from '../../compatibility';

/** The part that tells versions of one namespace apart: `3.4.30`. */
export function shortVersion(row: LadderRow, version: string): string {
  const prefix = `${row.namespace}_`;
  return version.startsWith(prefix) ? version.slice(prefix.length) : version;
}

/** Numbers of a version name, in order: 3.4.9 comes before 3.4.10. */
function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Below 0 where the first comes first. Names without a number come first. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.localeCompare(b);
}

/**
 * The rungs of a row: its scale, with what is needed or provided beside it, in
 * case the scale does not name it.
 */
export function rungsOf(row: LadderRow): string[] {
  const named = [
    ...row.scale,
    ...row.versions.map(({ version }) => version),
    ...row.provided.flatMap(({ version }) => (version ? [version] : [])),
  ];
  return [...new Set(named)].sort(compareVersions);
}
