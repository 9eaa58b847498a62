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

import type { MoveOnRuntime } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { compareVersions } from '../../../components/ladder/versions';
import type { Comparison, LibraryChange, ProvidedVersion } from './types';

/** What became of the versions of one namespace, over all libraries. */
export interface NamespaceChange {
  /** Such as `GLIBCXX`; for versions without a number the version itself. */
  namespace: string;
  libraries: string[];
  gained: ProvidedVersion[];
  lost: ProvidedVersion[];
  /** The highest after the move, where nothing came or went. */
  unchanged: string | null;
}

const VERSION = /^(.+)_(\d[^_]*)$/;

/** `GLIBCXX` and `3.4.30` of `GLIBCXX_3.4.30`. */
export function splitVersion(version: string): {
  namespace: string;
  number: string;
} {
  const [, namespace = version, number = ''] = VERSION.exec(version) ?? [];
  return { namespace, number };
}

/** What native code needs most often, in the order in which people ask. */
const FIRST = ['GLIBCXX', 'CXXABI', 'GCC', 'GLIBC'];

function rankOf({ namespace }: NamespaceChange): number {
  const rank = FIRST.indexOf(namespace);
  return rank === -1 ? FIRST.length : rank;
}

function withSymbols(
  known: readonly ProvidedVersion[],
  added: ProvidedVersion,
): ProvidedVersion[] {
  const same = known.find(({ name }) => name === added.name);
  if (!same) {
    return [...known, added];
  }
  const symbols =
    same.symbols === null || added.symbols === null
      ? null
      : same.symbols + added.symbols;
  return known.map(one => (one === same ? { ...one, symbols } : one));
}

/** 3.4.9 before 3.4.10, from whichever library they are. */
function inOrder(versions: readonly ProvidedVersion[]): ProvidedVersion[] {
  return [...versions].sort((a, b) => compareVersions(a.name, b.name));
}

/**
 * The changes of libraries by namespace. A version that several libraries
 * carry, as those of glibc do, is one version, with all of their symbols.
 */
export function namespaceChanges(
  libraries: readonly LibraryChange[],
): NamespaceChange[] {
  const changes = new Map<string, NamespaceChange>();
  const of = (namespace: string, library: string) => {
    const change = changes.get(namespace) ?? {
      namespace,
      libraries: [],
      gained: [],
      lost: [],
      unchanged: null,
    };
    if (!change.libraries.includes(library)) {
      change.libraries.push(library);
    }
    changes.set(namespace, change);
    return change;
  };
  for (const { gained, highest, library, lost } of libraries) {
    for (const version of gained) {
      const change = of(splitVersion(version.name).namespace, library);
      change.gained = withSymbols(change.gained, version);
    }
    for (const version of lost) {
      const change = of(splitVersion(version.name).namespace, library);
      change.lost = withSymbols(change.lost, version);
    }
    for (const { from, namespace, to } of highest) {
      if (to !== null && from === to) {
        of(namespace, library).unchanged = to;
      }
    }
  }
  for (const change of changes.values()) {
    change.gained = inOrder(change.gained);
    change.lost = inOrder(change.lost);
  }
  const isChanged = ({ gained, lost }: NamespaceChange) =>
    gained.length + lost.length > 0;
  return [...changes.values()].sort(
    (a, b) =>
      Number(isChanged(b)) - Number(isChanged(a)) ||
      rankOf(a) - rankOf(b) ||
      a.namespace.localeCompare(b.namespace),
  );
}

/** How many versions came and went, each counted once. */
export function versionCounts(changes: readonly NamespaceChange[]): {
  gained: number;
  lost: number;
} {
  return {
    gained: changes.reduce((sum, { gained }) => sum + gained.length, 0),
    lost: changes.reduce((sum, { lost }) => sum + lost.length, 0),
  };
}

/** Names of versions, each once, in the order in which they are listed. */
export function versionNames(
  libraries: ReadonlyArray<{ versions: readonly string[] }>,
): string[] {
  return [...new Set(libraries.flatMap(({ versions }) => versions))];
}

/** The last version of each namespace, what people ask for most first. */
export function highestNames(versions: readonly string[]): string[] {
  const highest = new Map<string, string>();
  for (const version of versions) {
    const { namespace } = splitVersion(version);
    const known = highest.get(namespace);
    if (known === undefined || compareVersions(known, version) < 0) {
      highest.set(namespace, version);
    }
  }
  const rank = (namespace: string) =>
    FIRST.includes(namespace) ? FIRST.indexOf(namespace) : FIRST.length;
  return [...highest]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([, version]) => version);
}

/**
 * Libraries that the image and a runtime have, and in which no version
 * changed. None where something could not be compared: it may be one of them.
 */
export function unchangedLibraries(
  { libraries, symbolVersions, undecided }: Comparison,
  runtimes: readonly MoveOnRuntime[],
): string[] {
  if (undecided.length > 0) {
    return [];
  }
  const changed = new Set([
    ...symbolVersions.map(({ library }) => library),
    ...libraries.added,
    ...libraries.removed,
  ]);
  const known = runtimes.flatMap(({ fit }) => [
    ...(fit.libraries?.compared ?? []),
    ...(fit.libraries?.notCompared ?? []),
  ]);
  return [...new Set(known)].filter(name => !changed.has(name)).sort();
}
