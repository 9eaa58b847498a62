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

import type {
  RegistryQuota,
  RegistryRequest,
} from '@lambda-compat/oci-registry';

/** What was recorded of one registry on one day, and is not stored yet. */
export interface RecordedStatus {
  host: string;
  /** YYYY-MM-DD in UTC. */
  day: string;
  requests: number;
  counted: number;
  tokens: number;
  /** Undefined where nothing was told; null where it tells none any more. */
  quota?: RegistryQuota['pulls'];
  /** Undefined where it is asked. */
  parked?: { untilMs: number; reason: string };
  /** Milliseconds since 1970; 0 where there was none. */
  answeredMs: number;
  failedMs: number;
  failure: string;
}

// The whole message goes to the page of registries.
const MAX_MESSAGE = 500;

/** Adds up what is recorded until it is taken to be stored. */
export class StatusBuffer {
  readonly #now: () => number;
  readonly #toldQuota = new Set<string>();
  #recorded = new Map<string, RecordedStatus>();

  static create(options: { now: () => number }): StatusBuffer {
    return new StatusBuffer(options);
  }

  private constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  addRequest(request: RegistryRequest): void {
    const now = this.#now();
    const status = this.#get(request.registry, now);
    status.requests += 1;
    status.tokens += Number(request.kind === 'token');
    status.counted += Number(
      request.kind === 'manifest' && request.method === 'GET',
    );
    if (request.status === null) {
      setFailure(status, now, 'No answer came.');
    } else if (request.status >= 500 || request.status === 429) {
      setFailure(status, now, `It answered ${request.status}.`);
    } else {
      status.answeredMs = now;
    }
  }

  addFailure(host: string, message: string): void {
    const now = this.#now();
    setFailure(this.#get(host, now), now, message.slice(0, MAX_MESSAGE));
  }

  addQuota({
    registry,
    pulls,
    parkedUntil,
    parkedReason,
  }: RegistryQuota): void {
    const now = this.#now();
    const status = this.#get(registry, now);
    // Null is also what a client says that has not been told yet, and another
    // replica may have been.
    if (pulls || this.#toldQuota.has(registry)) {
      status.quota = pulls;
    }
    if (pulls) {
      this.#toldQuota.add(registry);
    }
    if (parkedUntil !== null) {
      status.parked = {
        untilMs: parkedUntil,
        reason: (parkedReason ?? '').slice(0, MAX_MESSAGE),
      };
    }
  }

  /** What was recorded since it was last taken, by host. */
  take(): RecordedStatus[] {
    const taken = [...this.#recorded.values()];
    this.#recorded = new Map();
    // In one order everywhere, so that replicas do not wait for each other.
    return taken.sort(
      (a, b) => compare(a.host, b.host) || compare(a.day, b.day),
    );
  }

  /** Gives back what could not be stored. */
  restore(status: RecordedStatus): void {
    const newer = this.#recorded.get(toKey(status));
    if (!newer) {
      this.#recorded.set(toKey(status), status);
      return;
    }
    newer.requests += status.requests;
    newer.counted += status.counted;
    newer.tokens += status.tokens;
    newer.quota = newer.quota === undefined ? status.quota : newer.quota;
    newer.parked ??= status.parked;
    newer.answeredMs ||= status.answeredMs;
    if (newer.failedMs === 0) {
      newer.failedMs = status.failedMs;
      newer.failure = status.failure;
    }
  }

  #get(host: string, now: number): RecordedStatus {
    const day = new Date(now).toISOString().slice(0, 10);
    const known = this.#recorded.get(toKey({ host, day }));
    if (known) {
      return known;
    }
    const status: RecordedStatus = {
      host,
      day,
      requests: 0,
      counted: 0,
      tokens: 0,
      answeredMs: 0,
      failedMs: 0,
      failure: '',
    };
    this.#recorded.set(toKey(status), status);
    return status;
  }
}

function setFailure(
  status: RecordedStatus,
  now: number,
  message: string,
): void {
  status.failedMs = now;
  status.failure = message;
}

function toKey({ host, day }: { host: string; day: string }): string {
  return `${day} ${host}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
