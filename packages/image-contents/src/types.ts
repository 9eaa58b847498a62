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

/**
 * Bounds of what is read of one image. Beyond one of them the image is
 * `too-large`: a state, not an error.
 *
 * @public
 */
export interface ContentsLimits {
  /** Layers of an image. Default 127, as in Docker. */
  layers: number;
  /** Compressed bytes of an image. Default 2 GiB. */
  compressedBytes: number;
  /** Unpacked bytes of an image. Default 10 GiB. */
  unpackedBytes: number;
  /** Unpacked bytes for each compressed one of a layer, from 16 MiB on. Default 200. */
  compressionRatio: number;
  /** Entries of an image, all layers together. Default 1,000,000. */
  entries: number;
  /** Bytes of one path or link target. Default 4,096. */
  pathBytes: number;
  /** Characters of all paths and link targets together. Default 64 Mi. */
  nameCharacters: number;
  /** Bytes of one ELF file, which is held in memory while it is read. Default 128 MiB. */
  elfBytes: number;
  /** Bytes of all files of a package database together. Default 256 MiB. */
  packageDatabaseBytes: number;
  /** Packages of an image. Default 50,000. */
  packages: number;
  /** For one layer, in milliseconds. Default 10 minutes. */
  layerMs: number;
}

/**
 * What kind of thing an entry is.
 *
 * @public
 */
export type FileType =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'character-device'
  | 'block-device'
  | 'fifo';

/**
 * An entry of an image's file system, as it is after all layers.
 *
 * @public
 */
export interface ImageFile {
  /**
   * Without a leading slash, with `/` between, as it is written in the layers;
   * bytes that are no UTF-8 stand as `\xNN`, with a value of 80 or more. A
   * backslash that would read as one of those, or as this, stands as `\x5c`;
   * any other is itself.
   */
  path: string;
  type: FileType;
  /** Permission bits with set-user-id, set-group-id and sticky. */
  mode: number;
  uid: number;
  gid: number;
  /** In bytes; 0 unless a file. */
  size: number;
  /** Of a file's content, hexadecimal; null unless a file. */
  sha256: string | null;
  /** Of a symlink, as written; null for others. */
  target: string | null;
  /**
   * Of hard links: the path of the first file with the same inode in the
   * squashed image; null for others.
   */
  hardlinkTo: string | null;
  /** Seconds since 1970, as written. */
  mtime: number;
  /** Extended attributes (`SCHILY.xattr.*`), sorted by name; hexadecimal. */
  xattrs?: Record<string, string>;
  /** Major and minor number of a device. */
  device?: [number, number];
  /** Whether a file begins as ELF files do; absent where not. */
  elf?: true;
}

/**
 * The fields of `os-release` that tell distributions apart (os-release(5)).
 *
 * @public
 */
export interface OsRelease {
  /** `amzn`, `debian`; `linux` where the file does not say. */
  id: string;
  idLike: string[];
  /** `2023`, `12`; null where it does not say, as in Debian's testing. */
  versionId: string | null;
  versionCodename: string | null;
  name: string;
  prettyName: string;
  /** Path of the file that was read. */
  path: string;
}

/** @public */
export type PackageSystem = 'rpm' | 'dpkg' | 'apk';

/**
 * A package that is installed.
 *
 * @public
 */
export interface InstalledPackage {
  name: string;
  /** `[epoch:]version[-release]` as the system itself prints it. */
  version: string;
  /** `aarch64`, `arm64`, `noarch`, `all`; empty where not said. */
  architecture: string;
  /** Source package or source rpm; null where not said. */
  source: string | null;
}

/**
 * The packages of an image. `gpg-pubkey` of rpm databases is left out, as no
 * package.
 *
 * @public
 */
export interface PackageDatabase {
  system: PackageSystem;
  /** How it is stored. */
  format:
    | 'rpm-sqlite'
    | 'rpm-bdb'
    | 'rpm-ndb'
    | 'dpkg'
    | 'dpkg-status.d'
    | 'apk';
  /** Of the main file, or the folder. */
  path: string;
  /** Sorted by name, version, architecture. */
  packages: InstalledPackage[];
  /** Whether nothing is missing from `packages`. */
  complete: boolean;
}

/**
 * A version that a library provides, with how many of its dynamic symbols
 * carry it.
 *
 * @public
 */
export interface ProvidedVersion {
  name: string;
  /** Null where the symbols were not counted. */
  symbols: number | null;
}

/**
 * An ELF file that other files can be linked with: a shared object.
 *
 * @public
 */
export interface ImageLibrary {
  /** Of the real file, as in {@link ImageFile}. */
  path: string;
  /** `DT_SONAME`; null where it has none. */
  soname: string | null;
  /** As `ElfReport.machine` of `@lambda-compat/elf-symbols`: `x86_64`, `aarch64`. */
  machine: string;
  class: 32 | 64;
  sha256: string;
  /** In the order of `.gnu.version_d`, without the base definition. */
  versions: ProvidedVersion[];
  /** Whether `versions` is known whole. */
  complete: boolean;
}

/**
 * A library by the name under which the loader looks for it, and the file that
 * it would take.
 *
 * @public
 */
