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

import { EXPOSURES } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { EntityTag } from './types';

/** The strongest exposure of the places at which an entity names a tag. */
function rankOf({ places }: EntityTag): number {
  return Math.min(
    EXPOSURES.length,
    ...places.map(({ exposure }) => EXPOSURES.indexOf(exposure)),
  );
}

/** The tags that the next build pulls come first; otherwise as they came. */
export function exposedFirst(tags: readonly EntityTag[]): EntityTag[] {
  return [...tags].sort((a, b) => rankOf(a) - rankOf(b));
}

/**
 * The level of a tag's history that concerns the entity: that of the platform
 * it builds for, where it is known and the tag has several.
 */
export function ownPlatform(
  tag: EntityTag,
  platforms: readonly string[],
): string | null {
  const named = new Set(tag.places.map(({ platform }) => platform));
  const [only] = named;
  return named.size === 1 && only && platforms.includes(only) ? only : null;
}
