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
  type SortOrder,
  type TagFilter,
  type TagMoveFilter,
  type TagOrderField,
  WEIGHTY_MOVE_CLASSES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { QUIET_MOVE_CLASSES } from '../../tags';
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
 * The changes as the address restricts them. Those without change of content
 * are left out until the reader asks for them or names classes.
 */
export function changeListOf(view: TagChangesView): ChangeList {
  const { changes, isQuietShown } = view;
  return {
    list: 'tag-moves',
    filter: {
      ...view.scope,
      ...changes,
      class:
        changes.class ?? (isQuietShown ? undefined : [...WEIGHTY_MOVE_CLASSES]),
      search: view.search,
    },
  };
}

/** The changes that {@link changeListOf} leaves out; null where it does not. */
export function hiddenChangesOf(view: TagChangesView): TagMoveFilter | null {
  return view.changes.class || view.isQuietShown
    ? null
    : { ...changeListOf(view).filter, class: [...QUIET_MOVE_CLASSES] };
}

/** The tags as the address restricts and sorts them: the newest move first. */
export function tagListOf(view: TagChangesView): TagList {
  return {
    list: 'tags',
    filter: { ...view.tags, search: view.search },
    orderField: view.orderField ?? { field: 'lastMove', order: 'desc' },
  };
}
