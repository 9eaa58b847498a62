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
import { redirect } from '../server/behaviours/transfer';
import { each, none, nothingSecretTo } from '../server/log';
import { PASSWORD } from '../server/tokens';
import type { Stage } from '../server/stage';

const SOURCE = ['edge case 31', 'go-containerregistry#2258'];
const credentials = { username: 'reader', password: PASSWORD };
const REFUSED = ['refused-realm', 'refused-address'] as const;

function refusedRealm(
  id: string,
  title: string,
  realm: (stage: Stage) => string,
): ConformanceCase {
  return {
    id,
    title,
    source: SOURCE,
    registry: () => ({ credentials }),
    origins: stage => ({
      registry: [requireToken(stage, { realm: realm(stage) })],
    }),
    steps: [{ ask: 'digest', failures: REFUSED, within: 3_000 }],
    log: [none({ origin: 'stranger' }), none({ kind: 'token' })],
  };
}

/** Realms that credentials must not be sent to. */
export const REALM_CASES: readonly ConformanceCase[] = [
  refusedRealm(
    'realm-stranger',
    'A realm on a host of another site gets no credentials and no request',
    stage => `${stage.origin('stranger')}/token`,
  ),
  refusedRealm(
    'realm-metadata',
    'A realm at the metadata service of a cloud is not asked',
    () => 'http://169.254.169.254/latest/meta-data/',
  ),
  refusedRealm(
    'realm-metadata-spelled',
    'A realm at the metadata service, spelled as a number, is not asked',
    () => 'http://2852039166/token',
  ),
  refusedRealm(
    'realm-file',
    'A realm that is a file is not read',
    () => 'file:///etc/passwd',
  ),
  refusedRealm(
    'realm-user',
    'A realm that hides its host behind a user name is read as what it is',
    stage => `http://${stage.host('tokens')}@${stage.host('stranger')}/token`,
  ),
  refusedRealm(
    'realm-no-url',
    'A realm of Bearer that is no URL is refused',
    () => 'the token service',
  ),
  {
    id: 'realm-downgrade',
    title: 'A registry with TLS cannot send credentials to a realm without',
    source: SOURCE,
    registry: stage => ({
      host: stage.host('secure'),
      endpoint: stage.origin('secure'),
      ca: stage.certificate,
      credentials,
    }),
    origins: stage => ({ secure: [requireToken(stage)] }),
    steps: [
      {
        ask: 'digest',
        host: stage => stage.host('secure'),
        failures: REFUSED,
      },
    ],
    log: [none({ origin: 'tokens' })],
  },
  {
    id: 'realm-allowed',
    title: 'A realm on a host that the configuration allows is asked',
    source: ['edge case 31: pkg.dev and googleapis.com'],
    registry: stage => ({ tokenHosts: [stage.host('stranger')] }),
    names: { localhost: [['127.0.0.1']] },
    origins: stage => ({
      registry: [
        requireToken(stage, { realm: `${stage.origin('stranger')}/token` }),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'realm-redirects',
    title:
      'A token service that redirects elsewhere takes no credentials along',
    source: ['edge cases 31, 33'],
    registry: () => ({ credentials }),
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [redirect({}, () => `${stage.origin('stranger')}/token`)],
    }),
    steps: [
      {
        ask: 'digest',
        failures: [
          'refused-realm',
          'refused-address',
          'unexpected-answer',
          'no-access',
          'too-many-redirects',
        ],
      },
    ],
    log: [nothingSecretTo('stranger')],
  },
  {
    id: 'token-not-to-others',
    title: 'A token is sent to the registry that it is for and to nobody else',
    source: ['edge case 33'],
    others: stage => [
      {
        host: stage.host('second'),
        endpoint: stage.origin('second'),
        allowPrivateAddresses: true,
      },
    ],
    origins: stage => ({ registry: [requireToken(stage)] }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'digest',
        host: stage => stage.host('second'),
        digest: indexDigest,
      },
    ],
    log: [
      nothingSecretTo('second'),
      each(
        'the token service gets no token',
        { kind: 'token' },
        request => request.authorization === undefined,
      ),
    ],
  },
];
