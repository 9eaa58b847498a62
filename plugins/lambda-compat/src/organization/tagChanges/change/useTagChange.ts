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
  MoveComparison,
  MoveContents,
  ReferencePin,
  TagHistory,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useEffect, useRef } from 'react';

import { lambdaCompatApiRef } from '../../../api';
import { DAY_MS } from '../../charts/trendDays';
import { type RequestView, useRequest } from '../../data';
import { exposedCount } from './contents';
import type { Change } from './types';

/** How far before the change its tag is looked at. */
const DAYS_BEFORE = 90;
const MAX_DAYS = 3660;

/** An image of some hundred megabytes is read in less than ten minutes. */
const PENDING_PAUSE_MS = 10_000;
const MAX_PENDING_LOOKS = 60;

export function useTagChange(moveId: string): RequestView<Change> {
  const api = useApi(lambdaCompatApiRef);
  const request = useRequest(moveId, signal =>
    api.getTagMove(moveId, { signal }),
  );
  // What is known of another change must not be seen, not even for one frame.
  const value = request.value?.id === moveId ? request.value : undefined;
  useLooksWhilePending(value, request);
  return {
    ...request,
    value,
    isLoading: request.isBusy && value === undefined,
  };
}

/** What is being read is there in a while: the page then says so by itself. */
function useLooksWhilePending(
  change: Change | undefined,
  request: RequestView<Change>,
): void {
  const { isBusy, retry } = request;
  const looks = useRef(0);
  const isPending =
    change?.contents.some(({ state }) => state === 'pending') ?? false;
  useEffect(() => {
    if (!isPending || isBusy || looks.current >= MAX_PENDING_LOOKS) {
      return undefined;
    }
    const timer = setTimeout(() => {
      looks.current += 1;
      retry();
    }, PENDING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isPending, isBusy, retry]);
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

/** What came with a change, in full, as soon as it has been read. */
export function useComparison(
  moveId: string,
  contents: Pick<MoveContents, 'platform' | 'state'> | undefined,
): RequestView<MoveComparison> {
  const api = useApi(lambdaCompatApiRef);
  const platform = contents?.platform ?? '';
  const question =
    contents?.state === 'available' ? `${moveId} ${platform}` : null;
  const request = useRequest(question, async signal => ({
    question,
    answer: await api.getTagMoveComparison(moveId, platform, { signal }),
  }));
  // What came for another platform must not stand under the name of this one.
  const value =
    request.value?.question === question ? request.value?.answer : undefined;
  return {
    ...request,
    value,
    isLoading: request.isBusy && value === undefined,
  };
}

/** What to pin the references of the exposed to; nothing where nobody is. */
export function usePins(change: Change): RequestView<ReferencePin[]> {
  const api = useApi(lambdaCompatApiRef);
  return useRequest(
    exposedCount(change) === 0 ? null : change.id,
    async signal => (await api.listTagMovePins(change.id, { signal })).items,
  );
}

/** The change in a few lines of Markdown, for chats and tickets. */
export function useMarkdown(change: Change): RequestView<string> {
  const api = useApi(lambdaCompatApiRef);
  // What was being read is part of it as soon as it is there.
  const states = change.contents.map(({ state }) => state).join(' ');
  return useRequest(`${change.id} ${states}`, async signal => {
    const { markdown } = await api.getTagMoveSummary(change.id, { signal });
    return markdown;
  });
}
