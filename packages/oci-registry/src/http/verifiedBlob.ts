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

import { pipeline, Transform } from 'node:stream';
import type { Readable, TransformCallback } from 'node:stream';
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { RegistryError } from '../errors';
import { algorithmOf, digestText } from '../manifest/digests';
import type { Descriptor } from '../types';
import {
  bodyFailure,
  contentEncodingOf,
  contentLengthOf,
  decodedBody,
} from './bodies';
import type { BodySource } from './bodies';

class BlobVerifier extends Transform {
  readonly #registry: string;
  readonly #blob: Descriptor;
  readonly #algorithm: string;
  readonly #hash: Hash;
  #size = 0;

  constructor(registry: string, blob: Descriptor) {
    super();
    this.#registry = registry;
    this.#blob = blob;
    this.#algorithm = algorithmOf(blob.digest);
    this.#hash = createHash(this.#algorithm);
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    callback: TransformCallback,
  ): void {
    this.#size += chunk.length;
    if (this.#size > this.#blob.size) {
      callback(this.#wrong());
      return;
    }
    this.#hash.update(chunk);
    callback(null, chunk);
  }

  override _flush(callback: TransformCallback): void {
    const actual = digestText(this.#algorithm, this.#hash);
    const right =
      this.#size === this.#blob.size && actual === this.#blob.digest;
    callback(right ? null : this.#wrong());
  }

  #wrong(): RegistryError {
    return new RegistryError(
      'wrong-digest',
      this.#registry,
      `the blob ${this.#blob.digest} has other bytes`,
    );
  }
}

/**
 * The bytes of a blob, whose digest can be checked, as they come. Ends well only if they were all of them
 * and no others; until then they are anybody's.
 *
 * @param onEnd - called once, however it ends
 */
export function verifiedBlob(
  source: BodySource,
  blob: Descriptor,
  onEnd: () => void,
): Readable {
  const verifier = new BlobVerifier(source.registry, blob);
  // A blob that is compressed itself is often declared to be encoded so. What
  // is as long as the blob is the blob.
  const encoded =
    contentEncodingOf(source.headers) !== null &&
    contentLengthOf(source.headers) !== blob.size;
  let body: Readable;
  try {
    body = encoded ? decodedBody(source) : source.body;
  } catch (error) {
    onEnd();
    throw error;
  }
  body.once('error', error => {
    verifier.destroy(bodyFailure(error, source));
  });
  verifier.once('close', onEnd);
  // Failures are told above, where they are given a name.
  pipeline(body, verifier, () => {});
  return verifier;
}
