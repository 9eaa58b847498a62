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
  ProblemFilter,
  ProblemOrderField,
  SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { readOrder, readScope, writeScope } from './coverageUrl';
import { type PagingView, readPaging, writePaging } from './paging';
import { readSeveral, readText, writeParams } from './params';
import { PROBLEM_CODES } from './problemCodes';

/** The severities of problems, the worse first. */
export const SEVERITIES = ['error', 'warning'] as const;

const PROBLEM_ORDER_FIELDS = [
  'severity',
  'code',
  'component',
] as const satisfies readonly ProblemOrderField[];

/** Everything that the page *Configuration* shows, as its address says it. */
export interface ProblemsView extends PagingView {
  scope: CoverageScope;
  rows: Pick<ProblemFilter, 'problem' | 'severity' | 'search'>;
  /** Field and order of the table; undefined for the list's own. */
  orderField: { field: ProblemOrderField; order: SortOrder } | undefined;
}

/** Reads an address. What it does not understand it takes for absent. */
export function readProblemsView(params: URLSearchParams): ProblemsView {
  return {
    scope: readScope(params),
    rows: {
      problem: readSeveral(params, 'problem', PROBLEM_CODES),
      severity: readSeveral(params, 'severity', SEVERITIES),
      search: readText(params, 'q'),
    },
    orderField: readOrder(params, PROBLEM_ORDER_FIELDS),
    ...readPaging(params),
  };
}

/** Writes an address; what is as it would be anyway is left out. */
export function writeProblemsView(view: ProblemsView): URLSearchParams {
  return writeParams({
    ...writeScope(view.scope),
    problem: view.rows.problem,
    severity: view.rows.severity,
    q: view.rows.search,
    sort:
      view.orderField && `${view.orderField.field}.${view.orderField.order}`,
    ...writePaging(view),
  });
}
