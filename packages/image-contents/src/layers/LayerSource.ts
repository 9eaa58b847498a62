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

import { ContentsError } from '../errors';

/**
 * The packed bytes of a layer, with a bound in time and an end from outside:
 * whoever sends them may send nothing for ever.
 *
 * @internal
 */
export class LayerSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #destroy: () => void;
  readonly #maxBytes: number;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  #size = 0;
  #ended = false;
  #stopped: { reason: unknown } | undefined;
  #failure: { error: unknown } | undefined;
  #reject: ((reason: unknown) => void) | undefined;

  constructor(
    chunks: AsyncIterable<Uint8Array>,
    options: { maxBytes: number; maxMs: number; signal?: AbortSignal },
  ) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#destroy = () => destroyStream(chunks);
    this.#maxBytes = options.maxBytes;
    this.#signal = options.signal;
    this.#timer = setTimeout(
      () =>
        this.#stop(
          new ContentsError(
            'too-large',
            `it takes longer than ${options.maxMs} ms to read`,
          ),
        ),
      options.maxMs,
    );
    if (this.#signal?.aborted) {
      this.#onAbort();
    } else {
      this.#signal?.addEventListener('abort', this.#onAbort, { once: true });
    }
  }

  /** Bytes that came so far. */
  get size(): number {
    return this.#size;
  }

  /**
   * What the stream itself failed with, which says more than that the bytes
   * that came until then are no whole layer.
   */
  get failure(): { error: unknown } | undefined {
    return this.#failure;
  }

  /** @throws what ended the reading from outside, where something did */
  check(): void {
    if (this.#stopped) {
      throw this.#stopped.reason;
    }
  }

  /** The next bytes; undefined at the end. */
  async next(): Promise<Buffer | undefined> {
    this.check();
    if (this.#ended) {
      return undefined;
    }
    const { done, value } = await this.#nextOrStop();
    if (done) {
      this.#ended = true;
      return undefined;
    }
    this.#size += value.length;
    if (this.#size > this.#maxBytes) {
      throw new ContentsError(
        'too-large',
        `it has more than ${this.#maxBytes} bytes`,
      );
    }
    return Buffer.from(value.buffer, value.byteOffset, value.length);
  }

  /** So many bytes at least, unless the stream ends; undefined at its end. */
  async gather(
    enough: number,
    begun: Buffer[] = [],
  ): Promise<Buffer | undefined> {
    const pieces = begun;
    let size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    while (size < enough) {
      const piece = await this.next();
      if (!piece) {
        break;
      }
      pieces.push(piece);
      size += piece.length;
    }
    if (size === 0) {
      return undefined;
    }
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, size);
  }

  /** Reads to the end, where the bytes prove to be those that were asked for. */
  async drain(): Promise<void> {
    while (await this.next());
  }

  /** Ends the stream early, and whoever waits for it. */
  close(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    if (!this.#ended) {
      this.#ended = true;
      this.#stop(new Error('The layer is not read on'));
      this.#destroy();
      // A generator that waits does not end before what it waits for.
      this.#chunks.return?.().then(undefined, () => undefined);
    }
  }

  readonly #onAbort = () => this.#stop(this.#signal?.reason);

  #stop(reason: unknown): void {
    this.#stopped ??= { reason };
    this.#reject?.(reason);
  }

  async #nextOrStop(): Promise<IteratorResult<Uint8Array>> {
    try {
      return await new Promise((resolve, reject) => {
        this.#reject = reject;
        this.#chunks.next().then(resolve, error => {
          this.#failure ??= { error };
          reject(error);
        });
      });
    } finally {
      this.#reject = undefined;
    }
  }
}

/** Streams of Node.js end at once when they are destroyed. */
function destroyStream(chunks: AsyncIterable<Uint8Array>): void {
  if ('destroy' in chunks && typeof chunks.destroy === 'function') {
    chunks.destroy();
  }
}
