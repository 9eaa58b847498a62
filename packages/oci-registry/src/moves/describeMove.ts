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

import { describePlatforms, isCompared } from './describePlatforms';
import {
  MOVE_CLASSES,
  type MoveClass,
  type MoveDescription,
  type PlatformMove,
  type PlatformMoveClass,
  type TagContent,
} from './types';

/** @public */
export interface DescribeMoveOptions {
  /**
   * Whether the tag has pointed to a digest at an earlier time: to the one of
   * its index or manifest, and each platform to that of its manifest. What
   * `before` says does not count.
   */
  seenBefore: (digest: string) => boolean;
  /** The tag had been deleted; `before` is not looked at then. */
  wasGone?: boolean;
}

/** What a change of one platform means for the tag. */
const OF_PLATFORMS: Record<PlatformMoveClass, MoveClass | null> = {
  gone: 'gone',
  back: 'back',
  lost: 'platforms',
  gained: 'platforms',
  reverted: 'content',
  content: 'content',
  undetermined: 'undetermined',
  'no-op': 'no-op',
  format: 'format',
  unchanged: null,
};

/**
 * Says what a move of a tag amounts to, from manifests and configurations
 * alone: equal layers are equal files, and so are equal diff_ids, which a
 * builder checks when it unpacks a layer (OCI image-spec, config). Layers are
 * not needed.
 *
 * A platform that nobody compared (no manifest on a side) is `undetermined`. It
 * decides about the tag only where no platform that was compared has changed:
 * images are built for all their platforms from the same files.
 *
 * @param before - null where the tag was not there, and where it is not known
 *   what it pointed to
 * @param after - null where the tag is gone
 * @throws TypeError where both are null or have the same digest: no move
 *
 * @public
 */
export function describeMove(
  before: TagContent | null,
  after: TagContent | null,
  options: DescribeMoveOptions,
): MoveDescription {
  const { seenBefore, wasGone = false } = options;
  if (!after) {
    if (!before) {
      throw new TypeError('A tag that was not there cannot be gone');
    }
    return describe(new Set(['gone']), listPlatforms(before, 'gone'));
  }
  const changes = new Set<MoveClass>();
  if (seenBefore(after.digest)) {
    changes.add('reverted');
  }
  if (wasGone) {
    return describe(changes.add('back'), listPlatforms(after, 'back'));
  }
  if (!before) {
    return describe(
      changes.add('undetermined'),
      listPlatforms(after, 'undetermined'),
    );
  }
  if (before.digest === after.digest) {
    throw new TypeError(`The tag still points to ${after.digest}`);
  }

  const platforms = describePlatforms(before, after, seenBefore);
  for (const change of listChanges(platforms)) {
    changes.add(change);
  }
  if (platforms.some(isReverted) && platforms.every(isRevertedOrSame)) {
    changes.add('reverted');
  }
  if (hasOtherForm(before, after)) {
    changes.add('format');
  } else if (platforms.every(platform => platform.class === 'unchanged')) {
    changes.add('attestation');
  }
  return describe(changes, platforms);
}

function listChanges(platforms: readonly PlatformMove[]): MoveClass[] {
  const compared = platforms.some(
    platform =>
      isCompared(platform.platform) &&
      !['unchanged', 'undetermined', 'gained', 'lost'].includes(platform.class),
  );
  return platforms.flatMap(platform => {
    const change = OF_PLATFORMS[platform.class];
    const isLeftOut =
      change === 'undetermined' && compared && !isCompared(platform.platform);
    return change && !isLeftOut ? [change] : [];
  });
}

function listPlatforms(
  content: TagContent,
  platformClass: 'gone' | 'back' | 'undetermined',
): PlatformMove[] {
  const byPlatform = new Map<string, PlatformMove>();
  for (const { platform, digest } of content.images) {
    if (!byPlatform.has(platform)) {
      byPlatform.set(platform, {
        platform,
        from: platformClass === 'gone' ? digest : null,
        to: platformClass === 'gone' ? null : digest,
        class: platformClass,
      });
    }
  }
  return [...byPlatform.values()];
}

function isReverted(platform: PlatformMove): boolean {
  return platform.class === 'reverted';
}

function isRevertedOrSame(platform: PlatformMove): boolean {
  return isReverted(platform) || platform.class === 'unchanged';
}

/** Media types are empty where the content was put together from digests. */
function hasOtherForm(before: TagContent, after: TagContent): boolean {
  return (
    before.mediaType !== '' &&
    after.mediaType !== '' &&
    (before.kind !== after.kind || before.mediaType !== after.mediaType)
  );
}

function describe(
  changes: ReadonlySet<MoveClass>,
  platforms: PlatformMove[],
): MoveDescription {
  const ordered = MOVE_CLASSES.filter(name => changes.has(name));
  return {
    class: ordered[0],
    changes: ordered,
    platforms: platforms.sort((a, b) => (a.platform < b.platform ? -1 : 1)),
  };
}
