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

import { type ConformanceCase, indexDigest, layerOf } from '../case';
import { requireToken } from '../server/behaviours/authentication';
import { answer, body } from '../server/behaviours/conditions';
import { dripping, stalled } from '../server/behaviours/transfer';

const LIMITS = 'limits of the README';
const GET = { kind: 'manifest', method: 'GET' } as const;
const IN_TIME = { within: 10_000 };
const IMPATIENT = { headersMs: 700, idleMs: 700, totalMs: 2_500 };

/** Time without an end. */
export const TIME_CASES: readonly ConformanceCase[] = [
  {
    id: 'headers-never',
    title: 'A registry that does not answer is left after a while',
    source: [LIMITS, 'measured: a stopped docker-registry'],
    patience: IMPATIENT,
    origins: () => ({
      registry: [
        answer({}, () => ({ status: 0, headers: {}, transport: 'never' })),
      ],
    }),
    steps: [{ ask: 'digest', failures: ['timeout'], ...IN_TIME }],
  },
  {
    id: 'body-stalls',
    title: 'A body that stops half-way is left after a while',
    source: [LIMITS],
    patience: IMPATIENT,
    origins: () => ({ registry: [body(GET, stalled)] }),
    steps: [{ ask: 'manifest', failures: ['timeout'], ...IN_TIME }],
  },
  {
    id: 'body-drips',
    title: 'A body that comes a byte at a time is left after a while, too',
    source: [LIMITS],
    patience: IMPATIENT,
    origins: () => ({
      registry: [body(GET, bytes => dripping(bytes, 100))],
    }),
    steps: [{ ask: 'manifest', failures: ['timeout'], ...IN_TIME }],
  },
  {
    id: 'blob-stalls',
    title: 'A blob that stops half-way is left after a while',
    source: [LIMITS],
    patience: IMPATIENT,
    origins: () => ({ registry: [body({ kind: 'blob' }, stalled)] }),
    steps: [{ ask: 'blob', blob: layerOf, failures: ['timeout'], ...IN_TIME }],
  },
  {
    id: 'token-never',
    title: 'A token service that does not answer is left after a while',
    source: [LIMITS],
    patience: IMPATIENT,
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [
        answer({}, () => ({ status: 0, headers: {}, transport: 'never' })),
      ],
    }),
    steps: [{ ask: 'digest', failures: ['timeout'], ...IN_TIME }],
  },
  {
    id: 'recovers',
    memory: true,
    title: 'A registry that was stopped is asked again when it runs again',
    source: ['measured: a stopped docker-registry'],
    patience: IMPATIENT,
    origins: () => ({
      registry: [
        answer({ first: 1 }, () => ({
          status: 0,
          headers: {},
          transport: 'never',
        })),
      ],
    }),
    steps: [
      { ask: 'digest', failures: ['timeout'], digest: indexDigest },
      { ask: 'digest', digest: indexDigest, ...IN_TIME },
    ],
  },
];
