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
 * Bytes that can be read at any offset: a file, memory, a part of either.
 *
 * Reads are synchronous because a report needs about five small ones: over a
 * file in the page cache a round through the event loop costs more than the
 * read. Where much is read (an entry of an archive, a hash), `readAsync` is
 * used if the source has it.
 *
 * @public
 */
export interface RandomAccessSource {
  /** Names the source in errors, such as the path of the file. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /**
   * Returns the bytes from `offset`, exactly `length` of them: the caller
   * asks for nothing outside of `[0, size)`. The memory may be shared with the
   * source and must not be written to.
   *
   * @throws any error when the bytes cannot be read
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * As `read`, without holding up the event loop.
   *
   * @param into - memory of at least `length` bytes that the source may read
   *   into and return the beginning of, for a caller who reads on and on
   */
  readAsync?(
    offset: number,
    length: number,
    into?: Uint8Array,
  ): Promise<Uint8Array>;
}

/**
 * Reads without holding up the event loop where the source can do that.
 *
 * @internal
 */
export async function readFrom(
  source: RandomAccessSource,
  offset: number,
  length: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  return source.readAsync
    ? source.readAsync(offset, length, into)
    : source.read(offset, length);
}
