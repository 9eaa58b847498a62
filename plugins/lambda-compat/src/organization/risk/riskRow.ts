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
  CoverageScope,
  RiskGroup,
  RiskNumbers,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import {
  baseOfGroup,
  directBaseOfGroup,
  isNesting,
} from '../coverage/parts/rowsTarget';
import type { ScopedRisk, ScopedRiskGroups } from './useRiskData';

/** One row of the matrix, with where its numbers lead. */
export interface RiskRow {
  id: string;
  /** Undefined for the row of all groups. */
  key: string | null | undefined;
  numbers: RiskNumbers;
  /** Undefined where no address holds exactly the components of the row. */
  scope: CoverageScope | undefined;
  /** What belongs to the group itself, where that is not all. */
  direct?: { count: number; scope: CoverageScope | undefined };
}

export function riskRows(value: ScopedRiskGroups): RiskRow[] {
  return value.groups.map(group => riskRow(value, group));
}

function riskRow(value: ScopedRiskGroups, group: RiskGroup): RiskRow {
  const { groupBy, scope } = value;
  const { direct, key, total } = group;
  const isDirectOnly = isNesting(groupBy) && scope.membership === 'direct';
  const hasNested =
    isNesting(groupBy) && !isDirectOnly && direct.total !== total.total;

  return {
    id: key === null ? 'none' : `key ${key}`,
    key,
    numbers: isDirectOnly ? direct : total,
    scope: baseOfGroup(scope, groupBy, key)?.scope,
    ...(hasNested && {
      direct: {
        count: direct.total,
        scope: directBaseOfGroup(scope, groupBy, key)?.scope,
      },
    }),
  };
}

/** Every component once, also those that are in several groups. */
export function riskRowOfAll({ scope, summary }: ScopedRisk): RiskRow {
  return { id: 'all', key: undefined, numbers: summary, scope };
}
