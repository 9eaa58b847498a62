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

/** Has work done one after the other, because each takes all there is. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  static create(): Turns {
    return new Turns();
  }

  private constructor() {}

  /** Those that are under way or waiting. */
  get waiting(): number {
    return this.#waiting;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const own = this.#last.then(work, work);
    this.#last = own;
    try {
      return await own;
    } finally {
      this.#waiting -= 1;
    }
  }
}
