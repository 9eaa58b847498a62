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
  COMPARED_PLATFORMS,
  type PlatformMoveClass,
} from '@lambda-compat/oci-registry';
import { isPostgres } from '../../database/statements';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  TABLE_TAGS,
  type TagMovePlatformsRow,
  type TagMovesRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import type { RegistryObservers } from '../../registries/RegistryObservers';

/**
 * Who is told of a move is told what came with it, too; but not later than this,
 * whether that is known by then or not.
 */
const CONTENTS_WAIT_MS = 900_000;

/** After these the next build for a platform gets other files, or may. */
const WEIGHTY: readonly PlatformMoveClass[] = [
  'gone',
  'back',
  'lost',
  'reverted',
  'content',
  'undetermined',
];

/**
 * Decides of which moves of a tag others are told, once it holds still and all
 * of them are classified: of the last one that changes what builds get. Where
 * several ended at what the first began with, of none.
 */
export async function settleTelling(
  tx: Knex.Transaction,
  tagId: string,
  observers: Pick<RegistryObservers, 'isPrimary'>,
  now: number,
): Promise<void> {
  const waiting = await tx<TagMovesRow>(TABLE_MOVES)
    .where({ tag_id: tagId, tell_state: 'wait', source: 'observed' })
    .orderBy('before_ms');
  const query = tx<WatchedTagsRow>(TABLE_TAGS).where('tag_id', tagId).first();
  const tag = await (isPostgres(tx) ? query.forUpdate() : query);
  if (
    !tag ||
    waiting.length === 0 ||
    Boolean(tag.unstable) ||
    waiting.some(move => move.class === 'pending')
  ) {
    return;
  }
  const told = observers.isPrimary(tag.registry, tag.observer)
    ? await selectTold(tx, waiting)
    : undefined;
  const moves = () =>
    tx<TagMovesRow>(TABLE_MOVES).whereIn(
      'move_id',
      waiting.map(move => move.move_id),
    );
  await moves().update({ tell_state: 'none' });
  if (told) {
    await moves()
      .andWhere('move_id', told.move_id)
      .update({
        tell_state: 'due',
        tell_due_ms:
          told.contents_state === 'pending' ? now + CONTENTS_WAIT_MS : now,
        tell_lease_id: '',
        tell_lease_expires_ms: 0,
        tell_attempts: 0,
      });
  }
}

async function selectTold(
  tx: Knex.Transaction,
  waiting: readonly TagMovesRow[],
): Promise<TagMovesRow | undefined> {
  if (waiting[0].from_digest === waiting[waiting.length - 1].to_digest) {
    return undefined;
  }
  const platforms = await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS).whereIn(
    'move_id',
    waiting.map(move => move.move_id),
  );
  return waiting.filter(move => isWeighty(move, platforms)).at(-1);
}

function isWeighty(
  move: TagMovesRow,
  platforms: readonly TagMovePlatformsRow[],
): boolean {
  const own = platforms.filter(({ move_id }) => move_id === move.move_id);
  if (own.length === 0) {
    // Nothing is known of its platforms.
    return ['gone', 'back', 'reverted', 'undetermined'].includes(move.class);
  }
  return own.some(
    row =>
      COMPARED_PLATFORMS.includes(row.platform) &&
      WEIGHTY.some(name => name === row.class),
  );
}
