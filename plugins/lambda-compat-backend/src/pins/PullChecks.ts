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

import type { Answer } from '@lambda-compat/lambda-runtimes';
import { isRegistryError } from '@lambda-compat/oci-registry';

/** An image as completed references name it. */
export interface PulledImage {
  registry: string;
  repository: string;
  digest: string;
}

/** Asks the registry of an image, or who is asked in its place. */
export type AskForManifest = (
  image: PulledImage,
  options: { signal: AbortSignal },
) => Promise<boolean>;

/** What was asked is not asked again for so long. */
const KEPT_MS = 3_600_000;
/** What had no answer is, sooner. */
const KEPT_UNANSWERED_MS = 60_000;
const MAX_KEPT = 10_000;
/** Somebody is looking at a page meanwhile. */
const TIMEOUT_MS = 4_000;

interface Kept {
  answer: Promise<Answer>;
  until: number;
}

/**
 * Whether registries still have a digest, by a HEAD, which is not a pull and
 * counts against no quota. Answers are kept for an hour, in each replica.
 */
export class PullChecks {
  readonly #hasManifest: AskForManifest | undefined;
  readonly #timeoutMs: number;
  readonly #now: () => number;
  /** Oldest first. */
  readonly #kept = new Map<string, Kept>();

  /** @param options - without `hasManifest` nobody is asked */
  static create(options: {
    hasManifest?: AskForManifest;
    timeoutMs?: number;
    now?: () => number;
  }): PullChecks {
    return new PullChecks(options);
  }

  private constructor(options: {
    hasManifest?: AskForManifest;
    timeoutMs?: number;
    now?: () => number;
  }) {
    this.#hasManifest = options.hasManifest;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.#now = options.now ?? Date.now;
  }

  /** The answer of the last hour, if there is one. Asks nobody. */
  async peek(image: PulledImage): Promise<Answer | undefined> {
    return this.#find(toKey(image))?.answer;
  }

  /** A registry that does not answer leaves it unknown. */
  async check(image: PulledImage): Promise<Answer> {
    const key = toKey(image);
    const known = this.#find(key);
    if (known) {
      return known.answer;
    }
    const now = this.#now();
    const kept = { answer: this.#ask(image), until: now + KEPT_MS };
    this.#kept.delete(key);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    this.#kept.set(key, kept);
    try {
      const answer = await kept.answer;
      if (answer === 'unknown') {
        kept.until = now + KEPT_UNANSWERED_MS;
      }
      return answer;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }

  #find(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept && kept.until > this.#now() ? kept : undefined;
  }

  async #ask(image: PulledImage): Promise<Answer> {
    if (!this.#hasManifest) {
      return 'unknown';
    }
    try {
      const isThere = await this.#hasManifest(image, {
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      return isThere ? 'yes' : 'no';
    } catch (error) {
      if (isRegistryError(error)) {
        return 'unknown';
      }
      throw error;
    }
  }
}

function toKey({ registry, repository, digest }: PulledImage): string {
  return `${registry}/${repository}@${digest}`;
}
