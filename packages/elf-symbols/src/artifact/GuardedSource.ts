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

import { ArtifactError, messageOf } from '../errors';
import {
  readFrom,
  type RandomAccessSource,
} from '../source/RandomAccessSource';

/**
 * A source whose failed reads are errors of the artifact.
 *
 * @internal
 */
export class GuardedSource implements RandomAccessSource {
  readonly name: string;
  readonly size: number;
  readonly #source: RandomAccessSource;

  constructor(source: RandomAccessSource, name: string) {
    this.name = name;
    this.size = source.size;
    this.#source = source;
  }

  read(offset: number, length: number): Uint8Array {
    try {
      return this.#check(this.#source.read(offset, length), length);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async readAsync(
    offset: number,
    length: number,
    into?: Uint8Array,
  ): Promise<Uint8Array> {
    try {
      return this.#check(
        await readFrom(this.#source, offset, length, into),
        length,
      );
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #check(bytes: Uint8Array, length: number): Uint8Array {
    if (bytes.length !== length) {
      throw new Error(`it gave ${bytes.length} bytes instead of ${length}`);
    }
    return bytes;
  }

  #failure(error: unknown): ArtifactError {
    return new ArtifactError(this.name, `cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
