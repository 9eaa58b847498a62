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

/** Numbers that break bounds: around powers of two, and beyond 2^53. */
const HARD = [
  0, 1, 2, 3, 7, 8, 15, 16, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff,
  0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff,
];

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
 * Changes some bytes of a file: single bytes, hard numbers of four or eight
 * bytes, copies of other parts, cuts and fillings. Most changes go to the
 * first `head` bytes, where headers stand.
 */
export function mutate(
  bytes: Buffer,
  random: (below: number) => number,
  head: number,
): Buffer {
  let result = Buffer.from(bytes);
  const changes = 1 + random(8);
  for (let change = 0; change < changes && result.length > 16; change += 1) {
    const bound = random(3) > 0 ? Math.min(head, result.length) : result.length;
    const at = random(bound);
    switch (random(8)) {
      case 0:
        result[at] = random(256);
        break;
      case 1:
        result = result.subarray(0, Math.max(1, random(result.length)));
        break;
      case 2: {
        const from = random(result.length);
        result.copy(result, at, from, from + random(64));
        break;
      }
      case 3:
        result.fill(random(256), at, Math.min(result.length, at + random(32)));
        break;
      default: {
        const size = random(2) === 0 ? 4 : 8;
        const aligned = at - (at % 4);
        if (aligned + size <= result.length) {
          const value = Buffer.alloc(8);
          value.writeUInt32LE(HARD[random(HARD.length)]);
          value.writeUInt32LE(random(4) === 0 ? 0xffffffff : 0, 4);
          value.copy(result, aligned, 0, size);
        }
      }
    }
  }
  return result;
}
