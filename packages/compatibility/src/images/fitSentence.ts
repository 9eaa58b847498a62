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

import {
  compareVersionNames,
  findLibrary,
  versionNamespace,
  type Answer,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { listOf } from '../evaluation/wording';
import type { ImageFit, ImageProvides } from './types';
import { numberOf, versionsText } from './versionText';

type Beyond = ImageFit['beyond'][number];
type Highest = Beyond['highest'][number];

/**
 * The two whose highest versions stand in the sentence.
 *
 * @internal
 */
export const HEADLINES: readonly [library: string, namespace: string][] = [
  ['libc.so.6', 'GLIBC'],
  ['libstdc++.so.6', 'GLIBCXX'],
];

/**
 * Whether a name is one of musl's C library.
 *
 * @internal
 */
export function isMuslName(name: string): boolean {
  return /^(?:ld-musl-|libc\.musl-)/.test(name);
}

/**
 * Whether the C library of an image is musl, and that of the runtime is not.
 *
 * @internal
 */
export function hasOnlyMusl(
  provides: ReadonlyMap<string, ImageProvides>,
  profile: RuntimeProfile,
): boolean {
  const names = [...provides.keys()].filter(isMuslName);
  return (
    names.length > 0 &&
    !provides.has('libc.so.6') &&
    names.every(name => findLibrary(profile, name).answer !== 'yes')
  );
}

/**
 * A profile as in sentences: `provided.al2023 (arm64)`.
 *
 * @internal
 */
export function targetOf(profile: RuntimeProfile): string {
  const [state] = profile.states;
  const own = profile.origin === 'shipped' ? profile.name : state.name;
  return `${profile.runtime ?? own} (${profile.architecture})`;
}

/**
 * `had` of a runtime that no function is on any more by what the profile says.
 *
 * @internal
 */
export function verbOf({ states }: RuntimeProfile): 'had' | 'has' {
  return states.every(({ until }) => until !== null) ? 'had' : 'has';
}

/**
 * The highest that the states of a runtime have, where all have one that is
 * lower than the image's: `3.4.29`, `3.4.29 or 3.4.33`. Else null.
 *
 * @internal
 */
export function limitOf({ image, runtime }: Highest): string[] | null {
  const tops = new Set<string>();
  for (const { version } of runtime) {
    if (version === null || compareVersionNames(version, image) >= 0) {
      return null;
    }
    tops.add(version);
  }
  return tops.size === 0 ? null : [...tops].sort(compareVersionNames);
}

/**
 * The sentence of a fit.
 *
 * @internal
 */
export function fitSentence(fit: {
  answer: Answer;
  beyond: Beyond[];
  libraries: NonNullable<ImageFit['libraries']>;
  musl: boolean;
  incomplete: string | null;
  /** The highest of the image, of the headlines. */
  tops: string[];
  profile: RuntimeProfile;
}): string {
  const { answer, beyond, musl, incomplete, profile } = fit;
  const target = targetOf(profile);
  if (musl) {
    return `Its C library is musl, not that of ${target}: what is linked with it does not start there, unless it is static.`;
  }
  if (fit.libraries.compared.length === 0) {
    return `It has no library whose versions could be compared with those of ${target}.`;
  }
  if (answer === 'no') {
    return beyondSentence(beyond, profile);
  }
  if (answer === 'yes') {
    return fittingSentence(fit);
  }
  const [first] = beyond;
  return first
    ? `Whether ${target} has ${versionsText(
        first.unknown,
      )}, which it provides, is not known.`
    : `Which versions its ${incomplete} provides is not known whole.`;
}

function beyondSentence(beyond: Beyond[], profile: RuntimeProfile): string {
  const target = targetOf(profile);
  const parts = HEADLINES.flatMap(([library, namespace]) => {
    const one = beyond.find(({ library: name }) => name === library);
    return one ? partOf(one, namespace) ?? [] : [];
  });
  if (parts.length > 0) {
    const provides = parts.map(
      ({ namespace, image }) => `${namespace} up to ${numberOf(image)}`,
    );
    const has = parts.map(({ limit }) => limit.map(numberOf).join(' or '));
    return `It provides ${listOf(provides)}; ${target} ${verbOf(
      profile,
    )} up to ${listOf(has)}.`;
  }
  const [first] = beyond;
  const [namespace] = first.versions.map(versionNamespace);
  const part = partOf(first, namespace);
  return part
    ? `It provides ${namespace} of ${first.library} up to ${numberOf(
        part.image,
      )}; ${target} ${verbOf(profile)} up to ${part.limit
        .map(numberOf)
        .join(' or ')}.`
    : `Its ${first.library} provides ${versionsText(
        first.versions,
      )}; ${target} ${
        verbOf(profile) === 'had' ? 'did' : 'does'
      } not have that.`;
}

/** Where the highest version is among those that the runtime lacks. */
function partOf(
  { versions, highest }: Beyond,
  namespace: string,
): { namespace: string; image: string; limit: string[] } | null {
  const top = highest.find(one => one.namespace === namespace);
  const limit = top ? limitOf(top) : null;
  return top && limit && versions.includes(top.image)
    ? { namespace, image: top.image, limit }
    : null;
}

function fittingSentence({
  libraries,
  tops,
  profile,
}: Parameters<typeof fitSentence>[0]): string {
  const target = targetOf(profile);
  const { notCompared } = libraries;
  const has = verbOf(profile);
  const upTo = tops.length > 0 ? `, up to ${listOf(tops)}` : '';
  return notCompared.length === 0
    ? `${target} ${has} every symbol version that it provides${upTo}.`
    : `${target} ${has} every symbol version of its C and C++ libraries${upTo}; which versions ${
        notCompared.length
      } other ${notCompared.length === 1 ? 'library' : 'libraries'} ${
        has === 'had' ? 'had' : 'have'
      } there is not known.`;
}
