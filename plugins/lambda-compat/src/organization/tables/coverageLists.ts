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
  ComponentFilter,
  ComponentOrderField,
  ReferenceFilter,
  ReferenceOrderField,
  SortOrder,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { CoverageView } from '../url/coverageUrl';

/** What is asked of the backend for the list of components. */
export interface ComponentList {
  list: 'components';
  filter: ComponentFilter;
  orderField: { field: ComponentOrderField; order: SortOrder };
}

/** What is asked of the backend for the list of references. */
export interface ReferenceList {
  list: 'references';
  filter: ReferenceFilter;
  orderField: { field: ReferenceOrderField; order: SortOrder };
}

/** The list of components as the address restricts and sorts it. */
export function componentListOf(view: CoverageView): ComponentList {
  return {
    list: 'components',
    filter: { ...view.scope, ...view.rows },
    orderField:
      view.list === 'components' && view.orderField
        ? (view.orderField as ComponentList['orderField'])
        : { field: 'weakest', order: 'asc' },
  };
}

/**
 * The list of references as the address restricts and sorts it. The filters
 * that only components have do not restrict it.
 */
export function referenceListOf(view: CoverageView): ReferenceList {
  const { state, pinClass, image, search } = view.rows;
  return {
    list: 'references',
    filter: { ...view.scope, state, pinClass, image, search },
    orderField:
      view.list === 'references' && view.orderField
        ? (view.orderField as ReferenceList['orderField'])
        : { field: 'pinClass', order: 'asc' },
  };
}

/** The list that the address shows. */
export function shownListOf(view: CoverageView): ComponentList | ReferenceList {
  return view.list === 'components'
    ? componentListOf(view)
    : referenceListOf(view);
}

/** The filters of the list that is shown, without the search. */
export const ROW_FIELDS = {
  components: ['state', 'weakest', 'pinClass', 'image', 'problem'],
  references: ['state', 'pinClass', 'image'],
} as const satisfies Record<
  CoverageView['list'],
  readonly (keyof CoverageView['rows'])[]
>;
