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

import type { RuntimeProfile, RuntimeState } from '../types';
import type { VersionAnswer } from './types';
import { isPrivateVersion } from '../versions/versionNames';
import { askStates } from './answers';
import type { StateAnswer } from './answers';
import { findLibrary, libraryInState } from './findLibrary';

/**
 * Whether a library defines a version in one state.
 *
 * @internal
 */
export function versionInState(
  profile: RuntimeProfile,
  state: RuntimeState,
  name: string,
  version: string,
): StateAnswer {
  const found = libraryInState(profile, state, name);
  const { library } = found;
  if (!library || library.present === 'no') {
    return found;
  }
  const has = versionOf(library, version);
  if (has === 'no') {
    // Whether the library is there or not: this version is not.
    return { answer: 'no', sources: found.sources };
  }
  if (has === 'unknown') {
    return {
      answer: 'unknown',
      sources: found.sources,
      undecided:
        found.undecided ??
        `whether ${name} of ${state.name} defines ${version}; take a snapshot`,
    };
  }
  return found;
}

/**
 * What the list of a library says of a version.
 *
 * @internal
 */
export function versionOf(
  library: RuntimeState['libraries'][string],
  version: string,
): 'yes' | 'no' | 'unknown' {
  if (library.versions.includes(version)) {
    return 'yes';
  }
  return library.unknownVersions?.includes(version)
    ? 'unknown'
    : library.otherVersions;
}

/**
 * Whether a library of the system defines a version. Versions are members of a
 * list for each library, never a range: libc.so.6 has GLIBC_2.36 and
 * GLIBC_2.38 but no GLIBC_2.37, and the loader's GLIBC_2.35 says nothing about
 * that of libc.so.6.
 *
 * A weak need (`VER_FLG_WEAK`) does not break when the answer is `no`; a
 * library without any version is loaded with a warning only. Both are for the
 * caller to weigh.
 *
 * @public
 */
export function findVersion(
  profile: RuntimeProfile,
  library: string,
  version: string,
): VersionAnswer {
  return {
    ...askStates(profile, state =>
      versionInState(profile, state, library, version),
    ),
    library: findLibrary(profile, library).answer,
    private: isPrivateVersion(version),
  };
}
