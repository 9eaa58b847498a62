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

/** Numbers that break bounds: around powers of two, and the largest. */
const HARD = [
  0, 1, 2, 7, 8, 0x7f, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff,
  0x80000000, 0xfffffff0, 0xffffffff,
];

/** Part of a file that says how the rest is to be read. */
export interface Range {
  start: number;
  end: number;
}

/** A generator of random numbers whose sequence its seed fixes (mulberry32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * Changes up to eight places of a file, three of four of them in the ranges
 * given: bytes, hard numbers of two to eight bytes, copies and cuts.
 */
export function mutate(
  original: Buffer,
  ranges: Range[],
  random: (below: number) => number,
): Buffer {
  let bytes = Buffer.from(original);
  for (let changes = 1 + random(8); changes > 0; changes -= 1) {
    const range = ranges[random(ranges.length)];
    const at =
      random(4) > 0
        ? range.start + random(range.end - range.start)
        : random(bytes.length);
    const room = bytes.length - at;
    switch (random(10)) {
      case 0:
        if (random(4) === 0 && at > 0) {
          bytes = bytes.subarray(0, at);
        }
        break;
      case 1: {
        const from = random(bytes.length);
        bytes.copy(bytes, Math.min(at, bytes.length), from, from + random(64));
        break;
      }
      case 2:
      case 3:
        if (room > 0) {
          bytes[at] = random(256);
        }
        break;
      default: {
        const size = [2, 4, 8][random(3)];
        if (room >= size) {
          bytes.fill(0, at, at + size);
          const value = HARD[random(HARD.length)];
          bytes.writeUIntLE(value % 2 ** (8 * size), at, Math.min(size, 6));
        }
      }
    }
  }
  return bytes;
}
