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

import { type Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { PermissionRuleParams } from '@backstage/plugin-permission-common';
import { hasEntityProperty } from './entityProperties';

/** `unknown` where a rule decides that is not known here. */
export type Outcome = boolean | 'unknown';

/** A rule of the catalog for entities. */
export interface CatalogRule {
  /** The fields of an entity that the rule looks at. */
  fields: readonly string[];
  /** Unknown for parameters that the catalog would refuse. */
  evaluate(entity: Entity, params: NonNullable<PermissionRuleParams>): Outcome;
}

/**
 * The rules that `@backstage/plugin-catalog-backend` brings, by name. They give
 * what the catalog gives for one entity, letter case included.
 */
export const CATALOG_RULES: ReadonlyMap<string, CatalogRule> = new Map([
  [
    'HAS_ANNOTATION',
    {
      fields: ['metadata.annotations'],
      evaluate: (entity, { annotation, value }) =>
        hasEntry(entity.metadata.annotations, annotation, value),
    },
  ],
  [
    'HAS_LABEL',
    {
      fields: ['metadata.labels'],
      evaluate: (entity, { label, value }) =>
        hasEntry(entity.metadata.labels, label, value),
    },
  ],
  [
    'HAS_METADATA',
    {
      fields: ['metadata'],
      evaluate: (entity, { key, value }) =>
        hasProperty(entity, 'metadata', key, value),
    },
  ],
  [
    'HAS_SPEC',
    {
      fields: ['spec'],
      evaluate: (entity, { key, value }) =>
        hasProperty(entity, 'spec', key, value),
    },
  ],
  [
    'IS_ENTITY_KIND',
    {
      fields: ['kind'],
      evaluate: (entity, { kinds }) =>
        isTextList(kinds)
          ? kinds.some(kind => isSameText(kind, entity.kind))
          : 'unknown',
    },
  ],
  [
    'IS_ENTITY_OWNER',
    {
      fields: ['relations'],
      evaluate: (entity, { claims }) =>
        isTextList(claims)
          ? (entity.relations ?? []).some(
              ({ type, targetRef }) =>
                type === RELATION_OWNED_BY && claims.includes(targetRef),
            )
          : 'unknown',
    },
  ],
] satisfies Array<[string, CatalogRule]>);

function hasEntry(
  entries: Record<string, string> = {},
  name: unknown,
  value: unknown,
): Outcome {
  if (typeof name !== 'string' || !isOptionalText(value)) {
    return 'unknown';
  }
  return Object.entries(entries).some(
    ([key, content]) =>
      isSameText(key, name) &&
      (value === undefined || isSameText(content, value)),
  );
}

function hasProperty(
  entity: Entity,
  part: 'metadata' | 'spec',
  key: unknown,
  value: unknown,
): Outcome {
  return typeof key === 'string' && isOptionalText(value)
    ? hasEntityProperty(entity, `${part}.${key}`, value)
    : 'unknown';
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

function isSameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
