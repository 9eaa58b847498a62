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

import { RegistryError } from '../errors';
import type { Deadline } from '../http/Deadline';
import type { RegistryCredentials } from '../types';
import type { ResolvedSettings } from '../registry/settings';
import { hasOneAnonymousToken } from '../registry/knownRegistries';
import type { RegistryClock } from '../clock';
import type { CredentialsSource } from './CredentialsSource';
import { readScheme } from './scheme';
import type { AuthScheme } from './scheme';
import { TokenCache } from './TokenCache';
import type { CachedToken, IssuedToken } from './TokenCache';

/** Repositories whose scope is not the usual; more have none in reality. */
const MAX_OWN_SCOPES = 1_000;

/** What a request may say of who asks. */
export interface Grant {
  /** Of the `Authorization` header; undefined for none. */
  header: string | undefined;
  repository: string;
  /** How many tokens had been issued when it was asked for. */
  issuedBefore: number;
  token: CachedToken | null;
  /** Lets those go on who wait for what this request learns. */
  settle: () => void;
}

export interface TokenRequest {
  url: URL;
  /** Basic, to be sent to the origin of `url` only. */
  authorization: string | undefined;
}

export interface AuthenticatorOptions {
  settings: ResolvedSettings;
  credentials: CredentialsSource;
  clock: RegistryClock;
  /** Asks the token service. */
  issue: (request: TokenRequest) => Promise<IssuedToken>;
  /** Called with what is known of who asks, before a token is asked for. */
  onCredentials: (credentials: RegistryCredentials | undefined) => void;
}

/**
 * Who asks, for one registry. Its first answer tells how it wants to know, and
 * is remembered: later requests bring their token with them. Of many first
 * requests one goes ahead and the others wait for what it learns.
 */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  readonly #tokens: TokenCache;
  readonly #ownScopes = new Map<string, string>();
  #scheme: AuthScheme = { kind: 'unknown' };
  #learning: Promise<void> | null = null;

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
    this.#tokens = new TokenCache(options.clock);
  }

  /**
   * @param refused - the registry has just refused this very request
   */
  async authorize(
    repository: string,
    deadline: Deadline,
    refused: boolean,
  ): Promise<Grant> {
    const grant: Grant = {
      header: undefined,
      repository,
      issuedBefore: this.#tokens.issued,
      token: null,
      settle: () => {},
    };
    if (this.#scheme.kind === 'unknown' && this.#learning !== null) {
      await deadline.race(this.#learning);
    }
    const scheme = this.#scheme;
    if (scheme.kind === 'unknown') {
      // Whoever waited for one that learned nothing asks by itself.
      if (this.#learning === null) {
        grant.settle = this.#learn();
      }
      return grant;
    }
    if (scheme.kind === 'open') {
      return grant;
    }
    const credentials = await deadline.race(this.#options.credentials.get());
    this.#options.onCredentials(credentials);
    if (scheme.kind === 'basic') {
      if (credentials !== undefined) {
        return { ...grant, header: basicHeader(credentials) };
      }
      if (refused) {
        throw this.#noAccess('wants credentials, and none are configured');
      }
      // Other repositories of the registry may be open to everybody.
      return grant;
    }
    const token = await deadline.race(
      this.#token(scheme, repository, credentials),
    );
    return { ...grant, token, header: `Bearer ${token.value}` };
  }

  /** The registry answered a request; without a grant, it needs none. */
  accepted(grant: Grant): void {
    if (grant.header === undefined && this.#scheme.kind === 'unknown') {
      this.#scheme = { kind: 'open' };
    }
    grant.settle();
  }

  /**
   * The registry answered 401.
   *
   * @returns whether asking once more with another grant makes sense
   * @throws RegistryError `refused-realm`
   */
  rejected(
    grant: Grant,
    challenge: string | readonly string[] | undefined,
  ): boolean {
    try {
      const scheme = readScheme(challenge, this.#options.settings);
      const learned = scheme !== null && this.#remember(scheme, grant);
      if (grant.header === undefined) {
        return scheme !== null;
      }
      if (grant.token === null) {
        return this.#options.credentials.refuse() || learned;
      }
      this.#tokens.drop(grant.token);
      // One that was asked for because of this very request is not better the
      // second time.
      return grant.token.number < grant.issuedBefore || learned;
    } finally {
      grant.settle();
    }
  }

  #learn(): () => void {
    let resolve = () => {};
    const promise = new Promise<void>(onSettled => {
      resolve = onSettled;
    });
    this.#learning = promise;
    return () => {
      if (this.#learning === promise) {
        this.#learning = null;
      }
      resolve();
    };
  }

  /** Whether it differs from what was known. */
  #remember(
    scheme: Extract<AuthScheme, { kind: 'basic' | 'bearer' }>,
    grant: Grant,
  ): boolean {
    const before = this.#scheme;
    let changed = before.kind !== scheme.kind;
    if (scheme.kind === 'bearer') {
      const { repository } = grant;
      const known = before.kind === 'bearer' ? before : null;
      changed ||=
        known?.url.href !== scheme.url.href || known.service !== scheme.service;
      const usual = isOwnScope(scheme.scope, repository);
      if (
        known !== null &&
        !usual &&
        this.#ownScopes.size < MAX_OWN_SCOPES &&
        scheme.scope !== undefined &&
        scheme.scope !== this.#scopeOf(known, repository)
      ) {
        // Other repositories keep theirs.
        this.#ownScopes.set(repository, scheme.scope);
        this.#scheme = { ...scheme, scope: known.scope };
        return true;
      }
    }
    this.#scheme = scheme;
    return changed;
  }

  async #token(
    scheme: Extract<AuthScheme, { kind: 'bearer' }>,
    repository: string,
    credentials: RegistryCredentials | undefined,
  ): Promise<CachedToken> {
    const scope = this.#scopeOf(scheme, repository);
    const url = new URL(scheme.url);
    if (scheme.service !== undefined) {
      url.searchParams.set('service', scheme.service);
    }
    for (const part of scope?.split(' ') ?? []) {
      if (part !== '') {
        url.searchParams.append('scope', part);
      }
    }
    const shared =
      credentials === undefined &&
      hasOneAnonymousToken(this.#options.settings.registry);
    const key = JSON.stringify([
      scheme.url.href,
      scheme.service ?? null,
      shared ? null : scope ?? null,
      credentials === undefined ? null : credentials.username,
    ]);
    return this.#tokens.get(key, () =>
      this.#options.issue({
        url,
        authorization:
          credentials === undefined ? undefined : basicHeader(credentials),
      }),
    );
  }

  /**
   * Most registries want one scope per repository and name that of the one
   * that was asked for; some have one for all (ECR Public: `aws`), or none.
   */
  #scopeOf(
    scheme: Extract<AuthScheme, { kind: 'bearer' }>,
    repository: string,
  ): string | undefined {
    const own = this.#ownScopes.get(repository);
    if (own !== undefined) {
      return own;
    }
    return scheme.scope?.startsWith('repository:') === true
      ? `repository:${repository}:pull`
      : scheme.scope;
  }

  #noAccess(message: string): RegistryError {
    return new RegistryError(
      'no-access',
      this.#options.settings.registry,
      message,
    );
  }
}

function isOwnScope(scope: string | undefined, repository: string): boolean {
  return scope?.startsWith(`repository:${repository}:`) === true;
}

function basicHeader({ username, password }: RegistryCredentials): string {
  const text = Buffer.from(`${username}:${password}`, 'utf8');
  return `Basic ${text.toString('base64')}`;
}
