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
import {
  type ProblemsView,
  readProblemsView,
  writeProblemsView,
} from './problemsUrl';

/** What a link or an action changes about the view. */
export type ProblemsViewChange = Partial<ProblemsView>;

/**
 * The state of the page *Configuration*. It lives in the address alone, so
 * that the back button, a reload and a shared link show the same.
 */
export function useProblemsView() {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readProblemsView(params), [params]);

  /**
   * Goes there. With `replace` the back button skips where one was, which is
   * right for every letter of a search.
   */
  const change = useCallback(
    (wanted: ProblemsViewChange, options?: { replace?: boolean }) =>
      setParams(
        current =>
          writeProblemsView({
            ...readProblemsView(current),
            // Any change but turning the page begins at the first page.
            cursor: undefined,
            from: undefined,
            ...wanted,
          }),
        { replace: options?.replace ?? false, preventScrollReset: true },
      ),
    [setParams],
  );

  return { view, change };
}
