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

import { setMaxListeners } from 'node:events';
import { RegistryError } from '../errors';

/**
 * The time that one call has, and the caller's wish to end it, as one signal.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #sources: readonly AbortSignal[];
  readonly #onAbort: () => void;
  readonly #timer: NodeJS.Timeout;

  /**
   * @param sources - aborted where nobody waits any more: by the caller, and
   *   when the client is closed
   */
  constructor(
    registry: string,
    milliseconds: number,
    sources: ReadonlyArray<AbortSignal | undefined>,
  ) {
    this.#sources = sources.filter(source => source !== undefined);
    this.#onAbort = () =>
      this.#end(
        new RegistryError('aborted', registry, 'nobody waits any more'),
      );
    this.#timer = setTimeout(
      () =>
        this.#end(
          new RegistryError(
            'timeout',
            registry,
            `did not answer within ${Math.round(milliseconds / 1000)} s`,
          ),
        ),
      // Longer ones would overflow and end at once.
      Math.min(milliseconds, 2 ** 31 - 1),
    );
    for (const source of this.#sources) {
      // One signal may end any number of calls; each takes its listener back.
      setMaxListeners(0, source);
      source.addEventListener('abort', this.#onAbort, { once: true });
    }
    if (this.#sources.some(({ aborted }) => aborted)) {
      this.#onAbort();
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What a failure is: that of the deadline where it has passed. */
  failureOf(error: unknown): unknown {
    return this.signal.aborted ? this.signal.reason : error;
  }

  /** Waits for what others wait for as well, and only as long as this call. */
  async race<T>(promise: Promise<T>): Promise<T> {
    if (this.signal.aborted) {
      promise.catch(() => {});
      throw this.signal.reason;
    }
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => reject(this.signal.reason);
      this.signal.addEventListener('abort', onAbort, { once: true });
      promise.then(resolve, reject).finally(() => {
        this.signal.removeEventListener('abort', onAbort);
      });
    });
  }

  /** Ends it for a reason of another. */
  abort(reason: RegistryError): void {
    this.#end(reason);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const source of this.#sources) {
      source.removeEventListener('abort', this.#onAbort);
    }
  }

  #end(reason: RegistryError): void {
    this.#controller.abort(reason);
    this.dispose();
  }
}
