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

import type { RegistryQuota } from '@lambda-compat/oci-registry';
import type { TagRegistry } from '../TagRegistry';

/** A part of each quota is left to builds, which pull from the same address. */
const RESERVED = 0.2;
/** What can wait leaves more. */
const AMPLE = 0.5;
/** Looks bring news of the quota meanwhile. */
const RETRY_MS = 900_000;

/** The rest of a quota is not touched. */
export class ReserveReachedError extends Error {
  readonly retryAt: number;

  constructor(message: string, retryAt: number) {
    super(message);
    this.name = 'ReserveReachedError';
    this.retryAt = retryAt;
  }
}

/**
 * Keeps what is read of contents within what a registry allows. Looks at tags
 * do not count to any registry known.
 */
export class QuotaReserve {
  readonly #registry: Pick<TagRegistry, 'quotas'>;
  readonly #now: () => number;

  static create(options: {
    registry: Pick<TagRegistry, 'quotas'>;
    now: () => number;
  }): QuotaReserve {
    return new QuotaReserve(options);
  }

  private constructor(options: {
    registry: Pick<TagRegistry, 'quotas'>;
    now: () => number;
  }) {
    this.#registry = options.registry;
    this.#now = options.now;
  }

  /** @throws ReserveReachedError where no more is to be read from a host */
  check(host: string): void {
    const pulls = this.#getPulls(host);
    if (pulls && pulls.remaining <= pulls.limit * RESERVED) {
      throw new ReserveReachedError(
        `${host} allows ${pulls.remaining} more of ${pulls.limit} pulls, which are left to builds. What is new is read when there are more again.`,
        this.#now() + RETRY_MS,
      );
    }
  }

  /** Whether there is enough for what is not needed yet. */
  isAmple(host: string): boolean {
    const pulls = this.#getPulls(host);
    return !pulls || pulls.remaining > pulls.limit * AMPLE;
  }

  /** Undefined where there is no limit, and where its time is over. */
  #getPulls(host: string): NonNullable<RegistryQuota['pulls']> | undefined {
    const quota = this.#registry
      .quotas()
      .find(({ registry }) => registry === host);
    const pulls = quota?.pulls;
    if (!pulls || pulls.limit <= 0) {
      return undefined;
    }
    const endsAt =
      pulls.windowSeconds === null
        ? Infinity
        : pulls.seenAt + pulls.windowSeconds * 1_000;
    return this.#now() < endsAt ? pulls : undefined;
  }
}
