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

import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  read as readCallback,
  readSync,
} from 'node:fs';
import { promisify } from 'node:util';
import type { RandomAccessSource } from './RandomAccessSource';

const readAt = promisify(readCallback);

/**
 * How a file is opened.
 *
 * @public
 */
export interface FileSourceOptions {
  /** Names the file in errors; its path unless given. */
  name?: string;
  /** Refuses to open a symbolic link; off unless given. */
  noFollow?: boolean;
}

/**
 * A source over a regular file, read with `pread`. The caller closes it.
 *
 * @public
 */
export class FileSource implements RandomAccessSource {
  readonly name: string;
  readonly size: number;
  /** Permission bits of the file. */
  readonly mode: number;
  #descriptor: number | undefined;

  /**
   * Opens a file. Does not wait for a writer where the path is a named pipe.
   *
   * @throws the error of the file system, or an error that names the path when
   *   it is no regular file
   */
  static open(path: string, options: FileSourceOptions = {}): FileSource {
    let flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
    if (options.noFollow) {
      flags |= constants.O_NOFOLLOW ?? 0;
    }
    const descriptor = openSync(path, flags);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) {
        throw new Error(`${path} is not a regular file`);
      }
      return new FileSource(
        options.name ?? path,
        descriptor,
        stats.size,
        stats.mode & 0o7777,
      );
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  private constructor(
    name: string,
    descriptor: number,
    size: number,
    mode: number,
  ) {
    this.name = name;
    this.#descriptor = descriptor;
    this.size = size;
    this.mode = mode;
  }

  read(offset: number, length: number): Uint8Array {
    const descriptor = this.#open();
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const count = readSync(
        descriptor,
        bytes,
        done,
        length - done,
        offset + done,
      );
      if (count === 0) {
        throw this.#shortened(offset + done);
      }
      done += count;
    }
    return bytes;
  }

  async readAsync(
    offset: number,
    length: number,
    into?: Uint8Array,
  ): Promise<Uint8Array> {
    const bytes = into?.subarray(0, length) ?? Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await readAt(
        this.#open(),
        bytes,
        done,
        length - done,
        offset + done,
      );
      if (bytesRead === 0) {
        throw this.#shortened(offset + done);
      }
      done += bytesRead;
    }
    return bytes;
  }

  /** Closes the file; closing twice does nothing. */
  close(): void {
    if (this.#descriptor !== undefined) {
      closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
  }

  #open(): number {
    if (this.#descriptor === undefined) {
      throw new Error(`${this.name} is closed`);
    }
    return this.#descriptor;
  }

  /** The file was cut while it was read. */
  #shortened(offset: number): Error {
    return new Error(`${this.name} now ends at offset ${offset}`);
  }
}
