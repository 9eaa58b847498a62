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

import type { ContentsState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  COMPARED_PLATFORMS,
  type PlatformMoveClass,
} from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/statements';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import {
  PRIORITY,
  type RequestedImage,
  requestImages,
} from '../requests/requestImages';
import { readBuildPlatforms, type BuildPlatforms } from './readBuildPlatforms';
import { saveMoveState } from './saveMoveState';

/** After these the files of a platform are others, or may be. */
const OTHER_FILES: readonly PlatformMoveClass[] = [
  'content',
  'reverted',
  'undetermined',
];

const OFF = 'Contents of images are not read, by configuration.';
const NOT_COMPARED = 'AWS Lambda does not have the platform.';
const NOT_BUILT_ON =
  'No component builds on it without a digest, so it is not read.';
const UNKNOWN_PLATFORMS = 'It is not known which images it moved between.';

/** Newer ones are told of to owners, who wait for what came. */
const RECENT_MS = 86_400_000;

/**
 * Decides of which classified moves it is to be found out what came with them,
 * and makes their images due. Of a move that brought the same files, or no
 * image, nothing is read.
 *
 * @param options - `tagId`: only moves of it; `limit`: of moves, newest first
 * @returns how many were decided
 */
export async function openMoveContents(
  tx: Knex.Transaction,
  options: {
    enabled: boolean;
    now: number;
    tagId?: string;
    limit: number;
  },
): Promise<number> {
  const { enabled, limit, now, tagId } = options;
  const query = tx<TagMovesRow>(TABLE_MOVES)
    .where('contents_state', '')
    .whereNot('class', 'pending')
    .orderBy('before_ms', 'desc')
    .orderBy('move_id')
    .limit(limit);
  if (tagId !== undefined) {
    query.andWhere('tag_id', tagId);
  }
  if (isPostgres(tx)) {
    query.forUpdate();
    if (tagId === undefined) {
      // They are left to the replica that is just deciding them.
      query.skipLocked();
    }
  }
  const moves = await query;
  for (const move of moves) {
    const tag = await tx<WatchedTagsRow>(TABLE_TAGS)
      .where('tag_id', move.tag_id)
      .first();
    const platforms = await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS).where(
      'move_id',
      move.move_id,
    );
    const built = tag && (await readBuildPlatforms(tx, tag));
    const images: RequestedImage[] = [];
    for (const row of platforms) {
      const { state, message } = decide(row, platforms, built, enabled);
      await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
        .where({ move_id: row.move_id, platform: row.platform })
        .update({ contents_state: state, contents_message: message });
      if (state === 'pending' && tag) {
        for (const digest of [row.from_digest, row.to_digest]) {
          images.push({
            digest,
            platform: row.platform,
            registry: tag.registry,
            repository: tag.repository,
            observer: tag.observer,
            priority: getPriority(move, now),
          });
        }
      }
    }
    await requestImages(tx, images, now);
    const gone = move.to_digest === '' || move.from_digest === '';
    await saveMoveState(tx, move.move_id, {
      // Nothing is known of its platforms.
      alone: gone
        ? { state: 'none', message: '' }
        : { state: 'failed', message: move.undecided || UNKNOWN_PLATFORMS },
      now,
    });
  }
  return moves.length;
}

function decide(
  row: TagMovePlatformsRow,
  all: readonly TagMovePlatformsRow[],
  built: BuildPlatforms | undefined,
  enabled: boolean,
): { state: ContentsState; message: string } {
  const isOther =
    OTHER_FILES.some(name => name === row.class) &&
    row.from_digest !== '' &&
    row.to_digest !== '';
  if (!isOther) {
    return { state: 'none', message: '' };
  }
  if (!enabled) {
    return { state: 'off', message: OFF };
  }
  if (!COMPARED_PLATFORMS.includes(row.platform)) {
    return { state: 'off', message: NOT_COMPARED };
  }
  const isAlone = all.every(({ platform }) => platform === row.platform);
  return built?.any && (isAlone || built.has(row.platform))
    ? { state: 'pending', message: '' }
    : { state: 'off', message: NOT_BUILT_ON };
}

function getPriority(move: TagMovesRow, now: number): number {
  return move.source === 'observed' && Number(move.before_ms) > now - RECENT_MS
    ? PRIORITY.move
    : PRIORITY.history;
}
