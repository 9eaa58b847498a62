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
  highestVersions,
  isPrivateVersion,
  libraryVersions,
  versionNamespace,
  type Answer,
  type LibraryVersions,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { fitSentence, hasOnlyMusl, HEADLINES, isMuslName } from './fitSentence';
import type { ImageFit, ImageProvides } from './types';
import { compareNamespaces, compareShownVersions } from './versionOrder';

/**
 * The libraries that compilers link with unasked. They decide even where their
 * versions are not known whole. Of others, the versions decide that are known
 * of the runtime.
 */
const BASE = [
  'libc.so.6',
  'libstdc++.so.6',
  'libgcc_s.so.1',
  'libm.so.6',
  'ld-linux-aarch64.so.1',
  'ld-linux-x86-64.so.2',
  'libanl.so.1',
  'libdl.so.2',
  'libmvec.so.1',
  'libpthread.so.0',
  'libresolv.so.2',
  'librt.so.1',
  'libutil.so.1',
];

/** Beyond any real image: a whole desktop has some 3,000, and 60 versions. */
const MAX_LIBRARIES = 20_000;
const MAX_VERSIONS = 2_000;

/** What one library came to. */
interface Compared {
  library: string;
  versions: string[];
  unknown: string[];
  all: string[];
  complete: boolean;
}

/**
 * Whether a library is one that compilers link with unasked.
 *
 * @internal
 */
export function isBaseLibrary(name: string): boolean {
  return BASE.includes(name) || isMuslName(name);
}

/**
 * What of an image is beyond a runtime: the versions of its libraries that the
 * libraries of the same name in the runtime do not define. Private versions
 * (`GLIBC_PRIVATE`) do not count.
 *
 * - A library that the runtime does not have at all is not beyond: a build that
 *   links with it breaks by R2, whatever its versions. Those are named in
 *   `libraries.notInRuntime`.
 * - A library whose versions, or whose presence, are not known of the runtime
 *   decides nothing unless it is one that compilers link with unasked (those of
 *   glibc, libstdc++ and libgcc_s): `libraries.notCompared`.
 * - An image whose only C library is musl gives programs that no other loader
 *   starts, or static ones that need none: the answer is `unknown`. What was
 *   built on it is R4's.
 *
 * @public
 */
export function imageFit(
  provides: readonly ImageProvides[],
  profile: RuntimeProfile,
): ImageFit {
  const byName = new Map<string, ImageProvides>();
  for (const one of provides.slice(0, MAX_LIBRARIES)) {
    if (!byName.has(one.name)) {
      byName.set(one.name, one);
    }
  }
  const libraries = {
    compared: [] as string[],
    notCompared: [] as string[],
    notInRuntime: [] as string[],
  };
  const found: Compared[] = [];
  for (const one of [...byName.values()].sort(byLibrary)) {
    const runtime = libraryVersions(profile, one.name);
    const kind = kindOf(one.name, runtime);
    libraries[kind].push(one.name);
    if (kind === 'compared') {
      found.push(compare(one, runtime, profile));
    }
  }
  const musl = hasOnlyMusl(byName, profile);
  const answer = musl ? 'unknown' : answerOf(found, libraries.notCompared);
  // Libraries that are linked with musl are never loaded beside glibc's.
  const beyond = (musl ? [] : found)
    .filter(({ versions, unknown }) => versions.length + unknown.length > 0)
    .sort((a, b) => Number(isEmpty(a.versions)) - Number(isEmpty(b.versions)))
    .map(one => ({
      library: one.library,
      versions: one.versions,
      unknown: one.unknown,
      highest: highestOf(one, profile),
    }));
  return {
    answer,
    beyond,
    libraries,
    sentence: fitSentence({
      answer,
      beyond,
      libraries,
      musl,
      incomplete: found.find(({ complete }) => !complete)?.library ?? null,
      tops: topsOfBase(found),
      profile,
    }),
  };
}

function isEmpty(list: readonly unknown[]): boolean {
  return list.length === 0;
}

