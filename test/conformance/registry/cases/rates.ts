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

import { type ConformanceCase, indexDigest } from '../case';
import { requireToken } from '../server/behaviours/authentication';
import { answer, headers } from '../server/behaviours/conditions';
import { type CaseAnswer, html, registryError, text } from '../server/exchange';
import { atMost, quietAfter, requests, withinFirstSecond } from '../server/log';

const RETRY_AFTER = 'RFC 9110, 10.2.3';
const LIMITED = ['rate-limited'] as const;
const HOUR = 3600_000;
const PULLS = { kind: 'manifest', method: 'GET' } as const;

function tooMany(retryAfter: string | undefined, status = 429): CaseAnswer {
  const headersOfAnswer: Record<string, string> =
    retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
  return text(status, 'Too Many Requests', headersOfAnswer);
}

/** The first request is one too many; how long the next one waits. */
function waits(
  id: string,
  title: string,
  limited: () => CaseAnswer,
  ms: number,
): ConformanceCase {
  return {
    id,
    title,
    source: [RETRY_AFTER, 'edge case 42'],
    origins: () => ({ registry: [answer({ first: 1 }, limited)] }),
    steps: [{ ask: 'digest', digest: indexDigest, failures: LIMITED }],
    log: [quietAfter(limited().status, ms)],
  };
}

/** A 429 whose body says what kind of limit was reached. */
function saying(
  id: string,
  title: string,
  source: string,
  body: CaseAnswer,
  failures: ConformanceCase['steps'][number]['failures'],
): ConformanceCase {
  return {
    id,
    title,
    source: [source],
    origins: () => ({ registry: [answer(PULLS, () => body)] }),
    steps: [{ ask: 'manifest', failures }],
    log: [atMost(PULLS, 4)],
  };
}

