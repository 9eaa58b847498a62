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

import { byText } from '../packages/byText';
import type { ImageFacts, LoadedLibrary, ProvidedVersion } from '../types';
import type { LibraryVersionChange } from './types';
import {
  compareNames,
  isPrivateName,
  namespaceOf,
  numberOf,
} from './versionNames';

/** The libraries that programs need most stand first. */
const FIRST = ['libstdc++.so.6', 'libc.so.6', 'libm.so.6', 'libgcc_s.so.1'];

/** @internal */
export interface LibraryComparison {
  symbolVersions: LibraryVersionChange[];
  libraries: { added: string[]; removed: string[] };
  /** What is not known, as sentences. */
  undecided: string[];
}

/**
 * Compares the libraries that the loaders of two images take, by name.
 *
 * @internal
 */
export function compareLibraries(
  from: ImageFacts,
  to: ImageFacts,
): LibraryComparison {
  const before = new Map(from.libraries.map(item => [item.name, item]));
  const after = new Map(to.libraries.map(item => [item.name, item]));
  const undecided: string[] = [];
  const symbolVersions: LibraryVersionChange[] = [];
  for (const [name, old] of before) {
    const current = after.get(name);
    // Another name of a file that its soname tells of already.
    const isAlias =
      current !== undefined &&
      isOtherName(old, before) &&
      isOtherName(current, after);
    if (current && !isAlias && old.sha256 !== current.sha256) {
      const change = compareVersions(old, current, undecided);
      if (change) {
        symbolVersions.push(change);
      }
    }
  }
  return {
    symbolVersions: symbolVersions.sort(byImportance),
    libraries: {
      added: missing(after, before, from, 'old', undecided),
      removed: missing(before, after, to, 'new', undecided),
    },
    undecided,
  };
}

function isOtherName(
  library: LoadedLibrary,
  all: ReadonlyMap<string, LoadedLibrary>,
): boolean {
  const { name, soname, path } = library;
  return soname !== null && name !== soname && all.get(soname)?.path === path;
}

function compareVersions(
  from: LoadedLibrary,
  to: LoadedLibrary,
  undecided: string[],
): LibraryVersionChange | undefined {
  const gained = versionsBeyond(to, from);
  const lost = versionsBeyond(from, to);
  if (!from.complete || !to.complete) {
    const side = from.complete ? 'new' : 'old';
    undecided.push(
      `The versions of ${to.name} of the ${side} image could not be read in full.`,
    );
  }
  // A version that only the incomplete side seems to lack may be there too.
  const change = {
    gained: from.complete ? gained : [],
    lost: to.complete ? lost : [],
  };
  if (change.gained.length + change.lost.length === 0) {
    return undefined;
  }
  return {
    library: to.name,
    path: { from: from.path, to: to.path },
    ...change,
    highest: highestVersions(from, to, [...change.gained, ...change.lost]),
  };
}

/** The versions that a library has and another one has not, in order. */
function versionsBeyond(
  library: LoadedLibrary,
  other: LoadedLibrary,
): ProvidedVersion[] {
  const known = new Set(other.versions.map(({ name }) => name));
  const found = new Map<string, ProvidedVersion>();
  for (const version of library.versions) {
    if (!known.has(version.name) && !isPrivateName(version.name)) {
      found.set(version.name, version);
    }
  }
  return [...found.values()].sort((a, b) => compareNames(a.name, b.name));
}

function highestVersions(
  from: LoadedLibrary,
  to: LoadedLibrary,
  changed: ProvidedVersion[],
): LibraryVersionChange['highest'] {
  const namespaces = new Set(
    changed
      .filter(({ name }) => numberOf(name))
      .map(({ name }) => namespaceOf(name)),
  );
  const before = highestOf(from);
  const after = highestOf(to);
  return [...namespaces].sort(byText).map(namespace => ({
    namespace,
    from: before.get(namespace) ?? null,
    to: after.get(namespace) ?? null,
  }));
}

function highestOf(library: LoadedLibrary): Map<string, string> {
  const highest = new Map<string, string>();
  for (const { name } of library.versions) {
    const namespace = namespaceOf(name);
    const other = highest.get(namespace);
    if (
      numberOf(name) &&
      !isPrivateName(name) &&
      (other === undefined || compareNames(name, other) > 0)
    ) {
      highest.set(namespace, name);
    }
  }
  return highest;
}

/**
 * Names that one side has and the other lacks. Where a file of such a name is
 * there but could not be read, nothing is concluded.
 */
function missing(
  has: ReadonlyMap<string, LoadedLibrary>,
  lacks: ReadonlyMap<string, LoadedLibrary>,
  lacking: ImageFacts,
  side: 'old' | 'new',
  undecided: string[],
): string[] {
  const unread = lacking.problems
    .filter(({ code }) => code === 'damaged-elf' || code === 'elf-too-large')
    .map(({ path }) => path?.slice(path.lastIndexOf('/') + 1) ?? '');
  return [...has.keys()]
    .filter(name => !lacks.has(name))
    .filter(name => {
      const isUnread = unread.some(
        file => file === name || file.startsWith(`${name}.`),
      );
      if (isUnread) {
        undecided.push(
          `Whether the ${side} image has ${name} is not known: a file of that name could not be read.`,
        );
      }
      return !isUnread;
    })
    .sort(byText);
}

function byImportance(a: LibraryVersionChange, b: LibraryVersionChange) {
  const rank = ({ library }: LibraryVersionChange) =>
    FIRST.includes(library) ? FIRST.indexOf(library) : FIRST.length;
  return rank(a) - rank(b) || byText(a.library, b.library);
}
