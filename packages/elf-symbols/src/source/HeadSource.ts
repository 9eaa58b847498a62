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
 * A source of which only the first bytes are there.
 *
 * @internal
 */
export class HeadSource implements RandomAccessSource {
  readonly name: string;
  readonly size: number;
  readonly #head: Uint8Array;

  constructor(head: Uint8Array, size: number, name: string) {
    this.#head = head;
    this.size = size;
    this.name = name;
  }

  read(offset: number, length: number): Uint8Array {
    if (offset + length > this.#head.length) {
      throw new Error(`only ${this.#head.length} bytes of it are unpacked`);
    }
    return this.#head.subarray(offset, offset + length);
  }
}
