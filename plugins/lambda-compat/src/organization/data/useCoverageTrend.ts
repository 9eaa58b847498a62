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
  CoverageScope,
  CoverageTrend,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { type RequestView, useRequest } from './useRequest';

/**
 * The numbers of each day.
 *
 * @param days - how far back, 1 to 366
 */
export function useCoverageTrend(
  days: number,
  scope: CoverageScope,
): RequestView<CoverageTrend> {
  const api = useApi(lambdaCompatApiRef);
  return useRequest(JSON.stringify([days, scope]), signal =>
    api.getCoverageTrend(days, scope, { signal }),
  );
}
