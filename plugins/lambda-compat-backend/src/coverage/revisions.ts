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
import { type CoverageRevisionsRow, TABLE_REVISIONS } from '../database/tables';

/**
 * Says that something that is counted has changed, so that copies of the
 * numbers are behind. In the transaction of the change, or a copy could be
 * taken for right that was made between the two.
 *
 * The row stays locked until the transaction ends, and everybody who writes
 * waits for it: it comes last.
 */
export async function bumpFactsRevision(tx: Knex.Transaction): Promise<void> {
  await tx<CoverageRevisionsRow>(TABLE_REVISIONS)
    .where({ name: 'facts' })
    .increment('revision', 1);
}

/** The revisions by name; 0 for one that the database does not hold. */
export async function readRevisions(
  knex: Knex,
): Promise<Record<CoverageRevisionsRow['name'], number>> {
  const rows = await knex<CoverageRevisionsRow>(TABLE_REVISIONS).select();
  const revisions = { facts: 0, cells: 0 };
  for (const { name, revision } of rows) {
    revisions[name] = Number(revision);
  }
  return revisions;
}
