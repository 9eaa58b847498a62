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

import { FileEncoding } from './BuildFile';

export type DecodedBytes =
  | { ok: true; content: string; encoding: FileEncoding }
  | { ok: false; line: number; message: string };

/**
 * Turns the bytes of a build file into text. A byte order mark is kept, and
 * bytes that are not UTF-8 are read as Latin-1: builders accept both, and the
 * file must be writable without touching them.
 */
export function decodeBytes(bytes: Uint8Array): DecodedBytes {
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    return {
      ok: false,
      line: lineOfByte(bytes, zero),
      message:
        'This line contains a NUL byte: the file is binary or UTF-16, not a Dockerfile in UTF-8.',
    };
  }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { ok: true, content: decoder.decode(bytes), encoding: 'utf8' };
  } catch {
    const content = Buffer.from(
      bytes.buffer,
      bytes.byteOffset,
      bytes.byteLength,
    ).toString('latin1');
    return { ok: true, content, encoding: 'latin1' };
  }
}

function lineOfByte(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; ) {
    line += 1;
    at = bytes.indexOf(10, at + 1);
  }
  return line;
}
