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

import type { RegistryCredentials } from '@lambda-compat/oci-registry';

/** What AWS answers to GetAuthorizationToken, of ECR as of ECR Public. */
export interface AuthorizationToken {
  /** Base64 of `AWS:` and a password. */
  authorizationToken?: string;
  expiresAt?: Date;
}

// As the service documents it; used where it does not say.
const LIFETIME_MS = 12 * 3_600_000;

/** Share of the lifetime after which another token is asked for. */
const USED_SHARE = 0.8;

// Every look at a tag asks for credentials; what failed is not tried each time.
const FAILURE_MS = 30_000;

interface Remembered {
  credentials: Promise<RegistryCredentials>;
  /** By the monotonic clock. */
  until: number;
}

/**
 * Keeps tokens for as long as they are good, with one request in flight for
 * each key.
 */
export class AuthorizationTokens {
  readonly #clock: { now(): number; monotonic(): number };
  readonly #remembered = new Map<string, Remembered>();

  static create(options?: {
    clock?: { now(): number; monotonic(): number };
  }): AuthorizationTokens {
    return new AuthorizationTokens(options?.clock);
  }

  private constructor(
    clock: { now(): number; monotonic(): number } = {
      now: () => Date.now(),
      monotonic: () => performance.now(),
    },
  ) {
    this.#clock = clock;
  }

  /**
   * @param request - asks AWS; its error is what callers get for a while
   */
  async get(
    key: string,
    request: () => Promise<AuthorizationToken | undefined>,
  ): Promise<RegistryCredentials> {
    const known = this.#remembered.get(key);
    if (known && known.until > this.#clock.monotonic()) {
      return known.credentials;
    }
    const credentials = request().then(token => this.#toCredentials(token));
    const remembered: Remembered = { credentials, until: Infinity };
    this.#remembered.set(key, remembered);
    try {
      const { expiresAt } = await credentials;
      const left = (expiresAt ?? 0) - this.#clock.now();
      remembered.until = this.#clock.monotonic() + left * USED_SHARE;
    } catch {
      remembered.until = this.#clock.monotonic() + FAILURE_MS;
    }
    return credentials;
  }

  #toCredentials(token: AuthorizationToken | undefined): RegistryCredentials {
    const [username, ...password] = Buffer.from(
      token?.authorizationToken ?? '',
      'base64',
    )
      .toString('utf8')
      .split(':');
    if (!username || password.length === 0) {
      throw new Error('the answer has no authorization token');
    }
    return {
      username,
      password: password.join(':'),
      expiresAt: token?.expiresAt?.getTime() ?? this.#clock.now() + LIFETIME_MS,
    };
  }
}
