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
 * A part of another source, for a file that lies uncompressed in a larger one.
 *
 * @public
 */
export class SliceSource implements RandomAccessSource {
  readonly name: string;
  readonly size: number;
  readonly #source: RandomAccessSource;
  readonly #start: number;

  /**
   * @throws RangeError when the part does not lie in the source
   */
  constructor(
    source: RandomAccessSource,
    start: number,
    size: number,
    name: string = source.name,
  ) {
    if (
      !Number.isSafeInteger(start) ||
      !Number.isSafeInteger(size) ||
      start < 0 ||
      size < 0 ||
      start + size > source.size
    ) {
      throw new RangeError(
        `${source.name}: bytes ${start} to ${start + size} are not in its ${
          source.size
        } bytes`,
      );
    }
    this.name = name;
    this.size = size;
    this.#source = source;
    this.#start = start;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#source.read(this.#start + offset, length);
  }

  async readAsync(
    offset: number,
    length: number,
    into?: Uint8Array,
  ): Promise<Uint8Array> {
    const at = this.#start + offset;
    return this.#source.readAsync
      ? this.#source.readAsync(at, length, into)
      : this.#source.read(at, length);
  }
}