function kindOf(
  name: string,
  { present, complete }: LibraryVersions,
): 'compared' | 'notCompared' | 'notInRuntime' {
  if (present === 'no') {
    return 'notInRuntime';
  }
  return isBaseLibrary(name) || complete ? 'compared' : 'notCompared';
}

function compare(
  { name, versions: given, complete }: ImageProvides,
  runtime: LibraryVersions,
  profile: RuntimeProfile,
): Compared {
  const all = [...new Set(given.slice(0, MAX_VERSIONS))].filter(
    version => !isPrivateVersion(version),
  );
  const of = (answer: Answer) =>
    all
      .filter(
        version =>
          runtime.has(version) === answer &&
          !(answer === 'no' && mayBeVendors(name, version, profile)),
      )
      .sort(compareShownVersions);
  return {
    library: name,
    versions: of('no'),
    unknown: of('unknown'),
    all,
    complete: complete && given.length <= MAX_VERSIONS,
  };
}

/**
 * Versions between those of the releases are added by distributions
 * (`OPENSSL_3.0.1` of Red Hat's relatives), which the shipped tables do not
 * have, because they are made from Debian's: that they lack one that is not
 * above all of theirs says nothing. Of the libraries of compilers all are known.
 */
function mayBeVendors(
  library: string,
  version: string,
  profile: RuntimeProfile,
): boolean {
  if (profile.origin !== 'shipped' || isBaseLibrary(library)) {
    return false;
  }
  const namespace = versionNamespace(version);
  const tops = highestVersions(profile, library, namespace).flatMap(
    one => one.version ?? [],
  );
  return (
    !/^\d[\d._]*[a-z]?$/.test(version.slice(namespace.length + 1)) ||
    tops.length === 0 ||
    tops.some(top => compareVersionNames(version, top) <= 0)
  );
}

function answerOf(found: Compared[], notCompared: string[]): Answer {
  if (isEmpty(found)) {
    // An image without libraries gives programs none to ask for.
    return isEmpty(notCompared) ? 'yes' : 'unknown';
  }
  if (found.some(({ versions }) => versions.length > 0)) {
    return 'no';
  }
  return found.some(({ unknown, complete }) => unknown.length > 0 || !complete)
    ? 'unknown'
    : 'yes';
}

/** Namespaces with versions that are beyond, or may be, before the others. */
function highestOf(
  one: Compared,
  profile: RuntimeProfile,
): ImageFit['beyond'][number]['highest'] {
  const { library, versions, unknown } = one;
  const inQuestion = new Set([...versions, ...unknown].map(versionNamespace));
  return [...topsOf(one)]
    .sort(
      ([a], [b]) =>
        Number(inQuestion.has(b)) - Number(inQuestion.has(a)) ||
        compareNamespaces(a, b),
    )
    .map(([namespace, image]) => ({
      namespace,
      image,
      runtime: highestVersions(profile, library, namespace).map(
        ({ state, version }) => ({ state, version }),
      ),
    }));
}

/** The highest numbered version of each namespace. */
function topsOf({ all }: Compared): Map<string, string> {
  const tops = new Map<string, string>();
  for (const version of all) {
    const namespace = versionNamespace(version);
    const top = tops.get(namespace);
    if (
      /^\d/.test(version.slice(namespace.length + 1)) &&
      (top === undefined || compareVersionNames(version, top) > 0)
    ) {
      tops.set(namespace, version);
    }
  }
  return tops;
}

/** As the sentence of an image that fits has them. */
function topsOfBase(found: Compared[]): string[] {
  return HEADLINES.flatMap(([library, namespace]) => {
    const one = found.find(({ library: name }) => name === library);
    return one ? topsOf(one).get(namespace) ?? [] : [];
  });
}

function byLibrary(a: ImageProvides, b: ImageProvides): number {
  return rankOf(a.name) - rankOf(b.name) || compareText(a.name, b.name);
}

function rankOf(name: string): number {
  const index = BASE.indexOf(name);
  return index < 0 ? BASE.length : index;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
