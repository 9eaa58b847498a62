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

import type { RuntimeProfile } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { chooseProfile } from '../verdicts/chooseProfile';
import { toDay, type VerdictPolicy } from '../verdicts/engine';
import type { MeasuredProfiles } from '../verdicts/MeasuredProfiles';
import type { ProfileSource } from './PinSuggestions';

/** The profiles of runtimes as verdicts are judged by them. */
export class RuntimeProfileSource implements ProfileSource {
  readonly #measured: MeasuredProfiles | undefined;
  readonly #policy: VerdictPolicy;
  readonly #now: () => Date;

  /** @param options - without `measured` the tables of runtimes count */
  static create(options: {
    measured?: MeasuredProfiles;
    policy: VerdictPolicy;
    now?: () => Date;
  }): RuntimeProfileSource {
    return new RuntimeProfileSource(options);
  }

  private constructor(options: {
    measured?: MeasuredProfiles;
    policy: VerdictPolicy;
    now?: () => Date;
  }) {
    this.#measured = options.measured;
    this.#policy = options.policy;
    this.#now = options.now ?? (() => new Date());
  }

  async findProfile(
    knex: Knex,
    environment: Parameters<ProfileSource['findProfile']>[1],
  ): Promise<RuntimeProfile | null> {
    const { architecture, packageType, runtime } = environment;
    const today = toDay(this.#now());
    const { asOf = 'today' } = this.#policy;
    const runtimeProfile =
      runtime !== null && architecture !== null
        ? await this.#measured?.find(knex, {
            runtime,
            architecture,
            packageType,
            day: asOf === 'today' ? today : asOf,
          })
        : undefined;
    return chooseProfile(
      { runtime, architecture, packageType, artifacts: [] },
      null,
      { policy: this.#policy, today, runtimeProfile },
    );
  }
}
