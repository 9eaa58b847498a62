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

import type {
  DigestQuery,
  DigestSource,
} from '@lambda-compat/backstage-plugin-lambda-compat-node';
import {
  formatImageReference,
  parseImageReference,
} from '@lambda-compat/image-references';
import type { ConfiguredDigest } from '../config/readLambdaCompatConfig';

/** Knows the digests that the configuration lists. */
export class ConfiguredDigestSource implements DigestSource {
  readonly name = 'configuration';
  readonly #digests: ReadonlyMap<string, string>;

  /**
   * @throws `Error` that names the entry, for what is not a tagged image
   */
  static create(options: {
    digests: readonly ConfiguredDigest[];
  }): ConfiguredDigestSource {
    return new ConfiguredDigestSource(
      new Map(
        options.digests.map(({ image, digest }, index) => [
          readImage(image, index),
          digest,
        ]),
      ),
    );
  }

  private constructor(digests: ReadonlyMap<string, string>) {
    this.#digests = digests;
  }

  async resolveDigest(image: DigestQuery): Promise<string | undefined> {
    return this.#digests.get(formatImageReference(image));
  }
}

function readImage(image: string, index: number): string {
  const parsed = parseImageReference(image);
  const key = `lambdaCompat.digests[${index}].image`;
  if (!parsed.ok) {
    throw new Error(
      `Invalid configuration at '${key}': '${image}' is not an image reference, ${parsed.error}`,
    );
  }
  if (parsed.reference.digest) {
    throw new Error(
      `Invalid configuration at '${key}': '${image}' carries a digest already; write the tag only`,
    );
  }
  return formatImageReference(parsed.reference);
}
