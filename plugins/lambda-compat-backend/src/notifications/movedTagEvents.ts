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
  MoveContents,
  ObservedBetween,
  TagImpact,
  TagMoveClass,
  TagObserver,
  TagPlatformMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EventParams } from '@backstage/plugin-events-node';
import { COMPARED_PLATFORMS } from '@lambda-compat/oci-registry';
import type { DueMove } from './TellingStore';

/** Topic of Backstage's events service. */
export const TAG_MOVED_TOPIC = 'lambda-compat.tag-moved';

/**
 * What subscribers of the topic get, once for each move and platform with other
 * files. The same event may come more than once: `moveId` and `platform` tell.
 */
export interface TagMovedEvent {
  moveId: string;
  tagId: string;
  /** Completed: `docker.io/arm64v8/amazonlinux:latest`. */
  image: string;
  observer: TagObserver;
  /** Null where it is not known which platforms changed. */
  platform: string | null;
  /** Digests of the platform, or of the tag where there is no platform. */
  from: string | null;
  to: string | null;
  class: TagMoveClass | TagPlatformMove['class'];
  between: ObservedBetween;
  /** What came with it; null where it is not known which platforms changed. */
  contents: MoveContents | null;
  /** Components of which a build has it, not measured compatible. */
  alreadyBuilt: string[];
  /** Components whose next build gets it. */
  exposed: string[];
  /** Components whose next build may get it. */
  possiblyExposed: string[];
}

type ChangedPlatform = Pick<
  TagMovedEvent,
  'platform' | 'from' | 'to' | 'class'
>;

const UNWEIGHTY: ReadonlySet<string> = new Set([
  'no-op',
  'format',
  'attestation',
  'unchanged',
]);

/** Whether the next build gets other files, or may. */
export function isWeighty(moveClass: string): boolean {
  return !UNWEIGHTY.has(moveClass);
}

/**
 * The platforms, of those that Lambda has, of which the next build gets other
 * files, or may. Before one was gained, no build for it could succeed.
 */
export function weightyPlatforms(move: DueMove): TagPlatformMove[] {
  return move.platforms.filter(
    platform =>
      COMPARED_PLATFORMS.includes(platform.platform) &&
      isWeighty(platform.class) &&
      platform.class !== 'gained',
  );
}

/** The events of a move; none where it is not weighty. */
export function createEvents(
  move: DueMove,
  impacts: readonly TagImpact[],
): EventParams<TagMovedEvent>[] {
  if (!isWeighty(move.class)) {
    return [];
  }
  const common = {
    moveId: move.moveId,
    tagId: move.tagId,
    image: `${move.registry}/${move.repository}:${move.tag}`,
    observer: move.observer,
    between: toBetween(move),
  };
  const changed: ChangedPlatform[] =
    move.platforms.length > 0
      ? weightyPlatforms(move)
      : [{ ...move, platform: null }];
  return changed.map(({ platform, from, to, class: platformClass }) => ({
    topic: TAG_MOVED_TOPIC,
    eventPayload: {
      ...common,
      platform,
      from,
      to,
      class: platformClass,
      contents: move.contents.find(one => one.platform === platform) ?? null,
      ...listExposed(impacts, platform),
    },
  }));
}

function toBetween({ afterMs, beforeMs }: DueMove): ObservedBetween {
  return {
    after: afterMs === null ? null : new Date(afterMs).toISOString(),
    before: new Date(beforeMs).toISOString(),
  };
}

function listExposed(
  impacts: readonly TagImpact[],
  platform: string | null,
): Pick<TagMovedEvent, 'alreadyBuilt' | 'exposed' | 'possiblyExposed'> {
  const concerned = impacts.filter(
    impact =>
      platform === null ||
      impact.platform === null ||
      impact.platform === platform,
  );
  const list = (exposure: TagImpact['exposure']) =>
    concerned
      .filter(impact => impact.exposure === exposure)
      .map(impact => impact.entityRef);
  const alreadyBuilt = [...new Set(list('already-built'))].sort();
  const exposed = [...new Set(list('next-build'))]
    .filter(entityRef => !alreadyBuilt.includes(entityRef))
    .sort();
  return {
    alreadyBuilt,
    exposed,
    possiblyExposed: [...new Set(list('possibly'))]
      .filter(
        entityRef =>
          !alreadyBuilt.includes(entityRef) && !exposed.includes(entityRef),
      )
      .sort(),
  };
}
