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
 * What is known of a fact: it is so, it is not, or nobody told.
 *
 * @public
 */
export type Answer = 'yes' | 'no' | 'unknown';

/**
 * An answer about the system a function runs on.
 *
 * @public
 */
export interface SystemAnswer {
  answer: Answer;
  /** Where the answer is `unknown`: the fact that would decide it. */
  undecided?: string;
}

/**
 * A folder that the loader tries in every directory before the directory
 * itself: `glibc-hwcaps/x86-64-v3` since glibc 2.33, `tls` or `haswell/x86_64`
 * before 2.37. Only the artifact's are looked at: what the system has there is
 * the same library, made for the processor.
 *
 * @public
 */
export interface HardwareFolder {
  folder: string;
  /** Whether the processor (and the loader) makes use of it. */
  used: Answer;
}

/**
 * The files of the system below the artifact, asked one by one. Directories
 * are absolute, without a slash at the end.
 *
 * An implementation answers for every directory: `no` where it knows that the
 * system has none of that name there (`/var/task` and `/opt` are the
 * artifact's), `unknown` only where the name may be there. Whatever is
 * `unknown` before the place that is found makes the outcome unknown.
 *
 * @public
 */
export interface SystemLibraries {
  /** The C library, whose loader's rules are followed. */
  readonly libc: 'glibc' | 'musl';
  /**
   * Directories of `ld.so.cache` (or of `/etc/ld-musl-*.path`) beside the
   * default ones, in order; usually none.
   */
  readonly cacheDirectories: readonly string[];
  /** The directories searched last; see {@link defaultDirectories}. */
  readonly defaultDirectories: readonly string[];
  /** In the order in which the loader tries them. */
  readonly hardwareFolders: readonly HardwareFolder[];
  /** What `$LIB` stands for, such as `lib64`; null where it is not known. */
  readonly lib: string | null;
  /** What `$PLATFORM` stands for, or null where it is not known. */
  readonly platform: string | null;
  /** Is there a file of this name for the target machine in the directory? */
  findLibrary(directory: string, name: string): SystemAnswer;
  /** Does the library at this path define the version? */
  findVersion(path: string, version: string): SystemAnswer;
  /**
   * Does the library at this path define the symbol for the version? Null
   * where its symbols are not held at all, so that nothing is to be said.
   */
  findSymbol(
    path: string,
    version: string,
    symbol: string,
  ): SystemAnswer | null;
  /** All versions that the library defines, or null where not all are known. */
  listVersions(path: string): string[] | null;
  /** Is there a loader for the target machine at this path? */
  findInterpreter(path: string): SystemAnswer;
}
