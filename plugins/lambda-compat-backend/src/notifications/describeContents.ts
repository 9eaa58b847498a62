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
  ContentsSummary,
  MoveContents,
  MoveOnRuntime,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  compareVersionNames,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';
import { highestOfRuntime } from '../incidents/highestOfRuntime';
import { cut, joinSome } from './plainText';

/**
 * How much what came with a move weighs.
 *
 * - `heavy`: another distribution, or other symbol versions.
 * - `light`: packages or the configuration, or part of that is not known.
 * - `none`: nothing came.
 * - `unknown`: it was not read, or not yet.
 */
export type ContentsWeight = 'heavy' | 'light' | 'none' | 'unknown';

/** What there is to say of what came with a move. */
export interface DescribedContents {
  weight: ContentsWeight;
  /** What follows "moved: ", without a full stop; null where it is nothing. */
  title: string | null;
  /** What a person wants to know first stands first. */
  sentences: string[];
}

const MAX_TEXT = 80;
const MAX_SENTENCE = 300;
const MAX_LIBRARIES = 3;
const MAX_RANGES = 4;
const MAX_RANGES_IN_TITLE = 2;
const MAX_RUNTIMES = 2;

/** Those that compilers link with unasked, by what broke most. */
const NAMESPACES = ['GLIBCXX', 'GLIBC', 'CXXABI', 'GCC'];

/** @param contents - of the platforms that are spoken of */
export function describeContents(
  contents: readonly MoveContents[],
): DescribedContents {
  const known = contents.flatMap(({ summary }) => summary ?? []);
  const weight = weighContents(contents);
  const [first] = known;
  if (!first) {
    return { weight, title: null, sentences: explainUnknown(contents) };
  }
  const distro = known.find(one => one.distro)?.distro ?? null;
  const gained = mergeVersions(known.map(one => one.gained));
  const lost = mergeVersions(known.map(one => one.lost));
  const sentences = [
    ...(distro
      ? [`It is ${cutName(distro.to)} now, and was ${cutName(distro.from)}.`]
      : []),
    ...sayVersions(gained, 'now provides'),
    ...sayVersions(lost, 'no longer provides'),
  ];
  return {
    weight,
    title: getTitle(distro, gained, lost),
    sentences:
      sentences.length > 0
        ? sentences
        : [cut(first.sentence, MAX_SENTENCE).replace(/\.?$/, '.')],
  };
}

function weighContents(contents: readonly MoveContents[]): ContentsWeight {
  const classes = new Set(
    contents.flatMap(({ summary }) => summary?.class ?? []),
  );
  if (classes.has('distro') || classes.has('symbol-versions')) {
    return 'heavy';
  }
  // Where there is no image on one side, nothing can be said to have come.
  const isKnown =
    contents.length > 0 &&
    contents.every(({ state }) => state === 'available' || state === 'none');
  if (!isKnown || classes.size === 0) {
    return 'unknown';
  }
  return classes.size === 1 && classes.has('none') ? 'none' : 'light';
}

function explainUnknown(contents: readonly MoveContents[]): string[] {
  const states = new Set(contents.map(({ state }) => state));
  if (states.has('pending')) {
    return ['What came with it is being read.'];
  }
  const message = contents.find(one => one.message)?.message;
  return message ? [cut(message, MAX_SENTENCE)] : [];
}

type Versions = ContentsSummary['gained'];

function mergeVersions(lists: readonly Versions[]): Versions {
  const merged = new Map<string, Set<string>>();
  for (const { library, versions } of lists.flat()) {
    const known = merged.get(library) ?? new Set();
    versions.forEach(version => known.add(version));
    merged.set(library, known);
  }
  return [...merged]
    .map(([library, versions]) => ({
      library,
      versions: [...versions].sort(compareVersionNames),
    }))
    .sort((a, b) => rankOf(a.versions) - rankOf(b.versions));
}

