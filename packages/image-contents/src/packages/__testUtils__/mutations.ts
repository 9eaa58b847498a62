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

/** Numbers that break bounds. */
const HARD = [
  0, 1, 2, 3, 12, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff,
];

/** A generator of numbers whose sequence its seed fixes (mulberry32). */
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
 * Changes some bytes: single ones, hard numbers in both orders, copies of other
 * parts, fillings and cuts.
 */
export function mutate(
  bytes: Buffer,
  random: (below: number) => number,
): Buffer {
  let result = Buffer.from(bytes);
  const changes = 1 + random(6);
  for (let change = 0; change < changes && result.length > 64; change += 1) {
    // Half of the changes go where headers stand.
    const at =
      random(random(2) === 0 ? 256 : result.length - 8) % (result.length - 8);
    switch (random(7)) {
      case 0:
        result[at] = random(256);
        break;
      case 1:
        result = result.subarray(0, 1 + random(result.length));
        break;
      case 2: {
        const from = random(result.length);
        result.copy(result, at, from, from + random(4096));
        break;
      }
      case 3:
        result.fill(random(256), at, Math.min(result.length, at + random(64)));
        break;
      case 4:
        result.writeUInt32BE(HARD[random(HARD.length)], at);
        break;
      case 5:
        result.writeUInt16BE(random(0x10000), at);
        break;
      default:
        result.writeUInt32LE(HARD[random(HARD.length)], at);
    }
  }
  return result;
}
