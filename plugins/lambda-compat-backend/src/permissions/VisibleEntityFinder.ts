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
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { lambdaCompatReportReadPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { createHash } from 'node:crypto';
import {
  CONDITION_BASE_FIELDS,
  listConditionFields,
} from './conditions/conditionFields';
import { evaluateDecision } from './conditions/evaluateDecision';
import { RecentResults } from './RecentResults';

/** What the policy says of a caller, for the catalog and for reports. */
export interface CallerDecisions {
  entity: PolicyDecision;
  report: PolicyDecision;
}

/** Long enough for the requests of one page, short for changed entities. */
const MAX_AGE_MS = 10_000;
const MAX_CALLERS = 100;

/**
 * The permission backend and the plugin that applies the conditions both read
 * bodies of up to 100 KiB. Each entity is sent with all conditions.
 */
const MAX_BODY_BYTES = 60_000;
const BYTES_PER_ENTITY = 600;
const MAX_ENTITIES_PER_REQUEST = 100;

/**
 * Finds the entities that a caller may read where the policy decides by
 * conditions.
 *
 * The catalog is asked with the caller's credentials, so it applies the
 * conditions for entities itself. The conditions for reports are applied here
 * where they are the catalog's own rules; the permission backend is asked about
 * each entity that other rules decide about.
 */
export class VisibleEntityFinder {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #filter: FilterPredicate;
  readonly #permissions: PermissionsService;
  readonly #recent: RecentResults<ReadonlySet<string>>;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    filter: FilterPredicate;
    permissions: PermissionsService;
    now?: () => number;
  }): VisibleEntityFinder {
    return new VisibleEntityFinder(options);
  }

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    filter: FilterPredicate;
    permissions: PermissionsService;
    now?: () => number;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#filter = options.filter;
    this.#permissions = options.permissions;
    this.#recent = RecentResults.create({
      maxAgeMs: MAX_AGE_MS,
      maxResults: MAX_CALLERS,
      now: options.now,
    });
  }

  /**
   * The refs of the Lambdas that the caller may read. Kept for ten seconds for
   * the same caller and the same decisions.
   *
   * @throws what the catalog and the permission backend throw
   */
  async find(
    credentials: BackstageCredentials,
    decisions: CallerDecisions,
  ): Promise<ReadonlySet<string>> {
    const caller = this.#describeCaller(credentials);
    if (!caller) {
      return this.#search(credentials, decisions);
    }
    const key = createHash('sha256')
      .update(JSON.stringify([caller, decisions.entity, decisions.report]))
      .digest('base64');
    return this.#recent.get(key, () => this.#search(credentials, decisions));
  }

  #describeCaller(credentials: BackstageCredentials): string | undefined {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      return `user:${credentials.principal.userEntityRef}`;
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return `service:${credentials.principal.subject}`;
    }
    return undefined;
  }

  async #search(
    credentials: BackstageCredentials,
    { report }: CallerDecisions,
  ): Promise<ReadonlySet<string>> {
    const visible = new Set<string>();
    const undecided: string[] = [];
    for await (const entities of this.#stream(credentials, report)) {
      for (const entity of entities) {
        const ref = stringifyEntityRef(entity);
        const outcome = evaluateDecision(report, entity);
        if (outcome === 'unknown') {
          undecided.push(ref);
        } else if (outcome) {
          visible.add(ref);
        }
      }
    }
    for await (const ref of this.#askAbout(undecided, credentials, report)) {
      visible.add(ref);
    }
    return visible;
  }

  #stream(
    credentials: BackstageCredentials,
    report: PolicyDecision,
  ): AsyncIterable<Entity[]> {
    const fields = new Set(CONDITION_BASE_FIELDS);
    if (report.result === AuthorizeResult.CONDITIONAL) {
      for (const field of listConditionFields(report.conditions)) {
        fields.add(field);
      }
    }
    return this.#catalog.streamEntities(
      { query: this.#filter, fields: [...fields] },
      { credentials },
    );
  }

  async *#askAbout(
    refs: string[],
    credentials: BackstageCredentials,
    report: PolicyDecision,
  ): AsyncIterable<string> {
    const bytes = JSON.stringify(report).length + BYTES_PER_ENTITY;
    const size = Math.max(
      1,
      Math.min(MAX_ENTITIES_PER_REQUEST, Math.floor(MAX_BODY_BYTES / bytes)),
    );
    for (let start = 0; start < refs.length; start += size) {
      const asked = refs.slice(start, start + size);
      const answers = await this.#permissions.authorize(
        asked.map(resourceRef => ({
          permission: lambdaCompatReportReadPermission,
          resourceRef,
        })),
        { credentials },
      );
      for (const [index, ref] of asked.entries()) {
        if (answers[index]?.result === AuthorizeResult.ALLOW) {
          yield ref;
        }
      }
    }
  }
}
