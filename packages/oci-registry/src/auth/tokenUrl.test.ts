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

import { isRegistryError } from '../errors';
import { resolveSettings } from '../registry/settings';
import type { RegistrySettings } from '../types';
import { tokenUrl } from './tokenUrl';

function outcome(
  settings: RegistrySettings,
  realm: string | undefined,
): string | null {
  try {
    return tokenUrl(realm, resolveSettings(settings))?.href ?? null;
  } catch (error) {
    if (isRegistryError(error)) {
      return error.code;
    }
    throw error;
  }
}

it.each<[string, string]>([
  ['docker.io', 'https://auth.docker.io/token'],
  ['docker.io', 'https://login.docker.com/token'],
  ['ghcr.io', 'https://ghcr.io/token'],
  ['quay.io', 'https://quay.io/v2/auth'],
  ['public.ecr.aws', 'https://public.ecr.aws/token/'],
  ['registry.gitlab.com', 'https://gitlab.com/jwt/auth'],
  ['example.azurecr.io', 'https://example.azurecr.io/oauth2/token'],
  ['example.azurecr.io', 'https://login.microsoftonline.com/x'],
  ['us-docker.pkg.dev', 'https://oauth2.googleapis.com/token'],
  ['us-docker.pkg.dev', 'https://us-docker.pkg.dev/v2/token'],
  ['registry.example.co.uk', 'https://auth.example.co.uk/token'],
  ['registry.example.com', 'https://a.b.registry.example.com/token'],
  ['registry.example.com:5000', 'https://registry.example.com/token'],
  ['127.0.0.1:5000', 'https://127.0.0.1:5001/token'],
])('%s may issue tokens at %s', (host, realm) => {
  expect(outcome({ host }, realm)).toBe(realm);
});

it.each<[string, string]>([
  ['docker.io', 'https://docker.io.evil.example/token'],
  ['docker.io', 'https://evildocker.io/token'],
  ['docker.io', 'http://auth.docker.io/token'],
  ['ghcr.io', 'https://evil.io/token'],
  ['ghcr.io', 'https://github.com/token'],
  ['a.example.com', 'https://evil.com/token'],
  ['example.co.uk', 'https://evil.co.uk/token'],
  ['example.com.au', 'https://evil.com.au/token'],
  ['example.azurecr.io', 'https://evil.azurecr.io/token'],
  ['example.azurecr.io', 'https://oauth2.googleapis.com/token'],
  ['us-docker.pkg.dev', 'https://evil.pkg.dev/token'],
  ['acme.jfrog.io', 'https://evil.jfrog.io/token'],
  [
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    'https://evil.us-east-1.amazonaws.com/token',
  ],
  ['lb.us-east-1.amazonaws.com', 'https://evil.us-east-1.amazonaws.com/token'],
  ['10.0.0.1', 'https://10.0.0.2/token'],
  ['10.1.2.3', 'https://evil.1.2.3/token'],
  ['[fd00::1]', 'https://[fd00::2]/token'],
  ['registry.corp', 'https://auth.corp/token'],
  ['docker.io', 'https://me:secret@auth.docker.io/token'],
])('%s may not issue tokens at %s', (host, realm) => {
  // The fourth label of an address is none, so that URL itself is refused.
  expect(['refused-realm', null]).toContain(outcome({ host }, realm));
});

it.each([undefined, '', 'Artifactory Realm', 'ftp://a.b/', '/token'])(
  '%j is no address to ask',
  realm => {
    expect(outcome({ host: 'docker.io' }, realm)).toBeNull();
  },
);

it('is not encrypted only where the registry is not either', () => {
  const realm = 'http://registry.corp:5001/token';

  expect(
    outcome(
      { host: 'registry.corp', endpoint: 'http://registry.corp:5000' },
      realm,
    ),
  ).toBe(realm);
  expect(outcome({ host: 'registry.corp' }, realm)).toBe('refused-realm');
});

it.each([
  [['auth.other.example'], 'https://auth.other.example:8443/token', true],
  [['Auth.Other.Example:8443'], 'https://auth.other.example:8443/token', true],
  [['auth.other.example:8443'], 'https://auth.other.example/token', false],
  [['auth.other.example'], 'https://x.auth.other.example/token', false],
])('is one of tokenHosts: %s, %s', (tokenHosts, realm, allowed) => {
  expect(outcome({ host: 'registry.example.com', tokenHosts }, realm)).toBe(
    allowed ? realm : 'refused-realm',
  );
});
