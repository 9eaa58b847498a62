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

import type { PinCandidate, PinSuggestion } from './types';

/** A candidate, each digest once, in the order of their age. */
export type RankedCandidate = PinCandidate;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Build stamps: `2023.6.20250317.2`, `al2023.2025.10.02.14`, `20250317`. */
const STAMP =
  /(?:^|[^0-9])(20\d{2})([.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![0-9])/;

/**
 * What is missed by a digest that is not the newest; null where it is.
 *
 * @param ranked - all that were seen, newest first
 *
 * @internal
 */
export function behindOf(
  chosen: RankedCandidate,
  ranked: readonly RankedCandidate[],
): NonNullable<PinSuggestion['suggestion']>['behind'] {
  const newer = new Set(
    ranked
      .slice(0, ranked.indexOf(chosen))
      .map(({ digest, platformDigest }) => platformDigest ?? digest),
  );
  // Another index with the same image for the architecture has nothing more.
  newer.delete(chosen.platformDigest ?? chosen.digest);
  if (newer.size === 0) {
    return null;
  }
  const since = sinceOf(chosen);
  return {
    releases: newer.size,
    since,
    sentence: `${newer.size} ${
      newer.size === 1 ? 'release' : 'releases'
    } behind current; security fixes after ${dayOf(since)} are missing`,
  };
}

/**
 * The day that the tag is stamped with, else the first time that it was seen:
 * what came later cannot be in it.
 */
function sinceOf({ tag, dated, before }: PinCandidate): string {
  const match = dated && tag !== null ? STAMP.exec(tag) : null;
  if (match) {
    const stamped = `${match[1]}-${match[3]}-${match[4]}T00:00:00.000Z`;
    // Date.parse takes the 30th of February for the 2nd of March.
    const time = new Date(stamped);
    if (
      !Number.isNaN(time.getTime()) &&
      time.toISOString() === stamped &&
      time.getTime() <= Date.parse(before)
    ) {
      return stamped;
    }
  }
  return before;
}

/**
 * A day as people write it: `17 Mar 2025`; as given where it is none.
 *
 * @internal
 */
export function dayOf(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? iso
    : `${time.getUTCDate()} ${
        MONTHS[time.getUTCMonth()]
      } ${time.getUTCFullYear()}`;
}
