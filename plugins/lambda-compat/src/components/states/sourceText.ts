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

import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';

type Source = NonNullable<EntityReport['source']>;

/** Segments of a path on the portal's disk that tell folders apart. */
const FILE_SEGMENTS = 2;
/** As many characters as version control prints of a commit. */
const SHORT_REVISION = 7;

/** The repository folder without what every address has in common. */
export function sourceText(source: Source): string {
  if (source.type === 'url') {
    return source.target.replace(/^https?:\/\//, '').replace(/\/$/, '');
  }
  return source.target
    .split(/[\\/]/)
    .filter(Boolean)
    .slice(-FILE_SEGMENTS)
    .join('/');
}

/** A commit hash as it is usually written; anything else as it is. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(revision)
    ? revision.slice(0, SHORT_REVISION)
    : revision;
}
