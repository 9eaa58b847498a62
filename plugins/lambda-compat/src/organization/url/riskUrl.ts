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

import {
  type CoverageScope,
  RISK_GROUPINGS,
  type RiskFilter,
  type RiskGrouping,
  type RiskOrderField,
  type SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { VERDICTS } from '../../compatibility/verdicts';
import { readOrder, readScope, writeScope } from './coverageUrl';
import { type PagingView, readPaging, writePaging } from './paging';
import { readOne, readSeveral, readText, writeParams } from './params';

type Rule = NonNullable<RiskFilter['rule']>[number];

// A record, so that a rule that the API gets is a type error until it is here.
const KNOWN_RULES: Record<Rule, true> = {
  R1: true,
  R2: true,
  R3: true,
  R4: true,
  R5: true,
  R10: true,
  R11: true,
  R12: true,
  R13: true,
  R14: true,
  R20: true,
  R21: true,
  R22: true,
  R23: true,
  R24: true,
  R30: true,
  R31: true,
};

/** Every rule, in the order of its number. */
export const RULES = Object.keys(KNOWN_RULES) as readonly Rule[];

const RISK_ORDER_FIELDS = [
  'name',
  'owner',
  'system',
  'runtime',
  'verdict',
  'measuredAt',
] as const satisfies readonly RiskOrderField[];

/** Everything that the page *Risk* shows, as its address says it. */
export interface RiskView extends PagingView {
  scope: CoverageScope;
  groupBy: RiskGrouping;
  /** Holds for the table only. */
  rows: Pick<RiskFilter, 'verdict' | 'rule' | 'search'>;
  /** Field and order of the table; undefined for the list's own. */
  orderField: { field: RiskOrderField; order: SortOrder } | undefined;
}

/** Reads an address. What it does not understand it takes for absent. */
export function readRiskView(params: URLSearchParams): RiskView {
  return {
    scope: readScope(params),
    groupBy: readOne(params, 'group', RISK_GROUPINGS),
    rows: {
      verdict: readSeveral(params, 'verdict', VERDICTS),
      rule: readSeveral(params, 'rule', RULES),
      search: readText(params, 'q'),
    },
    orderField: readOrder(params, RISK_ORDER_FIELDS),
    ...readPaging(params),
  };
}

/** Writes an address; what is as it would be anyway is left out. */
export function writeRiskView(view: RiskView): URLSearchParams {
  return writeParams({
    ...writeScope(view.scope),
    group: view.groupBy !== 'owner' && view.groupBy,
    verdict: view.rows.verdict,
    rule: view.rows.rule,
    q: view.rows.search,
    sort:
      view.orderField && `${view.orderField.field}.${view.orderField.order}`,
    ...writePaging(view),
  });
}
