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

import type { CandidateDigest } from './PinImage';

/** Build stamps: `2023.6.20250317.2`, `al2023.2025.10.02.14`. */
const STAMP =
  /(?:^|[^0-9])(20[0-9]{2})([.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])/;

/** Dates before it are those of reproducible builds, which say nothing. */
const EARLIEST = '2010';

/** The day that a tag is stamped with, as a time; null where it has none. */
export function findStamp(tag: string): string | null {
  const [, year, , month, day] = STAMP.exec(tag) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T00:00:00.000Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/**
 * Images that the tag itself was never seen to point to are as old as they say
 * themselves, not as young as our knowledge of them.
 */
export function withAge(candidate: CandidateDigest): CandidateDigest {
  if (candidate.stays.length > 0) {
    return candidate;
  }
  const [created] = [...candidate.images.values()]
    .flatMap(image => toTime(image.created) ?? [])
    .sort();
  return created !== undefined && created < candidate.before
    ? { ...candidate, after: null, before: created }
    : candidate;
}

export function compareNewest(a: CandidateDigest, b: CandidateDigest): number {
  if (a.before !== b.before) {
    return a.before < b.before ? 1 : -1;
  }
  return a.digest < b.digest ? -1 : 1;
}

function toTime(written: string | null): string | null {
  const time = written === null ? NaN : Date.parse(written);
  const iso = Number.isNaN(time) ? '' : new Date(time).toISOString();
  return iso > EARLIEST ? iso : null;
}
