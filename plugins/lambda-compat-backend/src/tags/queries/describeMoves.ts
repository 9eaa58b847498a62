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
  TagMove,
  TagMoveClass,
  TagPlatformMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type { Reading } from '../../coverage/queries/reading';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import { countExposed } from '../exposure/countExposed';
import { toMoveContents } from './moveContents';
import { readAliases } from './readAliases';
import { groupRows, toBetween, toObserver } from './tagRows';

/** A move with what is told of its tag. */
export type MoveRow = TagMovesRow &
  Pick<
    WatchedTagsRow,
    'registry' | 'repository' | 'tag' | 'image' | 'observer' | 'host'
  > & {
    /** Id of the newest move of the tag. */
    newest: string;
  };

/** Moves as `m` with their tags as `t`. */
export function selectMoves(knex: Knex): Knex.QueryBuilder {
  return knex({ m: TABLE_MOVES }).join(
    { t: TABLE_TAGS },
    't.tag_id',
    'm.tag_id',
  );
}

/** The columns of a `MoveRow`, for `selectMoves`. */
export function listMoveColumns(knex: Knex): Array<string | Knex.Raw> {
  return [
    'm.*',
    't.registry',
    't.repository',
    't.tag',
    't.image',
    't.observer',
    't.host',
    knex.raw(
      `(select n.move_id from ?? n where n.tag_id = m.tag_id
        order by n.before_ms desc, n.move_id desc limit 1) as newest`,
      [TABLE_MOVES],
    ),
  ];
}

/** Says what is known of moves, with few statements whatever their number. */
export async function describeMoves(
  reading: Reading,
  rows: readonly MoveRow[],
): Promise<TagMove[]> {
  if (rows.length === 0) {
    return [];
  }
  const platformRows = await readPlatforms(
    reading,
    rows.map(row => row.move_id),
  );
  const getPlatforms = (row: MoveRow) =>
    (platformRows.get(row.move_id) ?? []).map(toPlatformMove);
  const aliases = await readAliases(
    reading,
    rows.flatMap(row => [
      { ...row, digest: row.from_digest },
      { ...row, digest: row.to_digest },
    ]),
  );
  const exposed = await countExposed(
    reading,
    rows.map(row => ({
      id: row.move_id,
      tagId: row.tag_id,
      registry: row.registry,
      repository: row.repository,
      tag: row.tag,
      afterMs: Number(row.after_ms),
      beforeMs: Number(row.before_ms),
      class: row.class as TagMoveClass,
      platforms: getPlatforms(row),
    })),
  );
  return rows.map(row => ({
    id: row.move_id,
    tagId: row.tag_id,
    image: row.image,
    observer: toObserver(row),
    from: row.from_digest || null,
    to: row.to_digest || null,
    between: toBetween(row.after_ms, row.before_ms),
    class: row.class as TagMoveClass,
    changes: splitChanges(row),
    platforms: getPlatforms(row),
    undecided: row.undecided || null,
    unstable: Boolean(row.unstable),
    source: row.source,
    reportedBy: row.reported_by || null,
    aliases: {
      from: aliases.of({ ...row, digest: row.from_digest }),
      to: aliases.of({ ...row, digest: row.to_digest }),
    },
    exposed: exposed.get(row.move_id) ?? 0,
    latest: row.newest === row.move_id,
    contents: toMoveContents(row, platformRows.get(row.move_id) ?? []),
  }));
}

/** What is pending has its class only. */
function splitChanges(row: MoveRow): TagMoveClass[] {
  const changes = row.changes.split(',').filter(name => name !== '');
  return (changes.length > 0 ? changes : [row.class]) as TagMoveClass[];
}

/** The platforms of moves, by the id of the move. */
export async function readPlatforms(
  { knex }: Reading,
  moveIds: readonly string[],
): Promise<Map<string, TagMovePlatformsRow[]>> {
  const found = await knex<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
    .whereIn('move_id', moveIds)
    .orderBy(['move_id', 'platform']);
  return groupRows(found, row => row.move_id);
}

function toPlatformMove(row: TagMovePlatformsRow): TagPlatformMove {
  return {
    platform: row.platform,
    from: row.from_digest || null,
    to: row.to_digest || null,
    class: row.class as TagPlatformMove['class'],
  };
}
