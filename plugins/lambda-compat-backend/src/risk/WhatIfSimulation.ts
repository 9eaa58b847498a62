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
import type {
  WhatIfComponent,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import type { VisibleEntities } from '../coverage/CoverageStore';
import { startReading } from '../coverage/queries/reading';
import {
  type JudgementEngine,
  toDay,
  type VerdictPolicy,
} from '../verdicts/engine';
import type { MeasuredProfiles } from '../verdicts/MeasuredProfiles';
import { describeTarget } from './describeTarget';
import { FunctionSimulator, type SimulatedOutcome } from './FunctionSimulator';
import {
  readSimulated,
  type SimulatedFunction,
  type SimulatedRow,
} from './queries/readSimulated';
import type { WhatIfPage, WhatIfQuery } from './Risk';
import { getWorst, toSimulatedComponent } from './simulatedComponents';
import { toWhatIfPage } from './toWhatIfPage';

/** One request may take this long; the next one goes on from there. */
export const MAX_TIME_MS = 15_000;

/**
 * Tells what would become of components on another runtime or architecture.
 * Nothing of it is stored, but outcomes are kept in memory: they follow from
 * what was measured, and pages and filters ask for the same ones.
 */
export class WhatIfSimulation {
  readonly #knex: Knex;
  readonly #policy: VerdictPolicy;
  readonly #simulator: FunctionSimulator;
  readonly #maxTimeMs: number;
  readonly #now: () => Date;
  /** One at a time, or many at once would each take the time of all. */
  #last: Promise<unknown> = Promise.resolve();

  static create(options: {
    engine: Pick<JudgementEngine, 'whatIf'>;
    knex: Knex;
    policy: VerdictPolicy;
    measured?: MeasuredProfiles;
    maxTimeMs?: number;
    now?: () => Date;
  }): WhatIfSimulation {
    return new WhatIfSimulation(options);
  }

  private constructor(options: {
    engine: Pick<JudgementEngine, 'whatIf'>;
    knex: Knex;
    policy: VerdictPolicy;
    measured?: MeasuredProfiles;
    maxTimeMs?: number;
    now?: () => Date;
  }) {
    this.#knex = options.knex;
    this.#policy = options.policy;
    this.#simulator = FunctionSimulator.create(options);
    this.#maxTimeMs = options.maxTimeMs ?? MAX_TIME_MS;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @throws `ServiceUnavailableError` where more is to be worked out than one
   *   request may take
   */
  async simulate(
    target: WhatIfTarget,
    query: WhatIfQuery,
    visible: VisibleEntities,
  ): Promise<WhatIfPage> {
    const { rows, functions } = await startReading(
      this.#knex,
      visible,
      reading => readSimulated(reading, query.filter, { measuredOnly: true }),
    );
    const today = toDay(this.#now());
    const items = await this.#inTurn(() =>
      this.#simulateAll(rows, functions, target, today),
    );
    return {
      ...toWhatIfPage(items, query),
      target: describeTarget(target, this.#policy, today),
    };
  }

  async #simulateAll(
    rows: readonly SimulatedRow[],
    functions: ReadonlyMap<string, SimulatedFunction[]>,
    target: WhatIfTarget,
    today: string,
  ): Promise<Array<WhatIfComponent & { sortName: string }>> {
    const until = Date.now() + this.#maxTimeMs;
    const items: Array<WhatIfComponent & { sortName: string }> = [];
    for (const row of rows) {
      const outcomes: SimulatedOutcome[] = [];
      for (const simulated of functions.get(row.entity_ref) ?? []) {
        const isKept = this.#simulator.isKept(simulated, target, today);
        if (!isKept && Date.now() > until) {
          throw new ServiceUnavailableError(
            `${items.length} of ${rows.length} components are simulated; ask again for the rest`,
          );
        }
        outcomes.push(await this.#simulator.simulate(simulated, target, today));
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
