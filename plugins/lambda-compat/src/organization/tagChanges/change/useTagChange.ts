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
  TagHistory,
  TagImpact,
  TagImpactCounts,
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../../api';
import { DAY_MS } from '../../charts/trendDays';
import { type RequestView, useRequest } from '../../data';
import { exposuresOf } from '../../url/tagChangesUrl';

/** A change, with how many it concerns. */
export type Change = TagMove & { impact: TagImpactCounts };

/** How far before the change its tag is looked at. */
const DAYS_BEFORE = 90;
const MAX_DAYS = 3660;

/** Exposed components that a summary names. */
const NAMED = 50;

export function useTagChange(moveId: string): RequestView<Change> {
  const api = useApi(lambdaCompatApiRef);
  const request = useRequest(moveId, signal =>
    api.getTagMove(moveId, { signal }),
  );
  // What is known of another change must not be seen, not even for one frame.
  const value = request.value?.id === moveId ? request.value : undefined;
  return {
    ...request,
    value,
    isLoading: request.isBusy && value === undefined,
  };
}

/** The tag of a change, with its other moves from before it until now. */
export function useTagOf(change: Change): RequestView<TagHistory> {
  const api = useApi(lambdaCompatApiRef);
  const age = (Date.now() - Date.parse(change.between.before)) / DAY_MS;
  const days = Math.min(MAX_DAYS, Math.ceil(Math.max(0, age)) + DAYS_BEFORE);
  return useRequest(`${change.tagId} ${days}`, signal =>
    api.getTagHistory(change.tagId, { days, signal }),
  );
}

/** The exposed, as many as a summary names. */
export function useNamed(change: Change): RequestView<TagImpact[]> {
  const api = useApi(lambdaCompatApiRef);
  const isNobody = change.impact.nextBuild + change.impact.possibly === 0;
  return useRequest(isNobody ? null : change.id, async signal => {
    const page = await api.listTagImpact(change.id, {
      filter: { exposure: exposuresOf('exposed') },
      limit: NAMED,
      signal,
    });
    return page.items;
  });
}
