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
  ListRequest,
  Page,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useEffect, useState } from 'react';

import { useRequest } from '../data';
import type { PagingView } from '../url/paging';
import { nextPage, type PageTurn, previousPage, rangeOf } from './rangeOf';

interface PagedListOptions<T, TFilter, TField extends string> {
  /** False while another list is shown in its place: nothing is asked then. */
  isActive?: boolean;
  filter: TFilter;
  orderField: ListRequest<TFilter, TField>['orderField'];
  paging: PagingView;
  load: (request: ListRequest<TFilter, TField>) => Promise<Page<T>>;
  /** Changes the address. */
  onTurn: (turn: PageTurn, options?: { replace: boolean }) => void;
}

/**
 * A page of a list, and how to leave it.
 *
 * @internal
 */
export interface PagedList<T> {
  /** While another page is on its way, the one before. */
  page: Page<T> | undefined;
  error: Error | undefined;
  isLoading: boolean;
  /** What is shown is not what was asked for, which is on its way. */
  isStale: boolean;
  /** The address had a cursor that leads nowhere; this is the first page. */
  isCursorLost: boolean;
  range: { first: number; last: number } | null;
  /** Absent where there is no such page. */
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
  retry: () => void;
}

/** A page of a list that the backend filters, sorts and cuts. */
export function usePagedList<T, TFilter, TField extends string>(
  options: PagedListOptions<T, TFilter, TField>,
): PagedList<T> {
  const { filter, isActive = true, load, onTurn, orderField, paging } = options;
  const { cursor } = paging;
  const pageSize = Number(paging.pageSize);
  const list = JSON.stringify([filter, orderField, pageSize]);
  const [lostIn, setLostIn] = useState<string>();

  const request = useRequest(
    isActive ? `${cursor ?? ''} ${list}` : null,
    async signal => ({
      page: await load(
        // A cursor brings the filter and the order with it.
        cursor
          ? { cursor, limit: pageSize, signal }
          : { filter, orderField, limit: pageSize, signal },
      ),
      // Kept with the page: the address is ahead of what is shown.
      from: paging.from,
    }),
  );
  const { error, isBusy, isLoading, retry } = request;
  const { page, from } = request.value ?? {};

  // Cursors end with a change of the backend's, and pages with their items. An
  // old link should then show its list, not an error.
  const isLost =
    isActive &&
    !isBusy &&
    cursor !== undefined &&
    (error ? isRefused(error) : page?.items.length === 0);
  useEffect(() => {
    if (isLost) {
      setLostIn(list);
      onTurn({}, { replace: true });
    }
  }, [isLost, list, onTurn]);

  const turn = (to: PageTurn | undefined) =>
    to &&
    (() => {
      // Until the page is there, its cursors are those of the page before.
      if (!isBusy) {
        setLostIn(undefined);
        onTurn(to);
      }
    });

  return {
    page: isLost ? undefined : page,
    error: isLost ? undefined : error,
    isLoading: isLoading || isLost,
    isStale: isBusy && page !== undefined,
    isCursorLost: lostIn === list && cursor === undefined,
    range: page ? rangeOf(page, from) : null,
    onNext: turn(page && nextPage(page, from)),
    onPrevious: turn(page && previousPage(page, from, pageSize)),
    retry,
  };
}

/** Whether the backend did not accept the request, and never will. */
function isRefused(error: Error): boolean {
  const { name, cause, statusCode } = error as Error & {
    cause?: Partial<Error> | null;
    statusCode?: number;
  };
  return (
    name === 'InputError' || cause?.name === 'InputError' || statusCode === 400
  );
}
