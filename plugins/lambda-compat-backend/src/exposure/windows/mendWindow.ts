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
  findPlatformDigest,
  type KnownMove,
  type KnownTag,
  type NamedPlace,
  toImageName,
} from '../facts/EntityTagFacts';
import {
  decideByPlace,
  isExposed,
  listWatching,
  weigh,
  type WindowFacts,
} from './reach';

/**
 * An open window as it is by what is known now.
 *
 * @returns undefined where it turned out to be none
 */
export function mendWindow(
  row: ExposureWindowsRow,
  facts: WindowFacts,
): ExposureWindowsRow | undefined {
  const close = (
    closedBy: ExposureWindowsRow['closed_by'],
    at: number,
  ): ExposureWindowsRow => ({
    ...row,
    closed_by: closedBy,
    closed_ms: Math.max(at, Number(row.before_ms)),
  });
  const watching = listWatching(facts, row.image);
  if (watching.length === 0) {
    return close(...describeEnd(row, facts));
  }
  const tag = facts.tags.tags.get(row.image);
  const move = tag?.moves.find(({ id }) => id === row.move_id);
  if (!tag || !move) {
    // Retention took the move away; what it brought cannot change any more.
    return row;
  }
  const reached = watching.map(place => ({
    place,
    decided: decideByPlace(place, move, facts),
    weight: weigh(move, place.row.platform),
  }));
  const exposed = reached.filter(
    ({ decided, weight }) => isExposed(decided) && weight !== 'none',
  );
  const builtMs = Math.max(0, ...facts.builds.functions.map(it => it.atMs));
  if (exposed.length === 0) {
    const isRebuilt = reached.some(
      ({ decided: { reason }, weight }) =>
        weight !== 'none' &&
        (reason === 'rebuilt-compatible' ||
          ((reason === 'static' || reason === 'no-native-code') &&
            builtMs > move.beforeMs)),
    );
    return isRebuilt ? close('rebuilt-compatible', builtMs) : undefined;
  }
  const backs = exposed.map(({ place }) => findBack(place, tag, move, facts));
  if (backs.every(at => at !== undefined)) {
    return close('moved-back', Math.max(...backs));
  }
  const versions = exposed.some(({ weight }) => weight === 1) ? 1 : -1;
  return { ...row, symbol_versions: versions };
}

/** Why and when an entity stopped to name a tag without a digest. */
function describeEnd(
  row: ExposureWindowsRow,
  { now, tags }: WindowFacts,
): [ExposureWindowsRow['closed_by'], number] {
  const ends = tags.places.flatMap(({ row: place }) =>
    place.digest === '' &&
    Boolean(place.shaping) &&
    toImageName(place) === row.image
      ? [Number(place.until_ms)]
      : [],
  );
  const repository = row.image.slice(0, row.image.lastIndexOf(':'));
  const isPinned = tags.places.some(
    ({ row: place }) =>
      Number(place.until_ms) === 0 &&
      place.digest !== '' &&
      `${place.registry}/${place.repository}` === repository,
  );
  return [
    isPinned ? 'pinned' : 'reference-removed',
    ends.length > 0 ? Math.max(...ends) : now,
  ];
}

/**
 * Since when the tag points again, for a place, to what it pointed to before
 * the move; undefined where it does not, or where a build had what it brought.
 */
function findBack(
  place: NamedPlace,
  tag: KnownTag,
  move: KnownMove,
  { builds }: WindowFacts,
): number | undefined {
  const { platform } = place.row;
  const from = findPlatformChange(move, platform)?.from;
  if (
    !from ||
    findPlatformDigest(tag.platforms, platform) !== from ||
    compareBuilds(builds, place.committedMs, move) === 'had'
  ) {
    return undefined;
  }
  const back = tag.moves.findLast(
    other =>
      other.beforeMs > move.beforeMs &&
      findPlatformChange(other, platform)?.to === from &&
      findPlatformChange(other, platform)?.from !== from,
  );
  return back?.beforeMs;
}
