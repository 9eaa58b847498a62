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

import type { RuntimeProfile } from '../types';
import type { HighestVersion } from './types';
import {
  compareVersionNames,
  versionNamespace,
  versionNumber,
} from '../versions/versionNames';
import { libraryInState } from './findLibrary';

/**
 * The numbered versions of one namespace that a library defines, for each
 * state of a profile: the steps of the version ladder, such as `GLIBCXX` of
 * `libstdc++.so.6`. For showing only; {@link findVersion} decides.
 *
 * @public
 */
export function highestVersions(
  profile: RuntimeProfile,
  library: string,
  namespace: string,
): HighestVersion[] {
  const belongs = (version: string) =>
    versionNamespace(version) === namespace &&
    versionNumber(version) !== undefined;
  return profile.states.map(state => {
    const found = libraryInState(profile, state, library);
    const versions =
      found.answer === 'yes'
        ? (found.library?.versions ?? [])
            .filter(belongs)
            .sort(compareVersionNames)
        : [];
    return {
      state: state.id,
      version: versions[versions.length - 1] ?? null,
      versions,
      complete:
        found.answer === 'no' ||
        (found.answer === 'yes' &&
          found.library?.otherVersions === 'no' &&
          !found.library.unknownVersions?.some(belongs)),
    };
  });
}
