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
  WhatIfComponent,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { chooseProfile } from '../verdicts/chooseProfile';
import type { JudgementEngine } from '../verdicts/engine';
import type { SimulatedFunction } from './queries/readSimulated';
import {
  findRuntimeProfile,
  readFunctionFacts,
  type SimulationOptions,
} from './readFunctionFacts';

/** @see FunctionSimulator.create */
export interface FunctionSimulatorOptions extends SimulationOptions {
  engine: Pick<JudgementEngine, 'whatIf'>;
}

export type SimulatedOutcome = Pick<WhatIfComponent, 'outcome' | 'reason'>;

/** Some 300 bytes each. */
const MAX_KEPT = 50_000;

/** Of a sentence that is shown. */
export const MAX_REASON_LENGTH = 1_000;

export const NOT_MEASURED: SimulatedOutcome = {
  outcome: 'unknown',
  reason: 'Nothing was measured of it.',
};

/** Simulates one function, and keeps the outcomes. */
export class FunctionSimulator {
  readonly #options: FunctionSimulatorOptions;
  /** Oldest first. */
  readonly #kept = new Map<string, SimulatedOutcome>();

  static create(options: FunctionSimulatorOptions): FunctionSimulator {
    return new FunctionSimulator(options);
  }

  private constructor(options: FunctionSimulatorOptions) {
    this.#options = options;
  }

  /** Whether the outcome is known without working it out. */
  isKept(
    simulated: SimulatedFunction,
    target: WhatIfTarget,
    today: string,
  ): boolean {
    return (
      simulated.upload_id === null ||
      this.#kept.has(toKey(simulated, target, today))
    );
  }

  async simulate(
    simulated: SimulatedFunction,
    target: WhatIfTarget,
    today: string,
  ): Promise<SimulatedOutcome> {
    if (simulated.upload_id === null) {
      return NOT_MEASURED;
    }
    const key = toKey(simulated, target, today);
    const kept = this.#kept.get(key);
    if (kept) {
      return kept;
    }
    const outcome = await this.#work(simulated, target, today);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    this.#kept.set(key, outcome);
    return outcome;
  }

  async #work(
    simulated: SimulatedFunction,
    target: WhatIfTarget,
    today: string,
  ): Promise<SimulatedOutcome> {
    const { engine, policy } = this.#options;
    const facts = await readFunctionFacts(simulated, today, this.#options);
    if (!facts) {
      return NOT_MEASURED;
    }
    const environment = {
      runtime: target.runtime ?? facts.runtime,
      architecture: target.architecture ?? facts.architecture,
      packageType: facts.packageType,
      // The libraries of an image are those of the runtime that it is built on.
      artifacts: [],
    };
    const runtimeProfile = await findRuntimeProfile(
      environment,
      today,
      this.#options,
    );
    try {
      const { outcome, reason } = engine.whatIf(facts, {
        ...target,
        profile: chooseProfile(environment, null, {
          policy,
          today,
          runtimeProfile,
        }),
      });
      return { outcome, reason: reason.slice(0, MAX_REASON_LENGTH) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        outcome: 'unknown',
        reason: `It cannot be simulated: ${message}`.slice(
          0,
          MAX_REASON_LENGTH,
        ),
      };
    }
  }
}

function toKey(
  simulated: SimulatedFunction,
  { runtime, architecture }: WhatIfTarget,
  today: string,
): string {
  return [simulated.facts_key, runtime, architecture, today].join(' ');
}
