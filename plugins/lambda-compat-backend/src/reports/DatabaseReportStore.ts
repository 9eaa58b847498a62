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
import { toReference, toStoredEntity } from '../database/conversion';
import {
  type ImageReferencesRow,
  type LambdaEntitiesRow,
  type ReferenceFilesRow,
  TABLE_ENTITIES,
  TABLE_FILES,
  TABLE_REFERENCES,
} from '../database/tables';
import type { StoredReference } from '../references/entityFacts';
import type { ReportStore, StoredEntity } from './ReportStore';

/** @see ReportStore */
export class DatabaseReportStore implements ReportStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseReportStore {
    return new DatabaseReportStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async findEntity(entityRef: string): Promise<StoredEntity | undefined> {
    // The three queries have to see the same state, or a collection that ends
    // between them mixes two of them. SQLite has one connection anyway.
    const isolation =
      this.#knex.client.config.client === 'pg'
        ? ({ isolationLevel: 'repeatable read', readOnly: true } as const)
        : undefined;
    return this.#knex.transaction(async tx => {
      const entity = await tx<LambdaEntitiesRow>(TABLE_ENTITIES)
        .where({ entity_ref: entityRef })
        .first();
      if (!entity) {
        return undefined;
      }
      const files = await tx<ReferenceFilesRow>(TABLE_FILES)
        .where({ entity_ref: entityRef })
        .orderBy('position');
      const references = await tx<ImageReferencesRow>(TABLE_REFERENCES)
        .where({ entity_ref: entityRef })
        .orderBy('position');
      return toStoredEntity(entity, files, references);
    }, isolation);
  }

  async findReference(
    entityRef: string,
    referenceId: string,
  ): Promise<StoredReference | undefined> {
    const row = await this.#knex<ImageReferencesRow>(TABLE_REFERENCES)
      .where({ entity_ref: entityRef, reference_id: referenceId })
      .first('details', 'pin');
    return row && toReference(row);
  }
}
