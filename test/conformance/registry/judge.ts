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

import { isDeepStrictEqual } from 'node:util';
import type { Expectation } from './case';
import type { Answer } from './client';
import type { Stage } from './server/stage';

/**
 * Compares an answer with what is right.
 *
 * @returns undefined where it is right, else a sentence
 */
export function judgeAnswer(
  expected: Expectation,
  answer: Exclude<Answer, { cannot: string }>,
  stage: Stage,
): string | undefined {
  if (expected.anything) {
    return undefined;
  }
  if ('failure' in answer) {
    return judgeFailure(expected, answer, stage);
  }
  const wanted = wantedOf(expected, stage);
  const [[kind, given]] = Object.entries(answer);
  return kind in wanted &&
    isDeepStrictEqual(given, wanted[kind as keyof typeof wanted])
    ? undefined
    : `answered ${kind} ${shorten(given)} instead of ${wording(
        expected,
        stage,
      )}`;
}

function judgeFailure(
  expected: Expectation,
  answer: Extract<Answer, { failure: unknown }>,
  stage: Stage,
): string | undefined {
  const { failures, retryIn } = expected;
  const right =
    failures !== undefined &&
    (answer.failure === 'unknown' || failures.includes(answer.failure));
  if (!right) {
    return `failed with ${answer.failure} (${
      answer.message
    }) instead of ${wording(expected, stage)}`;
  }
  if (retryIn === undefined || answer.failure === 'unknown') {
    return undefined;
  }
  const ms = (answer.retryAt ?? NaN) - Date.now();
  return ms >= retryIn.atLeast && ms <= retryIn.atMost
    ? undefined
    : `says to ask again in ${Math.round(ms)} ms instead of ${
        retryIn.atLeast
      } to ${retryIn.atMost} ms`;
}

function wantedOf(expected: Expectation, stage: Stage) {
  return {
    ...(expected.digest && { digest: expected.digest(stage) }),
    ...(expected.platforms && { platforms: expected.platforms(stage) }),
    ...(expected.tags && { tags: expected.tags }),
    ...(expected.quota !== undefined && { quota: expected.quota }),
  };
}

function wording(expected: Expectation, stage: Stage): string {
  const wanted = Object.entries(wantedOf(expected, stage)).map(
    ([kind, value]) => `${kind} ${shorten(value)}`,
  );
  const failures = expected.failures
    ? [`failure ${expected.failures.join(' or ')}`]
    : [];
  return [...wanted, ...failures].join(' or ');
}

function shorten(value: unknown): string {
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return written.length > 200 ? `${written.slice(0, 200)}…` : written;
}
