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
import {
  TABLE_INTERVALS,
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
} from '../../database/tagTables';
import type { RequestedImage } from './requestImages';

/**
 * Where platform images can be read that a watched tag points, or pointed to.
 * Of others it is not found, so that nobody has read what they like.
 */
export async function findWatchedImages(
  knex: Knex,
  digests: readonly string[],
  platform: string,
): Promise<Array<Omit<RequestedImage, 'priority'>>> {
  const columns = ['w.registry', 'w.repository', 'w.observer'];
  const found: Array<Omit<RequestedImage, 'priority'>> = [];
  for (const digest of new Set(digests)) {
    const place =
      (await knex({ i: TABLE_INTERVALS })
        .join({ w: TABLE_TAGS }, 'w.tag_id', 'i.tag_id')
        .where({ 'i.digest': digest, 'i.platform': platform })
        .orderBy('w.observer')
        .first(columns)) ??
      // Retention is not the same for both.
      (await knex({ p: TABLE_MOVE_PLATFORMS })
        .join({ m: TABLE_MOVES }, 'm.move_id', 'p.move_id')
        .join({ w: TABLE_TAGS }, 'w.tag_id', 'm.tag_id')
        .where('p.platform', platform)
        .andWhere(either =>
          either.where('p.from_digest', digest).orWhere('p.to_digest', digest),
        )
        .orderBy('w.observer')
        .first(columns));
    if (place) {
      found.push({ digest, platform, ...place });
    }
  }
  return found;
}