/** Registries that have had enough, and what they say is left. */
export const RATE_CASES: readonly ConformanceCase[] = [
  waits(
    'retry-after-seconds',
    'Retry-After in seconds is waited for',
    () => tooMany('2'),
    1_950,
  ),
  waits(
    'retry-after-date',
    'Retry-After as a date is waited for',
    () => tooMany(new Date(Date.now() + 3_000).toUTCString()),
    1_900,
  ),
  waits(
    'retry-after-zero',
    'Retry-After 0 does not mean at once, for everybody',
    () => tooMany('0'),
    900,
  ),
  waits(
    'retry-after-fraction',
    'Retry-After 0.0004, as ghcr.io sends it, is not zero milliseconds',
    () => tooMany('0.000447'),
    900,
  ),
  waits(
    'retry-after-past',
    'Retry-After with a date gone by does not mean at once',
    () => tooMany('Wed, 21 Oct 2015 07:28:00 GMT'),
    900,
  ),
  waits(
    'retry-after-garbage',
    'Retry-After that is neither is as good as none',
    () => tooMany('soon'),
    900,
  ),
  waits(
    'retry-after-negative',
    'Retry-After below zero is as good as none',
    () => tooMany('-5'),
    900,
  ),
  waits(
    'retry-after-html',
    'A 429 with a page of HTML is a 429',
    () => ({
      ...html(429, 'Slow down'),
      headers: { 'Content-Type': 'text/html', 'Retry-After': '1' },
    }),
    950,
  ),
  waits(
    'retry-after-503',
    'A 503 with Retry-After is waited for, too',
    () => tooMany('1', 503),
    950,
  ),
  {
    id: 'retry-after-hour',
    memory: true,
    title:
      'Retry-After of an hour is no wait but a failure that says until when, and keeps it',
    source: [RETRY_AFTER, 'edge case 42'],
    origins: () => ({ registry: [answer({}, () => tooMany('3000'))] }),
    steps: [
      {
        ask: 'digest',
        failures: LIMITED,
        within: 3_000,
        retryIn: { atLeast: 2_900_000, atMost: HOUR },
      },
      { ask: 'digest', tag: 'list', failures: LIMITED, within: 3_000 },
    ],
    log: [requests({ origin: 'registry' }, 1)],
  },
  {
    id: 'retry-after-years',
    title:
      'Retry-After of thirty years does not park a registry for longer than an hour',
    source: ['edge case 42'],
    origins: () => ({ registry: [answer({}, () => tooMany('999999999'))] }),
    steps: [
      {
        ask: 'digest',
        failures: LIMITED,
        within: 3_000,
        retryIn: { atLeast: HOUR / 2, atMost: 1.1 * HOUR },
      },
    ],
  },
  {
    id: 'retry-bounded',
    title: 'A 429 that goes on and on is asked again at most a few times',
    source: ['edge case 43'],
    origins: () => ({ registry: [answer({}, () => tooMany(undefined))] }),
    steps: [{ ask: 'digest', failures: LIMITED, within: 20_000 }],
    log: [requests({ origin: 'registry' }, 1, 8)],
  },
  {
    id: 'retry-storm',
    memory: true,
    title:
      'Many questions that are refused together do not come back all at once and again',
    source: ['edge case 43'],
    origins: () => ({
      registry: [answer({ first: 6 }, () => tooMany('1'))],
    }),
    steps: [
      { ask: 'digest', times: 6, digest: indexDigest, failures: LIMITED },
    ],
    log: [atMost({ origin: 'registry' }, 18)],
  },
  {
    id: 'retry-other-host',
    memory: true,
    title: 'A registry that has had enough does not hold up another',
    source: ['edge case 40'],
    others: stage => [
      {
        host: stage.host('second'),
        endpoint: stage.origin('second'),
        allowPrivateAddresses: true,
      },
    ],
    origins: () => ({ registry: [answer({}, () => tooMany('3000'))] }),
    steps: [
      { ask: 'digest', failures: LIMITED },
      {
        ask: 'digest',
        host: stage => stage.host('second'),
        digest: indexDigest,
        within: 2_000,
      },
    ],
  },
  {
    id: 'retry-token-service',
    memory: true,
    title: 'A token service that has had enough is a limit, not missing access',
    source: ['edge cases 27, 42'],
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [answer({}, () => tooMany('3000'))],
    }),
    steps: [
      { ask: 'digest', failures: LIMITED, within: 3_000 },
      { ask: 'digest', tag: 'list', failures: LIMITED, within: 3_000 },
    ],
    log: [atMost({ kind: 'token' }, 2)],
  },
  saying(
    'quota-docker-hub',
    'The pull limit of Docker Hub is not over in a second',
    'Docker Hub, usage and limits',
    registryError(
      429,
      'TOOMANYREQUESTS',
      'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    ),
    ['quota-exhausted'],
  ),
  saying(
    'abuse-docker-hub',
    'The abuse limit of Docker Hub is not its pull limit',
    'Docker Hub, usage and limits',
    text(429, 'Too Many Requests'),
    ['rate-limited'],
  ),
  saying(
    'quota-ecr-public',
    'The data of a month at ECR Public is not there again in a second',
    'aws-lambda-web-adapter#595',
    registryError(429, 'TOOMANYREQUESTS', 'Data limit exceeded'),
    ['quota-exhausted'],
  ),
  saying(
    'rate-ecr-public',
    'The rate of ECR Public is not its data limit',
    'aws-lambda-web-adapter#429',
    registryError(429, 'TOOMANYREQUESTS', 'Rate exceeded'),
    ['rate-limited'],
  ),
  {
    id: 'quota-headers',
    title: 'What is left of a quota is read from the headers, window included',
    source: ['edge case 41', 'Docker Hub, usage and limits'],
    origins: () => ({
      registry: [
        headers(
          {},
          {
            'ratelimit-limit': '100;w=21600',
            'ratelimit-remaining': '97;w=21600',
          },
        ),
      ],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'quota', quota: { limit: 100, remaining: 97, window: 21600 } },
    ],
  },
  {
    id: 'quota-none',
    title: 'A registry that speaks of no quota has none, not one of zero',
    source: ['edge case 41'],
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'quota', quota: null },
    ],
  },
  {
    id: 'rate-kept',
    title: 'A rate that the configuration sets is kept',
    source: ['edge case 40'],
    registry: () => ({ requestsPerSecond: 4, burst: 2 }),
    steps: [{ ask: 'digest', times: 8, digest: indexDigest }],
    log: [withinFirstSecond(6)],
  },
];
