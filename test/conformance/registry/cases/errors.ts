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
import { answer } from '../server/behaviours/conditions';
import { raw } from '../server/behaviours/transfer';
import { html, registryError, text } from '../server/exchange';
import { atMost, requests } from '../server/log';

const ERRORS = 'distribution-spec, Error codes';
const ALL = {};
const NO_ACCESS = ['no-access'] as const;

/** Answers that are no answer, and what they must not be taken for. */
export const ERROR_CASES: readonly ConformanceCase[] = [
  {
    id: 'error-tag-missing',
    title:
      'A tag that is not there is unknown, after it was asked with all four types',
    source: [ERRORS, 'edge cases 1, 26'],
    steps: [
      { ask: 'digest', tag: 'missing', failures: ['manifest-unknown'] },
      { ask: 'manifest', tag: 'missing', failures: ['manifest-unknown'] },
    ],
  },
  {
    id: 'error-tag-deleted',
    title:
      'A tag that was deleted is unknown, and there again when it comes back',
    source: ['edge case 26'],
    steps: [
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'digest',
        prepare: stage => stage.content.untag('latest'),
        failures: ['manifest-unknown'],
      },
      {
        ask: 'digest',
        prepare: stage => stage.content.tag('latest', stage.content.index),
        digest: indexDigest,
      },
    ],
  },
  {
    id: 'error-repository-missing',
    title:
      'A repository that is not there is told apart from a tag that is not there',
    source: [ERRORS, 'edge case 27'],
    origins: () => ({
      registry: [
        answer(ALL, () =>
          registryError(404, 'NAME_UNKNOWN', 'repository name not known'),
        ),
      ],
    }),
    steps: [{ ask: 'digest', failures: ['repository-unknown'] }],
  },
  {
    id: 'error-404-html',
    title: 'A 404 that is a page of HTML does not say that the tag was deleted',
    source: ['edge case 27', ERRORS],
    origins: () => ({
      registry: [answer(ALL, () => html(404, 'Not found'))],
    }),
    steps: [{ ask: 'digest', failures: ['not-found', 'unexpected-answer'] }],
  },
  {
    id: 'error-410',
    title: 'A 410 is not found, without a word on deletion',
    source: [ERRORS],
    origins: () => ({ registry: [answer(ALL, () => text(410, 'Gone'))] }),
    steps: [{ ask: 'digest', failures: ['not-found', 'unexpected-answer'] }],
  },
  {
    id: 'error-401-without-challenge',
    title: 'A 401 without a challenge is no access, not a deleted tag',
    source: ['edge case 27', 'RFC 9110, 15.5.2'],
    origins: () => ({
      registry: [
        answer(ALL, () =>
          registryError(401, 'UNAUTHORIZED', 'authentication required'),
        ),
      ],
    }),
    steps: [{ ask: 'digest', failures: NO_ACCESS }],
    log: [atMost({ origin: 'registry' }, 6)],
  },
  {
    id: 'error-403',
    title:
      'A 403 is no access, not a deleted tag, and is not asked again and again',
    source: ['edge case 27', ERRORS],
    origins: () => ({
      registry: [
        answer(ALL, () =>
          registryError(403, 'DENIED', 'requested access is denied'),
        ),
      ],
    }),
    steps: [{ ask: 'digest', failures: NO_ACCESS }],
    log: [atMost({ origin: 'registry' }, 6)],
  },
  ...[500, 502, 503, 504].map(
    (status): ConformanceCase => ({
      id: `error-${status}`,
      title: `A ${status} is an error of the server, asked again at most a few times`,
      source: ['RFC 9110, 15.6', 'edge case 43'],
      origins: () => ({
        registry: [answer(ALL, () => html(status, 'Something went wrong'))],
      }),
      steps: [{ ask: 'digest', failures: ['server-error', 'rate-limited'] }],
      log: [requests({ origin: 'registry' }, 1, 8)],
    }),
  ),
  ...[204, 206, 304, 418].map(
    (status): ConformanceCase => ({
      id: `error-${status}`,
      title: `A ${status} that nobody asked for is no digest`,
      source: ['RFC 9110, 15'],
      origins: () => ({
        registry: [answer(ALL, () => ({ status, headers: {} }))],
      }),
      steps: [{ ask: 'digest', failures: ['unexpected-answer', 'wrong-type'] }],
    }),
  ),
  {
    id: 'error-refused-connection',
    title: 'A registry that is down is a connection that failed',
    source: ['edge case 27: failures are told apart'],
    steps: [
      {
        ask: 'digest',
        prepare: stage => stage.stop('registry'),
        failures: ['connection'],
      },
    ],
  },
  {
    id: 'error-reset',
    title: 'A connection cut before the answer is a connection that failed',
    source: ['edge case 27: failures are told apart', 'edge case 43'],
    origins: () => ({
      registry: [
        answer(ALL, () => ({ status: 0, headers: {}, transport: 'reset' })),
      ],
    }),
    steps: [{ ask: 'digest', failures: ['connection'] }],
    log: [requests({ origin: 'registry' }, 1, 8)],
  },
  {
    id: 'error-reset-once',
    memory: true,
    title: 'A kept connection that the registry closed meanwhile is made anew',
    source: ['RFC 9112, 9.3.1: retrying'],
    origins: () => ({
      registry: [
        (request, next) =>
          request.earlier === 1
            ? { status: 0, headers: {}, transport: 'reset' }
            : next(),
      ],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', digest: indexDigest, failures: ['connection'] },
      { ask: 'digest', digest: indexDigest },
    ],
  },
  {
    id: 'error-garbage',
    title: 'Bytes that are not HTTP are a connection that failed',
    source: ['RFC 9112, 2.2'],
    origins: () => ({
      registry: [answer(ALL, () => raw('SSH-2.0-OpenSSH_9.2p1\r\n'))],
    }),
    steps: [{ ask: 'digest', failures: ['connection', 'unexpected-answer'] }],
  },
  {
    id: 'error-dns',
    title: 'A name that does not resolve is told as that',
    source: [
      'RFC 6761, 6.4: .invalid',
      'edge case 27: failures are told apart',
    ],
    registry: () => ({
      host: 'registry.invalid',
      endpoint: 'http://registry.invalid',
    }),
    names: { 'registry.invalid': [[]] },
    steps: [
      {
        ask: 'digest',
        host: () => 'registry.invalid',
        failures: ['dns'],
        within: 20_000,
      },
    ],
  },
  {
    id: 'error-tls-unknown',
    title: 'A certificate that nobody vouches for is refused',
    source: ['RFC 9110, 4.3.4'],
    registry: stage => ({
      host: stage.host('secure'),
      endpoint: stage.origin('secure'),
    }),
    steps: [
      {
        ask: 'digest',
        host: stage => stage.host('secure'),
        failures: ['tls'],
      },
    ],
    log: [requests({ origin: 'secure' }, 0)],
  },
  {
    id: 'tls-trusted',
    title: 'A certificate that the configuration names is trusted',
    source: ['README, ClientSettings'],
    registry: stage => ({
      host: stage.host('secure'),
      endpoint: stage.origin('secure'),
      ca: stage.certificate,
    }),
    steps: [
      {
        ask: 'digest',
        host: stage => stage.host('secure'),
        digest: indexDigest,
      },
    ],
  },
  {
    id: 'error-tls-name',
    title: 'A certificate for another name is refused',
    source: ['RFC 9110, 4.3.4'],
    registry: stage => ({
      host: `localhost:${stage.port('secure')}`,
      endpoint: `https://localhost:${stage.port('secure')}`,
      ca: stage.certificate,
    }),
    names: { localhost: [['127.0.0.1']] },
    steps: [
      {
        ask: 'digest',
        host: stage => `localhost:${stage.port('secure')}`,
        failures: ['tls'],
      },
    ],
    log: [requests({ origin: 'secure' }, 0)],
  },
];
