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
import { requireBasic } from '../server/behaviours/authentication';
import { atMost, type LogRule, none, nothingSecretTo } from '../server/log';
import { PASSWORD } from '../server/tokens';
import type { Stage } from '../server/stage';

const USER = 'reader';
const credentials = { username: USER, password: PASSWORD };
const listDigest = (stage: Stage) => stage.content.list.digest;

/** A wrong password locks accounts where it is tried often. */
function withPassword(maximum: number): LogRule {
  return {
    title: `at most ${maximum} requests with a password`,
    check: log => {
      const tried = log.filter(
        request => request.authorization !== undefined,
      ).length;
      return tried <= maximum ? undefined : `${tried} requests with a password`;
    },
  };
}

/** Basic authentication. */
export const PASSWORD_CASES: readonly ConformanceCase[] = [
  {
    id: 'basic',
    memory: true,
    title: 'A registry with Basic gets user and password',
    source: ['RFC 7617'],
    registry: () => ({ credentials }),
    origins: () => ({ registry: [requireBasic(USER)] }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', tag: 'list', digest: listDigest },
    ],
    log: [atMost({ status: 401 }, 1), none({ kind: 'token' })],
  },
  {
    id: 'basic-realm-no-url',
    title: 'The realm of Basic is a name, also where it looks like a place',
    source: ['RFC 9110, 11.5', 'edge case 29: Artifactory, ECR'],
    registry: () => ({ credentials }),
    origins: stage => ({
      registry: [
        requireBasic(USER, `Basic realm="${stage.origin('stranger')}/"`),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
    log: [none({ origin: 'stranger' })],
  },
  {
    id: 'basic-without-credentials',
    title: 'Basic without credentials is no access',
    source: ['RFC 7617', 'edge case 27'],
    origins: () => ({ registry: [requireBasic(USER)] }),
    steps: [{ ask: 'digest', failures: ['no-access'] }],
    log: [atMost({ origin: 'registry' }, 6)],
  },
  {
    id: 'basic-wrong',
    title:
      'A password that is wrong is tried once, not until the account is locked',
    source: ['edge cases 27, 43'],
    registry: () => ({
      credentials: { username: USER, password: 'open barley' },
    }),
    origins: () => ({ registry: [requireBasic(USER)] }),
    steps: [{ ask: 'digest', failures: ['no-access'] }],
    log: [withPassword(2)],
  },
  {
    id: 'other-registry-other-credentials',
    title:
      'Credentials of one registry are not for another on the same address',
    source: ['edge case 30'],
    registry: () => ({ credentials }),
    others: stage => [
      {
        host: stage.host('second'),
        endpoint: stage.origin('second'),
        allowPrivateAddresses: true,
      },
    ],
    origins: () => ({
      registry: [requireBasic(USER)],
      second: [requireBasic(USER)],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'digest',
        host: stage => stage.host('second'),
        failures: ['no-access'],
      },
    ],
    log: [nothingSecretTo('second')],
  },
];
