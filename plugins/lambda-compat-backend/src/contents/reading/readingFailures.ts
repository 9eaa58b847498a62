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

import { isContentsError } from '@lambda-compat/image-contents';
import {
  isRegistryError,
  type RegistryErrorCode,
} from '@lambda-compat/oci-registry';
import { ReserveReachedError } from '../../digests/classifying/QuotaReserve';
import { LONGEST_WAIT_MS } from '../../digests/looking/lookTimes';
import { toSentence } from '../../digests/toSentence';
import type { ReadingResult } from './ImageReadingStore';

/** Errors that say that asking again soon is of no use, and will be later. */
const LATER: ReadonlySet<RegistryErrorCode> = new Set([
  'rate-limited',
  'quota-exhausted',
]);

/** Errors that another attempt seldom mends. */
const LASTING: ReadonlySet<RegistryErrorCode> = new Set([
  'no-access',
  'manifest-unknown',
  'repository-unknown',
  'not-found',
  'unexpected-answer',
  'wrong-digest',
  'wrong-type',
  'legacy-manifest',
  'refused-address',
  'too-large',
]);

const FIRST_RETRY_MS = 60_000;
const LASTING_RETRY_MS = 6 * 3_600_000;
const LONGEST_RETRY_MS = 24 * 3_600_000;
/** A new version of this plugin may understand it. */
const UNSUPPORTED_RETRY_MS = 7 * 86_400_000;
const JITTER = 0.1;

/** Before, a failure that may pass soon is not called one. */
const PATIENT_ATTEMPTS = 3;

/**
 * What is said of an image that could not be read, and when it is tried again.
 * To be asked to wait is no failed attempt.
 *
 * @param failedAttempts - before this one
 * @param random - from 0 to 1
 */
export function planFailure(
  error: unknown,
  failedAttempts: number,
  now: number,
  random: number = Math.random(),
): Extract<ReadingResult, { reason: string }> {
  if (error instanceof ReserveReachedError) {
    const { message: reason, retryAt: dueAt } = error;
    return { state: 'pending', reason, dueAt, counts: false };
  }
  const after = (first: number, longest: number) =>
    now +
    Math.round(
      Math.min(first * 2 ** Math.min(failedAttempts, 20), longest) *
        (1 + JITTER * random),
    );
  if (isContentsError(error)) {
    const reason = toSentence(error);
    if (error.code === 'too-large') {
      return { state: 'too-large', reason, dueAt: 0, counts: true };
    }
    const first =
      error.code === 'unsupported' ? UNSUPPORTED_RETRY_MS : LASTING_RETRY_MS;
    const dueAt = after(first, Math.max(first, LONGEST_RETRY_MS));
    return { state: 'failed', reason, dueAt, counts: true };
  }
  const soon = {
    state:
      failedAttempts + 1 >= PATIENT_ATTEMPTS
        ? ('failed' as const)
        : ('pending' as const),
    dueAt: after(FIRST_RETRY_MS, LONGEST_RETRY_MS),
    counts: true,
  };
  if (!isRegistryError(error)) {
    const reason =
      'An unexpected error stopped the reading. The log of the backend says more.';
    return { ...soon, reason };
  }
  const reason = toSentence(error);
  const asked = now + Math.min((error.retryAt ?? 0) - now, LONGEST_WAIT_MS);
  if (LATER.has(error.code)) {
    const dueAt = Math.max(now + FIRST_RETRY_MS, asked);
    return { state: 'pending', reason, dueAt, counts: false };
  }
  if (LASTING.has(error.code)) {
    const dueAt = after(LASTING_RETRY_MS, LONGEST_RETRY_MS);
    return { state: 'failed', reason, dueAt, counts: true };
  }
  return { ...soon, reason, dueAt: Math.max(soon.dueAt, asked) };
}
