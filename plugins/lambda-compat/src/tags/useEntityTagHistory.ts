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
import type { EntityTagHistory } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../api';
import { type RequestView, useRequest } from '../organization/data/useRequest';

/** The answer with what was asked for, and when: its range ends there. */
export interface AskedHistory {
  entityRef: string;
  history: EntityTagHistory;
  days: number;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

/**
 * The history of the tags that an entity names, in one request.
 *
 * @param days - how far back
 */
export function useEntityTagHistory(
  entityRef: string,
  days: number,
): RequestView<AskedHistory> {
  const api = useApi(lambdaCompatApiRef);
  const request = useRequest(`${days} ${entityRef}`, async signal => {
    const history = await api.getEntityTagHistory(entityRef, { days, signal });
    return { entityRef, history, days, askedAt: Date.now() };
  });
  // What is known of another entity must not be seen, not even for one frame.
  const value =
    request.value?.entityRef === entityRef ? request.value : undefined;
  return {
    ...request,
    value,
    isLoading: request.isBusy && value === undefined,
  };
}
