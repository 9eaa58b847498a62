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
  CoverageGroup,
  CoverageNumbers,
  CoverageScope,
  CoverageSummary,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { ScopedGroups } from '../../data';
import {
  baseOfGroup,
  directBaseOfGroup,
  isNesting,
  type RowsBase,
} from '../parts/rowsTarget';

/** One row of the card, with where its numbers lead. */
export interface GroupRow {
  id: string;
  /** Undefined for the row of all groups. */
  key: string | null | undefined;
  numbers: CoverageNumbers;
  /** Undefined where no address holds exactly the components of the row. */
  base: RowsBase | undefined;
  /**
   * References can be listed by image also where none is named; components
   * cannot.
   */
  componentsBase: RowsBase | undefined;
  /** What belongs to the group itself, where that is not all. */
  direct?: { numbers: CoverageNumbers; base: RowsBase | undefined };
}

export function groupRows(value: ScopedGroups): GroupRow[] {
  return value.groups.map(group => groupRow(value, group));
}

function groupRow(value: ScopedGroups, group: CoverageGroup): GroupRow {
  const { groupBy, scope } = value;
  const { key, direct, total } = group;
  const isDirectOnly = isNesting(groupBy) && scope.membership === 'direct';
  const base = baseOfGroup(scope, groupBy, key);
  const hasNested =
    isNesting(groupBy) &&
    !isDirectOnly &&
    (direct.references.total !== total.references.total ||
      direct.components.total !== total.components.total);

  return {
    id: key === null ? 'none' : `key ${key}`,
    key,
    numbers: isDirectOnly ? direct : total,
    base,
    componentsBase: groupBy === 'image' && key === null ? undefined : base,
    ...(hasNested && {
      direct: {
        numbers: direct,
        base: directBaseOfGroup(scope, groupBy, key),
      },
    }),
  };
}

/** Every component once, also those that are in several groups. */
export function rowOfAll(
  scope: CoverageScope,
  summary: CoverageSummary,
): GroupRow {
  const base = { scope, rows: {} };
  return {
    id: 'all',
    key: undefined,
    numbers: summary,
    base,
    componentsBase: base,
  };
}
