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
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EntityPins } from './EntityPins';

/**
 * Answers requests about entities by their refs. The catalog is asked with the
 * caller's credentials, so what a caller cannot see does not exist.
 */
export class EntityPinService {
  readonly #catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly #pins: EntityPins;

  static create(options: {
    catalog: Pick<CatalogService, 'getEntityByRef'>;
    pins: EntityPins;
  }): EntityPinService {
    return new EntityPinService(options);
  }

  private constructor(options: {
    catalog: Pick<CatalogService, 'getEntityByRef'>;
    pins: EntityPins;
  }) {
    this.#catalog = options.catalog;
    this.#pins = options.pins;
  }

  /** @throws `NotFoundError` for an entity that the caller does not see */
  async listPins(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<ReferencePin[]> {
    const entity = await this.#catalog.getEntityByRef(entityRef, options);
    if (!entity) {
      throw new NotFoundError(`No entity '${entityRef}' found`);
    }
    return this.#pins.listPins(entity, options);
  }
}
