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

import type { VersionSymbols } from '../artifact/types';
import type { ElfReport } from '../elf/types';
import type { NeededSymbol, ProvidedSymbol } from '../symbols/types';
import type { ResolutionFinding } from './findings/types';
import type { Answer, SystemLibraries } from './system';

/**
 * A machine that Lambda runs on, as `uname -m` says it.
 *
 * @public
 */
export type TargetMachine = 'x86_64' | 'aarch64';

/**
 * A file of the artifact at the absolute path it has at run time. A file in an
 * archive that the program itself opens keeps the `!/` in its path: no search
 * finds it, but it can be a root.
 *
 * @public
 */
export interface PlacedFile {
  path: string;
  /** Null for a file that is no ELF file or could not be read. */
  report: ElfReport | null;
  /**
   * Where there is no report: whether the file is known to be none that a
   * loader takes (text, cut off), with the reason as a sentence. Not given: it
   * could not be read, and what it is stays unknown.
   */
  unloadable?: string;
  /** Symbols that the file needs, as far as known. */
  neededSymbols?: NeededSymbol[];
  /** Names of needed symbols whose binding is not known. */
  versionSymbols?: VersionSymbols[];
  /** The symbols the file defines, if all of them are known. */
  providedSymbols?: ProvidedSymbol[];
}

/**
 * A symbolic link at its absolute path at run time; a target that does not
 * begin with a slash is relative to the folder of the link. A hard link is
 * given as one with an absolute target.
 *
 * @public
 */
export interface PlacedLink {
  path: string;
  target: string;
}

/**
 * A directory whose content was not read, such as `/opt` with layers that
 * could not be fetched.
 *
 * @public
 */
export interface UnreadDirectory {
  path: string;
  /** What would have to be known, as in `the layer arn:… could not be read`. */
  reason: string;
}

/**
 * A file that something loads: the kernel an executable, a running program
 * a library (`dlopen`).
 *
 * @public
 */
export interface ResolutionRoot {
  path: string;
  by: 'kernel' | 'dlopen';
}

/**
 * What the process that opens a library has loaded before.
 *
 * @public
 */
export interface HostProcess {
  /** Names (sonames) and paths of libraries it has loaded. */
  loaded: { name: string; path: string }[];
  /** Whether it has loaded no other. */
  complete: boolean;
}

/**
 * Bounds of one resolution.
 *
 * @public
 */
export interface ResolveLimits {
  /** Roots looked at. */
  roots: number;
  /** Objects loaded for one root. */
  objects: number;
  /** How long a chain of needs may be. */
  depth: number;
  /** Needs, places looked at, versions and symbols asked for, in total. */
  steps: number;
}

/**
 * The bounds used unless others are given.
 *
 * @public
 */
export const DEFAULT_RESOLVE_LIMITS: ResolveLimits = {
  roots: 5_000,
  objects: 2_000,
  depth: 256,
  steps: 1_000_000,
};

/**
 * What the loader finds when it loads the roots.
 *
 * @public
 */
export interface ResolveInput {
  machine: TargetMachine;
  files: PlacedFile[];
  links?: PlacedLink[];
  roots: ResolutionRoot[];
  /**
   * Elements of `LD_LIBRARY_PATH`; an empty one is the working directory. See
   * `parseLibraryPath`.
   */
  libraryPath: string[];
  /** Such as `/var/task`. */
  workingDirectory: string;
  system: SystemLibraries;
  unreadDirectories?: UnreadDirectory[];
  /**
   * For roots by `dlopen`: what their process has loaded before. Not given, it
   * may have loaded any library that the system has.
   */
  host?: HostProcess;
  limits?: Partial<ResolveLimits>;
}

/**
 * The rule that met a need, in the order in which the loader tries them.
 *
 * - `loaded`: an object loaded before has that name or soname.
 * - `interpreter`: it is the loader itself.
 * - `path`: the need has a slash and is a path.
 * - `rpath`: `DT_RPATH` of the object or of one in its chain of loaders.
 * - `library-path`: `LD_LIBRARY_PATH`.
 * - `runpath`: `DT_RUNPATH` of the object.
 * - `cache`: a directory of `ld.so.cache`.
 * - `default`: a default directory.
 *
 * @public
 */
export type SearchRule =
  | 'loaded'
  | 'interpreter'
  | 'path'
  | 'rpath'
  | 'library-path'
  | 'runpath'
  | 'cache'
  | 'default';

