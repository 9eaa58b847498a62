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
import type { LambdaEntity } from '../catalog/LambdaEntitySource';
import { getSubjectKey } from '../catalog/lambdaSubject';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import { addDirectMembers } from '../coverage/hierarchy/directMembers';
import { bumpFactsRevision } from '../coverage/revisions';
import { toPlacementColumns, toProblemRow } from '../database/conversion';
import { CHUNK } from '../database/statements';
import {
  type LambdaEntitiesRow,
  type ProblemsRow,
  TABLE_ENTITIES,
  TABLE_PROBLEMS,
} from '../database/tables';
import type { VerdictWriter } from '../verdicts/VerdictWriter';
import { getSourceHost } from './sourceHost';

const SUBJECT_COLUMNS = [
  'subject',
  'subject_key',
  'source_host',
  'next_due_at',
  'requested_at',
] as const;

const PLACEMENT_COLUMNS = [
  'placement_key',
  'sort_name',
  'title',
  'search_text',
  'owner_key',
  'system_ref',
  'lifecycle',
] as const;

/**
 * In the order in which rows are to be locked, so that two replicas do not wait
 * for each other; each entity once.
 */
export function sortEntities(
  entities: readonly LambdaEntity[],
): LambdaEntity[] {
  const byRef = new Map(
    entities.map(entity => [entity.subject.entityRef, entity]),
  );
  return [...byRef.keys()].sort().flatMap(ref => byRef.get(ref) ?? []);
}

/**
 * Adds entities, and changes those of which a key differs. As many as one
 * statement can take.
 */
export async function storeEntities(
  tx: Knex.Transaction,
  entities: readonly LambdaEntity[],
  now: Date,
  verdicts?: Pick<VerdictWriter, 'judge'>,
): Promise<void> {
  const rows = entities.map(entity => ({
    entity_ref: entity.subject.entityRef,
    subject: JSON.stringify(entity.subject),
    subject_key: getSubjectKey(entity.subject),
    source_host: getSourceHost(entity.subject),
    next_due_at: now,
    requested_at: now,
    ...toPlacementColumns(entity),
  }));
  // The comparisons are made by the statements, because two replicas that see
  // the same change must not make it due twice.
  const due = new Set(await upsert(tx, rows, SUBJECT_COLUMNS, 'subject_key'));
  const placed = new Set(
    await upsert(tx, rows, PLACEMENT_COLUMNS, 'placement_key'),
  );
  const changed = rows.filter(
    ({ entity_ref: ref }) => due.has(ref) || placed.has(ref),
  );
  if (changed.length === 0) {
    return;
  }
  await replaceEntityProblems(
    tx,
    entities.filter(({ subject }) => due.has(subject.entityRef)),
  );
  await verdicts?.judge(tx, [...due]);
  await bumpFactsRevision(tx);
  await addDirectMembers(tx, {
    owner: changed.map(row => row.owner_key),
    domain: changed.map(row => row.system_ref),
    runtime: [''],
  });
}

/** @returns the refs of the entities that were added or changed */
async function upsert(
  tx: Knex.Transaction,
  rows: ReadonlyArray<Partial<LambdaEntitiesRow>>,
  columns: ReadonlyArray<keyof LambdaEntitiesRow>,
  keyColumn: 'subject_key' | 'placement_key',
): Promise<string[]> {
  const written: Array<Pick<LambdaEntitiesRow, 'entity_ref'>> = await tx(
    TABLE_ENTITIES,
  )
    .insert(rows)
    .onConflict('entity_ref')
    .merge(columns)
    .whereRaw('?? <> ??', [
      `${TABLE_ENTITIES}.${keyColumn}`,
      `excluded.${keyColumn}`,
    ])
    .returning('entity_ref');
  return written.map(row => row.entity_ref);
}

/**
 * Mistakes on entities that have no facts yet, and perhaps never will because
 * of them. Facts bring them along.
 */
async function replaceEntityProblems(
  tx: Knex.Transaction,
  entities: readonly LambdaEntity[],
): Promise<void> {
  const withoutFacts: string[] = await tx<LambdaEntitiesRow>(TABLE_ENTITIES)
    .whereIn(
      'entity_ref',
      entities.map(({ subject }) => subject.entityRef),
    )
    .whereNull('source')
    .pluck('entity_ref');
  await tx<ProblemsRow>(TABLE_PROBLEMS)
    .whereIn('entity_ref', withoutFacts)
    .where({ origin: 'facts' })
    .delete();
  const problems = entities
    .filter(({ subject }) => withoutFacts.includes(subject.entityRef))
    .flatMap(({ subject }) =>
      readLambdaSettings(subject).problems.map((problem, index) =>
        toProblemRow(subject.entityRef, 'facts', problem, index),
      ),
    );
  await tx.batchInsert(TABLE_PROBLEMS, problems, CHUNK);
  await tx<LambdaEntitiesRow>(TABLE_ENTITIES)
    .whereIn('entity_ref', withoutFacts)
    .update({
      problems_total: tx(TABLE_PROBLEMS)
        .whereRaw('?? = ??', [
          `${TABLE_PROBLEMS}.entity_ref`,
          `${TABLE_ENTITIES}.entity_ref`,
        ])
        .count('*') as never,
    });
}
