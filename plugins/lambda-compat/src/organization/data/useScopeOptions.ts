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

import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CoverageGroup,
  CoverageScope,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { type RequestView, useRequest } from './useRequest';

/** What components can be chosen by. */
export type ScopeField = Exclude<keyof CoverageScope, 'membership'>;

/** A list that is searched by typing; the backend gives no more at once. */
const MOST_OPTIONS = 500;

/**
 * The values of one field with their numbers, among the components that the
 * other fields leave.
 *
 * @param isWanted - nothing is asked before
 */
export function useScopeOptions(
  field: ScopeField,
  scope: CoverageScope,
  isWanted: boolean,
): RequestView<CoverageGroup[]> {
  const api = useApi(lambdaCompatApiRef);
  const others: CoverageScope = { ...scope, [field]: undefined };
  return useRequest(
    isWanted ? JSON.stringify([field, others]) : null,
    async signal => {
      const page = await api.listCoverageGroups(field, {
        filter: others,
        orderField: { field: 'key', order: 'asc' },
        limit: MOST_OPTIONS,
        signal,
      });
      return page.items;
    },
  );
}
