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

import type { AuthService } from '@backstage/backend-plugin-api';
import type { StreamEntitiesRequest } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import {
  type FilterPredicate,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ENTITY_PLACEMENT_FIELDS,
  type EntityPlacement,
  toEntityPlacement,
} from './entityPlacement';
import {
  LAMBDA_SUBJECT_FIELDS,
  type LambdaSubject,
  toLambdaSubject,
} from './lambdaSubject';

/** A Lambda as the catalog describes it. */
export interface LambdaEntity {
  subject: LambdaSubject;
  placement: EntityPlacement;
}

/** Takes out of an entity what is kept of it. */
export function toLambdaEntity(entity: Entity): LambdaEntity {
  return {
    subject: toLambdaSubject(entity),
    placement: toEntityPlacement(entity),
  };
}

/** Says which entities are Lambdas, and lists them. */
export class LambdaEntitySource {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #filter: FilterPredicate;
  readonly #isMatch: (entity: Entity) => boolean;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    filter: FilterPredicate;
  }): LambdaEntitySource {
    return new LambdaEntitySource(options);
  }

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    filter: FilterPredicate;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#filter = options.filter;
    this.#isMatch = filterPredicateToFilterFunction(options.filter);
  }

  /** Whether a whole entity, as the catalog returns it, is a Lambda. */
  matches(entity: Entity): boolean {
    return this.#isMatch(entity);
  }

  /**
   * All Lambdas of the catalog, page by page. Bypasses the permissions of
   * users, so only scheduled work may call it.
   *
   * @throws what the catalog throws, possibly after some pages
   */
  async *stream(): AsyncIterable<LambdaEntity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const request: StreamEntitiesRequest = {
      query: this.#filter,
      fields: [
        ...new Set([...LAMBDA_SUBJECT_FIELDS, ...ENTITY_PLACEMENT_FIELDS]),
      ],
    };
    const pages = this.#catalog.streamEntities(request, { credentials });
    for await (const page of pages) {
      yield page.map(toLambdaEntity);
    }
  }
}
