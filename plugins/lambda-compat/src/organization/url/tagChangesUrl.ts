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
  CONTENTS_FILTERS,
  type CoverageScope,
  EXPOSURES,
  type Exposure,
  type SortOrder,
  TAG_MOVE_CLASSES,
  TAG_ORDER_FIELDS,
  TAG_STATES,
  type TagFilter,
  type TagMoveFilter,
  type TagOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { readOrder, readScope, writeScope } from './coverageUrl';
import { type PagingView, readPaging, writePaging } from './paging';
import { readOne, readSeveral, readText, writeParams } from './params';

/** What the page *Tag changes* can list. */
export const TAG_LISTS = ['changes', 'tags', 'registries'] as const;

/** Everything that the page *Tag changes* shows, as its address says it. */
export interface TagChangesView extends PagingView {
  list: (typeof TAG_LISTS)[number];
  /** Of which components changes are meant; the other lists have no scope. */
  scope: CoverageScope;
  search: string | undefined;
  changes: Pick<TagMoveFilter, 'class' | 'contents' | 'platform' | 'tag'> & {
    exposed?: true;
  };
  /** Whether moves that left the symbol versions as they were are shown. */
  isQuietShown: boolean;
  tags: Pick<TagFilter, 'registry' | 'state'> & { failing?: true };
  /** Field and order of the tags; undefined for the list's own. */
  orderField: { field: TagOrderField; order: SortOrder } | undefined;
}

/** Reads an address. What it does not understand it takes for absent. */
export function readTagChangesView(params: URLSearchParams): TagChangesView {
  return {
    list: readOne(params, 'list', TAG_LISTS),
    scope: readScope(params),
    search: readText(params, 'q'),
    changes: {
      class: readSeveral(params, 'class', TAG_MOVE_CLASSES),
      contents: readSeveral(params, 'came', CONTENTS_FILTERS),
      platform: readSeveral(params, 'platform'),
      tag: readSeveral(params, 'tag'),
      exposed: params.get('exposed') === 'true' ? true : undefined,
    },
    isQuietShown: params.get('quiet') === 'shown',
    tags: {
      registry: readSeveral(params, 'registry'),
      state: readSeveral(params, 'state', TAG_STATES),
      failing: params.get('failing') === 'true' ? true : undefined,
    },
    orderField: readOrder(params, TAG_ORDER_FIELDS),
    ...readPaging(params),
  };
}

/** Writes an address; what is as it would be anyway is left out. */
export function writeTagChangesView(view: TagChangesView): URLSearchParams {
  const { changes, tags } = view;
  return writeParams({
    list: view.list !== 'changes' && view.list,
    ...writeScope(view.scope),
    q: view.search,
    class: changes.class,
    came: changes.contents,
    platform: changes.platform,
    tag: changes.tag,
    exposed: changes.exposed && 'true',
    quiet: view.isQuietShown && 'shown',
    registry: tags.registry,
    state: tags.state,
    failing: tags.failing && 'true',
    sort:
      view.orderField && `${view.orderField.field}.${view.orderField.order}`,
    ...writePaging(view),
  });
}

/** Who is listed on the page of a change. */
export const WHO = ['exposed', 'not-exposed', 'all'] as const;

/** What the page of one change shows. */
export interface TagChangeView extends PagingView {
  who: (typeof WHO)[number];
  /** Of which it is shown what came; undefined for that of which most did. */
  platform: string | undefined;
  /** The component whose pin is shown; undefined for the first. */
  pin: string | undefined;
}

export function readTagChangeView(params: URLSearchParams): TagChangeView {
  return {
    who: readOne(params, 'who', WHO),
    platform: readText(params, 'platform'),
    pin: readText(params, 'pin'),
    ...readPaging(params),
  };
}

/** @see readTagChangeView */
export function writeTagChangeView(view: TagChangeView): URLSearchParams {
  return writeParams({
    who: view.who !== 'exposed' && view.who,
    platform: view.platform,
    pin: view.pin,
    ...writePaging(view),
  });
}

/** The exposures of those who are listed; undefined for all. */
export function exposuresOf(who: TagChangeView['who']): Exposure[] | undefined {
  if (who === 'all') {
    return undefined;
  }
  return EXPOSURES.filter(
    exposure => (exposure === 'not-exposed') === (who === 'not-exposed'),
  );
}

/** The ranges of the page of a tag, in days. */
export const TAG_DAYS = ['30', '90', '365'] as const;

/** What the page of one tag shows. */
export interface TagView {
  days: (typeof TAG_DAYS)[number];
  as: 'timeline' | 'table';
  /** Undefined for what the tag itself points to. */
  platform: string | undefined;
}

export function readTagView(params: URLSearchParams): TagView {
  return {
    days: readOne(params, 'days', TAG_DAYS, '90'),
    as: readOne(params, 'as', ['timeline', 'table']),
    platform: readText(params, 'platform'),
  };
}

/** @see readTagView */
export function writeTagView(view: TagView): URLSearchParams {
  return writeParams({
    days: view.days !== '90' && view.days,
    as: view.as !== 'timeline' && view.as,
    platform: view.platform,
  });
}
