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

import type { UrlReaderServiceReadUrlResponse } from '@backstage/backend-plugin-api';

/**
 * Reads a response up to a bound, and no further where the reader streams.
 *
 * @returns at most `maxBytes + 1` bytes: one too many tells that there is more
 */
export async function readBounded(
  response: UrlReaderServiceReadUrlResponse,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (!response.stream) {
    const bytes = await response.buffer();
    return bytes.subarray(0, maxBytes + 1);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = response.stream();
  const stop = () => stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    // Leaving the loop destroys the stream, which ends the download.
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      length += bytes.byteLength;
      if (length > maxBytes) {
        break;
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return Buffer.concat(chunks).subarray(0, maxBytes + 1);
}

/**
 * Rejects as soon as the signal is aborted. Not every reader looks at it, and
 * one that hangs must not hold its entity's place.
 */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // What arrives too late, an error included, is nobody's any more.
    work.catch(() => {});
  }
}
