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
  ProblemFilter,
  ProblemOrderField,
  SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ProblemsView } from '../url/problemsUrl';

/** What is asked of the backend for the list of problems. */
export interface ProblemList {
  list: 'problems';
  filter: ProblemFilter;
  orderField: { field: ProblemOrderField; order: SortOrder };
}

/** The list of problems as the address restricts and sorts it. */
export function problemListOf(view: ProblemsView): ProblemList {
  return {
    list: 'problems',
    filter: { ...view.scope, ...view.rows },
    // Errors first.
    orderField: view.orderField ?? { field: 'severity', order: 'asc' },
  };
}
