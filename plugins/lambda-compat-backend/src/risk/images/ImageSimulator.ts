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

import { type FunctionFacts, imageWhatIf } from '@lambda-compat/compatibility';
import { readEntityTagFacts } from '../../exposure/facts/readEntityTagFacts';
import type { BuildImageReader } from '../../exposure/images/BuildImageReader';
import { PLATFORMS } from '../../pins/composePin';
import {
  MAX_REASON_LENGTH,
  NOT_MEASURED,
  type SimulatedOutcome,
} from '../FunctionSimulator';
import type { SimulatedFunction } from '../queries/readSimulated';
import {
  readFunctionFacts,
  type SimulationOptions,
} from '../readFunctionFacts';
import type { PlatformImages } from './PlatformImages';

/** @see ImageSimulator.create */
export interface ImageSimulatorOptions extends SimulationOptions {
  /** What builds of image functions pull; left out where nobody looks. */
  buildImageReader?: Pick<BuildImageReader, 'read'>;
}

/** Some 300 bytes each. */
const MAX_KEPT = 50_000;

/** What came of a function, and for which platform its image was looked at. */
interface KeptOutcome {
  outcome: SimulatedOutcome;
  platform: string | null;
}

/** Simulates one function on an image, and keeps the outcomes. */
export class ImageSimulator {
  readonly #options: ImageSimulatorOptions;
  /** Oldest first. */
  readonly #kept = new Map<string, KeptOutcome>();

  static create(options: ImageSimulatorOptions): ImageSimulator {
    return new ImageSimulator(options);
  }

  private constructor(options: ImageSimulatorOptions) {
    this.#options = options;
  }

  /** Whether the outcome is known without working it out. */
  isKept(
    simulated: SimulatedFunction,
    images: PlatformImages,
    today: string,
  ): boolean {
    return this.#kept.has(toKey(simulated, images, today));
  }

  async simulate(
    simulated: SimulatedFunction,
    images: PlatformImages,
    today: string,
  ): Promise<SimulatedOutcome> {
    const key = toKey(simulated, images, today);
    const kept = this.#kept.get(key);
    if (kept) {
      if (kept.platform !== null) {
        // The answer says which images it is about.
        await images.get(kept.platform);
      }
      return kept.outcome;
    }
    const facts = await readFunctionFacts(simulated, today, this.#options);
    if (!facts) {
      return NOT_MEASURED;
    }
    const { architecture, packageType } = facts;
    const platform = architecture && PLATFORMS[architecture];
    const image = platform === null ? undefined : await images.get(platform);
    const buildImages =
      packageType === 'image'
        ? await this.#readBuildImages(simulated.entity_ref, architecture)
        : undefined;
    const outcome = simulate(
      { ...facts, ...(buildImages && { buildImages }) },
      image,
    );
    if (!image || image.provides) {
      const [oldest] = this.#kept.keys();
      if (this.#kept.size >= MAX_KEPT && oldest !== undefined) {
        this.#kept.delete(oldest);
      }
      this.#kept.set(key, { outcome, platform });
    }
    return outcome;
  }

  /** An image function runs on what its last stage is today. */
  async #readBuildImages(
    entityRef: string,
    architecture: FunctionFacts['architecture'],
  ): Promise<FunctionFacts['buildImages']> {
    const { buildImageReader, knex } = this.#options;
    const tags = (await readEntityTagFacts(knex, [entityRef])).get(entityRef);
    if (!buildImageReader || !tags) {
      return undefined;
    }
    const [own] = await buildImageReader.read(knex, [
      { tags, built: { architecture, lastBuild: null } },
    ]);
    return own.facts;
  }
}

function simulate(
  facts: FunctionFacts,
  image: Awaited<ReturnType<PlatformImages['get']>> | undefined,
): SimulatedOutcome {
  try {
    const { outcome, reason } = imageWhatIf(
      facts,
      image?.provides ?? null,
      facts.profile,
    );
    const isUnread = outcome === 'unknown' && image?.provides === null;
    return {
      outcome,
      reason: (isUnread ? image.reason : reason).slice(0, MAX_REASON_LENGTH),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      outcome: 'unknown',
      reason: `It cannot be simulated: ${message}`.slice(0, MAX_REASON_LENGTH),
    };
  }
}

function toKey(
  simulated: SimulatedFunction,
  { digest }: PlatformImages,
  today: string,
): string {
  return [simulated.facts_key, digest, today].join(' ');
}
