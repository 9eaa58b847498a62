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
  CoverageScope,
  RiskSummary,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { RuleId } from '@lambda-compat/compatibility';
import { findRuntime } from '@lambda-compat/lambda-runtimes';
import type { SumRow } from '../../coverage/queries/numbers';
import { whereInScope, whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { splitKey } from '../../coverage/queries/rows';
import { TABLE_RULES } from '../../database/compatibilityTables';
import { TABLE_ENTITIES } from '../../database/tables';
import {
  RISK_COLUMNS,
  selectVerdicts,
  toRiskNumbers,
  VERDICT_ROWS,
} from './riskNumbers';

/** The numbers of all components of a scope that the caller may see. */
export async function readRiskSummary(
  reading: Reading,
  scope: CoverageScope,
): Promise<RiskSummary> {
  const numbers = reading
    .knex(selectVerdicts(reading))
    .sum(Object.fromEntries(RISK_COLUMNS.map(name => [name, name])));
  whereInScope(reading, numbers, scope, VERDICT_ROWS);
  const [row] = (await numbers) as SumRow[];
  return {
    ...toRiskNumbers(row),
    byRule: await readRules(reading, scope),
    deprecation: await readDeprecation(reading, scope),
  };
}

async function readRules(
  reading: Reading,
  scope: CoverageScope,
): Promise<Partial<Record<RuleId, number>>> {
  const { knex } = reading;
  const rules = knex({ r: TABLE_RULES })
    .join({ e: TABLE_ENTITIES }, 'e.entity_ref', 'r.entity_ref')
    .select('r.rule')
    .count({ total: '*' })
    .groupBy('r.rule')
    .orderBy('r.rule');
  whereInScope(reading, rules, scope, 'e');
  whereVisible(reading, rules, 'e.entity_ref');
  const rows = (await rules) as Array<{ rule: string; total: number | string }>;
  return Object.fromEntries(rows.map(row => [row.rule, Number(row.total)]));
}

/**
 * On a runtime of Amazon Linux 2, which is out of support itself. A component
 * with functions on several runtimes counts once.
 */
async function readDeprecation(
  reading: Reading,
  scope: CoverageScope,
): Promise<RiskSummary['deprecation']> {
  const runtimes = reading
    .knex({ e: TABLE_ENTITIES })
    .select('e.runtime_key')
    .count({ total: '*' })
    .groupBy('e.runtime_key');
  whereInScope(reading, runtimes, scope, 'e');
  whereVisible(reading, runtimes, 'e.entity_ref');
  const rows = (await runtimes) as Array<{
    runtime_key: string;
    total: number | string;
  }>;

  let components = 0;
  const ending: Array<{ id: string; date: string }> = [];
  for (const row of rows) {
    const found = splitKey(row.runtime_key)
      .map(findRuntime)
      .filter(runtime => runtime?.operatingSystem === 'al2');
    if (found.length > 0) {
      components += Number(row.total);
    }
    for (const runtime of found) {
      if (runtime?.deprecationDate) {
        ending.push({ id: runtime.id, date: runtime.deprecationDate });
      }
    }
  }
  ending.sort((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
  const first = ending.at(0);
  return {
    components,
    firstRuntime: first?.id ?? null,
    firstDate: first?.date ?? null,
  };
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
