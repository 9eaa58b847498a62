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

/** Time that passes only when a test, or a wait, says so. */
export class FakeClock implements RegistryClock {
  #now: number;
  #monotonic = 0;
  /** Milliseconds of every wait. */
  readonly waits: number[] = [];

  constructor(now = Date.UTC(2026, 10, 23, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    this.#monotonic += milliseconds;
  }

  /** As an administrator, or a leap of the time service, does. */
  setBack(milliseconds: number): void {
    this.#now -= milliseconds;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.pass(milliseconds);
  }
}
