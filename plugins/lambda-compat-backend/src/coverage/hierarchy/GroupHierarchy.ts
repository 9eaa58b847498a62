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
import type {
  CatalogHierarchySource,
  Parents,
} from '../../catalog/CatalogHierarchySource';
import { CHUNK, isPostgres, toChunks } from '../../database/statements';
import {
  type CoverageRevisionsRow,
  type GroupMembersRow,
  type LambdaEntitiesRow,
  TABLE_ENTITIES,
  TABLE_MEMBERS,
  TABLE_REVISIONS,
} from '../../database/tables';
import { bumpFactsRevision } from '../revisions';
import { toNamedGroups } from './directMembers';
import { findNestedGroups } from './nestedGroups';

type Dimension = GroupMembersRow['dimension'];

const MEMBER_COLUMNS = {
  owner: 'owner_key',
  domain: 'system_ref',
  runtime: 'runtime_key',
} as const satisfies Record<Dimension, keyof LambdaEntitiesRow>;

/** Keeps the groups of entities in line with the catalog. */
export class GroupHierarchy {
  readonly #knex: Knex;
  readonly #source: Pick<CatalogHierarchySource, 'readParents'>;

  static create(options: {
    knex: Knex;
    source: Pick<CatalogHierarchySource, 'readParents'>;
  }): GroupHierarchy {
    return new GroupHierarchy(options.knex, options.source);
  }

  private constructor(
    knex: Knex,
    source: Pick<CatalogHierarchySource, 'readParents'>,
  ) {
    this.#knex = knex;
    this.#source = source;
  }

  /**
   * Makes `group_members` exact for the values that entities have.
   *
   * @throws what the catalog or the database throws; nothing is changed then
   */
  async update(options: { signal: AbortSignal }): Promise<void> {
    const parents = await this.#source.readParents(options);
    await this.#knex.transaction(async tx => {
      await lockFacts(tx);
      const known = await tx<GroupMembersRow>(TABLE_MEMBERS).select();
      const surplus = new Map(known.map(row => [toKey(row), row]));
      const missing: GroupMembersRow[] = [];
      for (const row of await listWanted(tx, parents)) {
        if (!surplus.delete(toKey(row))) {
          missing.push(row);
        }
      }
      if (surplus.size + missing.length > 0) {
        // Rows that are only direct no more, or now, are in both.
        await remove(tx, [...surplus.values()]);
        await tx.batchInsert(TABLE_MEMBERS, missing, CHUNK);
        await bumpFactsRevision(tx);
      }
    });
  }
}

/**
 * Keeps others from writing entities until the transaction ends; see
 * `addDirectMembers`. SQLite has one connection, so nobody does.
 */
async function lockFacts(tx: Knex.Transaction): Promise<void> {
  if (isPostgres(tx)) {
    await tx<CoverageRevisionsRow>(TABLE_REVISIONS)
      .where({ name: 'facts' })
      .forUpdate();
  }
}

async function listWanted(
  tx: Knex.Transaction,
  parents: Parents,
): Promise<GroupMembersRow[]> {
  const rows: GroupMembersRow[] = [];
  for (const dimension of ['owner', 'domain', 'runtime'] as const) {
    const column = MEMBER_COLUMNS[dimension];
    const members: string[] = await tx<LambdaEntitiesRow>(TABLE_ENTITIES)
      .distinct(column)
      .pluck(column);
    for (const member of members) {
      const direct = getDirectGroups(dimension, member, parents);
      for (const [group, isDirect] of findNestedGroups(direct, parents)) {
        rows.push({ dimension, member, group_ref: group, direct: isDirect });
      }
    }
  }
  return rows;
}

function getDirectGroups(
  dimension: Dimension,
  member: string,
  parents: Parents,
): readonly string[] {
  return dimension === 'domain'
    ? parents.get(member) ?? ['']
    : toNamedGroups(member);
}

async function remove(
  tx: Knex.Transaction,
  rows: readonly GroupMembersRow[],
): Promise<void> {
  for (const chunk of toChunks(rows)) {
    await tx<GroupMembersRow>(TABLE_MEMBERS)
      .whereIn(
        ['dimension', 'member', 'group_ref'],
        chunk.map(row => [row.dimension, row.member, row.group_ref]),
      )
      .delete();
  }
}

function toKey({ dimension, member, group_ref, direct }: GroupMembersRow) {
  return JSON.stringify([dimension, member, group_ref, Boolean(direct)]);
}
