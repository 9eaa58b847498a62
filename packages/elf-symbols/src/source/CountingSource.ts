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

import type { RandomAccessSource } from './RandomAccessSource';

/**
 * Counts what is read of another source.
 *
 * @public
 */
export class CountingSource implements RandomAccessSource {
  readonly name: string;
  readonly size: number;
  readonly #source: RandomAccessSource;
  #bytesRead = 0;
  #reads = 0;

  constructor(source: RandomAccessSource) {
    this.name = source.name;
    this.size = source.size;
    this.#source = source;
  }

  /** Bytes asked for so far; bytes asked for twice count twice. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  /** Number of reads so far. */
  get reads(): number {
    return this.#reads;
  }

  read(offset: number, length: number): Uint8Array {
    this.#reads += 1;
    this.#bytesRead += length;
    return this.#source.read(offset, length);
  }
}
