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

import {
  isRegistryError,
  type RegistryErrorCode,
} from '@lambda-compat/oci-registry';
import { LONGEST_WAIT_MS } from '../looking/lookTimes';
import { toSentence } from '../toSentence';
import type { ContentsResult } from './ContentsStore';
import { ReserveReachedError } from './QuotaReserve';

/** Errors that say that asking again soon is of no use, and will be later. */
const LATER: ReadonlySet<RegistryErrorCode> = new Set([
  'rate-limited',
  'quota-exhausted',
]);

/** Errors that another attempt seldom mends. */
const LASTING: ReadonlySet<RegistryErrorCode> = new Set([
  'manifest-unknown',
  'repository-unknown',
  'not-found',
  'unexpected-answer',
  'wrong-digest',
  'wrong-type',
  'legacy-manifest',
  'too-large',
]);

const MAX_ATTEMPTS = 8;
const MAX_LASTING_ATTEMPTS = 3;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * Decides whether to do without what could not be read. What was there before
 * may have been deleted; what is there now can only have been missed, so it is
 * asked for some more times.
 *
 * @param failedAttempts - before this one
 * @returns a sentence that says why; undefined to try again later
 */
export function giveUpReading(
  error: unknown,
  what: 'before' | 'after',
  failedAttempts: number,
): string | undefined {
  if (
    !isRegistryError(error) ||
    error.code === 'aborted' ||
    LATER.has(error.code)
  ) {
    return undefined;
  }
  const isLasting = LASTING.has(error.code);
  const most = isLasting ? MAX_LASTING_ATTEMPTS : MAX_ATTEMPTS;
  const isOver = (what === 'before' && isLasting) || failedAttempts + 1 >= most;
  return isOver ? toSentence(error) : undefined;
}

/**
 * When reading is tried again, and what is said meanwhile. To be asked to wait
 * is no failed attempt.
 *
 * @param failedAttempts - before this one
 */
export function planRetry(
  error: unknown,
  failedAttempts: number,
  now: number,
): NonNullable<ContentsResult['retry']> {
  if (error instanceof ReserveReachedError) {
    return { message: error.message, dueAt: error.retryAt, counts: false };
  }
  const wait = Math.min(
    FIRST_RETRY_MS * 2 ** Math.min(failedAttempts, 20),
    LONGEST_RETRY_MS,
  );
  if (!isRegistryError(error)) {
    return {
      message:
        'An unexpected error stopped the reading. The log of the backend says more.',
      dueAt: now + wait,
      counts: true,
    };
  }
  const asked = Math.min((error.retryAt ?? 0) - now, LONGEST_WAIT_MS);
  const isLater = LATER.has(error.code);
  return {
    message: toSentence(error),
    dueAt: now + Math.max(isLater ? 1_000 : wait, asked),
    counts: !isLater,
  };
}
