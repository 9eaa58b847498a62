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

// One timeout says little about a host; three in a row say that it is down, and
// that all its entities would wait for it one after the other.
const MAX_FAILURES_IN_A_ROW = 3;
const PAUSE_MS = 60_000;

interface HostState {
  running: number;
  failures: number;
  pausedUntil: number;
}

/**
 * Limits how many entities are read from one host at once, and leaves hosts
 * alone that do not answer or ask for it. Each replica has its own.
 */
export class HostBudget {
  readonly #perHost: number;
  readonly #now: () => number;
  readonly #hosts = new Map<string, HostState>();

  static create(options: { perHost: number; now?: () => number }): HostBudget {
    return new HostBudget(options.perHost, options.now);
  }

  private constructor(perHost: number, now: () => number = Date.now) {
    this.#perHost = perHost;
    this.#now = now;
  }

  /** Hosts from which nothing more may be read at the moment. */
  getUnavailable(): string[] {
    return [...this.#hosts]
      .filter(([, state]) => !this.#isAvailable(state))
      .map(([host]) => host);
  }

  /** @returns false where the host has no room; nothing is taken then */
  tryAcquire(host: string): boolean {
    const state = this.#get(host);
    if (!this.#isAvailable(state)) {
      return false;
    }
    state.running += 1;
    return true;
  }

  release(host: string): void {
    const state = this.#get(host);
    state.running -= 1;
    if (state.running === 0 && !state.failures && !this.#isPaused(state)) {
      this.#hosts.delete(host);
    }
  }

  /** The host answered, with whatever. */
  recordAnswer(host: string): void {
    this.#get(host).failures = 0;
  }

  /** The host did not answer. */
  recordSilence(host: string): void {
    const state = this.#get(host);
    state.failures += 1;
    if (state.failures >= MAX_FAILURES_IN_A_ROW) {
      state.failures = 0;
      this.pause(host, PAUSE_MS);
    }
  }

  /** The host asked to be left alone. */
  pause(host: string, milliseconds: number): void {
    const state = this.#get(host);
    const until = this.#now() + milliseconds;
    state.pausedUntil = Math.max(state.pausedUntil, until);
  }

  #isAvailable(state: HostState): boolean {
    return state.running < this.#perHost && !this.#isPaused(state);
  }

  #isPaused(state: HostState): boolean {
    return state.pausedUntil > this.#now();
  }

  #get(host: string): HostState {
    let state = this.#hosts.get(host);
    if (!state) {
      state = { running: 0, failures: 0, pausedUntil: 0 };
      this.#hosts.set(host, state);
    }
    return state;
  }
}