export interface LoadedLibrary extends ImageLibrary {
  /** As `DT_NEEDED` says it. */
  name: string;
  /** The folder through which it is found. */
  folder: string;
  /**
   * Which rule finds it: `library-path` (`LD_LIBRARY_PATH` of the
   * configuration), `ld.so.conf`, `default` folders of the loader.
   */
  foundBy: 'library-path' | 'ld.so.conf' | 'default';
  /** Other copies of the same name that the loader would not take. */
  hidden: string[];
}

/**
 * Something that could not be read, or not in full.
 *
 * @public
 */
export interface ContentsProblem {
  code:
    | 'damaged-elf'
    | 'elf-too-large'
    | 'package-database-damaged'
    | 'package-database-too-large'
    | 'unsafe-path'
    | 'sparse-file'
    | 'unknown-entry-type'
    | 'dangling-hardlink'
    | 'foreign-layer';
  /** Path in the image; null where it is about no file. */
  path: string | null;
  /** A sentence. */
  message: string;
}

/**
 * What is kept of one layer, by its diff_id. Plain data, as JSON. Layers that
 * many images share are read once.
 *
 * @public
 */
export interface LayerContents {
  schema: 'lambda-compat/layer-contents/v1';
  /** Of the unpacked bytes, verified. */
  diffId: string;
  /** Bytes. */
  unpackedSize: number;
  /** In the order of the archive, of several of one name the last. */
  entries: LayerEntry[];
  /**
   * Content of the small text files from which facts are drawn (os-release,
   * ld.so.conf and what it includes, dpkg's and apk's databases), and of rpm
   * databases with their companions: base64, by path.
   */
  kept: Record<string, string>;
  /** Shared objects, by path. */
  libraries: Record<string, Omit<ImageLibrary, 'path'>>;
  problems: ContentsProblem[];
}

/**
 * An entry of a layer. Short keys: an image has ten thousand of them.
 *
 * @public
 */
export interface LayerEntry {
  /** Path, as in {@link ImageFile}. */
  p: string;
  /**
   * `w` whiteout, `o` opaque directory (`p` is the directory), `h` hard link,
   * `f` file, `d` directory, `l` symlink, `c`, `b` devices, `i` fifo.
   */
  t: 'w' | 'o' | 'h' | 'f' | 'd' | 'l' | 'c' | 'b' | 'i';
  m?: number;
  u?: number;
  g?: number;
  s?: number;
  /** sha256. */
  h?: string;
  /** 1 for an ELF file. */
  e?: 1;
  /** Target of a link; of a hard link relative to the root. */
  l?: string;
  /** mtime. */
  a?: number;
  /** xattrs. */
  x?: Record<string, string>;
  /** Device. */
  v?: [number, number];
}

/**
 * What is known of an image without its list of files: small enough to be kept
 * for every image that a tag ever pointed to.
 *
 * @public
 */
export interface ImageFacts {
  schema: 'lambda-compat/image-facts/v1';
  /** Of the platform's manifest. */
  digest: string;
  platform: PlatformText;
  config: ImageConfiguration;
  /** diff_ids, the lowest first. */
  layers: string[];
  /** Bytes. */
  size: { compressed: number; unpacked: number };
  counts: { files: number; elfFiles: number };
  /** Null where it has none: `FROM scratch`. */
  os: OsRelease | null;
  /** One per system that is there; empty where there is no database. */
  packageDatabases: PackageDatabase[];
  /** What the loader of the image's architecture takes, by name. */
  libraries: LoadedLibrary[];
  /** Folders that the loader searches, in order. */
  libraryFolders: string[];
  problems: ContentsProblem[];
}

/** @public */
export interface ImageConfiguration {
  created: string | null;
  labels: Record<string, string>;
  env: string[];
  entrypoint: string[] | null;
  cmd: string[] | null;
  user: string;
  workingDir: string;
}

/**
 * {@link ImageFacts} with every file of the image, sorted by path.
 *
 * @public
 */
export interface ImageContents extends ImageFacts {
  files: ImageFile[];
}

/**
 * Where what was read of layers is kept.
 *
 * @public
 */
export interface LayerCache {
  get(diffId: string): Promise<LayerContents | undefined>;
  set(contents: LayerContents): Promise<void>;
}

/**
 * Why an image could not be read.
 *
 * - `too-large`: one of {@link ContentsLimits} was reached.
 * - `damaged`: bytes that are no archive, end too early, or are not those of
 *   the digest or diff_id.
 * - `unsupported`: a kind of layer or compression that is not known.
 *
 * @public
 */
export type ContentsErrorCode = 'too-large' | 'damaged' | 'unsupported';

/**
 * The file system of an image after all layers, from which facts are drawn.
 *
 * @public
 */
export interface FoldedImage {
  /** By path, sorted by path. */
  files: ReadonlyMap<string, ImageFile>;
  /** Content of the files that layers keep; see `isKeptFile`. */
  kept: ReadonlyMap<string, Buffer>;
  /** Shared objects by the path of their file. */
  libraries: ReadonlyMap<string, Omit<ImageLibrary, 'path'>>;
  problems: readonly ContentsProblem[];
}
