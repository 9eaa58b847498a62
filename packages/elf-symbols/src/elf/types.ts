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

import type { ElfProblem } from './problems';

/**
 * What a file is to the kernel and the loader.
 *
 * - `executable`: started by a loader, at a fixed address.
 * - `pie`: started by a loader, at any address.
 * - `static`: started by the kernel alone, at a fixed address.
 * - `static-pie`: started by the kernel alone, at any address.
 * - `shared`: a library, or a loader itself.
 * - `relocatable`: an object file; nothing loads it.
 * - `core`: the memory of a crashed process; nothing loads it.
 * - `debug`: only the debug information of another file; nothing loads it.
 * - `other`: a type outside of the gABI's.
 *
 * @public
 */
export type ElfKind =
  | 'executable'
  | 'pie'
  | 'static'
  | 'static-pie'
  | 'shared'
  | 'relocatable'
  | 'core'
  | 'debug'
  | 'other';

/**
 * The C library a file was built for, told by its interpreter, its needs and
 * its notes. `none`: the file is static, or asks for no library.
 *
 * @public
 */
export type LibcKind =
  | 'glibc'
  | 'musl'
  | 'bionic'
  | 'freebsd'
  | 'none'
  | 'unknown';

/**
 * A C library and what it was told by.
 *
 * @public
 */
export interface LibcFact {
  kind: LibcKind;
  /** Such as `interpreter /lib/ld-musl-x86_64.so.1`; empty if unknown. */
  evidence: string;
}

/**
 * One version that a file needs of a library (`Elfxx_Vernaux`).
 *
 * @public
 */
export interface NeededVersion {
  /** Such as `GLIBCXX_3.4.30`. */
  name: string;
  /** The hash as written; the loader compares it before the name. */
  hash: number;
  /**
   * `VER_FLG_WEAK`: the loader only warns when the version is missing. The
   * binding of the symbols plays no part in that.
   */
  weak: boolean;
  /** What the symbols that need it carry in `.gnu.version`. */
  index: number;
}

/**
 * The versions that a file needs of one library (`Elfxx_Verneed`).
 *
 * @public
 */
export interface VersionNeed {
  /** Soname of the library, such as `libstdc++.so.6`. */
  library: string;
  versions: NeededVersion[];
}

/**
 * A version that a file provides (`Elfxx_Verdef`).
 *
 * @public
 */
export interface VersionDefinition {
  name: string;
  /** The hash as written. */
  hash: number;
  /** `VER_FLG_BASE`: names the file itself (its soname), not a version. */
  base: boolean;
  /** `VER_FLG_WEAK`. */
  weak: boolean;
  /** What the symbols that have it carry in `.gnu.version`. */
  index: number;
  /** The versions that this one follows. */
  parents: string[];
}

/**
 * A module of a Go program.
 *
 * @public
 */
export interface GoModule {
  path: string;
  /** Such as `v1.2.3` or `(devel)`. */
  version: string;
}

/**
 * What a Go program says of itself, as `go version -m` prints it. Fields are
 * null where the file does not say: the build information can be left out.
 *
 * @public
 */
export interface GoFacts {
  /** Such as `go1.25.7`. */
  version: string | null;
  /** The package of the program. */
  path: string | null;
  mainModule: GoModule | null;
  /** How many other modules it was built from. */
  dependencyCount: number;
  /** The build settings, such as `GOARCH` and `-ldflags`. */
  settings: Record<string, string>;
  /**
   * The setting `CGO_ENABLED`. A program built with it may still be static:
   * `kind` and `needed` decide.
   */
  cgoEnabled: boolean | null;
  /** What shows that it is Go, such as `section .go.buildinfo`. */
  evidence: string;
}

/**
 * What shows that a file holds Rust code.
 *
 * @public
 */
export interface RustFacts {
  /** Such as `1.92.0`; null where the file does not say. */
  version: string | null;
  evidence: string;
}

/**
 * What one ELF file is, needs and provides. Plain data, as JSON.
 *
 * @public
 */
export interface ElfReport {
  /** Size of the file in bytes. */
  size: number;
  /** Bytes read to make this report. */
  bytesRead: number;
  class: 32 | 64;
  byteOrder: 'little' | 'big';
  /**
   * As `uname -m` would say: `x86_64`, `aarch64`, `arm`, `ppc64le`; `x32` is
   * x86_64 with 32 bit addresses, which needs its own libraries. A machine
   * without a name here is `em-` and its number.
   */
  machine: string;
  /** `e_machine` as written. */
  machineNumber: number;
  /** `e_ident[EI_OSABI]` as written: 0 for most of Linux, 3 GNU, 9 FreeBSD. */
  osAbi: number;
  kind: ElfKind;
  /** `e_type` as written. */
  type: number;
  /** `e_flags` as written. */
  machineFlags: number;
  /** No loader and no library is asked for. */
  static: boolean;
  /** The loader that the kernel is to start, or null. */
  interpreter: string | null;
  /** `DT_NEEDED`, in the order in which the loader loads them. */
  needed: string[];
  soname: string | null;
  /** Elements of `DT_RPATH`; the loader ignores them beside a `DT_RUNPATH`. */
  rpath: string[];
  /** Elements of `DT_RUNPATH`. */
  runpath: string[];
  /** Flags of the dynamic section, such as `NOW`, `PIE`, `NODEFLIB`. */
  dynamicFlags: string[];
  versionNeeds: VersionNeed[];
  versionDefinitions: VersionDefinition[];
  libc: LibcFact;
  go: GoFacts | null;
  rust: RustFacts | null;
  /** The build id in hexadecimal digits, or null. */
  buildId: string | null;
  /**
   * The x86-64 levels that the file declares to need, such as `x86-64-v3`;
   * empty where it declares none.
   */
  isaNeeded: string[];
  /** No symbol table beside the dynamic one; null without section headers. */
  stripped: boolean | null;
  hasSectionHeaders: boolean;
  /** The packer that hides the program proper, or null. */
  packer: 'upx' | null;
  /**
   * Whether needs and provided versions are known whole. Where it is false,
   * nothing may be concluded from what is missing.
   */
  complete: boolean;
  problems: ElfProblem[];
}
