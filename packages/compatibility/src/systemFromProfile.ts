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
  defaultDirectories,
  emptySystem,
  type SystemAnswer,
  type SystemLibraries,
} from '@lambda-compat/elf-symbols';
import {
  findInterpreter,
  findLibrary,
  findSymbol,
  findVersion,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { directoryOf, isBelow, nameOf } from './evaluation/paths';
import { machineOf } from './evaluation/machines';

const NO: SystemAnswer = { answer: 'no' };

/** Directories of the function and its layers, which no system fills. */
const OF_THE_FUNCTION = ['/var/task', '/opt'];

/** Folders for some processors that only the loader since glibc 2.33 tries. */
const HWCAPS = 'glibc-hwcaps/';

/** On all of these systems `/lib64` is `/usr/lib64` or comes just before it. */
function canonical(directory: string): string {
  return directory.replace(/^\/usr(?=\/lib)/, '');
}

function plain({
  answer,
  undecided,
}: {
  answer: SystemAnswer['answer'];
  undecided?: string;
}): SystemAnswer {
  return answer === 'unknown' && undecided !== undefined
    ? { answer, undecided }
    : { answer };
}

/**
 * The files of a runtime as the resolution of libraries asks for them.
 *
 * A library whose presence is not known is said to be where the lists of the
 * image have it, in `/lib64`, before what the function brings. A name that no
 * list has is said to be in the last directory of all: that an unpublished
 * folder of the runtime takes the place of a library that the function brings
 * is not assumed.
 *
 * @public
 */
export function systemFromProfile(profile: RuntimeProfile): SystemLibraries {
  const libc = profile.states.some(({ interpreters }) =>
    interpreters.some(path => nameOf(path).startsWith('ld-musl-')),
  )
    ? 'musl'
    : 'glibc';
  const base = emptySystem(machineOf(profile.architecture), libc);
  const old =
    profile.operatingSystem === 'al1' || profile.operatingSystem === 'al2';
  const defaults = defaultDirectories(libc);
  const last = canonical(defaults[defaults.length - 1]);
  // The same few libraries are asked for by every file of a function.
  const libraries = remembering((name: string) => {
    const found = findLibrary(profile, name);
    return { found, homes: homesOf(profile, name, found.path) };
  });
  const versions = remembering((key: string) => {
    const [name, version] = key.split('\0');
    return plain(findVersion(profile, name, version));
  });
  return {
    ...base,
    hardwareFolders: base.hardwareFolders.filter(
      ({ folder }) => !(old && folder.startsWith(HWCAPS)),
    ),
    cacheDirectories: cacheDirectories(profile, defaults),
    findLibrary: (directory, name) => {
      if (OF_THE_FUNCTION.some(own => isBelow(directory, own))) {
        return NO;
      }
      const { found, homes } = libraries(name);
      if (found.answer === 'no') {
        return NO;
      }
      const at = canonical(directory);
      if (homes.length === 0) {
        return at === last ? plain(found) : NO;
      }
      return homes.includes(at) ? plain(found) : NO;
    },
    findVersion: (path, version) => versions(`${nameOf(path)}\0${version}`),
    findSymbol: (path, version, symbol) => {
      const found = findSymbol(profile, nameOf(path), version, symbol);
      return found.listed ? plain(found) : null;
    },
    listVersions: path => listVersions(profile, nameOf(path)),
    findInterpreter: path =>
      OF_THE_FUNCTION.some(own => isBelow(path, own))
        ? NO
        : plain(findInterpreter(profile, path)),
  };
}

function remembering<R>(compute: (key: string) => R): (key: string) => R {
  const known = new Map<string, R>();
  return key => {
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const result = compute(key);
    known.set(key, result);
    return result;
  };
}

/** The directories in which a listed library is; none for one not listed. */
function homesOf(
  profile: RuntimeProfile,
  name: string,
  path: string | null,
): string[] {
  if (path !== null) {
    return [canonical(directoryOf(path))];
  }
  const homes = new Set<string>();
  for (const { libraries } of profile.states) {
    if (Object.hasOwn(libraries, name) && libraries[name].present !== 'no') {
      homes.add(canonical(directoryOf(libraries[name].path ?? '/lib64/x')));
    }
  }
  return [...homes];
}

/** A measured system may have more folders than every loader looks through. */
function cacheDirectories(
  profile: RuntimeProfile,
  defaults: string[],
): string[] {
  if (profile.origin === 'shipped') {
    return [];
  }
  const known = new Set([...defaults, ...profile.libraryPath]);
  const folders = profile.states.flatMap(state => [
    ...(state.folders ?? []),
    ...Object.values(state.libraries).flatMap(({ path, present }) =>
      path === null || present === 'no' ? [] : directoryOf(path),
    ),
  ]);
  return [...new Set(folders)].filter(
    folder =>
      !known.has(folder) && !OF_THE_FUNCTION.some(own => isBelow(folder, own)),
  );
}

/** Null unless all states have the same versions and none is in doubt. */
function listVersions(profile: RuntimeProfile, name: string): string[] | null {
  let versions: string[] | null = null;
  for (const { libraries } of profile.states) {
    const library = Object.hasOwn(libraries, name)
      ? libraries[name]
      : undefined;
    if (
      !library ||
      library.otherVersions === 'unknown' ||
      (library.unknownVersions?.length ?? 0) > 0 ||
      (versions !== null && versions.join() !== library.versions.join())
    ) {
      return null;
    }
    versions = library.versions;
  }
  return versions && [...versions];
}
