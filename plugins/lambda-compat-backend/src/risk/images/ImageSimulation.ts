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

import { ServiceUnavailableError } from '@backstage/errors';
import type { WhatIfComponent } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { setImmediate } from 'node:timers/promises';
import type { VisibleEntities } from '../../coverage/CoverageStore';
import { startReading } from '../../coverage/queries/reading';
import { toDay } from '../../verdicts/engine';
import { describeImageTarget } from '../describeTarget';
import type { SimulatedOutcome } from '../FunctionSimulator';
import {
  readSimulated,
  type SimulatedFunction,
  type SimulatedRow,
} from '../queries/readSimulated';
import type { WhatIfPage, WhatIfQuery } from '../Risk';
import { getWorst, toSimulatedComponent } from '../simulatedComponents';
import { toWhatIfPage } from '../toWhatIfPage';
import { MAX_TIME_MS } from '../WhatIfSimulation';
import type { CandidateImages } from './CandidateImages';
import { ImageSimulator, type ImageSimulatorOptions } from './ImageSimulator';
import { PlatformImages } from './PlatformImages';

/** @see ImageSimulation.create */
export interface ImageSimulationOptions extends ImageSimulatorOptions {
  images: Pick<CandidateImages, 'find' | 'request'>;
  maxTimeMs?: number;
  now?: () => Date;
}

/**
 * Simulates what becomes of all components that are built on another image.
 * Nothing of it is stored but that the image is read.
 */
export class ImageSimulation {
  readonly #options: ImageSimulationOptions;
  readonly #simulator: ImageSimulator;
  /** One at a time, or many at once would each take the time of all. */
  #last: Promise<unknown> = Promise.resolve();

  static create(options: ImageSimulationOptions): ImageSimulation {
    return new ImageSimulation(options);
  }

  private constructor(options: ImageSimulationOptions) {
    this.#options = options;
    this.#simulator = ImageSimulator.create(options);
  }

  /**
   * @param image - a reference with a tag or a digest
   * @throws what {@link CandidateImages.find} throws, and
   *   `ServiceUnavailableError` while the image is being read, or where more is
   *   to be worked out than one request may take
   */
  async simulate(
    image: string,
    query: WhatIfQuery,
    visible: VisibleEntities,
  ): Promise<WhatIfPage> {
    const { images, knex, now = () => new Date(), policy } = this.#options;
    const found = await images.find(image, visible);
    const { rows, functions } = await startReading(knex, visible, reading =>
      readSimulated(reading, query.filter, { measuredOnly: false }),
    );
    const today = toDay(now());
    const platforms = PlatformImages.create(found, images);
    const items = await this.#inTurn(() =>
      this.#simulateAll(rows, functions, platforms, today),
    );
    return {
      ...toWhatIfPage(items, query),
      target: describeImageTarget(found, platforms.digests, policy, today),
    };
  }

  async #simulateAll(
    rows: readonly SimulatedRow[],
    functions: ReadonlyMap<string, SimulatedFunction[]>,
    images: PlatformImages,
    today: string,
  ): Promise<Array<WhatIfComponent & { sortName: string }>> {
    const until = Date.now() + (this.#options.maxTimeMs ?? MAX_TIME_MS);
    const items: Array<WhatIfComponent & { sortName: string }> = [];
    for (const row of rows) {
      const outcomes: SimulatedOutcome[] = [];
      for (const simulated of functions.get(row.entity_ref) ?? []) {
        const isKept = this.#simulator.isKept(simulated, images, today);
        if (!isKept && Date.now() > until) {
          throw new ServiceUnavailableError(
            `${items.length} of ${rows.length} components are simulated; ask again for the rest`,
          );
        }
        outcomes.push(await this.#simulator.simulate(simulated, images, today));
        if (!isKept) {
          // Others are answered between two functions.
          await setImmediate();
        }
      }
      items.push({ ...toSimulatedComponent(row), ...getWorst(outcomes) });
    }
    return items;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
