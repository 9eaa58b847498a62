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
import { isPostgres } from '../../database/statements';
import type { VisibleEntities } from '../CoverageStore';
import { readRevisions } from '../revisions';

/** One look at one state of the database, on behalf of one caller. */
export interface Reading {
  knex: Knex;
  /** What the caller may see: all, or a list of entity refs. */
  visible: 'all' | readonly string[];
  /** Whether the cells say the same as the entities, for this caller. */
  cells: boolean;
}

/**
 * Runs statements that have to see one state of the database, or a page, its
 * total and the copies of the numbers could come from different ones.
 */
export async function startReading<T>(
  knex: Knex,
  visible: VisibleEntities,
  read: (reading: Reading) => Promise<T>,
): Promise<T> {
  // SQLite has one connection, so nothing else happens there meanwhile.
  const isolation = isPostgres(knex)
    ? ({ isolationLevel: 'repeatable read', readOnly: true } as const)
    : undefined;
  return knex.transaction(
    async tx =>
      read({
        knex: tx,
        visible: visible === 'all' ? visible : [...visible],
        cells: visible === 'all' && (await areCellsRight(tx)),
      }),
    isolation,
  );
}

async function areCellsRight(knex: Knex): Promise<boolean> {
  const { facts, cells } = await readRevisions(knex);
  return facts > 0 && facts === cells;
}
