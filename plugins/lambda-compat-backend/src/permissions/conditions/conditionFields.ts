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
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { CATALOG_RULES } from './catalogRules';

/** What the ref of an entity is made of. */
export const CONDITION_BASE_FIELDS: readonly string[] = [
  'kind',
  'metadata.name',
  'metadata.namespace',
];

/** The fields of an entity that the conditions look at. */
export function listConditionFields(
  criteria: PermissionCriteria<PermissionCondition>,
): readonly string[] {
  if ('allOf' in criteria) {
    return criteria.allOf.flatMap(listConditionFields);
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.flatMap(listConditionFields);
  }
  if ('not' in criteria) {
    return listConditionFields(criteria.not);
  }
  return CATALOG_RULES.get(criteria.rule)?.fields ?? [];
}
