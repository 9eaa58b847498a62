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

/** A module and its version, as every WebAssembly file begins. */
const HEADER_SIZE = 8;
const MEMORY_SECTION = 5;

/**
 * Gives the memory of a WebAssembly module a maximum, so that a program that
 * asks for more fails instead of filling the machine. Source: WebAssembly Core
 * Specification, "Binary Format", sections 5.3.8 and 5.5.8.
 *
 * @param pages - of 64 KiB
 * @returns undefined when the module does not have exactly one memory of its
 *   own, in the form without a maximum
 * @internal
 */
export function limitMemory(
  module: Uint8Array,
  pages: number,
): Uint8Array | undefined {
  let at = HEADER_SIZE;
  while (at < module.length) {
    const id = module[at];
    const size = readNumber(module, at + 1);
    if (!size || size.end + size.value > module.length) {
      return undefined;
    }
    const end = size.end + size.value;
    if (id === MEMORY_SECTION) {
      // One memory, flags 0: only a minimum follows.
      const minimum = readNumber(module, size.end + 2);
      if (
        module[size.end] !== 1 ||
        module[size.end + 1] !== 0 ||
        minimum?.end !== end ||
        minimum.value > pages
      ) {
        return undefined;
      }
      const content = [
        1,
        1,
        ...writeNumber(minimum.value),
        ...writeNumber(pages),
      ];
      return Buffer.concat([
        module.subarray(0, at),
        Buffer.from([MEMORY_SECTION, ...writeNumber(content.length)]),
        Buffer.from(content),
        module.subarray(end),
      ]);
    }
    at = end;
  }
  return undefined;
}

/** LEB128, of at most 32 bits. */
function readNumber(
  bytes: Uint8Array,
  start: number,
): { value: number; end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 5 && start + index < bytes.length; index += 1) {
    const byte = bytes[start + index];
    value += (byte % 128) * 128 ** index;
    if (byte < 128) {
      return { value, end: start + index + 1 };
    }
  }
  return undefined;
}

function writeNumber(value: number): number[] {
  return value < 128
    ? [value]
    : [128 + (value % 128), ...writeNumber(Math.floor(value / 128))];
}
