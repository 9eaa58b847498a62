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

import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { lambdaCompatReportReadPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { CATALOG_RULES, type Outcome } from './catalogRules';

const CATALOG_PLUGIN_ID = 'catalog';
/** That of catalog entities. */
const { resourceType: RESOURCE_TYPE } = lambdaCompatReportReadPermission;

/**
 * Whether a decision allows an entity, as the catalog would answer. Never
 * guesses: a rule that is not the catalog's own makes the outcome unknown,
 * unless the rest of the decision settles it.
 */
export function evaluateDecision(
  decision: PolicyDecision,
  entity: Entity,
): Outcome {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result === AuthorizeResult.ALLOW;
  }
  // Another plugin would apply its own rules, whatever their names are.
  return decision.pluginId === CATALOG_PLUGIN_ID &&
    decision.resourceType === RESOURCE_TYPE
    ? evaluate(decision.conditions, entity)
    : 'unknown';
}

function evaluate(
  criteria: PermissionCriteria<PermissionCondition>,
  entity: Entity,
): Outcome {
  if ('allOf' in criteria) {
    return combine(criteria.allOf, entity, false);
  }
  if ('anyOf' in criteria) {
    return combine(criteria.anyOf, entity, true);
  }
  if ('not' in criteria) {
    const outcome = evaluate(criteria.not, entity);
    return outcome === 'unknown' ? outcome : !outcome;
  }
  const rule = CATALOG_RULES.get(criteria.rule);
  if (!rule || criteria.resourceType !== RESOURCE_TYPE) {
    return 'unknown';
  }
  return rule.evaluate(entity, criteria.params ?? {});
}

/** One part with the deciding outcome settles it, whatever the others are. */
function combine(
  parts: Array<PermissionCriteria<PermissionCondition>>,
  entity: Entity,
  deciding: boolean,
): Outcome {
  let result: Outcome = !deciding;
  for (const part of parts) {
    const outcome = evaluate(part, entity);
    if (outcome === deciding) {
      return deciding;
    }
    if (outcome === 'unknown') {
      result = outcome;
    }
  }
  return result;
}
