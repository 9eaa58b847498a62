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

/**
 * How a repository of the sample registry misbehaves.
 *
 * - `down`: the connection is closed without an answer.
 * - `error`: 500.
 * - `slow`: no answer before a client loses patience.
 * - `lying`: another digest is named than that of the bytes.
 * - `rate-limited`: 429 with Retry-After.
 * - `no-access`: 401, with a challenge that nobody has credentials for.
 */
export const SAMPLE_FAULTS = [
  'down',
  'error',
  'slow',
  'lying',
  'rate-limited',
  'no-access',
] as const;

export type SampleFault = (typeof SAMPLE_FAULTS)[number];

/** The faults that are set, by repository; `*` is all of them. */
export class SampleFaults {
  readonly #faults = new Map<string, SampleFault>();

  /** @param fault - null to behave again */
  set(repository: string, fault: SampleFault | null): void {
    if (fault) {
      this.#faults.set(repository, fault);
    } else {
      this.#faults.delete(repository);
    }
  }

  find(repository: string): SampleFault | undefined {
    return this.#faults.get(repository) ?? this.#faults.get('*');
  }

  list(): Record<string, SampleFault> {
    return Object.fromEntries(this.#faults);
  }
}
