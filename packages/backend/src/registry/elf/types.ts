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

export type ElfMachine = 'x86_64' | 'aarch64';

/** A version that a shared object defines, with the symbols that carry it. */
export interface DefinedVersion {
  name: string;
  symbols: DefinedSymbol[];
}

export interface DefinedSymbol {
  name: string;
  /** What a program gets that is linked now; false for an older version. */
  isDefault: boolean;
}

/** Versions of a library that a file needs, with the symbols it needs of each. */
export interface NeededLibrary {
  name: string;
  versions: Array<{ name: string; symbols: string[] }>;
}

/** What {@link writeElf} puts into a file. */
export interface ElfDescription {
  machine: ElfMachine;
  /** Of a shared object. */
  soname?: string;
  /** Of a program that needs libraries: the path of its loader. */
  interpreter?: string;
  defined?: DefinedVersion[];
  needed?: NeededLibrary[];
  /**
   * What the file says of itself. It is all that its symbols point to: there is
   * no code in it.
   */
  note: string;
}