/** `libstdc++.so.6 now provides GLIBCXX_3.4.30 to 3.4.33.` */
function sayVersions(changed: Versions, verb: string): string[] {
  const shown = changed.slice(0, MAX_LIBRARIES).map(({ library, versions }) => {
    const ranges = joinSome(toRanges(versions), MAX_RANGES);
    return `${cutName(library)} ${verb} ${ranges}.`;
  });
  const left = changed.length - shown.length;
  return left > 0
    ? [
        ...shown,
        `So it is with ${left} more ${left > 1 ? 'libraries' : 'library'}.`,
      ]
    : shown;
}

function getTitle(
  distro: ContentsSummary['distro'],
  gained: Versions,
  lost: Versions,
): string | null {
  if (distro) {
    return `${cutName(distro.from)} became ${cutName(distro.to)}`;
  }
  const [changed, becomes] =
    gained.length > 0 ? [gained, 'new'] : [lost, 'gone'];
  const versions = changed.flatMap(one => one.versions);
  if (versions.length === 0) {
    return null;
  }
  const ranges = toRanges([...new Set(versions)].sort(compareVersionNames));
  const are = versions.length > 1 ? 'are' : 'is';
  return `${joinSome(ranges, MAX_RANGES_IN_TITLE)} ${are} ${becomes}`;
}

/** By namespace: `GLIBCXX_3.4.30 to 3.4.33`. */
function toRanges(versions: readonly string[]): string[] {
  const namespaces = [...new Set(versions.map(versionNamespace))];
  return namespaces
    .sort((a, b) => rankOf([a]) - rankOf([b]))
    .flatMap(namespace => {
      const own = versions.filter(it => versionNamespace(it) === namespace);
      const numbered = own.filter(it => /_\d/.test(it.slice(namespace.length)));
      const others = own.filter(it => !numbered.includes(it)).map(cutName);
      const [lowest] = numbered;
      const highest = numbered.at(-1);
      if (lowest === undefined || highest === undefined) {
        return others;
      }
      const range =
        lowest === highest
          ? cutName(lowest)
          : `${cutName(lowest)} to ${cutName(
              highest.slice(namespace.length + 1),
            )}`;
      return [range, ...others];
    });
}

function rankOf(versions: readonly string[]): number {
  const ranks = versions.map(version =>
    NAMESPACES.indexOf(versionNamespace(version)),
  );
  const known = ranks.filter(rank => rank >= 0);
  return known.length > 0 ? Math.min(...known) : NAMESPACES.length;
}

/**
 * What the runtimes of exposed functions lack of what came:
 * `provided.al2023 on arm64 has GLIBCXX up to 3.4.29.`
 */
export function sayRuntimes(runtimes: readonly MoveOnRuntime[]): string[] {
  const lacking = runtimes.filter(({ fit }) => fit.answer === 'no');
  const shown = lacking.slice(0, MAX_RUNTIMES).map(one => {
    const name = `${cutName(one.runtime)} on ${one.architecture}`;
    const highest = listHighest(one);
    return highest.length > 0
      ? `${name} has ${joinSome(highest, MAX_RANGES)}.`
      : `${name} does not have all of that.`;
  });
  const left = lacking.length - shown.length;
  return left > 0
    ? [
        ...shown,
        `${left} more ${
          left > 1 ? 'runtimes lack' : 'runtime lacks'
        } some of it.`,
      ]
    : shown;
}

function listHighest({ fit }: MoveOnRuntime): string[] {
  return [...highestOfRuntime(fit)]
    .sort(([a], [b]) => rankOf([a]) - rankOf([b]))
    .flatMap(([namespace, versions]) => {
      const highest = versions.at(-1);
      return highest === undefined
        ? []
        : `${cutName(namespace)} up to ${cutName(
            highest.slice(namespace.length + 1),
          )}`;
    });
}

function cutName(name: string): string {
  return cut(name, MAX_TEXT);
}
