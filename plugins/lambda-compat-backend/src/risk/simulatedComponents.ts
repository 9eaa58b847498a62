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

import type { WhatIfComponent } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { VERDICTS } from '@lambda-compat/compatibility';
import { splitKey } from '../coverage/queries/rows';
import { NOT_MEASURED, type SimulatedOutcome } from './FunctionSimulator';
import type { SimulatedRow } from './queries/readSimulated';
import { OUTCOMES } from './toWhatIfPage';

/** Of its functions, the one that is worst off says what becomes of it. */
export function getWorst(
  outcomes: readonly SimulatedOutcome[],
): SimulatedOutcome {
  const [worst = NOT_MEASURED] = OUTCOMES.flatMap(
    wanted => outcomes.find(({ outcome }) => outcome === wanted) ?? [],
  );
  return worst;
}

/** A component without what becomes of it, and what it is ordered by. */
export function toSimulatedComponent(
  row: SimulatedRow,
): Omit<WhatIfComponent, 'outcome' | 'reason'> & { sortName: string } {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    owners: splitKey(row.owner_key),
    system: row.system_ref || null,
    runtimes: splitKey(row.runtime_key),
    verdict: VERDICTS[row.verdict_rank],
    sortName: row.sort_name,
  };
}
