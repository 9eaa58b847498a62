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

import type {
  TagMoveClass,
  TagPlatformMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Reading } from '../../coverage/queries/reading';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import type { ExposingMove } from './selectImpact';

/** What of a stored move decides who is exposed to it. */
export async function findExposingMove(
  { knex }: Reading,
  moveId: string,
): Promise<ExposingMove | undefined> {
  const row: (TagMovesRow & WatchedTagsRow) | undefined = await knex({
    m: TABLE_MOVES,
  })
    .join({ t: TABLE_TAGS }, 't.tag_id', 'm.tag_id')
    .where('m.move_id', moveId)
    .first('m.*', 't.registry', 't.repository', 't.tag');
  if (!row) {
    return undefined;
  }
  const platforms = await knex<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
    .where({ move_id: moveId })
    .orderBy('platform');
  return {
    id: row.move_id,
    registry: row.registry,
    repository: row.repository,
    tag: row.tag,
    afterMs: Number(row.after_ms),
    beforeMs: Number(row.before_ms),
    class: row.class as TagMoveClass,
    platforms: platforms.map(one => ({
      platform: one.platform,
      class: one.class as TagPlatformMove['class'],
    })),
  };
}
