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

import type { ElfProblem } from '../elf/problems';

/**
 * The binding of a symbol; numbers outside of the gABI's and GNU's are
 * `other`.
 *
 * @public
 */
export type SymbolBinding = 'local' | 'global' | 'weak' | 'unique' | 'other';

/**
 * A dynamic symbol that a file needs of another.
 *
 * @public
 */
export interface NeededSymbol {
  /** As written, which is mangled for C++ and Rust. */
  name: string;
  /** The library whose version it needs; null for a symbol without version. */
  library: string | null;
  version: string | null;
  /**
   * A weak one may stay undefined. It does not excuse the version it needs:
   * that is the version's own flag.
   */
  binding: SymbolBinding;
  /**
   * Whether a program has room for a copy of the data, as for `stdout`: it
   * defines the symbol and still needs the library's.
   */
  copied: boolean;
}

/**
 * A dynamic symbol that a file defines.
 *
 * @public
 */
export interface ProvidedSymbol {
  /** As written, which is mangled for C++ and Rust. */
  name: string;
  /** The version it is defined for; null for a symbol without version. */
  version: string | null;
  /**
   * Whether a program linked against the file gets this version (`name@@V`),
   * or only finds it if it already needs it (`name@V`).
   */
  isDefault: boolean;
  binding: SymbolBinding;
}

/**
 * Symbols of a file, with what is wrong with its tables.
 *
 * @public
 */
export interface SymbolList<T> {
  /** In the order of the file. */
  symbols: T[];
  /** Whether no symbol is missing from the list. */
  complete: boolean;
  problems: ElfProblem[];
}
