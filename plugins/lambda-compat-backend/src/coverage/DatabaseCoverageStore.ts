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
  ComponentCoverage,
  ComponentFilter,
  ComponentOrderField,
  CoverageGroup,
  CoverageGrouping,
  CoverageScope,
  CoverageSummary,
  CoverageTrend,
  GroupOrderField,
  ProblemFilter,
  ProblemListItem,
  ProblemOrderField,
  ReferenceFilter,
  ReferenceListItem,
  ReferenceOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type {
  CoverageStore,
  ListPage,
  ListQuery,
  VisibleEntities,
} from './CoverageStore';
import type { Ages } from './queries/ages';
import { readComponents } from './queries/readComponents';
import { readGroups } from './queries/readGroups';
import { startReading } from './queries/reading';
import { readProblems } from './queries/readProblems';
import { readReferences } from './queries/readReferences';
import { readSummary } from './queries/readSummary';
import { readTrendPoints } from './queries/readTrend';

/**
 * @see CoverageStore
 *
 * Only reads. Each call sees one state of the database, so that a page and its
 * total, or two numbers of a summary, agree.
 */
export class DatabaseCoverageStore implements CoverageStore {
  readonly #knex: Knex;
  readonly #times: Omit<Ages, 'now'>;
  readonly #now: () => Date;

  static create(options: {
    knex: Knex;
    times: { staleAfterMs: number; expireAfterMs: number };
    now?: () => Date;
  }): DatabaseCoverageStore {
    return new DatabaseCoverageStore(
      options.knex,
      options.times,
      options.now ?? (() => new Date()),
    );
  }

  private constructor(knex: Knex, times: Omit<Ages, 'now'>, now: () => Date) {
    this.#knex = knex;
    this.#times = times;
    this.#now = now;
  }

  async summarize(
    scope: CoverageScope,
    visible: VisibleEntities,
  ): Promise<CoverageSummary> {
    return startReading(this.#knex, visible, reading =>
      readSummary(reading, scope, this.#ages()),
    );
  }

  async listGroups(
    groupBy: CoverageGrouping,
    query: ListQuery<CoverageScope, GroupOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<CoverageGroup>> {
    return startReading(this.#knex, visible, reading =>
      readGroups(reading, groupBy, query),
    );
  }

  async listComponents(
    query: ListQuery<ComponentFilter, ComponentOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<ComponentCoverage>> {
    return startReading(this.#knex, visible, reading =>
      readComponents(reading, query, this.#ages()),
    );
  }

  async listReferences(
    query: ListQuery<ReferenceFilter, ReferenceOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<ReferenceListItem>> {
    return startReading(this.#knex, visible, reading =>
      readReferences(reading, query),
    );
  }

  async listProblems(
    query: ListQuery<ProblemFilter, ProblemOrderField>,
    visible: VisibleEntities,
  ): Promise<ListPage<ProblemListItem>> {
    return startReading(this.#knex, visible, reading =>
      readProblems(reading, query),
    );
  }

  async readTrend(
    range: { from: string; to: string },
    scope: CoverageScope,
    visible: VisibleEntities,
  ): Promise<CoverageTrend> {
    return startReading(this.#knex, visible, reading =>
      readTrendPoints(reading, range, scope),
    );
  }

  #ages(): Ages {
    return { ...this.#times, now: this.#now().getTime() };
  }
}
