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
import { CHUNK, toChunks } from '../../database/statements';
import { type GroupMembersRow, TABLE_MEMBERS } from '../../database/tables';
import { KEY_SEPARATOR } from '../describeCoverage';

type Dimension = GroupMembersRow['dimension'];

/** Values of entities that count to groups. */
export type Members = Partial<Record<Dimension, Iterable<string>>>;

const DIMENSIONS: readonly Dimension[] = ['domain', 'owner', 'runtime'];

/** The groups that a value names itself; the empty one where it names none. */
export function toNamedGroups(member: string): string[] {
  return member.split(KEY_SEPARATOR);
}

/**
 * Makes values known that an entity has for the first time, so that no entity
 * is outside its groups. The nested groups follow with the next comparison
 * with the catalog; so do the domains of systems, which count as none till
 * then.
 *
 * The transaction has to hold the revision of the facts: whoever removes values
 * that nobody has does it under the same lock, and would otherwise miss an
 * entity that is just being written.
 */
export async function addDirectMembers(
  tx: Knex.Transaction,
  members: Members,
): Promise<void> {
  const rows: GroupMembersRow[] = [];
  for (const dimension of DIMENSIONS) {
    const wanted = [...new Set(members[dimension] ?? [])].sort();
    const known = new Set<string>();
    for (const chunk of toChunks(wanted)) {
      const found = await tx<GroupMembersRow>(TABLE_MEMBERS)
        .where({ dimension })
        .whereIn('member', chunk)
        .distinct('member');
      found.forEach(({ member }) => known.add(member));
    }
    for (const member of wanted.filter(value => !known.has(value))) {
      const groups = dimension === 'domain' ? [''] : toNamedGroups(member);
      for (const groupRef of groups) {
        rows.push({ dimension, member, group_ref: groupRef, direct: true });
      }
    }
  }
  await tx.batchInsert(TABLE_MEMBERS, rows, CHUNK);
}
