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
 * What every finding of a resolution has.
 *
 * @public
 */
export interface ResolutionFindingBase {
  /** The file it is about, at run time. */
  file: string;
  /** A sentence. */
  message: string;
}

/**
 * A fact about the loading of an artifact that a verdict may rest on. The
 * needs, versions and symbols that are missing stand in the resolution itself.
 *
 * - `bundled-unused`: a library of the artifact is never loaded, as another of
 *   its name is found first.
 * - `bundled-shadows`: a library of the artifact is loaded in place of the
 *   system's.
 * - `bundled-glibc`: a part of glibc from the artifact meets another glibc.
 * - `interpreter-missing`: the loader that the executable names is not there;
 *   the kernel says "No such file or directory" of the executable.
 * - `other-libc`: the file was built for a C library that is not the target's.
 * - `other-machine`: the file is for another machine, class or byte order.
 * - `packed`: the program proper is hidden by a packer; its needs are unknown.
 * - `incomplete`: the needs of the file are not known whole.
 * - `unloadable`: the file is none that a loader loads.
 * - `no-version-definitions`: versions are needed of a library that defines
 *   none; the loader warns and goes on.
 * - `version-hash-mismatch`: the hash of a needed version is not that of its
 *   name, so that the loader does not find it.
 * - `undeclared-library`: versions are needed of a library that the file
 *   itself does not need.
 * - `missing-symbol`: the version is there, the symbol is not.
 *
 * @public
 */
export type ResolutionFinding =
  | (ResolutionFindingBase & {
      kind: 'bundled-unused';
      library: string;
      /** The file that is loaded in its place. */
      winner: string;
      winnerPlace: 'artifact' | 'system';
      /** Versions that the bundled one defines and the winner does not. */
      lost: string[] | null;
    })
  | (ResolutionFindingBase & {
      kind: 'bundled-shadows';
      library: string;
      /** The library of the system that is not loaded. */
      shadowed: string;
      /** Versions that the system's has and the bundled one has not. */
      lacks: string[] | null;
      /** Versions that only the bundled one has. */
      adds: string[] | null;
    })
  | (ResolutionFindingBase & {
      kind: 'bundled-glibc';
      library: string;
      /** The file of the other glibc that it meets, such as the loader. */
      meets: string;
      /** Whether it needs `GLIBC_PRIVATE`, which only its own glibc meets. */
      needsPrivate: boolean;
    })
  | (ResolutionFindingBase & {
      kind: 'interpreter-missing';
      interpreter: string;
    })
  | (ResolutionFindingBase & {
      kind: 'other-libc';
      libc: string;
      expected: string;
    })
  | (ResolutionFindingBase & {
      kind: 'other-machine';
      machine: string;
      expected: string;
    })
  | (ResolutionFindingBase & { kind: 'packed' })
  | (ResolutionFindingBase & { kind: 'incomplete' })
  | (ResolutionFindingBase & { kind: 'unloadable' })
  | (ResolutionFindingBase & {
      kind: 'no-version-definitions';
      library: string;
      provider: string;
    })
  | (ResolutionFindingBase & {
      kind: 'version-hash-mismatch';
      library: string;
      version: string;
    })
  | (ResolutionFindingBase & { kind: 'undeclared-library'; library: string })
  | (ResolutionFindingBase & {
      kind: 'missing-symbol';
      library: string;
      version: string;
      symbol: string;
      provider: string;
    });
