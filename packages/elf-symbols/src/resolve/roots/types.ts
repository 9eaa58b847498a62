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

import type { PlacedFile, ResolutionRoot, TargetMachine } from '../types';

/**
 * What opens a file.
 *
 * - `bootstrap`: Lambda itself starts it.
 * - `extension`: Lambda starts it from `/opt/extensions`.
 * - `program`: another executable, which the function may start.
 * - `node-addon`: `process.dlopen` of Node.js.
 * - `python-module`: Python's `import`.
 * - `jni`: Java, from a jar.
 * - `dotnet`: .NET, from `runtimes/<rid>/native`.
 * - `library`: a library that no other file here needs: if anything loads it,
 *   then the program by its name.
 * - `dependency`: a library that other files here need; it is looked at where
 *   the loader takes it.
 * - `none`: a file that nothing loads, such as an object file.
 *
 * @public
 */
export type RootRole =
  | 'bootstrap'
  | 'extension'
  | 'program'
  | 'node-addon'
  | 'python-module'
  | 'jni'
  | 'dotnet'
  | 'library'
  | 'dependency'
  | 'none';

/**
 * Whether one file of an artifact is a root.
 *
 * @public
 */
export interface RootSelection {
  path: string;
  role: RootRole;
  selected: boolean;
  /**
   * Nothing in the artifact says that the file is opened; it is selected as it
   * may be.
   */
  assumed: boolean;
  /** Why it is selected or not, as a sentence. */
  reason: string;
  /** The set of prebuilt files it belongs to, by the path they share. */
  set: string | null;
  by: ResolutionRoot['by'];
}

/**
 * A set of prebuilt files of which none is for the target.
 *
 * @public
 */
export interface UnservedSet {
  /** The path its members share, without the parts that name a platform. */
  set: string;
  /** `machine`: none for the machine; `libc`, `runtime`: none for that. */
  lacks: 'machine' | 'libc' | 'runtime';
  members: string[];
  /** A sentence. */
  message: string;
}

/**
 * The target for which roots are selected.
 *
 * @public
 */
export interface RootTarget {
  machine: TargetMachine;
  libc: 'glibc' | 'musl';
  /** The language runtime, where the function has one. */
  runtime?: {
    family: 'nodejs' | 'python' | 'java' | 'dotnet' | 'ruby' | 'provided';
    /** Such as `22` for Node.js or `3.12` for Python. */
    version?: string;
  };
  /**
   * For an image: folders of its system, such as `/usr`. What lies below them
   * is no root, unless it is named in `entryPoints`.
   */
  systemDirectories?: string[];
  /** Paths of programs that are started for certain, as of an image. */
  entryPoints?: string[];
}

/**
 * Which files of an artifact are roots.
 *
 * @public
 */
export interface RootSelections {
  /** One for each file, in the order of the files. */
  files: RootSelection[];
  /** Those selected, for `resolveLibraries`. */
  roots: ResolutionRoot[];
  unserved: UnservedSet[];
}

/**
 * What is looked at of a file.
 *
 * @public
 */
export type SelectableFile = Pick<PlacedFile, 'path' | 'report'>;
