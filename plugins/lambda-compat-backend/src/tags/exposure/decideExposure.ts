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
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { getMoveEffect, type MoveContent } from './moveEffect';

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
}

export interface DecidedExposure {
  exposure: Exposure;
  reason: ExposureReason | null;
}

/**
 * Whether the next build of a component gets what a move brought, by one place
 * at which it names the repository. Says the same as the SQL of
 * `selectImpact`, which lists are ordered and counted by.
 *
 * @param move - null where there is none that would reach anybody
 */
export function decideExposure(
  place: NamingPlace,
  move: MoveContent | null,
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
  // Where there is no image any more, nothing can be built.
  if (place.nativeCode !== '' && effect !== 'missing') {
    return {
      exposure: 'not-exposed',
      reason: place.nativeCode === 'none' ? 'no-native-code' : 'static',
    };
  }
  if (effect === 'not-known') {
    return { exposure: 'possibly', reason: 'unknown-platform' };
  }
  return place.partlyRead
    ? { exposure: 'possibly', reason: 'partly-read' }
    : { exposure: 'next-build', reason: null };
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
