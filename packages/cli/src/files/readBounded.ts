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

import { constants } from 'node:fs';
import { FileHandle, open } from 'node:fs/promises';
import { decodeBytes, DecodedBytes } from './decodeBytes';
import { formatCount } from './limits';
import { systemErrorSentence } from './systemErrors';

export type ReadResult =
  | DecodedBytes
  | { ok: false; line: null; message: string };

interface ReadFileOptions {
  bytes: number;
  /** False for files found by a search: only what lies in the folder is read. */
  followLinks: boolean;
}

/**
 * Reads a file, or whatever else the path leads to, up to a limit. A file that
 * is larger is refused as a whole: half a Dockerfile gives wrong answers.
 */
export async function readFileBounded(
  location: string,
  options: ReadFileOptions,
): Promise<ReadResult> {
  // O_NOFOLLOW is absent on Windows; there the search has checked already.
  const noFollow = options.followLinks ? 0 : constants.O_NOFOLLOW ?? 0;
  try {
    const handle = await open(location, constants.O_RDONLY | noFollow);
    try {
      const { size } = await handle.stat();
      if (size > options.bytes) {
        return tooLarge(`${formatCount(size)} bytes`, options.bytes);
      }
      return await readStreamBounded(chunksOf(handle), options.bytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, line: null, message: systemErrorSentence(error) };
  }
}

/** Reads a stream up to a limit. */
export async function readStreamBounded(
  stream: AsyncIterable<Uint8Array | string>,
  limit: number,
): Promise<ReadResult> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > limit) {
      return tooLarge(`more than ${formatCount(limit)} bytes`, limit);
    }
    chunks.push(bytes);
  }
  return decodeBytes(Buffer.concat(chunks));
}

// Sequential reads, because a path can also lead to a pipe.
async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    const buffer = Buffer.allocUnsafe(64 * 1024);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) {
      return;
    }
    yield buffer.subarray(0, bytesRead);
  }
}

function tooLarge(found: string, limit: number): ReadResult {
  return {
    ok: false,
    line: null,
    message: `The file has ${found}; files of up to ${formatCount(
      limit,
    )} bytes are read.`,
  };
}
