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
import { RegistryError } from '../errors';
import { Deadline } from '../http/Deadline';
import type { CredentialsProvider, RegistryCredentials } from '../types';

/** How long it is believed that no provider knows a registry. */
const UNKNOWN_FOR_MS = 300_000;

/** Credentials that were refused are not asked for again sooner. */
const REFUSED_FOR_MS = 60_000;

/** What has a lifetime shorter than this, or none left, is used all the same. */
const MIN_LIFETIME_MS = 30_000;

/** Part of their lifetime after which they are asked for again. */
const REFRESH_AT = 0.8;

interface Known {
  credentials: RegistryCredentials | undefined;
  /** By the monotonic clock. */
  since: number;
  until: number;
}

export interface CredentialsSourceOptions {
  registry: string;
  configured: RegistryCredentials | undefined;
  providers: readonly CredentialsProvider[];
  clock: RegistryClock;
  totalMs: number;
  /** Aborted when the client is closed. */
  closed: AbortSignal;
}

/**
 * Credentials for one registry: those of the settings, else those of the first
 * provider that knows it, asked once for all who wait and once per lifetime.
 */
export class CredentialsSource {
  readonly #options: CredentialsSourceOptions;
  #known: Known | null = null;
  #asking: Promise<RegistryCredentials | undefined> | null = null;

  constructor(options: CredentialsSourceOptions) {
    this.#options = options;
  }

  async get(): Promise<RegistryCredentials | undefined> {
    const { clock, configured, providers } = this.#options;
    if (configured !== undefined || providers.length === 0) {
      return configured;
    }
    if (this.#known !== null && clock.monotonic() < this.#known.until) {
      return this.#known.credentials;
    }
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /**
   * The registry refused them.
   *
   * @returns whether others may be had: a provider is asked again, not too often
   */
  refuse(): boolean {
    const known = this.#known;
    if (
      known === null ||
      this.#options.clock.monotonic() - known.since < REFUSED_FOR_MS
    ) {
      return false;
    }
    this.#known = null;
    return true;
  }

  async #ask(): Promise<RegistryCredentials | undefined> {
    const { clock, closed, providers, registry, totalMs } = this.#options;
    const deadline = new Deadline(registry, totalMs, [closed]);
    const { signal } = deadline;
    try {
      for (const provider of providers) {
        const credentials = await deadline.race(
          askProvider(provider, registry, signal),
        );
        if (credentials !== undefined) {
          this.#remember(credentials, lifetimeOf(credentials, clock.now()));
          return credentials;
        }
      }
      this.#remember(undefined, UNKNOWN_FOR_MS);
      return undefined;
    } finally {
      deadline.dispose();
    }
  }

  #remember(
    credentials: RegistryCredentials | undefined,
    lifetimeMs: number,
  ): void {
    const since = this.#options.clock.monotonic();
    this.#known = { credentials, since, until: since + lifetimeMs };
  }
}

async function askProvider(
  provider: CredentialsProvider,
  registry: string,
  signal: AbortSignal,
): Promise<RegistryCredentials | undefined> {
  try {
    return await provider.getCredentials(registry, { signal });
  } catch (error) {
    // What it says may hold what it knows, so it is only the cause.
    throw new RegistryError(
      'no-access',
      registry,
      `the credentials of ${provider.name} could not be had`,
      { cause: error },
    );
  }
}

function lifetimeOf(credentials: RegistryCredentials, now: number): number {
  return credentials.expiresAt === undefined
    ? Infinity
    : Math.max(MIN_LIFETIME_MS, (credentials.expiresAt - now) * REFRESH_AT);
}
