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
  readTagChangesView,
  readTagChangeView,
  readTagView,
  type TagChangesView,
  type TagView,
  writeTagChangesView,
  writeTagChangeView,
  writeTagView,
} from './tagChangesUrl';
import {
  type ComparisonView,
  readComparisonView,
  writeComparisonView,
} from './comparisonUrl';
import { useAddress } from './useAddress';

const LISTS = { read: readTagChangesView, write: writeTagChangesView };
const CHANGE = { read: readTagChangeView, write: writeTagChangeView };

/** What a link or an action changes about the view. */
export type TagChangesViewChange = Partial<TagChangesView>;

/** The state of the page *Tag changes*. */
export function useTagChangesView() {
  return useAddress(LISTS);
}

/** The state of the page of one change. */
export function useTagChangeView() {
  return useAddress(CHANGE);
}

/** The state of the page of one tag, which has no pages to turn. */
export function useTagView() {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readTagView(params), [params]);
  const change = useCallback(
    (wanted: Partial<TagView>) =>
      setParams(
        current => writeTagView({ ...readTagView(current), ...wanted }),
        { preventScrollReset: true },
      ),
    [setParams],
  );
  return { view, change };
}

/** The state of the page of one comparison, which has no pages to turn. */
export function useComparisonView() {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readComparisonView(params), [params]);
  const change = useCallback(
    (wanted: Partial<ComparisonView>) =>
      setParams(
        current =>
          writeComparisonView({ ...readComparisonView(current), ...wanted }),
        // The back button skips every letter of a search.
        { preventScrollReset: true, replace: 'search' in wanted },
      ),
    [setParams],
  );
  return { view, change };
}
