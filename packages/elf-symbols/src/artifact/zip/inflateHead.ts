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

/**
 * The data is no deflate.
 *
 * @internal
 */
export class DeflateError extends Error {}

/** Ends the reading where the data does: only its beginning is there. */
class EndOfData extends Error {}

/** RFC 1951, 3.2.5: base values and extra bits of lengths and distances. */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67,
  83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5,
  5, 5, 0,
];
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
  1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
/** RFC 1951, 3.2.7: the order in which lengths of code lengths stand. */
const ORDER = [
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];
const MAX_BITS = 15;
const END_OF_BLOCK = 256;

/** A Huffman code by the number of its codes of each length. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

function buildCode(lengths: Uint8Array): Code {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const length of lengths) {
    counts[length] += 1;
  }
  let left = 1;
  const next = new Uint16Array(MAX_BITS + 2);
  for (let bits = 1; bits <= MAX_BITS; bits += 1) {
    left = 2 * left - counts[bits];
    if (left < 0) {
      throw new DeflateError('more codes are given than there can be');
    }
    next[bits + 1] = next[bits] + counts[bits];
  }
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    const length = lengths[symbol];
    if (length > 0) {
      symbols[next[length]] = symbol;
      next[length] += 1;
    }
  }
  return { counts, symbols };
}

/** RFC 1951, 3.2.6. */
const FIXED = buildCode(
  Uint8Array.from({ length: 288 }, (_, symbol) => {
    if (symbol < 144) {
      return 8;
    }
    if (symbol < 256) {
      return 9;
    }
    return symbol < 280 ? 7 : 8;
  }),
);
const FIXED_DISTANCES = buildCode(new Uint8Array(30).fill(5));

class HeadInflater {
  readonly #data: Uint8Array;
  readonly #wanted: number;
  readonly #out: number[] = [];
  #at = 0;
  /** Bits read but not used, and how many. */
  #hold = 0;
  #held = 0;

  constructor(data: Uint8Array, wanted: number) {
    this.#data = data;
    this.#wanted = wanted;
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(this.#out);
  }

  run(): void {
    for (let last = false; !last && !this.#done; ) {
      last = this.#bits(1) === 1;
      switch (this.#bits(2)) {
        case 0:
          this.#stored();
          break;
        case 1:
          this.#block(FIXED, () => FIXED_DISTANCES);
          break;
        case 2:
          this.#dynamic();
          break;
        default:
          throw new DeflateError('a block is of no known type');
      }
    }
  }

  get #done(): boolean {
    return this.#out.length >= this.#wanted;
  }

  /** The next bits, at most 16, the first of them the lowest. */
  #bits(count: number): number {
    while (this.#held < count) {
      if (this.#at >= this.#data.length) {
        throw new EndOfData();
      }
      this.#hold += this.#data[this.#at] << this.#held;
      this.#held += 8;
      this.#at += 1;
    }
    const value = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#held -= count;
    return value;
  }

  #stored(): void {
    // It begins with the next byte.
    this.#bits(this.#held % 8);
    const length = this.#bits(16);
    if (length + this.#bits(16) !== 0xffff) {
      throw new DeflateError('the length of a stored block is damaged');
    }
    for (let count = 0; count < length && !this.#done; count += 1) {
      this.#out.push(this.#bits(8));
    }
  }

  #dynamic(): void {
    const literals = this.#bits(5) + 257;
    const distances = this.#bits(5) + 1;
    const count = this.#bits(4) + 4;
    const lengths = new Uint8Array(19);
    for (let index = 0; index < count; index += 1) {
      lengths[ORDER[index]] = this.#bits(3);
    }
    const code = buildCode(lengths);
    const all = new Uint8Array(literals + distances);
    for (let index = 0; index < all.length; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        all[index] = symbol;
        index += 1;
      } else {
        if (symbol === 16 && index === 0) {
          throw new DeflateError('no length stands before one to repeat');
        }
        const value = symbol === 16 ? all[index - 1] : 0;
        const times =
          symbol === 18
            ? 11 + this.#bits(7)
            : 3 + this.#bits(symbol === 16 ? 2 : 3);
        if (index + times > all.length) {
          throw new DeflateError('more lengths are given than announced');
        }
        all.fill(value, index, index + times);
        index += times;
      }
    }
    // The first bytes of a file are rarely copies: most need no distances.
    let distanceCode: Code | undefined;
    this.#block(
      buildCode(all.subarray(0, literals)),
      () => (distanceCode ??= buildCode(all.subarray(literals))),
    );
  }

  #block(code: Code, distanceCode: () => Code): void {
    while (!this.#done) {
      const symbol = this.#symbol(code);
      if (symbol === END_OF_BLOCK) {
        return;
      }
      if (symbol < END_OF_BLOCK) {
        this.#out.push(symbol);
      } else {
        this.#copy(symbol - END_OF_BLOCK - 1, distanceCode);
      }
    }
  }

  #copy(lengthCode: number, distanceCode: () => Code): void {
    if (lengthCode >= LENGTHS.length) {
      throw new DeflateError('a length is of no known code');
    }
    const length = LENGTHS[lengthCode] + this.#bits(LENGTH_BITS[lengthCode]);
    const symbol = this.#symbol(distanceCode());
    if (symbol >= DISTANCES.length) {
      throw new DeflateError('a distance is of no known code');
    }
    const distance =
      DISTANCES[symbol] + this.#bits(Math.max(0, Math.floor(symbol / 2) - 1));
    if (distance > this.#out.length) {
      throw new DeflateError('a distance leads before the first byte');
    }
    for (let count = 0; count < length && !this.#done; count += 1) {
      this.#out.push(this.#out[this.#out.length - distance]);
    }
  }

  /** Codes of one length are successive numbers (RFC 1951, 3.2.2). */
  #symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= MAX_BITS; bits += 1) {
      code += this.#bits(1);
      const count = counts[bits];
      if (code - count < first) {
        return symbols[index + code - first];
      }
      index += count;
      first = 2 * (first + count);
      code *= 2;
    }
    throw new DeflateError('a code is not known');
  }
}

/**
 * Inflates the first bytes of deflated data (RFC 1951), of which only the
 * beginning may be there. Ten times as fast as to set up zlib for so few: a
 * package has thousands of files.
 *
 * @returns `wanted` bytes, or fewer where the data ends
 * @throws DeflateError when the data is no deflate
 * @internal
 */
export function inflateHead(data: Uint8Array, wanted: number): Uint8Array {
  const inflater = new HeadInflater(data, wanted);
  try {
    inflater.run();
  } catch (error) {
    if (!(error instanceof EndOfData)) {
      throw error;
    }
  }
  return inflater.bytes;
}
