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

import type { RiskNumbers } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { type Verdict, VERDICTS } from '@lambda-compat/compatibility';
import type { Knex } from 'knex';
import type { SumRow } from '../../coverage/queries/numbers';
import { whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { TABLE_ENTITIES } from '../../database/tables';

/** Name of the table that {@link selectVerdicts} stands for in a query. */
export const VERDICT_ROWS = 'verdict_rows';

const VERDICT_COLUMNS = VERDICTS.map(toVerdictColumn);

const NO_NATIVE_CODE = VERDICTS.indexOf('no-native-code');

/** The columns that are added up. */
export const RISK_COLUMNS: readonly string[] = [
  'components',
  ...VERDICT_COLUMNS,
  'measured',
  'measured_native',
];

export function toVerdictColumn(verdict: Verdict): string {
  return `verdict_${verdict.replaceAll('-', '_')}`;
}

/** A row of numbers for each component that the caller may see. */
export function selectVerdicts(reading: Reading): Knex.QueryBuilder {
  const { knex } = reading;
  const oneIf = (condition: string, values: number[], as: string) =>
    knex.raw(`case when ${condition} then 1 else 0 end as ??`, [...values, as]);
  const isMeasured = 'functions_measured >= functions_total';
  const rows = knex(TABLE_ENTITIES).select(
    'owner_key',
    'system_ref',
    'lifecycle',
    'runtime_key',
    knex.raw('1 as components'),
    ...VERDICTS.map((verdict, rank) =>
      oneIf('verdict_rank = ?', [rank], toVerdictColumn(verdict)),
    ),
    oneIf(isMeasured, [], 'measured'),
    oneIf(
      `${isMeasured} and verdict_rank <> ?`,
      [NO_NATIVE_CODE],
      'measured_native',
    ),
  );
  whereVisible(reading, rows, `${TABLE_ENTITIES}.entity_ref`);
  return rows.as(VERDICT_ROWS);
}

/** Reads the sums of a row, whose columns may have a prefix. */
export function toRiskNumbers(row: SumRow, prefix = ''): RiskNumbers {
  const read = (column: string) => Number(row[prefix + column] ?? 0);
  const byVerdict = Object.fromEntries(
    VERDICTS.map(verdict => [verdict, read(toVerdictColumn(verdict))]),
  ) as Record<Verdict, number>;
  const total = read('components');
  const native = total - byVerdict['no-native-code'];
  return {
    total,
    byVerdict,
    measured: read('measured'),
    compatible: toShare(byVerdict.compatible, native),
    evidence: toShare(read('measured_native'), native),
  };
}

function toShare(count: number, total: number) {
  return { count, total, ratio: total === 0 ? null : count / total };
}
