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

import type { ImageStore } from '../ImageStore';
import { type Exchange, sendError, sendJson } from './answers';

const MAX_PAGE = 1_000;

/** Answers GET of `/v2/<name>/tags/list`, in pages by `n` and `last`. */
export function answerTags(
  exchange: Exchange,
  store: ImageStore,
  repository: string,
): void {
  const { searchParams } = exchange.url;
  const wanted = searchParams.get('n') ?? String(MAX_PAGE);
  if (!/^\d{1,9}$/.test(wanted)) {
    sendError(
      exchange,
      400,
      'PAGINATION_NUMBER_INVALID',
      'n is the largest number of tags in the answer',
    );
    return;
  }
  const limit = Math.min(Number(wanted), MAX_PAGE);
  const last = searchParams.get('last') ?? '';
  const rest = store.listTags(repository).filter(tag => tag > last);
  const tags = rest.slice(0, limit);
  const next = new URLSearchParams({
    n: String(limit),
    last: tags.at(-1) ?? '',
  });
  sendJson(
    exchange,
    200,
    { name: repository, tags },
    tags.length > 0 && tags.length < rest.length
      ? { Link: `</v2/${repository}/tags/list?${next}>; rel="next"` }
      : {},
  );
}
