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

/** Strings one after the other, each ended by a zero byte (gABI, chapter 4). */
export class StringTable {
  readonly #offsets = new Map<string, number>([['', 0]]);
  readonly #pieces: string[] = [''];
  #size = 1;

  /** Where the string begins, which is added where it is not there yet. */
  offsetOf(text: string): number {
    const known = this.#offsets.get(text);
    if (known !== undefined) {
      return known;
    }
    const offset = this.#size;
    this.#offsets.set(text, offset);
    this.#pieces.push(text);
    this.#size += Buffer.byteLength(text) + 1;
    return offset;
  }

  toBuffer(): Buffer {
    return Buffer.from(this.#pieces.map(text => `${text}\0`).join(''));
  }
}
