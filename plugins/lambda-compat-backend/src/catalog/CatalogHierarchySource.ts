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
import {
  type Entity,
  RELATION_CHILD_OF,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { getTargets, isOfKind } from './entityPlacement';

/** The groups that a group, and the domains that a system or domain, is in. */
export type Parents = ReadonlyMap<string, readonly string[]>;

/** Reads from the catalog how groups, systems and domains nest. */
export class CatalogHierarchySource {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): CatalogHierarchySource {
    return new CatalogHierarchySource(options);
  }

  private constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  /**
   * All that are in something, with what they are in. Bypasses the permissions
   * of users, so only scheduled work may call it.
   *
   * @throws what the catalog throws, and the reason of the signal: half of the
   *   groups would make the others look as if they were in nothing
   */
  async readParents(options: { signal: AbortSignal }): Promise<Parents> {
    const { signal } = options;
    const credentials = await this.#auth.getOwnServiceCredentials();
    const request: StreamEntitiesRequest = {
      filter: { kind: ['Group', 'System', 'Domain'] },
      fields: ['kind', 'metadata.namespace', 'metadata.name', 'relations'],
    };
    const parents = new Map<string, string[]>();
    const pages = this.#catalog.streamEntities(request, { credentials });
    for await (const page of pages) {
      signal.throwIfAborted();
      for (const entity of page) {
        const targets = getParents(entity);
        if (targets.length > 0) {
          parents.set(stringifyEntityRef(entity), targets);
        }
      }
    }
    return parents;
  }
}

function getParents(entity: Entity): string[] {
  return entity.kind.toLowerCase() === 'group'
    ? getTargets(entity, RELATION_CHILD_OF).filter(isOfKind('group'))
    : getTargets(entity, RELATION_PART_OF).filter(isOfKind('domain'));
}
