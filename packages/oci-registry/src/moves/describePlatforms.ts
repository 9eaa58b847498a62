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
  PlatformImage,
  PlatformMove,
  PlatformMoveClass,
  TagContent,
} from './types';

/**
 * The platforms of AWS Lambda, whose images are compared with those before.
 * Of others the digests are known, which an index brings along.
 *
 * @public
 */
export const COMPARED_PLATFORMS: readonly string[] = [
  'linux/amd64',
  'linux/arm64',
];

/** @internal */
export function isCompared(platform: string): boolean {
  return COMPARED_PLATFORMS.includes(platform);
}

/**
 * What became of each platform of both sides, in no order.
 *
 * @internal
 */
export function describePlatforms(
  before: TagContent,
  after: TagContent,
  seenBefore: (digest: string) => boolean,
): PlatformMove[] {
  const old = indexImages(before);
  const current = indexImages(after);
  return [...new Set([...old.keys(), ...current.keys()])].map(platform => {
    const from = old.get(platform);
    const to = current.get(platform);
    return {
      platform,
      from: from?.digest ?? null,
      to: to?.digest ?? null,
      class: classify(from, to, seenBefore),
    };
  });
}

/** Of two images for one platform builders take the first. */
function indexImages({ images }: TagContent): Map<string, PlatformImage> {
  const byPlatform = new Map<string, PlatformImage>();
  for (const image of images) {
    if (!byPlatform.has(image.platform)) {
      byPlatform.set(image.platform, image);
    }
  }
  return byPlatform;
}

function classify(
  from: PlatformImage | undefined,
  to: PlatformImage | undefined,
  seenBefore: (digest: string) => boolean,
): PlatformMoveClass {
  if (!from || !to) {
    return from ? 'lost' : 'gained';
  }
  if (from.digest === to.digest) {
    return 'unchanged';
  }
  const change = compareImages(from, to);
  const hasOtherFiles = change === 'content' || change === 'undetermined';
  return hasOtherFiles && seenBefore(to.digest) ? 'reverted' : change;
}

function compareImages(
  from: PlatformImage,
  to: PlatformImage,
): 'format' | 'no-op' | 'content' | 'undetermined' {
  if (!from.manifest || !to.manifest) {
    return 'undetermined';
  }
  if (from.manifest.config.digest === to.manifest.config.digest) {
    // The configuration lists the diff_ids, so the files are the same.
    return 'format';
  }
  const layers = from.manifest.layers.map(({ digest }) => digest);
  const newLayers = to.manifest.layers.map(({ digest }) => digest);
  if (isSame(layers, newLayers)) {
    return 'no-op';
  }
  const diffIds = from.config?.diffIds;
  const newDiffIds = to.config?.diffIds;
  if (
    diffIds?.length !== layers.length ||
    newDiffIds?.length !== newLayers.length
  ) {
    // Not known, or not of these layers.
    return 'undetermined';
  }
  return isSame(diffIds, newDiffIds) ? 'no-op' : 'content';
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
