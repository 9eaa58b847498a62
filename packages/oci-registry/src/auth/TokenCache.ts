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

import type { RegistryClock } from '../clock';

/** Where `expires_in` is absent (distribution-spec, token authentication). */
const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 86_400;

/** Part of the lifetime after which another is asked for. */
const REFRESH_AT = 0.8;

/** One per repository in most registries; more are those of long ago. */
const MAX_TOKENS = 5_000;

export interface IssuedToken {
  value: string;
  /** Null where the service did not say. */
  seconds: number | null;
}

export interface CachedToken {
  key: string;
  value: string;
  /** By the monotonic clock, which no correction of the time moves. */
  refreshAt: number;
  /** How many were issued before it. */
  number: number;
}

/** Tokens by what they are good for, one each, asked for once at a time. */
export class TokenCache {
  readonly #clock: RegistryClock;
  readonly #tokens = new Map<string, CachedToken>();
  readonly #asking = new Map<string, Promise<CachedToken>>();
  #issued = 0;

  constructor(clock: RegistryClock) {
    this.#clock = clock;
  }

  /** How many were issued so far. */
  get issued(): number {
    return this.#issued;
  }

  async get(
    key: string,
    issue: () => Promise<IssuedToken>,
  ): Promise<CachedToken> {
    const token = this.#tokens.get(key);
    if (token !== undefined && this.#clock.monotonic() < token.refreshAt) {
      return token;
    }
    let asking = this.#asking.get(key);
    if (asking === undefined) {
      asking = this.#issue(key, issue).finally(() => {
        this.#asking.delete(key);
      });
      this.#asking.set(key, asking);
    }
    return asking;
  }

  /** Only that one: another may have come in between. */
  drop(token: CachedToken): void {
    if (this.#tokens.get(token.key) === token) {
      this.#tokens.delete(token.key);
    }
  }

  async #issue(
    key: string,
    issue: () => Promise<IssuedToken>,
  ): Promise<CachedToken> {
    const askedAt = this.#clock.monotonic();
    const { value, seconds } = await issue();
    const lifetimeMs = Math.min(seconds ?? DEFAULT_SECONDS, MAX_SECONDS) * 1000;
    const token: CachedToken = {
      key,
      value,
      refreshAt: askedAt + lifetimeMs * REFRESH_AT,
      number: this.#issued,
    };
    this.#issued += 1;
    this.#tokens.delete(key);
    this.#tokens.set(key, token);
    for (const oldest of this.#tokens.keys()) {
      if (this.#tokens.size <= MAX_TOKENS) {
        break;
      }
      this.#tokens.delete(oldest);
    }
    return token;
  }
}
