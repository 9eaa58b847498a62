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
 * What a file is by its first bytes.
 *
 * @internal
 */
export type Signature =
  | 'elf'
  | 'zip'
  | 'gzip'
  | 'zstd'
  | 'script'
  | 'windows'
  | 'macos'
  | 'empty'
  | 'unknown';

/** Enough to tell every signature, and little enough to unpack of each entry. */
export const SIGNATURE_SIZE = 4;

const ZSTD_MAGIC = 0xfd2fb528;
/** RFC 8878, "Skippable Frames": sixteen numbers. */
const ZSTD_SKIPPABLE = 0x184d2a5;
const MACOS_MAGIC = [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe];

/**
 * Tells what a file is by its first four bytes, or all of a shorter one.
 *
 * @internal
 */
export function signatureOf(bytes: Uint8Array): Signature {
  if (bytes.length === 0) {
    return 'empty';
  }
  const [a, b, c, d] = bytes;
  if (a === 0x23 && b === 0x21) {
    return 'script';
  }
  if (a === 0x1f && b === 0x8b) {
    return 'gzip';
  }
  if (a === 0x4d && b === 0x5a) {
    return 'windows';
  }
  if (bytes.length < SIGNATURE_SIZE) {
    return 'unknown';
  }
  const big = ((a * 256 + b) * 256 + c) * 256 + d;
  const little = ((d * 256 + c) * 256 + b) * 256 + a;
  if (big === 0x7f454c46) {
    return 'elf';
  }
  if (big === 0x504b0304 || big === 0x504b0506) {
    return 'zip';
  }
  if (little === ZSTD_MAGIC || Math.floor(little / 16) === ZSTD_SKIPPABLE) {
    return 'zstd';
  }
  return MACOS_MAGIC.includes(big) ? 'macos' : 'unknown';
}

/**
 * Says in words what a file is that is named like a library and is none.
 *
 * @internal
 */
export function describeSignature(signature: Signature): string {
  switch (signature) {
    case 'windows':
      return 'it is a Windows file';
    case 'macos':
      return 'it is a macOS file';
    case 'empty':
      return 'it is empty';
    case 'script':
      return 'it is a script';
    default:
      return 'it is no ELF file';
  }
}
