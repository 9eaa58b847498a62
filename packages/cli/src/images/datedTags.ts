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
  classifyPin,
  type NormalizedReference,
} from '@lambda-compat/image-references';

/** Tags of a repository that are looked through. */
export const maxTags = 10_000;

/**
 * Build-stamped tags of the channel that a reference names, newest first:
 * every one for `latest`, those that continue its name for `2023` and
 * `al2023`, those of the same line for a dated one.
 */
export function datedTags(
  reference: NormalizedReference,
  tags: readonly string[],
): string[] {
  const tag = reference.tag ?? 'latest';
  const line = isDated(reference, tag) ? tag.split(/[.-]/)[0] : tag;
  return tags
    .filter(
      one =>
        isDated(reference, one) &&
        (tag === 'latest' ||
          one.startsWith(`${line}.`) ||
          one.startsWith(`${line}-`)),
    )
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

export function isDated(reference: NormalizedReference, tag: string): boolean {
  return classifyPin({ ...reference, tag, digest: null }) === 'dated';
}
