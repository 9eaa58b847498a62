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

/**
 * What is known of a fact: it is so, it is not so, or nobody has shown it.
 *
 * @public
 */
export type Answer = 'yes' | 'no' | 'unknown';

/**
 * An instruction set that Lambda offers, as its API writes it. ELF files call
 * `arm64` `aarch64`.
 *
 * @public
 */
export type Architecture = 'x86_64' | 'arm64';

/**
 * How the code of a function reaches Lambda. A `zip` function runs on the
 * managed runtime, an `image` function on what is in its image.
 *
 * @public
 */
export type PackageType = 'zip' | 'image';

/**
 * The system under a runtime: Amazon Linux 1, 2, 2023 or the preview of 2027.
 *
 * @public
 */
export type OperatingSystem = 'al1' | 'al2' | 'al2023' | 'al2027';

/**
 * Where a fact is from.
 *
 * @public
 */
export interface FactSource {
  /** A sentence or citation that a person can follow. */
  text: string;
  /**
   * The day on which the source said so, `YYYY-MM-DD`; null for a measurement
   * whose day was not given.
   */
  asOf: string | null;
  /**
   * - `measured`: read from the files themselves.
   * - `documented`: read in the named source.
   * - `derived`: follows from other facts in the way the text says.
   * - `memory`: common knowledge that nobody has checked.
   */
  grade: 'measured' | 'documented' | 'derived' | 'memory';
}

/**
 * The facts of a runtime that have a source of their own.
 *
 * @public
 */
export type RuntimeFact =
  | 'operatingSystem'
  | 'architectures'
  | 'packageTypes'
  | 'preview'
  | 'releaseDate'
  | 'deprecationDate'
  | 'blockCreateDate'
  | 'blockUpdateDate';

/**
 * The language a runtime runs; `provided` runs whatever `bootstrap` is.
 *
 * @public
 */
export type RuntimeFamily =
  | 'dotnet'
  | 'go'
  | 'java'
  | 'nodejs'
  | 'provided'
  | 'python'
  | 'ruby';

/**
 * A Lambda runtime. Dates are `YYYY-MM-DD`, or null where AWS has published
 * none.
 *
 * @public
 */
export interface LambdaRuntime {
  /** As in the Lambda API, such as `provided.al2023`. */
  id: string;
  family: RuntimeFamily;
  operatingSystem: OperatingSystem;
  architectures: Architecture[];
  packageTypes: PackageType[];
  /** Whether it is offered only as a preview. */
  preview: boolean;
  releaseDate: string | null;
  /** From this day on it gets no more updates. */
  deprecationDate: string | null;
  /** From this day on no function can be created with it. */
  blockCreateDate: string | null;
  /** From this day on functions with it cannot be changed. */
  blockUpdateDate: string | null;
  /** Each fact with where it is from. */
  sources: Record<RuntimeFact, FactSource>;
}

/**
 * What a runtime in one state provides under one library name.
 *
 * @public
 */
export interface ProvidedLibrary {
  /** Whether a file of this name is where the loader looks for it. */
  present: Answer;
  /** The fact that would decide, where `present` is `unknown`. */
  undecided?: string;
  /** Its path, where that is known. */
  path: string | null;
  /** Version nodes that it defines, in the order of the library. */
  versions: string[];
  /**
   * What a version that is neither in `versions` nor in `unknownVersions`
   * means: `no` if `versions` is the whole list, else `unknown`.
   */
  otherVersions: 'no' | 'unknown';
  /** Versions of which it is not known whether the library defines them. */
  unknownVersions?: string[];
  /**
   * The symbols of a version that were read from the library or are proven
   * otherwise. A `complete` list has all of them. A version that is not here
   * is looked up in the table of symbols of {@link otherVersionsOf}.
   */
  symbols?: Record<string, { names: string[]; complete: boolean }>;
  /** Key of `sources` of the profile. */
  source: string;
}

/**
 * One state that a runtime is, was or can be in.
 *
 * @public
 */
export interface RuntimeState {
  /** Such as `al2023-gcc11`. */
  id: string;
  /** Such as `Amazon Linux 2023 with libstdc++ of gcc 11`. */
  name: string;
  /** The first day on which a function can have run in it, or null. */
  from: string | null;
  /** The first day on which no updated function runs in it any more, or null. */
  until: string | null;
  /**
   * The fact that tells this state from the one before it, as the clause that
   * follows `not known:`; null for the first state.
   */
  arrival: string | null;
  /** By the name that `DT_NEEDED` gives. */
  libraries: Record<string, ProvidedLibrary>;
  /** What a name that is not in `libraries` means. */
  otherLibraries: {
    present: 'no' | 'unknown';
    /** Key of `sources` of the profile. */
    source: string;
    /** The fact that would decide, where it is `unknown`. */
    undecided?: string;
  };
  /** Paths of loaders that are there. */
  interpreters: string[];
  /** What a loader at another path means. */
  otherInterpreters: 'no' | 'unknown';
  /** Measured profiles: the folders of which every name is known. */
  folders?: string[];
  /** Key of `sources` of the profile, for `interpreters`. */
  interpreterSource: string;
}

/**
 * What a function finds in its environment. Plain data: it can be stored and
 * sent as JSON. Answers come from the functions that take it.
 *
 * @public
 */
export interface RuntimeProfile {
  /** Names the format. */
  schema: 'lambda-compat/runtime-profile/v1';
  /** Tells profiles apart, such as `provided.al2023/arm64/zip@2025-03-15`. */
  id: string;
  /** For people. */
  name: string;
  /**
   * - `shipped`: from the tables of this package.
   * - `folder`: measured in an unpacked image.
   * - `image`: measured in the image of the function, or of the runtime.
   * - `snapshot`: measured inside a Lambda function.
   */
  origin: 'shipped' | 'folder' | 'image' | 'snapshot';
  /** Id of the runtime, or null where it is not known or none. */
  runtime: string | null;
  operatingSystem: OperatingSystem | null;
  architecture: Architecture;
  packageType: PackageType;
  /** The day it speaks of, `YYYY-MM-DD`; null where none was chosen. */
  asOf: string | null;
  /** The folders of `LD_LIBRARY_PATH`, in order. */
  libraryPath: string[];
  /** At least one; where they differ, the answer is `unknown`. */
  states: RuntimeState[];
  /** What would decide between the states; null where there is one. */
  undecided: string | null;
  sources: Record<string, FactSource>;
}
