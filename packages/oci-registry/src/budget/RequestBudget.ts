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
import type { Deadline } from '../http/Deadline';
import type { RegistryErrorCode } from '../types';

export interface BudgetSettings {
  /** Mean rate; `Infinity` for none. */
  requestsPerSecond: number;
  /** Requests that may come at once before the rate counts. */
  burst: number;
  /** Requests at the same time. */
  concurrency: number;
}

/** Why and until when nobody asks. */
export interface Parking {
  /** Milliseconds since 1970. */
  until: number;
  reason: string;
  code: Extract<RegistryErrorCode, 'rate-limited' | 'quota-exhausted'>;
  /** Of the answer that asked for it. */
  status: number;
}

/** How much longer one call may wait, over all of its waits. */
export interface Patience {
  leftMs: number;
}

/**
 * What one host is asked for: a mean rate with bursts, a number at the same
 * time, first come, first served, and nothing while it said not to.
 */
export class RequestBudget {
  readonly #registry: string;
  readonly #clock: RegistryClock;
  #settings: BudgetSettings;
  /** When the bucket would be full again (generic cell rate algorithm). */
  #fullAt = 0;
  #running = 0;
  readonly #waiting: Array<() => void> = [];
  #parking: Parking | null = null;

  constructor(
    registry: string,
    settings: BudgetSettings,
    clock: RegistryClock,
  ) {
    this.#registry = registry;
    this.#settings = settings;
    this.#clock = clock;
  }

  change(settings: BudgetSettings): void {
    this.#settings = settings;
  }

  get idle(): boolean {
    return (
      this.#running === 0 && this.#waiting.length === 0 && this.parking === null
    );
  }

  /** Null once it is over. */
  get parking(): Parking | null {
    if (this.#parking !== null && this.#parking.until <= this.#clock.now()) {
      this.#parking = null;
    }
    return this.#parking;
  }

  /** The later of two counts. */
  park(parking: Parking): void {
    if (parking.until > (this.parking?.until ?? this.#clock.now())) {
      this.#parking = parking;
    }
  }

  /**
   * Waits for a turn.
   *
   * @returns what gives it back
   * @throws RegistryError where that would be longer than `patience`
   */
  async acquire(deadline: Deadline, patience: Patience): Promise<() => void> {
    for (;;) {
      await this.#untilUnparked(deadline, patience);
      await this.#untilRateAllows(deadline, patience);
      await this.#untilSlotIsFree(deadline);
      if (this.parking === null) {
        return this.#turn();
      }
      // Somebody was told to wait while this call did.
      this.#turn()();
    }
  }

  async #untilUnparked(deadline: Deadline, patience: Patience): Promise<void> {
    for (let parking = this.parking; parking !== null; parking = this.parking) {
      const milliseconds = parking.until - this.#clock.now();
      if (milliseconds > patience.leftMs) {
        throw new RegistryError(
          parking.code,
          this.#registry,
          `is not asked before ${isoTime(parking.until)}: ${parking.reason}`,
          { status: parking.status, retryAt: parking.until },
        );
      }
      await this.#sleep(milliseconds, deadline, patience);
    }
  }

  async #untilRateAllows(
    deadline: Deadline,
    patience: Patience,
  ): Promise<void> {
    const { requestsPerSecond, burst } = this.#settings;
    if (requestsPerSecond === Infinity) {
      return;
    }
    const interval = 1000 / requestsPerSecond;
    const now = this.#clock.monotonic();
    const fullAt = Math.max(this.#fullAt, now);
    const milliseconds = fullAt - (burst - 1) * interval - now;
    if (milliseconds > patience.leftMs) {
      throw new RegistryError(
        'rate-limited',
        this.#registry,
        'would be asked more often than its configured rate allows',
        { retryAt: this.#clock.now() + Math.ceil(milliseconds) },
      );
    }
    this.#fullAt = fullAt + interval;
    if (milliseconds > 0) {
      await this.#sleep(milliseconds, deadline, patience);
    }
  }

  /** Bounded by the deadline: a slow registry is slow, not limiting. */
  async #untilSlotIsFree(deadline: Deadline): Promise<void> {
    if (this.#running < this.#settings.concurrency) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const { signal } = deadline;
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      let onAbort = () => {};
      const onTurn = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(onTurn), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(onTurn);
    });
  }

  /** Once, however often it is called; hands the turn to the next. */
  #turn(): () => void {
    let released = false;
    return () => {
      if (released) {
        return;
      }
      released = true;
      const next = this.#waiting.shift();
      if (next === undefined) {
        this.#running -= 1;
      } else {
        next();
      }
    };
  }

  async #sleep(
    milliseconds: number,
    deadline: Deadline,
    patience: Patience,
  ): Promise<void> {
    patience.leftMs -= milliseconds;
    try {
      await this.#clock.sleep(milliseconds, deadline.signal);
    } catch (error) {
      throw deadline.failureOf(error);
    }
  }
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
