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

import type { AddressMap } from './AddressMap';
import type { ElfView } from './ElfView';

/**
 * Build information before Go 1.18: pointers to string headers in the data of
 * the program.
 *
 * @internal
 */
export class GoPointers {
  readonly #view: ElfView;
  readonly #addresses: AddressMap;
  readonly #size: number;
  readonly #bigEndian: boolean;

  constructor(
    view: ElfView,
    addresses: AddressMap,
    size: number,
    bigEndian: boolean,
  ) {
    this.#view = view;
    this.#addresses = addresses;
    this.#size = size;
    this.#bigEndian = bigEndian;
  }

  /** Reads the string whose header the pointer at `at` leads to. */
  readString(header: Buffer, at: number, maximum: number): Buffer | undefined {
    if (this.#size !== 4 && this.#size !== 8) {
      return undefined;
    }
    const place = this.#addresses.find(this.#word(header, at));
    const words =
      place && this.#view.bytes(place.offset, Math.min(2 * this.#size, 16));
    if (!words) {
      return undefined;
    }
    const length = this.#word(words, this.#size);
    const text = this.#addresses.find(this.#word(words, 0));
    return text && length <= maximum
      ? this.#view.bytes(text.offset, length)
      : undefined;
  }

  #word(bytes: Buffer, at: number): number {
    const half = (where: number) =>
      this.#bigEndian ? bytes.readUInt32BE(where) : bytes.readUInt32LE(where);
    if (this.#size === 4) {
      return half(at);
    }
    const high = this.#bigEndian ? half(at) : half(at + 4);
    const low = this.#bigEndian ? half(at + 4) : half(at);
    return high * 0x1_0000_0000 + low;
  }
}
