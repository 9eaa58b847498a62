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

import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import type { PagingView } from './paging';

interface AddressFormat<TView> {
  read: (params: URLSearchParams) => TView;
  write: (view: TView) => URLSearchParams;
}

/**
 * The state of a page. It lives in the address alone, so that the back button,
 * a reload and a shared link show the same.
 *
 * @param format - the same object in every render
 */
export function useAddress<TView extends PagingView>(
  format: AddressFormat<TView>,
) {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => format.read(params), [format, params]);

  /** The address of the view with changes, relative to the page. */
  const hrefOf = useCallback(
    (change: Partial<TView>) => `?${format.write(applyChange(view, change))}`,
    [format, view],
  );

  /**
   * Goes there. With `replace` the back button skips where one was, which is
   * right for every letter of a search.
   */
  const change = useCallback(
    (wanted: Partial<TView>, options?: { replace?: boolean }) =>
      setParams(
        current => format.write(applyChange(format.read(current), wanted)),
        { replace: options?.replace ?? false, preventScrollReset: true },
      ),
    [format, setParams],
  );

  return { view, hrefOf, change };
}

/** Any change but turning the page begins at the first page. */
function applyChange<TView extends PagingView>(
  view: TView,
  change: Partial<TView>,
): TView {
  return { ...view, cursor: undefined, from: undefined, ...change };
}
