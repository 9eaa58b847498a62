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

import { RegistryFailure, registryFailure } from './registryFailure';
import { Turns } from './Turns';

/** Questions to one registry at the same time; below the client's own bound. */
const maxRunning = 4;
/** Failures in a row that say it answers nobody. */
const maxUnreachable = 3;

/** What the next question would meet as well. */
const unreachable: ReadonlySet<string> = new Set<RegistryFailure['code']>([
  'timeout',
  'dns',
  'tls',
  'connection',
  'server-error',
  'refused-address',
]);
const parked: ReadonlySet<string> = new Set<RegistryFailure['code']>([
  'rate-limited',
  'quota-exhausted',
]);

/**
 * The questions to one registry: some at a time, and none any more once it is
 * clear that it does not answer. A file can name hundreds of tags of a host
 * that takes its time to fail.
 */
export class RegistryLane {
  readonly turns = new Turns(maxRunning);
  #failures = 0;
  #closedBy: RegistryFailure | null = null;

  /** Why nothing more is asked; null where it is. */
  get closed(): RegistryFailure | null {
    return (
      this.#closedBy &&
      registryFailure(
        this.#closedBy.code,
        `Not asked any more, after this: ${this.#closedBy.sentence}`,
      )
    );
  }

  answered(): void {
    this.#failures = 0;
  }

  failed(failure: RegistryFailure): void {
    this.#failures = unreachable.has(failure.code) ? this.#failures + 1 : 0;
    if (parked.has(failure.code) || this.#failures >= maxUnreachable) {
      this.#closedBy ??= failure;
    }
  }
}
