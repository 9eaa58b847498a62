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
import { whereVisible } from '../coverage/queries/predicates';
import type { Reading } from '../coverage/queries/reading';
import { toReference } from '../database/conversion';
import {
  type ImageReferencesRow,
  TABLE_ENTITIES,
  TABLE_REFERENCES,
} from '../database/tables';
import { toChunks } from '../database/statements';
import { TABLE_CONSUMERS } from '../database/tagTables';
import type { StoredReference } from '../references/entityFacts';
import { findExposingMove } from '../tags/exposure/findExposingMove';
import {
  type ImpactRow,
  readEffects,
  selectImpact,
  toExposureRank,
} from '../tags/exposure/selectImpact';
import { isMoveVisible } from '../tags/queries/readMoves';
import type { ImageName } from './PinImage';

/** A place in a build file that is to be pinned. */
export interface PinPlace extends ImageName {
  entityRef: string;
  title: string | null;
  /** What the reference is pinned to; null where it is not. */
  pinnedTo: string | null;
  /** Empty where it is not known. */
  platform: string;
  /** Since when the component has named the tag; 0 for always. */
  sinceMs: number;
  reference: StoredReference;
}

/** References of one answer. */
const MAX_PLACES = 100;

type PlaceRow = Pick<
  ImpactRow,
  'entity_ref' | 'title' | 'reference_id' | 'tag' | 'digest' | 'platform'
> & { registry: string; repository: string; from_ms: number | string };

/** The references of an entity whose files get into what is deployed. */
export async function readEntityPlaces(
  reading: Reading,
  entityRef: string,
): Promise<PinPlace[]> {
  const { knex } = reading;
  const rows = knex({ c: TABLE_CONSUMERS })
    .join({ e: TABLE_ENTITIES }, 'e.entity_ref', 'c.entity_ref')
    .join({ r: TABLE_REFERENCES }, join =>
      join
        .on('r.entity_ref', 'c.entity_ref')
        .andOn('r.reference_id', 'c.reference_id'),
    )
    .where({
      'c.entity_ref': entityRef,
      'c.until_ms': 0,
      'c.shaping': true,
    })
    .orderBy(['r.position', 'c.reference_id'])
    .limit(MAX_PLACES)
    .select('c.*', 'e.title');
  whereVisible(reading, rows, 'c.entity_ref');
  return addReferences(knex, (await rows) as PlaceRow[]);
}

/**
 * The places that a move exposes, in the order of its impact; undefined where
 * the caller sees no such move.
 */
export async function readMovePlaces(
  reading: Reading,
  moveId: string,
): Promise<PinPlace[] | undefined> {
  const { knex } = reading;
  const move = await findExposingMove(reading, moveId);
  if (!move || !(await isMoveVisible(reading, moveId))) {
    return undefined;
  }
  const effects = await readEffects(reading, move);
  const rows: PlaceRow[] = await knex(
    selectImpact(reading, move, effects).as('i'),
  )
    .where('i.exposure_rank', '<', toExposureRank('not-exposed'))
    .where('i.until_ms', 0)
    .orderBy([
      'i.exposure_rank',
      'i.ownerless',
      'i.owner_key',
      'i.sort_name',
      'i.entity_ref',
      'i.reference_id',
    ])
    .limit(MAX_PLACES)
    .select('i.*');
  return addReferences(knex, rows);
}

/** References that are gone since are left out. */
async function addReferences(
  knex: Knex,
  rows: readonly PlaceRow[],
): Promise<PinPlace[]> {
  const references = new Map<string, StoredReference>();
  for (const chunk of toChunks([...new Set(rows.map(row => row.entity_ref))])) {
    const found = await knex<ImageReferencesRow>(TABLE_REFERENCES)
      .whereIn('entity_ref', chunk)
      .whereIn('reference_id', [...new Set(rows.map(row => row.reference_id))])
      .select('entity_ref', 'reference_id', 'details', 'pin');
    for (const row of found) {
      references.set(toKey(row), toReference(row));
    }
  }
  return rows.flatMap(row => {
    const reference = references.get(toKey(row));
    return reference
      ? {
          entityRef: row.entity_ref,
          title: row.title,
          registry: row.registry,
          repository: row.repository,
          tag: row.tag,
          pinnedTo: row.digest || null,
          platform: row.platform,
          sinceMs: Number(row.from_ms),
          reference,
        }
      : [];
  });
}

function toKey(row: { entity_ref: string; reference_id: string }): string {
  return `${row.entity_ref} ${row.reference_id}`;
}
