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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { FunctionFacts } from '@lambda-compat/compatibility';
import type { RuntimeProfile } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { unpackSmall } from '../artifacts/contents';
import { findUpload } from '../artifacts/uploads';
import {
  type FunctionVerdictsRow,
  TABLE_VERDICTS,
} from '../database/compatibilityTables';
import type { VerdictPolicy } from '../verdicts/engine';
import { toFacts } from '../verdicts/judgeFunction';
import type { MeasuredProfiles } from '../verdicts/MeasuredProfiles';
import { readMeasured } from '../verdicts/VerdictWriter';
import type { SimulatedFunction } from './queries/readSimulated';

/** What a simulation of functions goes by. */
export interface SimulationOptions {
  knex: Knex;
  policy: VerdictPolicy;
  /** Left out where runtimes are known by their tables only. */
  measured?: MeasuredProfiles;
}

/**
 * Everything that a simulation of a function rests on; undefined where it was
 * replaced since the list was read.
 */
export async function readFunctionFacts(
  simulated: SimulatedFunction,
  today: string,
  options: SimulationOptions,
): Promise<FunctionFacts | undefined> {
  const { entity_ref: entityRef, position, upload_id: id } = simulated;
  const { knex, policy } = options;
  const verdict = await knex<FunctionVerdictsRow>(TABLE_VERDICTS)
    .where({ entity_ref: entityRef, position })
    .first('content');
  const upload = id === null ? null : await findUpload(knex, entityRef, id);
  if (!verdict || upload === undefined) {
    return undefined;
  }
  const described = unpackSmall<FunctionCompatibility>(verdict.content);
  const runtimeProfile = await findRuntimeProfile(
    {
      runtime: described.runtime.value,
      architecture: described.architecture.value,
      packageType: described.packageType.value ?? 'zip',
    },
    today,
    options,
  );
  return toFacts(
    { ...described, upload },
    upload && (await readMeasured(knex, upload)),
    { policy, today, runtimeProfile },
  );
}

/** What the image of a runtime was measured to provide on the day judged by. */
export async function findRuntimeProfile(
  environment: Pick<FunctionFacts, 'runtime' | 'architecture' | 'packageType'>,
  today: string,
  { knex, measured, policy }: SimulationOptions,
): Promise<RuntimeProfile | undefined> {
  const { architecture, packageType, runtime } = environment;
  if (!measured || runtime === null || architecture === null) {
    return undefined;
  }
  const { asOf = 'today' } = policy;
  const day = asOf === 'today' ? today : asOf;
  return measured.find(knex, { runtime, architecture, packageType, day });
}
