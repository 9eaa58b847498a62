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
  Exposure,
  ExposureReason,
  ObservedBetween,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  compareBuilds,
  type ComponentBuilds,
  type MoveTimes,
} from '../../exposure/componentBuilds';
import { getMoveEffect, type MoveContent } from './moveEffect';

/** A move with what builds are compared with. */
export type TimedMove = MoveContent & MoveTimes;

/** What of a place decides whether a move of a tag reaches its component. */
export interface NamingPlace {
  /** It names the tag, and not another one of the repository. */
  sameTag: boolean;
  /** It has a digest, whatever tag stands beside it. */
  pinned: boolean;
  /** It is not there any more. */
  ended: boolean;
  /** The target needs the stage. */
  reachable: boolean;
  /** It does, and its files get into the artifact. */
  shaping: boolean;
  /** `os/architecture`; empty where it is not known. */
  platform: string;
  /** `native_code` of the component. */
  nativeCode: string;
  /** Its build file could not be read to its end. */
  partlyRead: boolean;
  /** Of its component. */
  builds: ComponentBuilds;
  /** Last commit that touched its build file; 0 where it is not known. */
  committedMs: number;
}

export interface DecidedExposure {
  exposure: Exposure;
  reason: ExposureReason | null;
}

/** The times of a move as builds are compared with them. */
export function toTimedMove<T extends MoveContent>(
  move: T & { between: ObservedBetween },
): T & TimedMove {
  const { after, before } = move.between;
  return {
    ...move,
    afterMs: after === null ? 0 : Date.parse(after),
    beforeMs: Date.parse(before),
  };
}

/**
 * Whether builds of a component get what a move brought, by one place at which
 * it names the repository. Says the same as the SQL of `selectImpact`, which
 * lists are ordered and counted by.
 *
 * @param move - null where there is none that would reach anybody
 */
export function decideExposure(
  place: NamingPlace,
  move: TimedMove | null,
): DecidedExposure {
  const reason = getLastingReason(place);
  if (reason || !move) {
    return { exposure: 'not-exposed', reason };
  }
  const effect = getMoveEffect(move, place.platform);
  if (effect === 'unchanged') {
    const isOther = move.platforms.length > 0 && isChangedElsewhere(move);
    return {
      exposure: 'not-exposed',
      reason: isOther ? 'other-platform' : null,
    };
  }
  if (effect === 'missing') {
    // Where there is no image any more, nothing can be built, however it was
    // built before and whatever its code asks for.
    return place.partlyRead
      ? { exposure: 'possibly', reason: 'partly-read' }
      : { exposure: 'next-build', reason: null };
  }
  if (place.nativeCode !== '') {
    return {
      exposure: 'not-exposed',
      reason: place.nativeCode === 'none' ? 'no-native-code' : 'static',
    };
  }
  return decideByBuilds(place, move, effect === 'not-known');
}

function decideByBuilds(
  { builds, committedMs, partlyRead }: NamingPlace,
  move: TimedMove,
  isUnknownPlatform: boolean,
): DecidedExposure {
  const since = compareBuilds(builds, committedMs, move);
  if (since === 'clear') {
    return { exposure: 'not-exposed', reason: 'rebuilt-compatible' };
  }
  if (isUnknownPlatform) {
    return { exposure: 'possibly', reason: 'unknown-platform' };
  }
  if (partlyRead) {
    return { exposure: 'possibly', reason: 'partly-read' };
  }
  switch (since) {
    case 'had':
      return { exposure: 'already-built', reason: null };
    case 'before':
      return { exposure: 'next-build', reason: null };
    default:
      return { exposure: 'possibly', reason: 'unknown-build' };
  }
}

/** What holds whatever moves. */
function getLastingReason(place: NamingPlace): ExposureReason | null {
  if (place.pinned) {
    return 'digest';
  }
  if (!place.sameTag) {
    return 'other-tag';
  }
  if (place.ended) {
    return 'no-longer';
  }
  if (place.shaping) {
    return null;
  }
  return place.reachable ? 'not-shaping' : 'unreachable';
}

function isChangedElsewhere(move: MoveContent): boolean {
  return move.platforms.some(
    ({ platform }) => getMoveEffect(move, platform) !== 'unchanged',
  );
}
