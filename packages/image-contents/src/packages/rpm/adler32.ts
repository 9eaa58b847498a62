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

/** The greatest prime below 2^16 (RFC 1950). */
const BASE = 65_521;

/** Bytes after which both sums, begun below `BASE`, still fit 32 bits. */
const CHUNK = 5_552;

/**
 * The checksum of RFC 1950 over a part of the bytes.
 *
 * @internal
 */
export function adler32(bytes: Buffer, start: number, end: number): number {
  let sum = 1;
  let sums = 0;
  for (let from = start; from < end; from += CHUNK) {
    const to = Math.min(end, from + CHUNK);
    for (let index = from; index < to; index += 1) {
      sum += bytes[index];
      sums += sum;
    }
    sum %= BASE;
    sums %= BASE;
  }
  return sums * 0x10000 + sum;
}
