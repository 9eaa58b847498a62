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
import { randomUUID } from 'node:crypto';
import { getSubjectKey, type LambdaSubject } from '../catalog/lambdaSubject';
import {
  toFactsColumns,
  toFileRow,
  toReferenceRow,
} from '../database/conversion';
import {
  type LambdaEntitiesRow,
  TABLE_ENTITIES,
  TABLE_FILES,
  TABLE_REFERENCES,
} from '../database/tables';
import type { EntityFacts } from '../references/entityFacts';
import { getSourceHost } from './sourceHost';
import type { ClaimedEntity, Lease, WorkStore } from './WorkStore';

// Rows per statement. Engines bound the number of values in one, SQLite
// longest ago at 999; the widest row has 11 columns.
const CHUNK = 50;

/**
 * @see WorkStore
 *
 * Times are those of the replica that writes. The clocks of replicas have to
 * agree better than the length of a lease, or work is done twice; it is not
 * written twice even then.
 */
export class DatabaseWorkStore implements WorkStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  static create(options: { knex: Knex; now?: () => Date }): DatabaseWorkStore {
    return new DatabaseWorkStore(options.knex, options.now);
  }

  private constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.#entities().first('entity_ref'));
  }

  async listSubjectKeys(): Promise<Map<string, string>> {
    const rows = await this.#entities().select('entity_ref', 'subject_key');
    return new Map(rows.map(row => [row.entity_ref, row.subject_key]));
  }

  async saveSubjects(subjects: readonly LambdaSubject[]): Promise<void> {
    const now = this.#now();
    for (const chunk of toChunks(subjects)) {
      const rows = chunk.map(subject => ({
        entity_ref: subject.entityRef,
        subject: JSON.stringify(subject),
        subject_key: getSubjectKey(subject),
        source_host: getSourceHost(subject),
        next_due_at: now,
        requested_at: now,
      }));
      await this.#entities()
        .insert(rows)
        .onConflict('entity_ref')
        .merge([
          'subject',
          'subject_key',
          'source_host',
          'next_due_at',
          'requested_at',
        ])
        // Two replicas that see the same change must not make it due twice.
        .whereRaw('?? <> ??', [
          `${TABLE_ENTITIES}.subject_key`,
          'excluded.subject_key',
        ]);
    }
  }

  async removeEntities(entityRefs: readonly string[]): Promise<void> {
    for (const chunk of toChunks(entityRefs)) {
      await this.#knex.transaction(async tx => {
        // The foreign keys cascade where the engine checks them, which SQLite
        // does only when each connection asks for it.
        await tx(TABLE_REFERENCES).whereIn('entity_ref', chunk).delete();
        await tx(TABLE_FILES).whereIn('entity_ref', chunk).delete();
        await tx(TABLE_ENTITIES).whereIn('entity_ref', chunk).delete();
      });
    }
  }

  async requestCollection(entityRef: string): Promise<void> {
    const now = this.#now();
    await this.#entities()
      .where({ entity_ref: entityRef })
      .update({ next_due_at: now, requested_at: now, etag: null });
  }

  async claimDue(options: {
    limit: number;
    leaseMs: number;
    exceptHosts: readonly string[];
  }): Promise<ClaimedEntity[]> {
    const now = this.#now();
    const leaseId = randomUUID();
    return this.#knex.transaction(async tx => {
      const due = tx<LambdaEntitiesRow>(TABLE_ENTITIES)
        .where('next_due_at', '<=', now)
        .andWhere(free =>
          free
            .whereNull('lease_expires_at')
            .orWhere('lease_expires_at', '<=', now),
        )
        .whereNotIn('source_host', options.exceptHosts)
        .orderBy('next_due_at')
        .orderBy('entity_ref')
        .limit(options.limit);
      if (this.#knex.client.config.client === 'pg') {
        // Rows that another replica is just taking are passed over instead of
        // being waited for.
        due.forUpdate().skipLocked();
      }
      const rows = await due;
      await tx<LambdaEntitiesRow>(TABLE_ENTITIES)
        .whereIn(
          'entity_ref',
          rows.map(row => row.entity_ref),
        )
        .update({
          lease_id: leaseId,
          lease_expires_at: this.#after(options.leaseMs),
          requested_at: null,
        });
      return rows.map(row => ({
        entityRef: row.entity_ref,
        leaseId,
        subject: JSON.parse(row.subject),
        sourceHost: row.source_host,
        etag: row.etag,
        factsKey: row.facts_key,
        failedAttempts: Number(row.failed_attempts),
      }));
    });
  }

  async renewLeases(leases: readonly Lease[], leaseMs: number): Promise<void> {
    const until = this.#after(leaseMs);
    for (const { entityRef, leaseId } of leases) {
      await this.#entities()
        .where({ entity_ref: entityRef, lease_id: leaseId })
        .update({ lease_expires_at: until });
    }
  }

  async releaseLease({ entityRef, leaseId }: Lease): Promise<void> {
    await this.#entities()
      .where({ entity_ref: entityRef, lease_id: leaseId })
      .update({ lease_id: null, lease_expires_at: null });
  }

  async saveFacts(
    lease: Lease,
    result: {
      facts: EntityFacts;
      etag: string | null;
      factsKey: string;
      nextDueAt: Date;
    },
  ): Promise<boolean> {
    const { facts, etag, factsKey, nextDueAt } = result;
    return this.#knex.transaction(async tx => {
      const held = await this.#finish(tx, lease, nextDueAt, {
        ...this.#success(),
        ...toFactsColumns(facts),
        etag,
        facts_key: factsKey,
      });
      if (!held) {
        return false;
      }
      const { entityRef } = lease;
      await tx(TABLE_REFERENCES).where({ entity_ref: entityRef }).delete();
      await tx(TABLE_FILES).where({ entity_ref: entityRef }).delete();
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
      return true;
    });
  }

  async saveUnchanged(lease: Lease, nextDueAt: Date): Promise<boolean> {
    return this.#finish(this.#knex, lease, nextDueAt, this.#success());
  }

  async saveFailure(
    lease: Lease,
    failure: { code: ProblemCode; message: string; nextDueAt: Date },
  ): Promise<boolean> {
    const now = this.#now();
    return this.#finish(this.#knex, lease, failure.nextDueAt, {
      attempted_at: now,
      failure_code: failure.code,
      failure_message: failure.message,
      failing_since: this.#knex.raw('coalesce(??, ?)', ['failing_since', now]),
      failed_attempts: this.#knex.raw('?? + 1', ['failed_attempts']),
    });
  }

  #success() {
    const now = this.#now();
    return {
      attempted_at: now,
      collected_at: now,
      failure_code: null,
      failure_message: null,
      failing_since: null,
      failed_attempts: 0,
    };
  }

  async #finish(
    knex: Knex,
    { entityRef, leaseId }: Lease,
    nextDueAt: Date,
    columns: Record<string, string | number | Date | Knex.Raw | null>,
  ): Promise<boolean> {
    const updated = await knex(TABLE_ENTITIES)
      .where({ entity_ref: entityRef, lease_id: leaseId })
      .update({
        ...columns,
        lease_id: null,
        lease_expires_at: null,
        // What was asked for while this ran is done next.
        next_due_at: knex.raw('coalesce(??, ?)', ['requested_at', nextDueAt]),
      });
    return updated > 0;
  }

  #entities() {
    return this.#knex<LambdaEntitiesRow>(TABLE_ENTITIES);
  }

  #after(milliseconds: number): Date {
    return new Date(this.#now().getTime() + milliseconds);
  }
}

function toChunks<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    chunks.push(items.slice(start, start + CHUNK));
  }
  return chunks;
}
