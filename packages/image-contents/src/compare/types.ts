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

import type { PlatformText } from '@lambda-compat/oci-registry';
import type {
  ImageFile,
  InstalledPackage,
  OsRelease,
  PackageSystem,
  ProvidedVersion,
} from '../types';

/**
 * What changed between two images, for one platform. Plain data, as JSON;
 * what a person wants to know first stands first.
 *
 * @public
 */
export interface ImageComparison {
  schema: 'lambda-compat/image-comparison/v1';
  from: ComparedImage;
  to: ComparedImage;
  /**
   * The weightiest change:
   *
   * - `distro`: another distribution or release of it (`ID`, or the first
   *   two numbers of `VERSION_ID`).
   * - `symbol-versions`: libraries provide other versions, or other libraries
   *   are there.
   * - `packages`: packages or files differ, symbol versions do not.
   * - `configuration`: only the configuration differs.
   * - `none`: the same layers and configuration but for times: a no-op rebuild.
   */
  class: 'distro' | 'symbol-versions' | 'packages' | 'configuration' | 'none';
  /** One sentence that says the weightiest change. */
  sentence: string;
  distro: { from: OsRelease | null; to: OsRelease | null; changed: boolean };
  /** By library name that the loader takes on both sides, changed ones only. */
  symbolVersions: LibraryVersionChange[];
  /** Names of libraries that the loader finds on one side only, sorted. */
  libraries: { added: string[]; removed: string[] };
  packages: PackageChanges;
  configuration: ConfigurationChanges;
  files: FileChanges;
  /** Compressed and unpacked bytes. */
  size: {
    from: { compressed: number; unpacked: number };
    to: { compressed: number; unpacked: number };
  };
  /** What could not be compared, as sentences. Nothing may be concluded there. */
  undecided: string[];
}

/** @public */
export interface ComparedImage {
  digest: string;
  platform: PlatformText;
  created: string | null;
  /** `org.opencontainers.image.version`, where the image has it. */
  version: string | null;
}

/**
 * Versions that a library gained and lost. Private ones (`GLIBC_PRIVATE`,
 * `*_TM_*`) are left out.
 *
 * @public
 */
export interface LibraryVersionChange {
  /** As `DT_NEEDED` says it: `libstdc++.so.6`. */
  library: string;
  path: { from: string; to: string };
  /** In numeric order. */
  gained: ProvidedVersion[];
  lost: ProvidedVersion[];
  /** By namespace (`GLIBCXX`), the highest on each side; null where none. */
  highest: Array<{
    namespace: string;
    from: string | null;
    to: string | null;
  }>;
}

/** @public */
export interface PackageChanges {
  /** Null where neither image has a database. */
  system: PackageSystem | null;
  added: InstalledPackage[];
  removed: InstalledPackage[];
  /** By the system's own order of versions. */
  upgraded: PackageVersionChange[];
  downgraded: PackageVersionChange[];
  /** Several versions of one name on a side, such as kernels, of which the sets differ. */
  others: Array<{
    name: string;
    architecture: string;
    from: string[];
    to: string[];
  }>;
  unchanged: number;
}

/** @public */
export interface PackageVersionChange {
  name: string;
  architecture: string;
  from: string;
  to: string;
  /** Null where the source package is the same. */
  source: { from: string | null; to: string | null } | null;
}

/** @public */
export interface ConfigurationChanges {
  labels: KeyChange[];
  env: KeyChange[];
  entrypoint: ValueChange<string[] | null> | null;
  cmd: ValueChange<string[] | null> | null;
  user: ValueChange<string> | null;
  workingDir: ValueChange<string> | null;
}

/** @public */
export interface KeyChange {
  key: string;
  /** Null where it was not there. */
  from: string | null;
  to: string | null;
}

/** @public */
export interface ValueChange<T> {
  from: T;
  to: T;
}

/**
 * Lists may be cut to `MAX_LISTED_FILES`; counts are of all.
 *
 * @public
 */
export interface FileChanges {
  counts: {
    added: number;
    removed: number;
    /** Another type, content or link target. */
    changed: number;
    /** Mode, owner or extended attributes only. */
    attributes: number;
    /** The time only. */
    times: number;
    unchanged: number;
  };
  added: ImageFile[];
  removed: ImageFile[];
  changed: Array<{ from: ImageFile; to: ImageFile }>;
  attributes: Array<{ from: ImageFile; to: ImageFile }>;
  truncated: boolean;
}
