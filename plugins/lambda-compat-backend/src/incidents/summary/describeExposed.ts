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
  TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { escapeMarkdown } from './markdown';

/** Components that one line names; the others are counted. */
const MAX_NAMES = 25;

const REASONS: Record<ExposureReason, string> = {
  digest: 'digest',
  'other-tag': 'another tag',
  static: 'static',
  'no-native-code': 'no native code',
  unreachable: 'not needed by the build',
  'not-shaping': 'not in the artifact',
  'other-platform': 'another platform',
  'no-longer': 'no longer names it',
  'unknown-platform': 'platform not known',
  'partly-read': 'build file partly read',
  'unknown-build': 'last build not known',
  'rebuilt-compatible': 'rebuilt compatible',
};

/**
 * The components of an exposure in their order, each once and by its most
 * exposed place: `refunds, settle (payments), coupons (growth)`.
 *
 * @param total - how many there are, of which the places may be the first
 */
export function describeExposed(
  places: readonly TagImpact[],
  exposure: Exposure,
  total: number,
): string {
  const components = listComponents(places, exposure);
  const groups = groupInOrder(
    components.slice(0, MAX_NAMES),
    exposure === 'not-exposed' ? describeReason : describeOwners,
  );
  const text = groups
    .map(({ key, items }) => {
      const names = items.map(toName).join(', ');
      return key === '' ? names : `${names} (${key})`;
    })
    .join(', ');
  const more = total - Math.min(components.length, MAX_NAMES);
  return more > 0 && text !== '' ? `${text} and ${more} more` : text;
}

function listComponents(
  places: readonly TagImpact[],
  exposure: Exposure,
): TagImpact[] {
  const first = new Map<string, TagImpact>();
  for (const place of places) {
    if (!first.has(place.entityRef)) {
      first.set(place.entityRef, place);
    }
  }
  return [...first.values()].filter(place => place.exposure === exposure);
}

function describeOwners({ ownerRefs }: TagImpact): string {
  return ownerRefs.length > 0
    ? ownerRefs.map(toShortRef).join(', ')
    : 'no owner';
}

function describeReason({ reason }: TagImpact): string {
  return reason ? REASONS[reason] : '';
}

function toName({ entityRef, title }: TagImpact): string {
  return title ? escapeMarkdown(title) : toShortRef(entityRef);
}

/** The name, and the namespace where it is not the default one. */
export function toShortRef(ref: string): string {
  const [, rest = ref] = /^[^:]*:(.*)$/.exec(ref) ?? [];
  return escapeMarkdown(rest.replace(/^default\//, ''));
}

/** Neighbours with the same key stand together. */
function groupInOrder(
  items: readonly TagImpact[],
  getKey: (item: TagImpact) => string,
): Array<{ key: string; items: TagImpact[] }> {
  const groups: Array<{ key: string; items: TagImpact[] }> = [];
  for (const item of items) {
    const key = getKey(item);
    const last = groups.at(-1);
    if (last?.key === key) {
      last.items.push(item);
    } else {
      groups.push({ key, items: [item] });
    }
  }
  return groups;
}
