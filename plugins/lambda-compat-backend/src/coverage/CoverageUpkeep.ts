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
import type { Knex } from 'knex';
import { CoverageCells } from './cells/CoverageCells';
import { expireCoverage } from './expireCoverage';
import { CoverageHistory } from './history/CoverageHistory';

/**
 * What is to be done to the numbers of the organization from time to time, by
 * any replica.
 */
export class CoverageUpkeep {
  readonly #knex: Knex;
  readonly #expireAfterMs: number;
  readonly #logger: LoggerService;
  readonly #cells: CoverageCells;
  readonly #history: CoverageHistory;
  readonly #now: () => Date;

  static create(options: {
    knex: Knex;
    /** Age of the last success from which nothing is relied on any more. */
    expireAfterMs: number;
    logger: LoggerService;
    now?: () => Date;
  }): CoverageUpkeep {
    return new CoverageUpkeep(options);
  }

  private constructor(options: {
    knex: Knex;
    expireAfterMs: number;
    logger: LoggerService;
    now?: () => Date;
  }) {
    const { knex, now = () => new Date() } = options;
    this.#knex = knex;
    this.#expireAfterMs = options.expireAfterMs;
    this.#logger = options.logger.child({ type: 'CoverageUpkeep' });
    this.#cells = CoverageCells.create({ knex });
    this.#history = CoverageHistory.create({ knex, now });
    this.#now = now;
  }

  /** Never throws: what did not work is tried again with the next tick. */
  async run(): Promise<void> {
    await this.#attempt('Old results could not be marked', async () => {
      const expired = await expireCoverage(this.#knex, {
        now: this.#now().getTime(),
        expireAfterMs: this.#expireAfterMs,
      });
      if (expired > 0) {
        this.#logger.warn(
          `Of ${expired} more Lambdas the last success is too old; what is known about them is not relied on any more`,
          { expired },
        );
      }
    });
    await this.#attempt('The numbers could not be counted anew', () =>
      this.#cells.refresh(),
    );
    await this.#attempt("The day's numbers could not be written down", () =>
      this.#history.record(),
    );
  }

  async #attempt(message: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.warn(message, { error: stringifyError(error) });
    }
  }
}
