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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityReports, ReportRequestOptions } from './EntityReports';

/**
 * Answers requests about entities by their refs. The catalog is asked with the
 * caller's credentials, so what a caller cannot see does not exist.
 *
 * Every method throws `NotFoundError` for an entity that the catalog does not
 * show to the caller, and what {@link EntityReports} throws.
 */
export class ReportService {
  readonly #catalog: CatalogService;
  readonly #reports: EntityReports;

  static create(options: {
    catalog: CatalogService;
    reports: EntityReports;
  }): ReportService {
    return new ReportService(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    reports: EntityReports;
  }) {
    this.#catalog = options.catalog;
    this.#reports = options.reports;
  }

  async getReport(
    entityRef: string,
    options: ReportRequestOptions,
  ): Promise<EntityReport> {
    const entity = await this.#getEntity(entityRef, options.credentials);
    return this.#reports.getReport(entity, options);
  }

  async getPinPatch(
    entityRef: string,
    referenceId: string,
    digest: string,
    options: ReportRequestOptions,
  ): Promise<{ patch: string }> {
    const entity = await this.#getEntity(entityRef, options.credentials);
    return this.#reports.getPinPatch(entity, referenceId, digest, options);
  }

  async refresh(
    entityRef: string,
    options: ReportRequestOptions,
  ): Promise<void> {
    const entity = await this.#getEntity(entityRef, options.credentials);
    await this.#reports.refresh(entity, options);
  }

  async #getEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`No entity '${entityRef}' found`);
    }
    return entity;
  }
}
