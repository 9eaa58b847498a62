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
import { TABLE_TAGS, TABLE_CONSUMERS } from '../database/tagTables';
import type { JudgedEntityRow } from '../database/compatibilityTables';
import { isPostgres, toChunks } from '../database/statements';
import { TABLE_ENTITIES, TABLE_MEMBERS } from '../database/tables';

/**
 * Makes the entities due for judgement that name one of the tags without a
 * digest: what it points to, or what is known of that, is not what it was.
 *
 * @returns how many
 */
export async function markTagsDue(
  knex: Knex,
  tagIds: readonly string[],
): Promise<number> {
  const refs = new Set<string>();
  for (const chunk of toChunks(tagIds)) {
    const found: string[] = await knex({ c: TABLE_CONSUMERS })
      .join({ w: TABLE_TAGS }, join =>
        join
          .on('w.registry', 'c.registry')
          .andOn('w.repository', 'c.repository')
          .andOn('w.tag', 'c.tag'),
      )
      .whereIn('w.tag_id', chunk)
      .where({ 'c.digest': '', 'c.until_ms': 0 })
      .distinct('c.entity_ref')
      .pluck('c.entity_ref');
    found.forEach(ref => refs.add(ref));
  }
  return markEntitiesDue(knex, [...refs]);
}

/**
 * Makes the entities due for judgement of which a function is on one of the
 * runtimes: what it provides is not what it was.
 *
 * @returns how many
 */
export async function markRuntimesDue(
  knex: Knex,
  runtimes: readonly string[],
): Promise<number> {
  const refs: string[] = await knex(TABLE_ENTITIES)
    .whereIn(
      'runtime_key',
      knex(TABLE_MEMBERS)
        .where({ dimension: 'runtime' })
        .whereIn('group_ref', runtimes)
        .select('member'),
    )
    .pluck('entity_ref');
  return markEntitiesDue(knex, refs);
}

/** In the order in which rows are locked everywhere. */
async function markEntitiesDue(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<number> {
  for (const chunk of toChunks([...entityRefs].sort())) {
    await knex.transaction(async tx => {
      if (isPostgres(knex)) {
        await tx<JudgedEntityRow>(TABLE_ENTITIES)
          .whereIn('entity_ref', chunk)
          .orderBy('entity_ref')
          .select('entity_ref')
          .forUpdate();
      }
      await tx<JudgedEntityRow>(TABLE_ENTITIES)
        .whereIn('entity_ref', chunk)
        .update({ judged_key: '' });
    });
  }
  return entityRefs.length;
}
