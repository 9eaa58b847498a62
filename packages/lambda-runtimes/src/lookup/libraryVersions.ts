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

import type { Answer, ProvidedLibrary, RuntimeProfile } from '../types';
import { libraryInState } from './findLibrary';
import { versionOf } from './findVersion';

/**
 * What a profile says of one library, for many questions about its versions.
 *
 * @public
 */
export interface LibraryVersions {
  /** Whether the library is there; as {@link findLibrary}. */
  present: Answer;
  /**
   * Whether every state says if the library is there, and with which versions:
   * then no version is in doubt but for states that differ.
   */
  complete: boolean;
  /** Whether it defines a version; as {@link findVersion}, without sources. */
  has(version: string): Answer;
}

/** What one state has under the name. */
interface InState {
  present: Answer;
  library: ProvidedLibrary | undefined;
}

/**
 * The answers of {@link findVersion} for all versions of a library, without
 * where they are from: for lists of versions, as those of an image.
 *
 * @public
 */
export function libraryVersions(
  profile: RuntimeProfile,
  library: string,
): LibraryVersions {
  const states = profile.states.map((state): InState => {
    const found = libraryInState(profile, state, library);
    return { present: found.answer, library: found.library };
  });
  return {
    present: agreed(states.map(({ present }) => present)),
    complete: states.every(
      one =>
        one.present === 'no' ||
        (one.present === 'yes' && one.library?.otherVersions === 'no'),
    ),
    has: version => agreed(states.map(one => hasVersion(one, version))),
  };
}

function hasVersion({ present, library }: InState, version: string): Answer {
  if (!library || library.present === 'no') {
    return present;
  }
  const has = versionOf(library, version);
  return has === 'yes' ? present : has;
}

/** As for every question: where the states disagree, it is not known. */
function agreed(answers: Answer[]): Answer {
  const [first] = answers;
  return first && answers.every(answer => answer === first) ? first : 'unknown';
}
