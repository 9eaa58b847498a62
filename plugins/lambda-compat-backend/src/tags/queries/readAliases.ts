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

import type { Reading } from '../../coverage/queries/reading';
import { TABLE_INTERVALS, TABLE_TAGS } from '../../database/tagTables';
import { whereTagVisible } from './visibleTags';

/** A digest in a repository. */
export interface DigestPlace {
  registry: string;
  repository: string;
  digest: string;
}

/** Beside version tags of one release there are rarely more than a handful. */
const MAX_ALIASES = 20;
const MAX_ROWS = 5_000;

/** Values of one statement. */
const DIGESTS_PER_READ = 500;

/** Which tags of a repository pointed to a digest, at any time. */
export interface Aliases {
  /** But for the tag that is asked about; sorted. */
  of(place: DigestPlace & { tag: string }): string[];
}

/** Reads which of the visible tags pointed to the digests. */
export async function readAliases(
  reading: Reading,
  places: readonly DigestPlace[],
): Promise<Aliases> {
  const tags = new Map<string, Set<string>>();
  const digests = [...new Set(places.map(({ digest }) => digest))].filter(
    digest => digest !== '',
  );
  for (let start = 0; start < digests.length; start += DIGESTS_PER_READ) {
    const query = reading
      .knex({ i: TABLE_INTERVALS })
      .join({ t: TABLE_TAGS }, 't.tag_id', 'i.tag_id')
      .whereIn('i.digest', digests.slice(start, start + DIGESTS_PER_READ))
      .distinct('i.digest', 't.registry', 't.repository', 't.tag')
      .limit(MAX_ROWS);
    whereTagVisible(reading, query, 't');
    const rows: Array<DigestPlace & { tag: string }> = await query;
    for (const row of rows) {
      const key = toKey(row);
      tags.set(key, (tags.get(key) ?? new Set()).add(row.tag));
    }
  }
  return {
    of: place =>
      [...(tags.get(toKey(place)) ?? [])]
        .filter(tag => tag !== place.tag)
        .sort()
        .slice(0, MAX_ALIASES),
  };
}

function toKey({ registry, repository, digest }: DigestPlace): string {
  return `${registry}/${repository}@${digest}`;
}
