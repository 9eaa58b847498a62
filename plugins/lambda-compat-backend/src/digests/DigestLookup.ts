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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  DigestQuery,
  DigestSource,
} from '@lambda-compat/backstage-plugin-lambda-compat-node';
import { untilAborted } from '../references/sources/readBounded';

/** A digest, and who knows it. */
export interface KnownDigest {
  digest: string;
  source: string;
}

// Somebody is looking at a page meanwhile.
const TIMEOUT_MS = 3_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Asks the digest sources, one after the other. */
export class DigestLookup {
  readonly #sources: DigestSource[] = [];
  readonly #logger: LoggerService;
  readonly #timeoutMs: number;

  static create(options: {
    logger: LoggerService;
    timeoutMs?: number;
  }): DigestLookup {
    return new DigestLookup(options);
  }

  private constructor(options: { logger: LoggerService; timeoutMs?: number }) {
    this.#logger = options.logger.child({ type: 'DigestLookup' });
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** @throws where a source of that name is there already */
  addSource(source: DigestSource): void {
    if (this.#sources.some(({ name }) => name === source.name)) {
      throw new Error(
        `A source of digests with the name '${source.name}' was added before`,
      );
    }
    this.#sources.push(source);
  }

  /**
   * Looks up several images at once. What is not known in time is missing from
   * the result; never throws.
   *
   * @returns by the given image objects
   */
  async findDigests<T extends DigestQuery>(
    images: readonly T[],
  ): Promise<Map<T, KnownDigest>> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    const known = new Map<T, KnownDigest>();
    await Promise.all(
      images.map(async image => {
        const digest = await this.#find(image, signal);
        if (digest) {
          known.set(image, digest);
        }
      }),
    );
    return known;
  }

  async #find(
    image: DigestQuery,
    signal: AbortSignal,
  ): Promise<KnownDigest | undefined> {
    for (const source of this.#sources) {
      try {
        const digest = await untilAborted(
          source.resolveDigest(image, { signal }),
          signal,
        );
        if (digest !== undefined && !DIGEST.test(digest)) {
          throw new Error(`it answered '${digest}', which is not a digest`);
        }
        if (digest) {
          return { digest, source: source.name };
        }
      } catch (error) {
        this.#logger.warn(
          `The digest source '${source.name}' does not know ${image.registry}/${image.repository}`,
          { source: source.name, error: stringifyError(error) },
        );
      }
    }
    return undefined;
  }
}
