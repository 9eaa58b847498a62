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
  CoverageSummary,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { TABLE_ENTITIES } from '../../database/tables';
import { type Ages, toCollectedAt, whereStale } from './ages';
import {
  NUMBER_COLUMNS,
  NUMBERS,
  selectNumbers,
  type SumRow,
  toNumbers,
} from './numbers';
import { listScopeColumns, whereInScope, whereVisible } from './predicates';
import type { Reading } from './reading';

/** The numbers of all components of a scope that the caller may see. */
export async function readSummary(
  reading: Reading,
  scope: CoverageScope,
  ages: Ages,
): Promise<CoverageSummary> {
  const numbers = reading
    .knex(selectNumbers(reading, listScopeColumns(scope)))
    .sum(Object.fromEntries(NUMBER_COLUMNS.map(name => [name, name])));
  whereInScope(reading, numbers, scope, NUMBERS);
  const [row] = (await numbers) as SumRow[];
  return {
    ...toNumbers(row),
    ...(await readTimes(reading, scope, ages)),
    staleAfterSeconds: Math.round(ages.staleAfterMs / 1000),
    expiredAfterSeconds: Math.round(ages.expireAfterMs / 1000),
  };
}

/** What the cells do not hold. Each part is answered by an index of its own. */
async function readTimes(
  reading: Reading,
  scope: CoverageScope,
  ages: Ages,
): Promise<Pick<CoverageSummary, 'stale' | 'failing' | 'collected'>> {
  const { knex } = reading;
  const select = (name: string, refine: (part: Knex.QueryBuilder) => void) => {
    const part = knex(TABLE_ENTITIES);
    whereInScope(reading, part, scope, TABLE_ENTITIES);
    whereVisible(reading, part, `${TABLE_ENTITIES}.entity_ref`);
    refine(part);
    return part.as(name);
  };
  const [row] = (await knex.select(
    select('stale', part => whereStale(part.count(), ages)),
    select('failing', part => part.count().whereNotNull('failure_code')),
    select('latest', part => selectOutermost(part, 'desc')),
    select('earliest', part => selectOutermost(part, 'asc')),
  )) as SumRow[];
  return {
    stale: Number(row.stale),
    failing: Number(row.failing),
    collected: {
      latest: toCollectedAt(row.latest),
      earliest: toCollectedAt(row.earliest),
    },
  };
}

/** Along the index to the first that fits; `min` and `max` would read all. */
function selectOutermost(
  entities: Knex.QueryBuilder,
  order: 'asc' | 'desc',
): void {
  entities
    .select('collected_ms')
    .where('collected_ms', '>', 0)
    .orderBy('collected_ms', order)
    .limit(1);
}
