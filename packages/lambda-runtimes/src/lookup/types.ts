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

import type { Answer, FactSource } from '../types';

/**
 * What a profile says to a question.
 *
 * @public
 */
export interface ProfileAnswer {
  answer: Answer;
  /** Where that is known from, without repetition. */
  sources: FactSource[];
  /** Where the answer is `unknown`: the fact that would decide it. */
  undecided?: string;
  /** What each state says, in the order of the profile. */
  states: Array<{ id: string; answer: Answer }>;
}

/**
 * What a profile says of a library.
 *
 * @public
 */
export interface LibraryAnswer extends ProfileAnswer {
  /** The file that the loader would take, where all states agree on it. */
  path: string | null;
}

/**
 * What a profile says of a version of a library.
 *
 * @public
 */
export interface VersionAnswer extends ProfileAnswer {
  /** Whether the library itself is there. */
  library: Answer;
  /**
   * A version such as `GLIBC_PRIVATE`, which the parts of one C library use
   * among each other: that it is there does not mean that a part of another
   * build runs with it.
   */
  private: boolean;
}

/**
 * What a profile says of a symbol.
 *
 * @public
 */
export interface SymbolAnswer extends ProfileAnswer {
  /** Whether the version of the library is there. */
  version: Answer;
  /**
   * Whether the symbols of this version are listed anywhere. Where they are
   * not, the answer is `unknown` for want of a list, which is no reason to
   * doubt a version that is there.
   */
  listed: boolean;
}

/**
 * The highest version of a namespace in one state.
 *
 * @public
 */
export interface HighestVersion {
  state: string;
  /** Such as `GLIBCXX_3.4.29`; null where the library has none of them. */
  version: string | null;
  /** All that are there, lowest first. */
  versions: string[];
  /** Whether none can be missing from `versions`. */
  complete: boolean;
}
