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

import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { CHUNK } from '../../database/statements';
import {
  TABLE_INTERVALS,
  type TagIntervalsRow,
} from '../../database/tagTables';

/**
 * Writes down to what the platforms of a tag pointed during a stay. A platform
 * that points to the same as before goes on; one that is not there any more
 * points to nothing.
 *
 * @param platforms - null where that is not to be had: nothing is known of them
 *   then, from when the stay began
 */
export async function savePlatforms(
  tx: Knex.Transaction,
  stay: TagIntervalsRow,
  platforms: ReadonlyMap<string, string> | null,
): Promise<void> {
  const open = await tx<TagIntervalsRow>(TABLE_INTERVALS)
    .where({ tag_id: stay.tag_id, ended_ms: 0, source: 'observed' })
    .whereNot('platform', '');
  const wanted = new Map(platforms);
  for (const row of open) {
    const digest = platforms ? wanted.get(row.platform) ?? '' : undefined;
    wanted.delete(row.platform);
    if (row.digest === digest) {
      continue;
    }
    await tx<TagIntervalsRow>(TABLE_INTERVALS)
      .where('interval_id', row.interval_id)
      .update({ seen_ms: stay.after_ms, ended_ms: stay.before_ms });
    if (digest !== undefined) {
      wanted.set(row.platform, digest);
    }
  }
  await tx.batchInsert(
    TABLE_INTERVALS,
    [...wanted].map(([platform, digest]) => ({
      interval_id: randomUUID(),
      tag_id: stay.tag_id,
      platform,
      digest,
      after_ms: stay.after_ms,
      before_ms: stay.before_ms,
      source: 'observed',
    })),
    CHUNK,
  );
}
