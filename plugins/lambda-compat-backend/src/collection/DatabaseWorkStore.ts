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
import type { LambdaEntity } from '../catalog/LambdaEntitySource';
import { describeCoverage } from '../coverage/describeCoverage';
import { addDirectMembers } from '../coverage/hierarchy/directMembers';
import { bumpFactsRevision } from '../coverage/revisions';
import { toFactsColumns } from '../database/conversion';
import { isPostgres, toChunks } from '../database/statements';
import {
  type LambdaEntitiesRow,
  TABLE_ENTITIES,
  TABLE_FILES,
  TABLE_PROBLEMS,
  TABLE_REFERENCES,
} from '../database/tables';
import { TABLE_CONSUMERS } from '../database/tagTables';
import { requestEntityLooks } from '../digests/watching/requestLooks';
import {
  TABLE_ARTIFACTS,
  TABLE_RULES,
  TABLE_UPLOADS,
  TABLE_VERDICTS,
} from '../database/compatibilityTables';
import { closeWindowsOf } from '../exposure/windows/windowRows';
import type { EntityFacts } from '../references/entityFacts';
import type { VerdictWriter } from '../verdicts/VerdictWriter';
import {
  describeStored,
  removeFailureProblem,
  replaceFacts,
  replaceFailureProblem,
} from './storeFacts';
import { sortEntities, storeEntities } from './storeEntities';
import type { ClaimedEntity, EntityKeys, Lease, WorkStore } from './WorkStore';

/**
 * @see WorkStore
 *
 * Times are those of the replica that writes. The clocks of replicas have to
 * agree better than the length of a lease, or work is done twice; it is not
 * written twice even then.
 */
export class DatabaseWorkStore implements WorkStore {
  readonly #knex: Knex;
  readonly #verdicts: Pick<VerdictWriter, 'judge'> | undefined;
  readonly #now: () => Date;

  static create(options: {
    knex: Knex;
    /** Judges entities with what is written of them. */
    verdicts?: Pick<VerdictWriter, 'judge'>;
    now?: () => Date;
  }): DatabaseWorkStore {
    return new DatabaseWorkStore(options);
  }

  private constructor(options: {
    knex: Knex;
    verdicts?: Pick<VerdictWriter, 'judge'>;
    now?: () => Date;
  }) {
    this.#knex = options.knex;
    this.#verdicts = options.verdicts;
    this.#now = options.now ?? (() => new Date());
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.#entities().first('entity_ref'));
  }

  async listKeys(): Promise<Map<string, EntityKeys>> {
    const rows = await this.#entities().select(
      'entity_ref',
      'subject_key',
      'placement_key',
    );
    return new Map(
      rows.map(row => [
        row.entity_ref,
        { subjectKey: row.subject_key, placementKey: row.placement_key },
      ]),
    );
  }

  async saveSubjects(entities: readonly LambdaEntity[]): Promise<void> {
    const now = this.#now();
    for (const chunk of toChunks(sortEntities(entities))) {
      await this.#knex.transaction(tx =>
        storeEntities(tx, chunk, now, this.#verdicts),
      );
    }
  }

  async removeEntities(entityRefs: readonly string[]): Promise<void> {
    for (const chunk of toChunks([...entityRefs].sort())) {
      await this.#knex.transaction(async tx => {
        // The entities first, as whoever writes about one locks its row before
        // the others. The foreign keys cascade where the engine checks them,
        // which SQLite does only when each connection asks for it.
        for (const table of [
          TABLE_ENTITIES,
          TABLE_REFERENCES,
          TABLE_FILES,
          TABLE_PROBLEMS,
          TABLE_ARTIFACTS,
          TABLE_UPLOADS,
          TABLE_VERDICTS,
          TABLE_RULES,
          TABLE_CONSUMERS,
        ]) {
          await tx(table).whereIn('entity_ref', chunk).delete();
        }
        await closeWindowsOf(tx, chunk, this.#now().getTime());
        await bumpFactsRevision(tx);
      });
    }
  }

  async requestCollection(entityRef: string): Promise<void> {
    const now = this.#now();
    await this.#entities()
      .where({ entity_ref: entityRef })
      .update({ next_due_at: now, requested_at: now, etag: null });
    await requestEntityLooks(this.#knex, entityRef, now.getTime());
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
      if (isPostgres(this.#knex)) {
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
    const coverage = describeCoverage(facts);
    return this.#knex.transaction(async tx => {
      const held = await this.#finish(tx, lease, nextDueAt, {
        ...this.#success(),
        ...toFactsColumns(facts),
        ...coverage,
        etag,
        facts_key: factsKey,
      });
      if (!held) {
        return false;
      }
      await replaceFacts(tx, lease.entityRef, facts, this.#now().getTime());
      await this.#verdicts?.judge(tx, [lease.entityRef]);
      await bumpFactsRevision(tx);
      await addDirectMembers(tx, { runtime: [coverage.runtime_key] });
      return true;
    });
  }

  async saveUnchanged(lease: Lease, nextDueAt: Date): Promise<boolean> {
    return this.#knex.transaction(async tx => {
      const row = await this.#findHeld(tx, lease);
      if (!row) {
        return false;
      }
      const isOver = row.failure_code !== null || row.pin_state === 'expired';
      if (!isOver) {
        return this.#finish(tx, lease, nextDueAt, this.#success());
      }
      const removed = await removeFailureProblem(tx, lease.entityRef);
      const state = (await describeStored(tx, row))?.pin_state;
      await this.#finish(tx, lease, nextDueAt, {
        ...this.#success(),
        pin_state: state ?? 'never-collected',
        problems_total: row.problems_total - removed,
      });
      await bumpFactsRevision(tx);
      return true;
    });
  }

  async saveFailure(
    lease: Lease,
    failure: { code: ProblemCode; message: string; nextDueAt: Date },
  ): Promise<boolean> {
    const now = this.#now();
    return this.#knex.transaction(async tx => {
      const row = await this.#findHeld(tx, lease);
      if (!row) {
        return false;
      }
      const { entityRef } = lease;
      const removed = await replaceFailureProblem(tx, entityRef, failure);
      const problems = row.problems_total - removed + 1;
      const state =
        row.pin_state === 'never-collected' ? 'unreadable' : row.pin_state;
      await this.#finish(tx, lease, failure.nextDueAt, {
        attempted_at: now,
        failure_code: failure.code,
        failure_message: failure.message,
        failing_since: row.failing_since ?? now,
        failed_attempts: Number(row.failed_attempts) + 1,
        pin_state: state,
        problems_total: problems,
      });
      if (problems !== row.problems_total || state !== row.pin_state) {
        await bumpFactsRevision(tx);
      }
      return true;
    });
  }

  #success() {
    const now = this.#now();
    return {
      attempted_at: now,
      collected_at: now,
      collected_ms: now.getTime(),
      failure_code: null,
      failure_message: null,
      failing_since: null,
      failed_attempts: 0,
    };
  }

  /** The row of an entity, locked until the transaction ends. */
  async #findHeld(
    tx: Knex.Transaction,
    { entityRef, leaseId }: Lease,
  ): Promise<LambdaEntitiesRow | undefined> {
    const held = tx<LambdaEntitiesRow>(TABLE_ENTITIES)
      .where({ entity_ref: entityRef, lease_id: leaseId })
      .first();
    return isPostgres(tx) ? held.forUpdate() : held;
  }

  async #finish(
    knex: Knex,
    { entityRef, leaseId }: Lease,
    nextDueAt: Date,
    columns: Partial<LambdaEntitiesRow>,
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
