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

import { parseRetryAfter } from '../headers/retryAfter';
import { parseRateLimit } from '../headers/rateLimit';
import { headerOf } from '../headers/answerHeaders';
import type { AnswerHeaders } from '../headers/answerHeaders';
import type { Parking } from './RequestBudget';

/** First wait where a registry says no time; doubled with every refusal. */
const FIRST_WAIT_MS = 5_000;
const MAX_WAIT_MS = 3_600_000;

/** A window of six hours that rolls: some of it is free again after one. */
const PULL_LIMIT_WAIT_MS = 3_600_000;

export interface Refusal extends Parking {
  /**
   * `pulls` where only manifests are counted: Docker Hub answers requests for
   * their digests (HEAD) all the same.
   */
  scope: 'all' | 'pulls';
}

export interface RefusedAnswer {
  method: 'HEAD' | 'GET';
  status: number;
  headers: AnswerHeaders;
  /** Beginning of the body; empty for answers to HEAD. */
  body: string;
  /** Milliseconds since 1970. */
  now: number;
  /** How many refusals came before it without a good answer between. */
  before: number;
  /** Between 0 and 1, so that replicas do not all come back at once. */
  jitter: number;
}

/**
 * What a 429, or a 503 that says when to come back, asks for. Three kinds are
 * told apart by their text, because only waiting helps with the first, hours
 * with the second and nothing before the next month with the third.
 */
export function readRefusal(answer: RefusedAnswer): Refusal {
  const { body, headers, now, status } = answer;
  if (/data limit exceeded/i.test(body)) {
    return {
      until: nextMonth(now),
      reason: 'its monthly data limit is used up',
      code: 'quota-exhausted',
      status,
      scope: 'all',
    };
  }
  const after = parseRetryAfter(headerOf(headers, 'retry-after'), now);
  const remaining = parseRateLimit(headerOf(headers, 'ratelimit-remaining'));
  if (
    /pull rate limit|increase-rate-limit/i.test(body) ||
    remaining?.count === 0
  ) {
    return {
      until: withJitter(after ?? now + PULL_LIMIT_WAIT_MS, answer),
      reason: 'its pull limit is used up',
      code: 'quota-exhausted',
      status,
      scope: answer.method === 'HEAD' ? 'all' : 'pulls',
    };
  }
  const wait = Math.min(
    FIRST_WAIT_MS * 2 ** Math.min(answer.before, 20),
    MAX_WAIT_MS,
  );
  return {
    until: withJitter(after ?? now + wait, answer),
    reason:
      status === 503
        ? 'it is not available and said when to come back'
        : 'it answered that it is asked too often',
    code: 'rate-limited',
    status,
    scope: 'all',
  };
}

/** Up to a tenth more. */
function withJitter(until: number, answer: RefusedAnswer): number {
  return Math.round(until + (until - answer.now) * 0.1 * answer.jitter);
}

function nextMonth(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