/**
 * A file that meets a need, or may.
 *
 * @public
 */
export interface NeedProvider {
  /** Whether the file belongs to the artifact or to the system below it. */
  place: 'artifact' | 'system';
  /** The path that the loader opens. */
  path: string;
  /** The rule that led to it. */
  rule: SearchRule;
  /** The directory in which it was found; null where none was searched. */
  directory: string | null;
  /** The object whose RPATH it was, for the rule `rpath`. */
  rpathOf?: string;
  /** `unknown`: it may not be there, or may be passed over. */
  certain: boolean;
  /** Where it is not certain: the fact that would decide it. */
  undecided?: string;
}

/**
 * A file that the loader looked at and did not take.
 *
 * @public
 */
export interface RejectedCandidate {
  path: string;
  /** Such as `it is for aarch64`. */
  reason: string;
  /** The loader ends here instead of searching on. */
  fatal: boolean;
}

/**
 * How one `DT_NEEDED` is met.
 *
 * @public
 */
export interface NeedResolution {
  /** As written in the file. */
  name: string;
  /**
   * `unknown`: whether it is met, or by which side, is not known; see `met`.
   */
  outcome: 'artifact' | 'system' | 'missing' | 'unknown';
  /** Whether it is met at all, whoever meets it. */
  met: Answer;
  /**
   * The files that may be loaded, in the order of the search: exactly one
   * where the outcome is certain, none where it is missing.
   */
  providers: NeedProvider[];
  rejected: RejectedCandidate[];
  /**
   * For a missing one: files of the artifact with that name or soname in
   * places where the loader does not look.
   */
  elsewhere: string[];
  /** Where something is not known: the fact that would decide it. */
  undecided?: string;
}

/**
 * How one needed version is met.
 *
 * @public
 */
export interface VersionResolution {
  /** The library as written in the version need. */
  library: string;
  version: string;
  /** The flag `VER_FLG_WEAK`. */
  weak: boolean;
  /**
   * - `met`: the library defines it, or defines no version at all.
   * - `weak-missing`: it does not, and the loader only warns.
   * - `missing`: it does not, and the loader ends.
   * - `library-missing`: there is no library to ask.
   * - `unknown`
   */
  outcome: 'met' | 'weak-missing' | 'missing' | 'library-missing' | 'unknown';
  /** Paths of the libraries that were asked. */
  askedOf: string[];
  undecided?: string;
}

/**
 * How one needed symbol that has a version is met. Only those that are not met
 * are listed.
 *
 * @public
 */
export interface SymbolResolution {
  name: string;
  library: string;
  version: string;
  outcome: 'missing' | 'unknown';
  /** The library that was asked. */
  askedOf: string;
  undecided?: string;
}

/**
 * An object of the artifact that is loaded.
 *
 * @public
 */
export interface LoadedObject {
  path: string;
  /** The object whose need loads it; null for the root. */
  loadedBy: string | null;
  /** Whether it is loaded for certain; what it lacks counts only then. */
  certain: boolean;
  needs: NeedResolution[];
  versions: VersionResolution[];
  /** Needed symbols that are missing under a version that is there. */
  symbols: SymbolResolution[];
}

/**
 * How the loader of an executable is found.
 *
 * @public
 */
export interface InterpreterResolution {
  path: string;
  place: 'artifact' | 'system' | null;
  answer: Answer;
  undecided?: string;
}

/**
 * What happens when one root is loaded.
 *
 * @public
 */
export interface RootResolution {
  root: string;
  by: ResolutionRoot['by'];
  /**
   * Whether all of it loads: `no` where a need, a version or the loader is
   * missing, the machine is another or a file cannot be loaded. A missing
   * symbol makes it `no` in an object that binds all at the start, else
   * `unknown`: the loader looks for functions at their first call.
   */
  loads: Answer;
  interpreter: InterpreterResolution | null;
  /** The root first, then in the order of loading (breadth first). */
  objects: LoadedObject[];
  findings: ResolutionFinding[];
  /** Facts that would decide what is not known. */
  undecided: string[];
}

/**
 * What happens when the roots are loaded.
 *
 * @public
 */
export interface LibraryResolution {
  roots: RootResolution[];
  /** Findings about the artifact as a whole, as a library that nobody loads. */
  findings: ResolutionFinding[];
  /** A bound was reached: something was left out. */
  truncated: boolean;
}
