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
import {
  type ExposureWindowsRow,
  TABLE_WINDOWS,
} from '../../database/exposureTables';
import { CHUNK, toChunks } from '../../database/statements';
import { groupRows } from '../../tags/queries/tagRows';
import type { WindowPlan } from './planWindows';

/** All windows of entities, by entity. */
export async function readKnownWindows(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<Map<string, ExposureWindowsRow[]>> {
  const rows: ExposureWindowsRow[] = [];
  for (const chunk of toChunks(entityRefs)) {
    const found = await tx<ExposureWindowsRow>(TABLE_WINDOWS)
      .whereIn('entity_ref', chunk)
      .orderBy(['entity_ref', 'before_ms', 'move_id']);
    rows.push(...found);
  }
  return groupRows(rows, row => row.entity_ref);
}

/** In a transaction that holds the rows of the entities. */
export async function saveWindows(
  tx: Knex.Transaction,
  { dropped, saved }: WindowPlan,
): Promise<void> {
  for (const row of dropped) {
    await tx<ExposureWindowsRow>(TABLE_WINDOWS)
      .where({ entity_ref: row.entity_ref, move_id: row.move_id })
      .delete();
  }
  for (let start = 0; start < saved.length; start += CHUNK) {
    await tx<ExposureWindowsRow>(TABLE_WINDOWS)
      .insert(saved.slice(start, start + CHUNK))
      .onConflict(['entity_ref', 'move_id'])
      .merge();
  }
}

/** Entities that are gone from the catalog name nothing any more. */
export async function closeWindowsOf(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
  now: number,
): Promise<void> {
  await tx<ExposureWindowsRow>(TABLE_WINDOWS)
    .whereIn('entity_ref', entityRefs)
    .where('closed_ms', 0)
    .update({ closed_ms: now, closed_by: 'reference-removed' });
}

/** Removes windows that closed before that time. */
export async function dropWindows(knex: Knex, before: number): Promise<number> {
  return knex<ExposureWindowsRow>(TABLE_WINDOWS)
    .where('closed_ms', '>', 0)
    .where('closed_ms', '<', before)
    .delete();
}
