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
  type ConformanceCase,
  indexDigest,
  layerDigest,
  layerOf,
} from '../case';
import { requireToken } from '../server/behaviours/authentication';
import { answer } from '../server/behaviours/conditions';
import { json, registryError, text } from '../server/exchange';
import { atMost, each, requests } from '../server/log';
import { PASSWORD } from '../server/tokens';

const BEARER = 'distribution, Token Authentication Specification';
const USER = 'reader';
const credentials = { username: USER, password: PASSWORD };
const listDigest = (stage: { content: { list: { digest: string } } }) =>
  stage.content.list.digest;

/** Tokens, and services that issue them. */
export const TOKEN_CASES: readonly ConformanceCase[] = [
  {
    id: 'token',
    title:
      'A token is fetched from the realm of the challenge, for pulling only',
    source: [BEARER],
    origins: stage => ({ registry: [requireToken(stage)] }),
    steps: [{ ask: 'digest', digest: indexDigest }],
    log: [
      requests({ kind: 'token', status: 200 }, 1),
      each('service and scope are sent', { kind: 'token' }, request => {
        const query = new URLSearchParams(request.path.split('?')[1]);
        return (
          query.get('service') === 'conformance' &&
          query.getAll('scope').join(' ') === 'repository:team/app:pull'
        );
      }),
    ],
  },
  {
    id: 'token-kept',
    memory: true,
    title: 'One token serves a repository for as long as it lasts',
    source: [BEARER, 'edge case 28'],
    origins: stage => ({ registry: [requireToken(stage)] }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', tag: 'list', digest: listDigest },
      { ask: 'manifest', digest: indexDigest },
      { ask: 'blob', blob: layerOf, digest: layerDigest },
    ],
    log: [requests({ kind: 'token' }, 1), atMost({ status: 401 }, 1)],
  },
  {
    id: 'token-one-refresh',
    memory: true,
    title: 'Questions that come at the same time wait for one token',
    source: ['edge case 28'],
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [
        async (_request, next) => {
          await new Promise(resolve => setTimeout(resolve, 200));
          return next();
        },
      ],
    }),
    steps: [{ ask: 'digest', times: 8, digest: indexDigest }],
    log: [requests({ kind: 'token' }, 1)],
  },
  {
    id: 'token-per-repository',
    memory: true,
    title: 'A token for one repository is not taken for that of another',
    source: [BEARER],
    origins: stage => ({ registry: [requireToken(stage)] }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', repository: 'team/other', digest: indexDigest },
      { ask: 'digest', digest: indexDigest },
    ],
    log: [atMost({ kind: 'token' }, 2)],
  },
  {
    id: 'token-access-token',
    title: 'A token may be called access_token',
    source: [BEARER, 'RFC 6749, 5.1', 'edge case 28'],
    origins: stage => {
      stage.tokens.settings = { field: 'access_token', expiresIn: 300 };
      return { registry: [requireToken(stage)] };
    },
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'token-without-lifetime',
    memory: true,
    title:
      'A token without expires_in lasts 60 seconds, not for one request only',
    source: [BEARER, 'edge case 28'],
    origins: stage => {
      stage.tokens.settings = { field: 'token', expiresIn: undefined };
      return { registry: [requireToken(stage)] };
    },
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', tag: 'list', digest: listDigest },
    ],
    log: [requests({ kind: 'token' }, 1)],
  },
  {
    id: 'token-short',
    memory: true,
    title: 'A token that has run out is fetched anew',
    source: [BEARER, 'edge case 28'],
    origins: stage => {
      stage.tokens.settings = { field: 'token', expiresIn: 1 };
      return { registry: [requireToken(stage)] };
    },
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', wait: 1500, digest: indexDigest },
    ],
    log: [requests({ kind: 'token' }, 2, 3)],
  },
  {
    id: 'token-clock-skew',
    memory: true,
    title:
      'issued_at of a clock that is wrong does not shorten or lengthen a token',
    source: ['edge case 28'],
    origins: stage => {
      stage.tokens.settings = {
        field: 'token',
        expiresIn: 300,
        issuedAt: '2001-01-01T00:00:00Z',
      };
      return { registry: [requireToken(stage)] };
    },
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', tag: 'list', digest: listDigest },
    ],
    log: [requests({ kind: 'token' }, 1)],
  },
  {
    id: 'token-revoked',
    memory: true,
    title: 'A token that the registry does not take any more is replaced once',
    source: ['edge case 28'],
    origins: stage => ({ registry: [requireToken(stage)] }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'digest',
        prepare: stage => stage.tokens.revokeAll(),
        digest: indexDigest,
      },
    ],
    log: [requests({ kind: 'token' }, 2)],
  },
  {
    id: 'token-never-enough',
    title: 'A registry that takes no token is no access, after a few requests',
    source: ['edge cases 27, 28'],
    origins: stage => ({
      registry: [
        answer({}, () => {
          const refusal = registryError(401, 'UNAUTHORIZED', 'no');
          const header = `Bearer realm="${stage.origin('tokens')}/token"`;
          return {
            ...refusal,
            headers: { ...refusal.headers, 'WWW-Authenticate': header },
          };
        }),
      ],
    }),
    steps: [{ ask: 'digest', failures: ['no-access'] }],
    log: [atMost({ origin: 'registry' }, 8), atMost({ kind: 'token' }, 4)],
  },
  {
    id: 'token-refused',
    title:
      'A token service that says 401 is no access: ghcr.io says so of what is private or missing',
    source: ['edge case 27'],
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [answer({}, () => json(401, { errors: [{ code: 'DENIED' }] }))],
    }),
    steps: [{ ask: 'digest', failures: ['no-access'] }],
    log: [atMost({ kind: 'token' }, 2)],
  },
  {
    id: 'token-service-down',
    title:
      'A token service with an error is an error of the server, not no access',
    source: ['edge case 27'],
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [answer({}, () => text(500, 'out of order'))],
    }),
    steps: [{ ask: 'digest', failures: ['server-error'] }],
  },
  {
    id: 'token-not-json',
    title: 'An answer of the token service without a token is refused',
    source: [BEARER],
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [answer({}, () => json(200, { token: { value: 3 } }))],
    }),
    steps: [{ ask: 'digest', failures: ['unexpected-answer', 'no-access'] }],
    log: [atMost({ origin: 'registry' }, 6)],
  },
  {
    id: 'token-header-injection',
    title: 'A token with a line break does not become a header',
    source: ['RFC 9110, 5.5'],
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [answer({}, () => json(200, { token: 'a\r\nX-Injected: 1' }))],
    }),
    steps: [{ ask: 'digest', failures: ['unexpected-answer', 'no-access'] }],
  },
  {
    id: 'token-with-credentials',
    title: 'A token is fetched with the credentials of the registry',
    source: [BEARER],
    registry: () => ({ credentials }),
    origins: stage => {
      stage.tokens.settings = { field: 'token', expiresIn: 300, user: USER };
      return { registry: [requireToken(stage)] };
    },
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
];
