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
 * Reads a stream of chunks by exact numbers of bytes.
 *
 * @internal
 */
export class ChunkReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  #position = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes read or passed over so far. */
  get position(): number {
    return this.#position;
  }

  /**
   * The next bytes: `length` of them, or fewer where the stream ends. They may
   * be shared with the stream.
   */
  async read(length: number): Promise<Buffer> {
    if (this.#chunk.length - this.#at >= length) {
      return this.#take(length);
    }
    const pieces: Buffer[] = [];
    let missing = length;
    while (missing > 0 && (await this.#fill())) {
      const piece = this.#take(
        Math.min(missing, this.#chunk.length - this.#at),
      );
      pieces.push(piece);
      missing -= piece.length;
    }
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  }

  /** Copies the next bytes to `target` from `at` on; returns how many. */
  async readInto(target: Buffer, at: number): Promise<number> {
    let done = at;
    while (done < target.length && (await this.#fill())) {
      const count = Math.min(
        target.length - done,
        this.#chunk.length - this.#at,
      );
      this.#take(count).copy(target, done);
      done += count;
    }
    return done - at;
  }

  /** Passes over bytes; returns how many there were. */
  async skip(length: number): Promise<number> {
    let missing = length;
    while (missing > 0 && (await this.#fill())) {
      const count = Math.min(missing, this.#chunk.length - this.#at);
      this.#take(count);
      missing -= count;
    }
    return length - missing;
  }

  /** Ends the stream early. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #take(length: number): Buffer {
    const start = this.#at;
    this.#at += length;
    this.#position += length;
    return this.#chunk.subarray(start, this.#at);
  }

  /** Makes sure that a byte is there, unless the stream has ended. */
  async #fill(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      const { done, value } = await this.#chunks.next();
      if (done) {
        return false;
      }
      this.#chunk = Buffer.from(value.buffer, value.byteOffset, value.length);
      this.#at = 0;
    }
    return true;
  }
}
