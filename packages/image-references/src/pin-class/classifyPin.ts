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

import { canonicalImage } from '../reference/mirrors';
import type { NormalizedReference, PinClass } from '../types';
import { findFamily } from './families/findFamily';
import { TagFamily } from './families/types';
import { readTag, TagParts } from './readTag';
import { wasRepointed } from './repointedTags';

const FULL_COMPONENTS = 3;

const PROMISED: ReadonlySet<PinClass> = new Set(['dated', 'exact-os', 'exact']);

function isFullVersion(parts: TagParts, family: TagFamily): boolean {
  const { version, components, numbered } = parts;
  if (version === null || family.fullVersion === 'never') {
    return false;
  }
  if (numbered) {
    return true;
  }
  const isFull = family.fullVersion
    ? family.fullVersion.test(version)
    : components >= FULL_COMPONENTS;
  return isFull && !family.reusedVersion?.test(version);
}

function isMoving(parts: TagParts, family: TagFamily): boolean {
  return (
    parts.moving && !parts.words.some(word => family.variants?.includes(word))
  );
}

function classifyVersion(parts: TagParts, family: TagFamily): PinClass {
  const { companion } = family;
  if (
    !isFullVersion(parts, family) ||
    isMoving(parts, family) ||
    (companion && !parts.words.some(word => companion.test(word)))
  ) {
    return 'partial';
  }
  return parts.operatingSystem || family.operatingSystem ? 'exact-os' : 'exact';
}

function classifyTag(tag: string, family: TagFamily): PinClass {
  if (tag === 'latest') {
    return 'floating';
  }
  const parts = readTag(tag, !family.operatingSystem);
  if (parts.stamped || family.stamp?.test(tag)) {
    return 'dated';
  }
  return parts.version === null || parts.words.includes('latest')
    ? 'channel'
    : classifyVersion(parts, family);
}

/**
 * How firmly a reference is tied to one image, from its words alone: by what is
 * known of the tags of that repository, for others by what tags usually mean.
 * A mirror is classified like its origin.
 *
 * Only a digest cannot move. Everything else is a promise of the publisher,
 * which the history of the tag confirms or not.
 *
 * @returns a class from `digest` to `floating`
 * @public
 */
export function classifyPin(reference: NormalizedReference): PinClass {
  if (reference.digest !== null) {
    return 'digest';
  }
  if (reference.tag === null) {
    return 'floating';
  }
  const { registry, repository } = canonicalImage(reference);
  const pinClass = classifyTag(reference.tag, findFamily(registry, repository));
  return PROMISED.has(pinClass) &&
    wasRepointed(registry, repository, reference.tag)
    ? 'partial'
    : pinClass;
}
