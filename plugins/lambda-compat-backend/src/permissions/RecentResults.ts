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
 * Keeps the results of costly questions for a short time. Who asks while the
 * answer is being found waits for the same one. Failures are not kept.
 */
export class RecentResults<T> {
  readonly #maxAgeMs: number;
  readonly #maxResults: number;
  readonly #now: () => number;
  /** Least recently used first. */
  readonly #results = new Map<
    string,
    { result: Promise<T>; expiresAt: number }
  >();

  static create<T>(options: {
    maxAgeMs: number;
    /** What was not used for longest makes way. */
    maxResults: number;
    now?: () => number;
  }): RecentResults<T> {
    return new RecentResults(options);
  }

  private constructor(options: {
    maxAgeMs: number;
    maxResults: number;
    now?: () => number;
  }) {
    this.#maxAgeMs = options.maxAgeMs;
    this.#maxResults = options.maxResults;
    this.#now = options.now ?? Date.now;
  }

  get(key: string, find: () => Promise<T>): Promise<T> {
    this.#dropExpired();
    const known = this.#results.get(key);
    if (known) {
      this.#results.delete(key);
      this.#results.set(key, known);
      return known.result;
    }
    // The age counts from the answer, however long it takes to find.
    const entry = { result: find(), expiresAt: Infinity };
    this.#results.set(key, entry);
    entry.result.then(
      () => {
        entry.expiresAt = this.#now() + this.#maxAgeMs;
      },
      () => {
        if (this.#results.get(key) === entry) {
          this.#results.delete(key);
        }
      },
    );
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= this.#maxResults) {
        break;
      }
      this.#results.delete(oldest);
    }
    return entry.result;
  }

  #dropExpired() {
    const now = this.#now();
    for (const [key, { expiresAt }] of this.#results) {
      if (expiresAt <= now) {
        this.#results.delete(key);
      }
    }
  }
}
