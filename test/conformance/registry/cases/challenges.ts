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
import { text } from '../server/exchange';
import { each } from '../server/log';

const RFC = 'RFC 9110, 11.6.1';

/** Ways to write a challenge. */
export const CHALLENGE_CASES: readonly ConformanceCase[] = [
  {
    id: 'challenge-several',
    title: 'Of several challenges in one header the bearer one is taken',
    source: [RFC, 'edge case 28: codeberg.org'],
    origins: stage => ({
      registry: [
        requireToken(stage, { header: usual => `${usual},Basic realm="git"` }),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'challenge-basic-first',
    title:
      'Of several challenges the bearer one is taken where Basic stands first',
    source: [RFC, 'edge case 28'],
    origins: stage => ({
      registry: [
        requireToken(stage, {
          header: usual => `Basic realm="a, b=\\"c\\"", ${usual}`,
        }),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'challenge-two-headers',
    title: 'Challenges may stand in two headers',
    source: ['RFC 9110, 11.6.1 and 5.3'],
    origins: stage => ({
      registry: [
        requireToken(stage, { header: usual => ['Basic realm="git"', usual] }),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'challenge-case',
    title:
      'Scheme and parameter names are read in any case, the realm as it is',
    source: [RFC, 'edge case 28: Watchtower lower-cases all of it'],
    origins: stage => ({
      registry: [
        requireToken(stage, {
          realm: `${stage.origin('tokens')}/token/CaseMatters`,
          header: usual =>
            usual.replace('Bearer realm', 'bEARER  REALM').replace(',', ' , '),
        }),
      ],
      tokens: [
        (request, next) =>
          request.url.pathname === '/token/CaseMatters'
            ? next()
            : text(404, 'no such realm'),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'challenge-quoted-comma',
    title: 'Commas and escaped quotes inside quotes end no parameter',
    source: ['RFC 9110, 5.6.4', 'edge case 28'],
    origins: stage => ({
      registry: [
        requireToken(stage, {
          service: 'a, "b"'.replace(/"/g, '\\"'),
        }),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
    log: [
      each(
        'the service is sent unquoted',
        { kind: 'token' },
        request =>
          new URLSearchParams(request.path.split('?')[1]).get('service') ===
          'a, "b"',
      ),
    ],
  },
  {
    id: 'challenge-realm-query',
    title: 'A query in the realm is kept',
    source: ['RFC 3986, 3.4'],
    origins: stage => ({
      registry: [
        requireToken(stage, {
          realm: `${stage.origin('tokens')}/token?account=free`,
        }),
      ],
      tokens: [
        (request, next) =>
          request.url.searchParams.get('account') === 'free'
            ? next()
            : text(400, 'no account'),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'challenge-long',
    title: 'A challenge of many kilobytes of quotes is read in no time',
    source: ['hostile input: no catastrophic regular expression'],
    origins: stage => ({
      registry: [
        requireToken(stage, {
          header: usual => `Digest ${'a="\\",'.repeat(1500)}", ${usual}`,
        }),
      ],
    }),
    steps: [
      {
        ask: 'digest',
        digest: indexDigest,
        failures: ['no-access', 'unexpected-answer', 'connection'],
        within: 3_000,
      },
    ],
  },
];
