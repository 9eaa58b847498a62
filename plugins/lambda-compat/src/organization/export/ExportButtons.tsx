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

import { lambdaCompatApiRef } from '../../api';
import { useRequest } from '../data';
import { shownListOf } from '../tables/coverageLists';
import { useCoverageView } from '../url/useCoverageView';
import { ListExportButtons } from './ListExportButtons';

/**
 * Exports the list that the page *Coverage* shows: the same components or
 * references, with the same filters and in the same order, on all pages.
 */
export function ExportButtons() {
  const api = useApi(lambdaCompatApiRef);
  const { view } = useCoverageView();
  const shown = shownListOf(view);

  // The buttons stand far from the table and need one number of it. Asking for
  // the shortest page costs less than tying the two together.
  const { isBusy, value } = useRequest(
    JSON.stringify([shown.list, shown.filter]),
    async signal => {
      const request = { limit: 1, signal };
      const { totalItems } =
        shown.list === 'components'
          ? await api.listComponents({ ...request, filter: shown.filter })
          : await api.listReferences({ ...request, filter: shown.filter });
      return totalItems;
    },
  );

  return (
    <ListExportButtons
      exported={shown}
      // An old number must not be said of the new filters.
      total={isBusy ? undefined : value}
    />
  );
}
