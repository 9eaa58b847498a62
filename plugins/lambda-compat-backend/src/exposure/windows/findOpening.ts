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

import type { ExposureWindowsRow } from '../../database/exposureTables';
import { compareBuilds } from '../componentBuilds';
import {
  findPlatformChange,
  type KnownMove,
  type KnownTag,
  type NamedPlace,
} from '../facts/EntityTagFacts';
import {
  decideByPlace,
  isExposed,
  listWatching,
  weigh,
  type WindowFacts,
} from './reach';

/** The move that a window is to open with, as a window. */
export function findOpening(
  name: string,
  tag: KnownTag,
  closed: readonly ExposureWindowsRow[],
  facts: WindowFacts,
): ExposureWindowsRow | undefined {
  // What is over is over: whoever names the tag again, or whose tag went back,
  // is exposed to its next move. Only what a build is can turn out otherwise.
  const overMs = Math.max(
    0,
    ...closed.flatMap(row =>
      row.tag_id === tag.row.tag_id && row.closed_by !== 'rebuilt-compatible'
        ? [Number(row.closed_ms)]
        : [],
    ),
  );
  const found = listWatching(facts, name).flatMap(place => {
    const move = findOpeningMove(place, tag, overMs, facts);
    return move ? [{ place, move }] : [];
  });
  const [first] = found.sort((a, b) => a.move.beforeMs - b.move.beforeMs);
  if (!first) {
    return undefined;
  }
  const { move, place } = first;
  return {
    entity_ref: facts.tags.entityRef,
    move_id: move.id,
    tag_id: tag.row.tag_id,
    image: name,
    reference: place.reference.raw,
    platform: place.row.platform,
    after_ms: move.afterMs,
    before_ms: move.beforeMs,
    closed_ms: 0,
    closed_by: '',
    symbol_versions: weigh(move, place.row.platform) === 1 ? 1 : -1,
  };
}

/**
 * The first move since the last build that brought something, and was not taken
 * back since; of builds that are not known, the newest. Where a build had what
 * moves brought, the newest of those.
 */
function findOpeningMove(
  place: NamedPlace,
  tag: KnownTag,
  overMs: number,
  facts: WindowFacts,
): KnownMove | undefined {
  const { platform } = place.row;
  const exposing = tag.moves.filter(
    move =>
      move.class !== 'pending' &&
      move.beforeMs >= place.sinceMs &&
      move.beforeMs > overMs &&
      isExposed(decideByPlace(place, move, facts)),
  );
  const isWeighty = (move: KnownMove) => weigh(move, platform) !== 'none';
  const had = exposing.filter(
    move => compareBuilds(facts.builds, place.committedMs, move) === 'had',
  );
  const lastHad = had.findLast(isWeighty);
  if (lastHad) {
    return lastHad;
  }
  const ahead = exposing.filter(move => !had.includes(move));
  const base = ahead[0] && findPlatformChange(ahead[0], platform)?.from;
  const backAt = base
    ? ahead.findLastIndex(
        move => findPlatformChange(move, platform)?.to === base,
      )
    : -1;
  const left = ahead.slice(backAt + 1).filter(isWeighty);
  const isBuildKnown =
    facts.builds.functions.length > 0 || place.committedMs > 0;
  return isBuildKnown ? left[0] : left.at(-1);
}
