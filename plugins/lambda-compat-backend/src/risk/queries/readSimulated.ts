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

import type { WhatIfFilter } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { whereInScope, whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import {
  type FunctionVerdictsRow,
  type JudgedEntityRow,
  TABLE_VERDICTS,
} from '../../database/compatibilityTables';
import { TABLE_ENTITIES } from '../../database/tables';
import { whereText } from './whereText';

const COLUMNS = [
  'entity_ref',
  'sort_name',
  'title',
  'owner_key',
  'system_ref',
  'runtime_key',
  'verdict_rank',
] as const;

export type SimulatedRow = Pick<JudgedEntityRow, (typeof COLUMNS)[number]>;

export type SimulatedFunction = Omit<FunctionVerdictsRow, 'content'>;

/**
 * All components that a simulation is about, by name, and their functions. The
 * outcome is no part of the filter here, because it is not known yet.
 *
 * @param options - `measuredOnly`: only functions of components of which
 *   anything was measured
 */
export async function readSimulated(
  reading: Reading,
  filter: WhatIfFilter,
  { measuredOnly }: { measuredOnly: boolean },
): Promise<{
  rows: SimulatedRow[];
  functions: Map<string, SimulatedFunction[]>;
}> {
  const { knex } = reading;
  const { from, outcome, search, ...scope } = filter;
  const select = () => {
    const components = knex({ e: TABLE_ENTITIES });
    whereInScope(reading, components, { ...scope, runtime: from }, 'e');
    whereVisible(reading, components, 'e.entity_ref');
    whereText(reading, components, ['e.search_text'], search);
    return components;
  };
  const rows: SimulatedRow[] = await select()
    .select(COLUMNS.map(name => `e.${name}`))
    .orderBy(['e.sort_name', 'e.entity_ref']);
  const found: SimulatedFunction[] = await select()
    .where('e.functions_measured', '>=', measuredOnly ? 1 : 0)
    .join({ v: TABLE_VERDICTS }, 'v.entity_ref', 'e.entity_ref')
    .orderBy(['v.entity_ref', 'v.position'])
    .select('v.entity_ref', 'v.position', 'v.upload_id', 'v.facts_key');
  const functions = new Map<string, SimulatedFunction[]>();
  for (const row of found) {
    const known = functions.get(row.entity_ref);
    if (known) {
      known.push(row);
    } else {
      functions.set(row.entity_ref, [row]);
    }
  }
  return { rows, functions };
}
