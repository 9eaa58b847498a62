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

import {
  DEFAULT_NAMESPACE,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { insertRows } from './insertRows';

const FAR_AWAY = '2999-01-01T00:00:00.000Z';

/**
 * Puts entities into the tables of the real catalog, as if they had come from a
 * provider and had been processed and stitched: 10,000 of them take seconds in
 * this way, and minutes in the other. What `by-query` reads is the same.
 */
export async function fillCatalog(
  knex: Knex,
  entities: readonly Entity[],
): Promise<void> {
  const stored = withInverses(entities).map(entity => ({
    id: entity.metadata.uid!,
    ref: stringifyEntityRef(entity),
    entity,
  }));
  await knex.transaction(async tx => {
    await insertRows(
      tx,
      'refresh_state',
      stored.map(({ id, ref, entity }) => ({
        entity_id: id,
        entity_ref: ref,
        unprocessed_entity: JSON.stringify(entity),
        processed_entity: JSON.stringify(entity),
        errors: '[]',
        // Nothing is processed while the measurement runs.
        next_update_at: FAR_AWAY,
        last_discovery_at: FAR_AWAY,
      })),
    );
    await insertRows(
      tx,
      'refresh_state_references',
      stored.map(({ ref }) => ({
        source_key: 'benchmark',
        target_entity_ref: ref,
      })),
    );
    await insertRows(
      tx,
      'relations',
      stored.flatMap(({ id, ref, entity }) =>
        entity.relations!.map(({ type, targetRef }) => ({
          originating_entity_id: id,
          source_entity_ref: ref,
          type,
          target_entity_ref: targetRef,
        })),
      ),
    );
    await insertRows(
      tx,
      'final_entities',
      stored.map(({ id, ref, entity }) => ({
        entity_id: id,
        entity_ref: ref,
        hash: id,
        final_entity: JSON.stringify(entity),
        last_updated_at: new Date(),
      })),
    );
    await insertRows(
      tx,
      'search',
      stored.flatMap(({ id, entity }) => toSearchRows(id, entity)),
    );
  });
}

/** Each relation has its other side at the other entity. */
function withInverses(entities: readonly Entity[]): Entity[] {
  const inverses: Record<string, string> = {
    childOf: 'parentOf',
    ownedBy: 'ownerOf',
    partOf: 'hasPart',
  };
  const byRef = new Map(
    entities.map(entity => [
      stringifyEntityRef(entity),
      {
        ...entity,
        metadata: { ...entity.metadata, uid: randomUUID(), etag: randomUUID() },
        relations: [...(entity.relations ?? [])],
      },
    ]),
  );
  for (const entity of entities) {
    for (const { type, targetRef } of entity.relations ?? []) {
      byRef.get(targetRef)!.relations.push({
        type: inverses[type],
        targetRef: stringifyEntityRef(entity),
      });
    }
  }
  return [...byRef.values()];
}

interface SearchRow {
  entity_id: string;
  key: string;
  value: string;
  original_value: string;
}

/** What the catalog makes searchable: each scalar, each item of each list. */
function toSearchRows(id: string, entity: Entity): SearchRow[] {
  const rows = new Map<string, SearchRow>();
  const add = (path: string, original: string) => {
    const key = path.toLocaleLowerCase('en-US');
    const value = original.toLocaleLowerCase('en-US');
    rows.set(`${key}\n${value}`, {
      entity_id: id,
      key,
      value,
      original_value: original,
    });
  };
  const visit = (path: string, value: unknown) => {
    if (Array.isArray(value)) {
      for (const item of value) {
        visit(path, item);
        add(`${path}.${item}`, 'true');
      }
    } else if (typeof value === 'object' && value) {
      for (const [key, item] of Object.entries(value)) {
        visit(path ? `${path}.${key}` : key, item);
      }
    } else if (value !== undefined) {
      add(path, String(value));
    }
  };
  const { relations = [], metadata, ...rest } = entity;
  const { etag: _etag, ...shown } = metadata;
  visit('', { ...rest, metadata: { namespace: DEFAULT_NAMESPACE, ...shown } });
  for (const { type, targetRef } of relations) {
    add(`relations.${type}`, targetRef);
  }
  return [...rows.values()];
}
