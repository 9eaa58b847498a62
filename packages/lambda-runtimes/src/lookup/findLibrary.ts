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

import type { ProvidedLibrary, RuntimeProfile, RuntimeState } from '../types';
import type { LibraryAnswer } from './types';
import { askStates, own } from './answers';
import type { StateAnswer } from './answers';

/**
 * Whether a name is the full file name behind one of the list, as
 * `libcurl.so.4.8.0` is behind `libcurl.so.4` and `libc-2.26.so` behind
 * `libc.so.6`: the lists have only what `DT_NEEDED` usually gives.
 */
function isFullName(state: RuntimeState, name: string): boolean {
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const listed = own(state.libraries, name.slice(0, end));
    if (listed && listed.present !== 'no') {
      return true;
    }
  }
  const stem = /^(lib[A-Za-z_+]{1,64})-\d[\d.-]{0,32}\.so(?:\.\d{1,4})?$/.exec(
    name,
  )?.[1];
  return (
    stem !== undefined &&
    Object.entries(state.libraries).some(
      ([listed, library]) =>
        library.present !== 'no' && listed.startsWith(`${stem}.so.`),
    )
  );
}

/**
 * What one state provides under a name, with what it says of it.
 *
 * @internal
 */
export function libraryInState(
  profile: RuntimeProfile,
  state: RuntimeState,
  name: string,
): StateAnswer & { library: ProvidedLibrary | undefined } {
  const library = own(state.libraries, name);
  if (library) {
    return {
      answer: library.present,
      sources: [library.source],
      undecided: library.undecided,
      library,
    };
  }
  const { present, source, undecided } = state.otherLibraries;
  if (name.includes('/')) {
    // The loader opens a path as it stands, without looking through folders.
    const at = Object.values(state.libraries).find(({ path }) => path === name);
    return at
      ? { answer: at.present, sources: [at.source], library: at }
      : {
          answer: 'unknown',
          sources: [source],
          undecided: `whether the file ${name} is there`,
          library: undefined,
        };
  }
  if (
    profile.origin === 'shipped' &&
    present === 'no' &&
    isFullName(state, name)
  ) {
    return {
      answer: 'unknown',
      sources: ['file-name'],
      undecided: `whether the file ${name} is there under its full name; ask for the name without the release, or take a snapshot`,
      library: undefined,
    };
  }
  return { answer: present, sources: [source], undecided, library: undefined };
}

/**
 * Whether the loader finds a library in the system of a profile. The library
 * is named as in `DT_NEEDED`, by its file name without folder: that is what
 * the loader looks for, not the soname in the file.
 *
 * What the function itself or its layers bring is no part of the profile.
 *
 * @public
 */
export function findLibrary(
  profile: RuntimeProfile,
  library: string,
): LibraryAnswer {
  const paths = new Set<string | null>();
  const answer = askStates(profile, state => {
    const found = libraryInState(profile, state, library);
    paths.add(found.library?.path ?? null);
    return found;
  });
  const [path] = paths;
  return { ...answer, path: paths.size === 1 ? path ?? null : null };
}
