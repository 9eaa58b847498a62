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

import type { ProblemCode } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { describeCoverage } from '../coverage/describeCoverage';
import {
  toFileRow,
  toProblemRow,
  toReferenceRow,
  toStoredEntity,
} from '../database/conversion';
import { CHUNK } from '../database/statements';
import {
  type CoverageColumns,
  type ImageReferencesRow,
  type LambdaEntitiesRow,
  type ProblemsRow,
  type ReferenceFilesRow,
  TABLE_FILES,
  TABLE_PROBLEMS,
  TABLE_REFERENCES,
} from '../database/tables';
import type { EntityFacts } from '../references/entityFacts';
import { storeConsumers } from './consumers/storeConsumers';
import { getFailureFix } from './failureFix';

/**
 * Replaces all rows that belong to an entity. Which tags it has named before is
 * remembered.
 */
export async function replaceFacts(
  tx: Knex.Transaction,
  entityRef: string,
  facts: EntityFacts,
  now: number,
): Promise<void> {
  for (const table of [TABLE_REFERENCES, TABLE_FILES, TABLE_PROBLEMS]) {
    await tx(table).where({ entity_ref: entityRef }).delete();
  }
  await tx.batchInsert(
    TABLE_FILES,
    facts.files.map((file, index) => toFileRow(entityRef, file, index)),
    CHUNK,
  );
  await tx.batchInsert(
    TABLE_REFERENCES,
    facts.references.map((reference, index) =>
      toReferenceRow(entityRef, reference, index),
    ),
    CHUNK,
  );
  await tx.batchInsert(
    TABLE_PROBLEMS,
    facts.problems.map((problem, index) =>
      toProblemRow(entityRef, 'facts', problem, index),
    ),
    CHUNK,
  );
  await storeConsumers(tx, entityRef, facts, now);
}

/** What the stored facts of an entity say; undefined where it has none. */
export async function describeStored(
  tx: Knex.Transaction,
  entity: LambdaEntitiesRow,
): Promise<CoverageColumns | undefined> {
  const where = { entity_ref: entity.entity_ref };
  const files = await tx<ReferenceFilesRow>(TABLE_FILES).where(where);
  const references = await tx<ImageReferencesRow>(TABLE_REFERENCES).where(
    where,
  );
  const { facts } = toStoredEntity(entity, files, references);
  return facts ? describeCoverage(facts) : undefined;
}

/** @returns how many rows there were before, none or one */
export async function replaceFailureProblem(
  tx: Knex.Transaction,
  entityRef: string,
  { code, message }: { code: ProblemCode; message: string },
): Promise<number> {
  const removed = await removeFailureProblem(tx, entityRef);
  const problem = {
    code,
    severity: 'error',
    message,
    fix: getFailureFix(code),
  } as const;
  await tx<ProblemsRow>(TABLE_PROBLEMS).insert(
    toProblemRow(entityRef, 'source', problem, 0),
  );
  return removed;
}

/** @returns how many rows there were, none or one */
export async function removeFailureProblem(
  tx: Knex.Transaction,
  entityRef: string,
): Promise<number> {
  return tx<ProblemsRow>(TABLE_PROBLEMS)
    .where({ entity_ref: entityRef, origin: 'source' })
    .delete();
}
