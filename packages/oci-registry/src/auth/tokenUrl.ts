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

import { isIP } from 'node:net';
import { RegistryError } from '../errors';
import type { ResolvedSettings } from '../registry/settings';

/**
 * Where services of one company issue tokens for registries of another name:
 * a host that ends like the first may name a host that ends like the second.
 */
const TOKEN_SITES: ReadonlyArray<{ registry: string; realm: string }> = [
  { registry: 'docker.io', realm: 'docker.com' },
  { registry: 'pkg.dev', realm: 'googleapis.com' },
  { registry: 'gcr.io', realm: 'googleapis.com' },
  { registry: 'azurecr.io', realm: 'microsoftonline.com' },
];

/**
 * Domains under which neighbours are strangers to each other, so that being
 * there proves nothing.
 */
const SHARED_DOMAINS: ReadonlySet<string> = new Set([
  'amazonaws.com',
  'amazonaws.com.cn',
  'on.aws',
  'azurecr.io',
  'azurecr.cn',
  'pkg.dev',
  'googleapis.com',
  'run.app',
  'azurewebsites.net',
  'cloudfront.net',
  'github.io',
  'gitlab.io',
  'herokuapp.com',
  'vercel.app',
  'netlify.app',
  'workers.dev',
  'pages.dev',
  'ngrok.io',
  'ngrok.app',
  'jfrog.io',
  'cloudsmith.io',
  'ocir.io',
]);

/** Second levels of countries, as in `co.uk` and `com.au`. */
const COUNTRY_DOMAIN =
  /^(?:ac|co|com|edu|go|gob|gouv|gov|mil|ne|net|or|org|sch)\.[a-z]{2}$/;

/**
 * Where to ask for a token: the realm of a challenge, if the registry may send
 * us, and perhaps credentials, there. It may to
 *
 * - its own host, or a host below it;
 * - the domain that its own host is directly in, or a host below that, if that
 *   domain has two labels or more and is not one in which anybody may have a
 *   name (`auth.docker.io` for `registry-1.docker.io`, but neither another
 *   name in `azurecr.io` for `example.azurecr.io`, nor one in `co.uk` for
 *   `example.co.uk`);
 * - the sites of the same company that are listed here;
 * - `tokenHosts` of the configuration;
 *
 * and always encrypted, unless the registry itself is not. Addresses are only
 * themselves.
 *
 * @returns null where the realm is no URL, as with basic authentication
 * @throws RegistryError `refused-realm`
 */
export function tokenUrl(
  realm: string | undefined,
  settings: ResolvedSettings,
): URL | null {
  const { endpoint, registry } = settings;
  if (realm === undefined || !URL.canParse(realm)) {
    return null;
  }
  const url = new URL(realm);
  if (!(url.protocol === 'https:' || url.protocol === 'http:')) {
    return null;
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(registry, url, 'with credentials in it');
  }
  if (url.protocol === 'http:' && endpoint.protocol === 'https:') {
    throw refused(registry, url, 'which is not encrypted');
  }
  if (!mayIssueTokens(url, settings)) {
    throw refused(
      registry,
      url,
      'which is another site; tokenHosts can allow it',
    );
  }
  url.hash = '';
  return url;
}

function mayIssueTokens(url: URL, settings: ResolvedSettings): boolean {
  const own = settings.endpoint.hostname;
  const realm = url.hostname;
  if (
    realm === own ||
    settings.tokenHosts.includes(url.host) ||
    settings.tokenHosts.includes(realm)
  ) {
    return true;
  }
  if (isAddress(own) || isAddress(realm)) {
    return false;
  }
  const parent = own.split('.').slice(1).join('.');
  return (
    isBelow(realm, own) ||
    (isOwnDomain(parent) && isIn(realm, parent)) ||
    TOKEN_SITES.some(
      site => isIn(own, site.registry) && isIn(realm, site.realm),
    )
  );
}

function isOwnDomain(domain: string): boolean {
  return (
    domain.includes('.') &&
    !SHARED_DOMAINS.has(domain) &&
    !isBelowShared(domain) &&
    !COUNTRY_DOMAIN.test(domain)
  );
}

/** `us-east-1.amazonaws.com` is as shared as `amazonaws.com`. */
function isBelowShared(domain: string): boolean {
  return ['amazonaws.com', 'amazonaws.com.cn', 'on.aws'].some(shared =>
    isBelow(domain, shared),
  );
}

function isIn(host: string, domain: string): boolean {
  return host === domain || isBelow(host, domain);
}

function isBelow(host: string, domain: string): boolean {
  return host.endsWith(`.${domain}`);
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || isIP(hostname) !== 0;
}

function refused(registry: string, url: URL, why: string): RegistryError {
  return new RegistryError(
    'refused-realm',
    registry,
    `sends for tokens to ${url.origin}, ${why}`,
  );
}
