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

import { parseRateLimit } from '../headers/rateLimit';
import { headerOf } from '../headers/answerHeaders';
import type { AnswerHeaders } from '../headers/answerHeaders';
import type { RegistryQuota } from '../types';
import type { Parking } from './RequestBudget';

/** What a registry said last about how much more it will answer. */
export class QuotaRecord {
  readonly #registry: string;
  readonly #onChange: ((quota: RegistryQuota) => void) | undefined;
  #pulls: RegistryQuota['pulls'] = null;
  #told = '';

  constructor(
    registry: string,
    onChange: ((quota: RegistryQuota) => void) | undefined,
  ) {
    this.#registry = registry;
    this.#onChange = onChange;
    this.#told = wording(this.toQuota(null));
  }

  /** Answers without these headers change nothing: one of several may differ. */
  note(headers: AnswerHeaders, now: number): void {
    const limit = parseRateLimit(headerOf(headers, 'ratelimit-limit'));
    const remaining = parseRateLimit(headerOf(headers, 'ratelimit-remaining'));
    if (limit === undefined || remaining === undefined) {
      return;
    }
    const source = headerOf(headers, 'docker-ratelimit-source');
    this.#pulls = {
      limit: limit.count,
      remaining: remaining.count,
      windowSeconds: limit.windowSeconds ?? remaining.windowSeconds,
      source:
        source !== null && /^[\w.:/-]{1,128}$/.test(source) ? source : null,
      seenAt: now,
    };
  }

  /** Told without a number that nothing is left. */
  noteUsedUp(now: number): void {
    if (this.#pulls !== null) {
      this.#pulls = { ...this.#pulls, remaining: 0, seenAt: now };
    }
  }

  tell(parking: Parking | null): void {
    const quota = this.toQuota(parking);
    const words = wording(quota);
    if (words !== this.#told) {
      this.#told = words;
      this.#onChange?.(quota);
    }
  }

  toQuota(parking: Parking | null): RegistryQuota {
    return {
      registry: this.#registry,
      pulls: this.#pulls === null ? null : { ...this.#pulls },
      parkedUntil: parking?.until ?? null,
      parkedReason: parking?.reason ?? null,
    };
  }
}

/** All but the time: seeing the same again is no news. */
function wording(quota: RegistryQuota): string {
  return JSON.stringify({
    ...quota,
    pulls: quota.pulls === null ? null : { ...quota.pulls, seenAt: 0 },
  });
}
