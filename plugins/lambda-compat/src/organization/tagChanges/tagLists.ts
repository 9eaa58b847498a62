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

import {
  type ContentsFilter,
  type SortOrder,
  type TagFilter,
  type TagMoveFilter,
  type TagOrderField,
  WEIGHTY_MOVE_CLASSES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { WEIGHTY_CONTENTS } from '../../tags';
import type { TagChangesView } from '../url/tagChangesUrl';

/** What is asked of the backend for the changes. */
export interface ChangeList {
  list: 'tag-moves';
  filter: TagMoveFilter;
}

/** What is asked of the backend for the tags. */
export interface TagList {
  list: 'tags';
  filter: TagFilter;
  orderField: { field: TagOrderField; order: SortOrder };
}

/**
 * What came with the changes that are shown at first. `none` is for tags that
 * were deleted or came back: nothing is compared there. What is not known may
 * be anything, so it is not left out.
 */
const SHOWN_CONTENTS: readonly ContentsFilter[] = [
  ...WEIGHTY_CONTENTS,
  'none',
  'unknown',
];

/** Whether the address itself says which changes are meant. */
function isChosen({ changes }: TagChangesView): boolean {
  return Boolean(changes.class || changes.contents);
}

/**
 * The changes as the address restricts them. Those that left the symbol
 * versions as they were are left out until the reader asks for them, or names
 * classes.
 */
export function changeListOf(view: TagChangesView): ChangeList {
  const { changes, isQuietShown } = view;
  const isAll = isQuietShown || isChosen(view);
  return {
    list: 'tag-moves',
    filter: {
      ...view.scope,
      ...changes,
      class: isAll ? changes.class : [...WEIGHTY_MOVE_CLASSES],
      contents: isAll ? changes.contents : [...SHOWN_CONTENTS],
      search: view.search,
    },
  };
}

/**
 * All changes, of which {@link changeListOf} leaves some out; null where it
 * does not.
 */
export function allChangesOf(view: TagChangesView): TagMoveFilter | null {
  return view.isQuietShown || isChosen(view)
    ? null
    : changeListOf({ ...view, isQuietShown: true }).filter;
}

/** The tags as the address restricts and sorts them: the newest move first. */
export function tagListOf(view: TagChangesView): TagList {
  return {
    list: 'tags',
    filter: { ...view.tags, search: view.search },
    orderField: view.orderField ?? { field: 'lastMove', order: 'desc' },
  };
}
