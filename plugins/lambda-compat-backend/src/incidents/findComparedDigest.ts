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
  TABLE_MOVES,
  type TagIntervalsRow,
  type TagMovesRow,
} from '../database/tagTables';
import { readPlatformDigests, readStayDigests } from '../pins/platformDigests';

/**
 * The image of a platform behind a digest that a tag, or its platform, has
 * pointed to.
 *
 * @returns undefined for a digest that is none of the tag's; null where the tag
 *   had it, and it has no image of the platform, or that is not known
 */
export async function findComparedDigest(
  knex: Knex,
  tagId: string,
  digest: string,
  platform: string,
): Promise<string | null | undefined> {
  const stays = await knex<TagIntervalsRow>(TABLE_INTERVALS)
    .where({ tag_id: tagId, digest })
    .whereIn('platform', ['', platform])
    .orderBy('before_ms', 'desc');
  if (stays.some(stay => stay.platform === platform)) {
    return digest;
  }
  if (stays.length === 0 && !(await isMoved(knex, tagId, digest))) {
    return undefined;
  }
  const known = await readPlatformDigests(knex, [digest], platform);
  if (known.has(digest)) {
    return known.get(digest);
  }
  const seen = await readStayDigests(knex, stays, platform);
  return seen.get(digest) ?? null;
}

/** Moves are kept where a stay is not, as with reported ones. */
async function isMoved(
  knex: Knex,
  tagId: string,
  digest: string,
): Promise<boolean> {
  const move = await knex<TagMovesRow>(TABLE_MOVES)
    .where({ tag_id: tagId })
    .andWhere(either =>
      either.where('from_digest', digest).orWhere('to_digest', digest),
    )
    .first('move_id');
  return move !== undefined;
}
