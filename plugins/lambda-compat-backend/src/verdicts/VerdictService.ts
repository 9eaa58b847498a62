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
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  EntityCompatibility,
  FunctionArtifacts,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EntityVerdicts } from './EntityVerdicts';

/**
 * Answers requests about entities by their refs. The catalog is asked with the
 * caller's credentials, so what a caller cannot see does not exist.
 */
export class VerdictService {
  readonly #catalog: CatalogService;
  readonly #verdicts: EntityVerdicts;

  static create(options: {
    catalog: CatalogService;
    verdicts: EntityVerdicts;
  }): VerdictService {
    return new VerdictService(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    verdicts: EntityVerdicts;
  }) {
    this.#catalog = options.catalog;
    this.#verdicts = options.verdicts;
  }

  /** @throws `NotFoundError` for an entity that the caller does not see */
  async getCompatibility(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<EntityCompatibility> {
    const entity = await this.#getEntity(entityRef, options);
    return this.#verdicts.getCompatibility(entity, options);
  }

  /** @throws `NotFoundError` for an entity or upload that there is not */
  async getArtifacts(
    entityRef: string,
    uploadId: string,
    options: { credentials: BackstageCredentials },
  ): Promise<FunctionArtifacts> {
    const entity = await this.#getEntity(entityRef, options);
    return this.#verdicts.getArtifacts(entity, uploadId, options);
  }

  async #getEntity(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Entity> {
    const entity = await this.#catalog.getEntityByRef(entityRef, options);
    if (!entity) {
      throw new NotFoundError(`No entity '${entityRef}' found`);
    }
    return entity;
  }
}
