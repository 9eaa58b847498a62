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

import {
  type ContentsFilter,
  type ContentsState,
  type ContentsSummary,
  type MoveContents,
  type TagMove,
  type TagMoveClass,
  type TagPlatformMove,
  WEIGHTY_MOVE_CLASSES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type {
  TagMovePlatformsRow,
  TagMovesRow,
} from '../../database/tagTables';
import { isWeighty, WEIGHTY_PLATFORM_CLASSES } from '../exposure/moveEffect';

/** What came with a move, as lists say it. */
export function toMoveContents(
  row: TagMovesRow,
  platforms: readonly TagMovePlatformsRow[],
): TagMove['contents'] {
  const gained = mergeVersions(
    platforms.flatMap(platform => parseSummary(platform)?.gained ?? []),
  );
  return {
    state: row.contents_state || toUndecided(row),
    class: row.contents_class || null,
    sentence: row.contents_sentence || null,
    ...(gained.length > 0 && { gained }),
  };
}

/** The same for each platform that the move changed. */
export function toPlatformContents(
  platforms: readonly TagMovePlatformsRow[],
): MoveContents[] {
  return platforms
    .filter(row => row.class !== 'unchanged')
    .map(row => ({
      platform: row.platform,
      state: row.contents_state || toUndecidedPlatform(row),
      message: row.contents_message || null,
      summary: parseSummary(row) ?? null,
    }));
}

/** What came may be anything: nobody has read it, or not yet. */
const UNKNOWN_STATES: readonly ContentsState[] = [
  'pending',
  'failed',
  'too-large',
  'off',
];

/**
 * Restricts a query of moves, with the alias `m`, to those that something of
 * the classes came with. Where it is known without a comparison that nothing
 * did, and where it is not known, there is a state and no class.
 */
export function whereContents(
  moves: Knex.QueryBuilder,
  wanted: readonly ContentsFilter[] | undefined,
): void {
  if (!wanted?.length) {
    return;
  }
  moves.where(some => {
    some.whereIn(
      'm.contents_class',
      wanted.filter(name => name !== 'unknown'),
    );
    if (wanted.includes('none')) {
      some
        .orWhere('m.contents_state', 'none')
        .orWhere(undecided =>
          undecided.where('m.contents_state', '').whereNot(whereUndecided),
        );
    }
    if (wanted.includes('unknown')) {
      some
        .orWhereIn('m.contents_state', [...UNKNOWN_STATES])
        .orWhere(undecided =>
          undecided.where('m.contents_state', '').andWhere(whereUndecided),
        );
    }
  });
}

/** As {@link toUndecided} says of one row that it is pending. */
function whereUndecided(moves: Knex.QueryBuilder): void {
  moves
    .whereIn('m.class', [...WEIGHTY_MOVE_CLASSES])
    .whereNot('m.from_digest', '')
    .whereNot('m.to_digest', '');
}

/** Nobody has decided yet: something can have come with weighty moves only. */
function toUndecided(row: TagMovesRow): ContentsState {
  return isWeighty(row.class as TagMoveClass) &&
    row.from_digest !== '' &&
    row.to_digest !== ''
    ? 'pending'
    : 'none';
}

function toUndecidedPlatform(row: TagMovePlatformsRow): ContentsState {
  const weighty: ReadonlyArray<TagPlatformMove['class']> =
    WEIGHTY_PLATFORM_CLASSES;
  return weighty.some(name => name === row.class) &&
    row.from_digest !== '' &&
    row.to_digest !== ''
    ? 'pending'
    : 'none';
}

function parseSummary(row: TagMovePlatformsRow): ContentsSummary | undefined {
  return row.contents_summary ? JSON.parse(row.contents_summary) : undefined;
}

/** Versions of several platforms, each once, in the order of the first. */
export function mergeVersions(
  changes: ReadonlyArray<{ library: string; versions: readonly string[] }>,
): Array<{ library: string; versions: string[] }> {
  const merged = new Map<string, Set<string>>();
  for (const { library, versions } of changes) {
    const known = merged.get(library) ?? new Set();
    versions.forEach(version => known.add(version));
    merged.set(library, known);
  }
  return [...merged].map(([library, versions]) => ({
    library,
    versions: [...versions],
  }));
}
