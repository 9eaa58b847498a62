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
import { toStoredEntity } from '../../database/conversion';
import { CHUNK, isPostgres } from '../../database/statements';
import {
  type ImageReferencesRow,
  type LambdaEntitiesRow,
  TABLE_ENTITIES,
  TABLE_FILES,
  TABLE_REFERENCES,
} from '../../database/tables';
import {
  TABLE_CONSUMERS,
  type TagConsumersRow,
} from '../../database/tagTables';
import { storeConsumers } from './storeConsumers';

/**
 * Writes down consumers of entities that were read before there were any, and
 * whose files have not changed since. They are known to name what they name
 * since their last reading.
 *
 * @returns how many entities it was done for
 */
export async function fillConsumers(knex: Knex): Promise<number> {
  let total = 0;
  let last = '';
  for (;;) {
    const refs: string[] = await knex<ImageReferencesRow>(TABLE_REFERENCES)
      .distinct('entity_ref')
      .whereNotNull('repository')
      .where('entity_ref', '>', last)
      .whereNotExists(
        knex<TagConsumersRow>(TABLE_CONSUMERS)
          .select(knex.raw('1'))
          .whereRaw('?? = ??', [
            `${TABLE_CONSUMERS}.entity_ref`,
            `${TABLE_REFERENCES}.entity_ref`,
          ]),
      )
      .orderBy('entity_ref')
      .limit(CHUNK)
      .pluck('entity_ref');
    if (refs.length === 0) {
      return total;
    }
    for (const entityRef of refs) {
      await knex.transaction(tx => fillEntity(tx, entityRef));
    }
    total += refs.length;
    last = refs[refs.length - 1];
  }
}

async function fillEntity(
  tx: Knex.Transaction,
  entityRef: string,
): Promise<void> {
  const where = { entity_ref: entityRef };
  const query = tx<LambdaEntitiesRow>(TABLE_ENTITIES).where(where).first();
  // Whoever reads it anew meanwhile writes consumers, too.
  const entity = await (isPostgres(tx) ? query.forUpdate() : query);
  const known = await tx(TABLE_CONSUMERS).where(where).first('entity_ref');
  if (!entity || known) {
    return;
  }
  const { facts } = toStoredEntity(
    entity,
    await tx(TABLE_FILES).where(where),
    await tx(TABLE_REFERENCES).where(where),
  );
  if (facts) {
    await storeConsumers(tx, entityRef, facts, Number(entity.collected_ms));
  }
}
