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
import { CHUNK } from '../../database/statements';
import {
  TABLE_CONSUMERS,
  type TagConsumersRow,
} from '../../database/tagTables';
import type { EntityFacts } from '../../references/entityFacts';
import { type Consumer, describeConsumers } from './describeConsumers';

/**
 * Writes down what an entity names now. What it has named before keeps its row,
 * also where it moved to another line; what it does not name any more ends.
 */
export async function storeConsumers(
  tx: Knex.Transaction,
  entityRef: string,
  facts: EntityFacts,
  now: number,
): Promise<void> {
  const open = await tx<TagConsumersRow>(TABLE_CONSUMERS).where({
    entity_ref: entityRef,
    until_ms: 0,
  });
  const unread = new Set(
    facts.files
      .filter(({ status }) => status === 'failed')
      .map(({ path }) => path),
  );
  const { kept, ended, added } = compareConsumers(
    open,
    describeConsumers(entityRef, facts),
  );
  for (const row of ended) {
    // A file that could not be read has not been seen to say otherwise.
    if (!unread.has(row.file)) {
      await endConsumer(tx, row, now);
    }
  }
  for (const { row, consumer } of kept) {
    if (
      row.reference_id !== consumer.reference_id ||
      row.details !== consumer.details
    ) {
      await whereRow(tx, row).update({
        reference_id: consumer.reference_id,
        details: consumer.details,
      });
    }
  }
  await tx.batchInsert(
    TABLE_CONSUMERS,
    added.map(consumer => ({ ...consumer, from_ms: now, until_ms: 0 })),
    CHUNK,
  );
}

interface Comparison {
  kept: Array<{ row: TagConsumersRow; consumer: Consumer }>;
  ended: TagConsumersRow[];
  added: Consumer[];
}

function compareConsumers(
  open: readonly TagConsumersRow[],
  consumers: readonly Consumer[],
): Comparison {
  const comparison: Comparison = { kept: [], ended: [...open], added: [] };
  const keep = (
    left: readonly Consumer[],
    getKey: (row: Consumer | TagConsumersRow) => string,
  ): Consumer[] => {
    const rows = new Map<string, TagConsumersRow[]>();
    for (const row of comparison.ended) {
      rows.set(getKey(row), [...(rows.get(getKey(row)) ?? []), row]);
    }
    const rest = left.filter(consumer => {
      const row = rows.get(getKey(consumer))?.shift();
      if (row) {
        comparison.kept.push({ row, consumer });
      }
      return !row;
    });
    comparison.ended = [...rows.values()].flat();
    return rest;
  };
  const moved = keep(
    consumers,
    row => `${row.reference_id}\n${getImageKey(row)}`,
  );
  // The id of a reference changes with its line.
  comparison.added = keep(moved, row => `${row.file}\n${getImageKey(row)}`);
  return comparison;
}

function getImageKey(row: Consumer | TagConsumersRow): string {
  const { registry, repository, tag, digest, platform } = row;
  return [
    registry,
    repository,
    tag,
    digest,
    platform,
    row.shaping ? 'shaping' : '',
  ].join('\n');
}

/** Never ends before it began, whatever clocks say. */
async function endConsumer(
  tx: Knex.Transaction,
  row: TagConsumersRow,
  now: number,
): Promise<void> {
  if (now > Number(row.from_ms)) {
    await whereRow(tx, row).update({ until_ms: now });
  } else {
    await whereRow(tx, row).delete();
  }
}

function whereRow(tx: Knex.Transaction, row: TagConsumersRow) {
  return tx<TagConsumersRow>(TABLE_CONSUMERS).where({
    entity_ref: row.entity_ref,
    reference_id: row.reference_id,
    from_ms: row.from_ms,
  });
}
