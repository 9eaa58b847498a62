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

import type { Knex } from 'knex';
import { isPostgres } from '../database/statements';
import { type LambdaEntitiesRow, TABLE_ENTITIES } from '../database/tables';
import { bumpFactsRevision } from './revisions';

/**
 * Gives up on what was last found to be right longer ago than it may be relied
 * on. The facts stay, and are shown with their age; the next success makes them
 * count again.
 *
 * @returns how many entities expired
 */
export async function expireCoverage(
  knex: Knex,
  options: { now: number; expireAfterMs: number },
): Promise<number> {
  const isPassed = (query: Knex.QueryBuilder) =>
    query
      .where('collected_ms', '>', 0)
      .where('collected_ms', '<', options.now - options.expireAfterMs)
      // Without facts nothing was known that could expire.
      .whereNotNull('source')
      .whereNotIn('pin_state', ['expired', 'never-collected']);

  return knex.transaction(async tx => {
    const passed = tx<LambdaEntitiesRow>(TABLE_ENTITIES)
      .select('entity_ref')
      .modify(isPassed);
    if (isPostgres(tx)) {
      // What is just being written is left to the next time.
      passed.forUpdate().skipLocked();
    }
    const expired = await tx<LambdaEntitiesRow>(TABLE_ENTITIES)
      .whereIn('entity_ref', passed)
      .update({ pin_state: 'expired' });
    if (expired > 0) {
      await bumpFactsRevision(tx);
    }
    return expired;
  });
}
