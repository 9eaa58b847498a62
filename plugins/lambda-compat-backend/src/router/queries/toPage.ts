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

import type { Page } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ListPage } from '../../coverage/CoverageStore';
import { encodeCursor } from './cursors';
import {
  type ListName,
  type ListPageRequest,
  toCursorContent,
} from './listRequests';

/** A page as it is answered, with cursors in place of positions. */
export function toPage<L extends ListName, T>(
  list: L,
  request: ListPageRequest<L>,
  page: ListPage<T>,
): Page<T> {
  const { items, totalItems, next, previous } = page;
  const content = toCursorContent(list, request);
  return {
    items,
    totalItems,
    pageInfo: {
      ...(next && {
        nextCursor: encodeCursor({
          ...content,
          direction: 'after',
          position: next,
        }),
      }),
      ...(previous && {
        prevCursor: encodeCursor({
          ...content,
          direction: 'before',
          position: previous,
        }),
      }),
    },
  };
}
