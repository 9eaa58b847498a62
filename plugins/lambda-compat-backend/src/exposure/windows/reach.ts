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
import {
  decideExposure,
  type DecidedExposure,
} from '../../tags/exposure/decideExposure';
import { toNamingPlace } from '../../tags/exposure/impactRows';
import { LAMBDA_PLATFORMS } from '../../tags/exposure/moveEffect';
import { toExposureRank } from '../../tags/exposure/selectImpact';
import type { ComponentBuilds } from '../componentBuilds';
import {
  type EntityTagFacts,
  findPlatformChange,
  type KnownMove,
  type NamedPlace,
  toImageName,
} from '../facts/EntityTagFacts';

/** What decides about the windows of an entity. */
export interface WindowFacts {
  tags: EntityTagFacts;
  builds: ComponentBuilds;
  /** `native_code` of the entity. */
  nativeCode: string;
  /** All of the entity that are open, and those of moves that there still are. */
  known: readonly ExposureWindowsRow[];
  /** Milliseconds since 1970. */
  now: number;
}

/** Places that are there and through which moves reach the entity. */
export function listWatching(
  { tags }: WindowFacts,
  name: string,
): NamedPlace[] {
  return tags.places.filter(
    ({ row }) =>
      Number(row.until_ms) === 0 &&
      row.digest === '' &&
      Boolean(row.shaping) &&
      toImageName(row) === name,
  );
}

/** What a move is to the entity by one place. */
export function decideByPlace(
  place: NamedPlace,
  move: KnownMove,
  { builds, nativeCode }: WindowFacts,
): DecidedExposure {
  const { reference, row } = place;
  const naming = toNamingPlace(
    {
      ...row,
      native_code: nativeCode,
      partly_read: place.partlyRead,
      builds: '',
      committed_ms: place.committedMs,
    },
    reference,
    row.tag,
  );
  return decideExposure({ ...naming, builds }, move);
}

export function isExposed({ exposure }: DecidedExposure): boolean {
  return toExposureRank(exposure) < toExposureRank('not-exposed');
}

/** As `symbol_versions`, and `none` where a move brought nothing of weight. */
export type Weight = -1 | 1 | 'none';

/** What a move brought for whoever builds for a platform. */
export function weigh(move: KnownMove, platform: string): Weight {
  const own = findPlatformChange(move, platform);
  const changes = own
    ? [own]
    : move.platforms.filter(one => LAMBDA_PLATFORMS.includes(one.platform));
  const weights = changes.map(({ contents }): Weight => {
    if (contents.state === 'available') {
      return contents.class === 'distro' || contents.class === 'symbol-versions'
        ? 1
        : 'none';
    }
    return contents.state === 'none' ? 'none' : -1;
  });
  if (weights.includes(1)) {
    return 1;
  }
  // Where nothing is known of its platforms, nothing is of what came.
  return weights.length === 0 || weights.includes(-1) ? -1 : 'none';
}
