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

import type {
  CoverageScope,
  RiskComponent,
  RiskFilter,
  RiskGroup,
  RiskGrouping,
  RiskGroupOrderField,
  RiskOrderField,
  RiskSummary,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type {
  ListPage,
  ListQuery,
  VisibleEntities,
} from '../coverage/CoverageStore';
import { whereVisible } from '../coverage/queries/predicates';
import { startReading } from '../coverage/queries/reading';
import { splitKey } from '../coverage/queries/rows';
import { TABLE_ENTITIES } from '../database/tables';
import { readRiskComponents } from './queries/readRiskComponents';
import { readRiskGroups } from './queries/readRiskGroups';
import { readRiskSummary } from './queries/readRiskSummary';
import type { RiskStore } from './Risk';

/**
 * @see RiskStore
 *
 * Only reads. Each call sees one state of the database.
 */
export class DatabaseRiskStore implements RiskStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseRiskStore {
    return new DatabaseRiskStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async summarize(
    scope: CoverageScope,
    visible: VisibleEntities,
  ): Promise<RiskSummary> {
    return startReading(this.#knex, visible, reading =>
      readRiskSummary(reading, scope),
    );
  }

  async listGroups(
    groupBy: RiskGrouping,
    query: ListQuery<CoverageScope, RiskGroupOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<RiskGroup>> {
    return startReading(this.#knex, visible, reading =>
      readRiskGroups(reading, groupBy, query),
    );
  }

  async listComponents(
    query: ListQuery<RiskFilter, RiskOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<RiskComponent>> {
    return startReading(this.#knex, visible, reading =>
      readRiskComponents(reading, query),
    );
  }

  async listRuntimes(visible: VisibleEntities): Promise<ReadonlySet<string>> {
    return startReading(this.#knex, visible, async reading => {
      const keys = reading
        .knex({ e: TABLE_ENTITIES })
        .whereNot('e.runtime_key', '')
        .distinct('e.runtime_key')
        .pluck('e.runtime_key');
      whereVisible(reading, keys, 'e.entity_ref');
      return new Set(((await keys) as string[]).flatMap(splitKey));
    });
  }
}
