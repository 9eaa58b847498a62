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

import { InputError } from '@backstage/errors';
import type { ReportedObservation } from './ReportedObservation';

/** An uninterrupted stay, as it was reported. */
export interface ReportedStay {
  /** Empty while the tag was not there. */
  digest: string;
  /** Null where the report does not say. */
  platforms: ReadonlyMap<string, string> | null;
  /** Milliseconds since 1970: first and last time at which it was so. */
  fromMs: number;
  seenMs: number;
}

/** What was seen first here, before which reports count. */
export interface OwnBeginning {
  ms: number;
  /** Empty where the tag was not there. */
  digest: string;
}

/**
 * The stays that the observations of one tag amount to, oldest first, as far as
 * they end before the first look.
 *
 * @throws `InputError` that names two observations which cannot both be true
 */
export function toStays(
  observations: readonly ReportedObservation[],
  own: Pick<OwnBeginning, 'ms' | 'digest'>,
): ReportedStay[] {
  const sorted = [...observations].sort((a, b) => a.fromMs - b.fromMs);
  checkOverlaps(sorted);
  const stays: ReportedStay[] = [];
  for (const { digest, platforms, fromMs, untilMs } of sorted) {
    if (fromMs >= own.ms) {
      break;
    }
    // What was looked at here is not taken from reports.
    const seenMs = Math.min(untilMs, own.ms - 1);
    const last = stays.at(-1);
    if (last && last.digest === (digest ?? '')) {
      last.seenMs = seenMs;
      last.platforms ??= platforms;
    } else {
      stays.push({ digest: digest ?? '', platforms, fromMs, seenMs });
    }
  }
  const last = stays.at(-1);
  if (last && last.digest === own.digest) {
    // The first look saw it, too.
    last.seenMs = own.ms;
  }
  return stays;
}

function checkOverlaps(sorted: readonly ReportedObservation[]): void {
  for (let index = 1; index < sorted.length; index += 1) {
    const [earlier, later] = [sorted[index - 1], sorted[index]];
    if (later.fromMs < earlier.untilMs && later.digest !== earlier.digest) {
      throw new InputError(
        `${later.place} begins before ${earlier.place} ends, and names another digest`,
      );
    }
  }
}
