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
  ContentsClass,
  ContentsState,
  TagPlatformMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { TagConsumersRow, WatchedTagsRow } from '../../database/tagTables';
import type { TimedMove } from '../../tags/exposure/decideExposure';
import type { NamedReference } from '../../tags/exposure/impactRows';

/** A place at which an entity names an image, or named it. */
export interface NamedPlace {
  row: TagConsumersRow;
  reference: NamedReference;
  /** Since when the entity names the image, milliseconds; 0 for always. */
  sinceMs: number;
  partlyRead: boolean;
  /** Last commit that touched its build file; 0 where it is not known. */
  committedMs: number;
}

/** What became of one platform with a move, and what came with that. */
export type PlatformChange = TagPlatformMove & {
  contents: { state: '' | ContentsState; class: '' | ContentsClass };
};

/** A weighty move of a tag. */
export interface KnownMove extends TimedMove {
  id: string;
  platforms: PlatformChange[];
}

/** A tag with what it points to and how it came to that. */
export interface KnownTag {
  row: WatchedTagsRow;
  /** Digests of what it points to, by platform. */
  platforms: ReadonlyMap<string, string>;
  /** Weighty ones, oldest first; of many the newest. */
  moves: KnownMove[];
}

/** Everything that is known of the tags that an entity names. */
export interface EntityTagFacts {
  entityRef: string;
  /** Ended ones, too. */
  places: NamedPlace[];
  /** By the completed image, `registry/repository:tag`. */
  tags: ReadonlyMap<string, KnownTag>;
}

export function toImageName({
  registry,
  repository,
  tag,
}: Pick<TagConsumersRow, 'registry' | 'repository' | 'tag'>): string {
  return `${registry}/${repository}:${tag}`;
}

/**
 * What a tag points to for a platform. Builders take what it points to without
 * a choice of platforms, whatever they build for.
 *
 * @param platform - empty where it is not known
 * @returns undefined where that is not known, or there is no image
 */
export function findPlatformDigest(
  platforms: ReadonlyMap<string, string>,
  platform: string,
): string | undefined {
  const own = platforms.get(platform);
  if (own !== undefined) {
    return own || undefined;
  }
  const [only, ...others] = platforms.values();
  return others.length === 0 ? only || undefined : undefined;
}

/** The same for what became of the platforms with a move. */
export function findPlatformChange(
  { platforms }: Pick<KnownMove, 'platforms'>,
  platform: string,
): PlatformChange | undefined {
  const own = platforms.find(one => one.platform === platform);
  return own ?? (platforms.length === 1 ? platforms[0] : undefined);
}
