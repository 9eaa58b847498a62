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

import type { ContentsSummary } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  ImageComparison,
  LibraryVersionChange,
  OsRelease,
} from '@lambda-compat/image-contents';

/** A comparison in short, for lists and notifications. */
export function summarizeComparison(
  comparison: ImageComparison,
): ContentsSummary {
  const { distro, packages, symbolVersions } = comparison;
  return {
    class: comparison.class,
    sentence: comparison.sentence,
    gained: listVersions(symbolVersions, 'gained'),
    lost: listVersions(symbolVersions, 'lost'),
    distro: distro.changed
      ? { from: nameOf(distro.from), to: nameOf(distro.to) }
      : null,
    packages: {
      added: packages.added.length,
      removed: packages.removed.length,
      upgraded: packages.upgraded.length,
      downgraded: packages.downgraded.length,
    },
  };
}

function listVersions(
  changes: readonly LibraryVersionChange[],
  side: 'gained' | 'lost',
): ContentsSummary['gained'] {
  return changes.flatMap(change =>
    change[side].length === 0
      ? []
      : {
          library: change.library,
          versions: change[side].map(({ name }) => name),
        },
  );
}

function nameOf(os: OsRelease | null): string {
  if (!os) {
    return 'no distribution';
  }
  return [os.name, os.versionId ?? os.versionCodename ?? '']
    .filter(Boolean)
    .join(' ');
}
