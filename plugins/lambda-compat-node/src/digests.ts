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

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { NormalizedReference } from '@lambda-compat/image-references';

/**
 * The image whose digest is asked for, completed as a builder completes it.
 *
 * @public
 */
export interface DigestQuery extends NormalizedReference {
  /** For example `linux/arm64`; absent where the build names none. */
  platform?: string;
}

/**
 * Knows which digest an image reference stands for at present.
 *
 * @remarks
 *
 * Sources are asked in the order in which they were added, those of the
 * configuration first; the first that knows an answer is believed.
 *
 * @public
 */
export interface DigestSource {
  /** Shown beside the digest, so that a reader can judge it. */
  readonly name: string;

  /**
   * @param image - what to look up; never one that carries a digest already
   * @param options - `signal` is aborted when the reader stops waiting, which
   *   is after a few seconds: answer from what is stored, do not go and ask
   *   slow registries here
   * @returns `sha256:` and 64 lower-case hexadecimal digits of an image index
   *   or of an image manifest; undefined where this source does not know it
   */
  resolveDigest(
    image: DigestQuery,
    options: { signal: AbortSignal },
  ): Promise<string | undefined>;
}

/**
 * Lets a module add sources of digests, for example a registry client.
 *
 * @public
 */
export interface LambdaCompatDigestsExtensionPoint {
  /**
   * @throws where a source of the same name was added before
   */
  addDigestSource(source: DigestSource): void;
}

/**
 * {@inheritDoc LambdaCompatDigestsExtensionPoint}
 *
 * @public
 */
export const lambdaCompatDigestsExtensionPoint =
  createExtensionPoint<LambdaCompatDigestsExtensionPoint>({
    id: 'lambda-compat.digests',
  });
