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

/** `arm64v8/amazonlinux:2023.6.20250317.2`, or the digest where no tag is known. */
export function nameOf(digest, aliases) {
  const short = digest ? digest.slice(0, 19) : 'nothing';
  const dated = (aliases ?? []).find(tag => /\d{8}/.test(tag)) ?? aliases?.[0];
  return dated ? `${dated} (${short}…)` : `${short}…`;
}

export function entityName(entityRef) {
  return entityRef.split('/').at(-1);
}

/** `12 minutes`, `3 days`. */
export function lengthOf(seconds) {
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]) {
    if (seconds >= 2 * size) return `${Math.round(seconds / size)} ${unit}s`;
  }
  return `${Math.round(seconds)} seconds`;
}

/** `5 to 13 seconds`, of two bounds; the upper one may not be known. */
export function spanOf({ least, most }) {
  const [from, to] = [lengthOf(least), lengthOf(most ?? least)];
  if (from === to) return most === null ? `at least ${from}` : from;
  const [number, unit] = from.split(' ');
  return to.endsWith(` ${unit}`) ? `${number} to ${to}` : `${from} to ${to}`;
}

/** What ended an exposure, as a sentence. */
export const CLOSED_BY = {
  pinned: 'the pin ended that',
  'rebuilt-compatible': 'a build that was measured compatible ended that',
  'reference-removed': 'it does not name the tag any more',
  'moved-back': 'the tag has moved back',
};

const REASONS = {
  digest: 'pinned to a digest',
  'other-tag': 'names another tag',
  static: 'its program is static',
  'no-native-code': 'has no native code',
  'rebuilt-compatible': 'was built since, and measured compatible',
  'other-platform': 'builds for another platform',
};

/** Lines `name, file:line, owner: why` for who is concerned by a move. */
export function describeImpact(items) {
  const words = {
    'already-built': 'already built with it',
    'next-build': 'its next build gets it',
    possibly: 'possibly',
  };
  return items
    .map(item => {
      const why =
        words[item.exposure] ??
        `not exposed: ${REASONS[item.reason] ?? item.reason ?? 'same files'}`;
      const owner = item.ownerRefs.map(entityName).join(', ') || 'no owner';
      return `${entityName(item.entityRef).padEnd(
        10,
      )} ${`${item.file}:${item.line}`.padEnd(24)} ${owner.padEnd(14)} ${why}`;
    })
    .join('\n');
}

/** Lines `library: versions`. */
export function describeGained(contents) {
  return contents
    .flatMap(({ summary }) => summary?.gained ?? [])
    .map(({ library, versions }) => `${library}  ${versions.join(' ')}`)
    .join('\n');
}
