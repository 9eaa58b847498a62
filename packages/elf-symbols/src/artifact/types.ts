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

import type { ElfReport } from '../elf/types';
import type { RandomAccessSource } from '../source/RandomAccessSource';

/**
 * What an artifact is, told by its bytes and not by its name.
 *
 * @public
 */
export type ArtifactFormat =
  | 'file'
  | 'folder'
  | 'zip'
  | 'tar'
  | 'tar.gz'
  | 'tar.zst';

/**
 * Bounds of one walk.
 *
 * @public
 */
export interface ArtifactLimits {
  /** Entries looked at, those of archives in the artifact included. */
  entries: number;
  /** Characters of the names of all entries and the targets of all links. */
  nameCharacters: number;
  /** Bytes unpacked, or of files in a folder read, in total. */
  totalBytes: number;
  /** Bytes of one entry of an archive, which is held in memory. */
  entryBytes: number;
  /**
   * Unpacked bytes for each packed one, from 16 MiB on: smaller ones cannot
   * do harm, and the bytes of real binaries rarely shrink to a twentieth.
   */
  compressionRatio: number;
  /** How deep archives in the artifact are opened: 1 opens a jar in a zip. */
  nesting: number;
  /** How deep folders are followed. */
  folderDepth: number;
  /** Scripts that Lambda starts of which the text is kept. */
  scripts: number;
  /** Bytes of the reports of all ELF files as JSON. */
  reportBytes: number;
}

/**
 * The bounds used unless others are given. They hold an unpacked Lambda
 * function (250 MB) or container image (10 GB). Held at once are an archive
 * in the artifact, the entries that are unpacked ahead of the walk (128 MiB and
 * one more), the names and the reports: less than 2 GiB whatever comes, and in
 * practice some 200 MiB and the largest file.
 *
 * @public
 */
export const DEFAULT_ARTIFACT_LIMITS: ArtifactLimits = {
  entries: 500_000,
  nameCharacters: 64 * 1024 ** 2,
  totalBytes: 12 * 1024 ** 3,
  entryBytes: 512 * 1024 ** 2,
  compressionRatio: 200,
  nesting: 1,
  folderDepth: 128,
  scripts: 64,
  reportBytes: 64 * 1024 ** 2,
};

/**
 * Why an entry was not read as an ELF file.
 *
 * - `damaged`: its bytes are not what the archive says of them.
 * - `duplicate`: a later entry of the same name replaces it.
 * - `encrypted`: its bytes cannot be read without a password.
 * - `header-mismatch`: the two headers of a zip entry disagree; it was read by
 *   the one in the central directory.
 * - `limit`: a bound was reached.
 * - `link`: a link leads out of the artifact, in a circle or nowhere.
 * - `nested-archive`: an archive that only the program itself may open.
 * - `not-elf`: it is named like a library and is none.
 * - `overlap`: it shares its bytes with another entry.
 * - `special-file`: a device, a named pipe or a socket.
 * - `sparse`: a sparse file, which is not put together.
 * - `unreadable`: the system refused to read it.
 * - `unsafe-path`: its name leads out of the artifact.
 * - `unsupported`: a method or type that is not known.
 *
 * @public
 */
export type SkipReason =
  | 'damaged'
  | 'duplicate'
  | 'encrypted'
  | 'header-mismatch'
  | 'limit'
  | 'link'
  | 'nested-archive'
  | 'not-elf'
  | 'overlap'
  | 'sparse'
  | 'special-file'
  | 'unreadable'
  | 'unsafe-path'
  | 'unsupported';

/**
 * An entry of which something has to be said.
 *
 * @public
 */
export interface SkippedEntry {
  /** Its path, with the archives it lies in; empty for the whole artifact. */
  path: string;
  reason: SkipReason;
  /** A sentence. */
  message: string;
  /** Whether an ELF file may be missing from the report because of it. */
  hidesFiles: boolean;
}

/**
 * A link in an artifact.
 *
 * @public
 */
export interface ArtifactLink {
  path: string;
  kind: 'symbolic' | 'hard';
  /** As written. */
  target: string;
  /** The path in the artifact that it leads to in the end, or null. */
  resolved: string | null;
}

/**
 * A script that Lambda starts: `bootstrap`, or an extension.
 *
 * @public
 */
export interface ArtifactScript {
  path: string;
  mode: number | null;
  /** At most 64 KiB of it. */
  text: string;
}

/**
 * What all files of a walk have in common.
 *
 * @public
 */
export interface WalkedBase {
  /** Path in the artifact; `a.jar!/b.so` where it lies in an archive there. */
  path: string;
  /** Permission bits, or null where the archive does not say. */
  mode: number | null;
}

/**
 * An ELF file met on a walk. The source may be read until the next step of the
 * walk.
 *
 * @public
 */
export interface WalkedElf extends WalkedBase {
  kind: 'elf';
  source: RandomAccessSource;
  /** Of the file, where the walk has read all of it anyway; else null. */
  sha256: string | null;
}

/**
 * A step of a walk. The last one is `end`.
 *
 * @public
 */
export type WalkedEntry =
  | WalkedElf
  | ({ kind: 'script'; text: string } & WalkedBase)
  | { kind: 'link'; path: string; link: 'symbolic' | 'hard'; target: string }
  /** A path met that is neither ELF file nor link, which links may lead to. */
  | { kind: 'other'; path: string }
  | { kind: 'skipped'; skipped: SkippedEntry }
  | WalkEnd;

/**
 * The end of a walk: what is known of the artifact as a whole.
 *
 * @public
 */
export interface WalkEnd {
  kind: 'end';
  format: ArtifactFormat;
  /**
   * SHA-256 of the bytes of the artifact. For a folder that of its sorted
   * list, with a line `<sha256> <path>` for each file and `-> <target> <path>`
   * for each symbolic link; null if one of them could not be read.
   */
  sha256: string | null;
  /** Bytes of the artifact; for a folder of its files together. */
  size: number;
  /** Number of entries looked at. */
  entries: number;
}

/**
 * One ELF file of an artifact: its report, or why it has none.
 *
 * @public
 */
export interface ScannedFile {
  path: string;
  mode: number | null;
  size: number;
  sha256: string | null;
  report: ElfReport | null;
  error: { message: string; offset: number } | null;
  /** Where asked for: the symbols that bring each version. */
  versionSymbols?: VersionSymbols[];
}

/**
 * The symbols of a file that need one version of a library.
 *
 * @public
 */
export interface VersionSymbols {
  library: string;
  version: string;
  /** Names as written, in the order of the file; at most as many as asked. */
  symbols: string[];
  /** How many there are. */
  count: number;
}

/**
 * What an artifact holds. Plain data, as JSON; lists are sorted by path.
 *
 * @public
 */
export interface ArtifactReport {
  name: string;
  format: ArtifactFormat;
  /** See {@link WalkEnd}. */
  sha256: string | null;
  size: number;
  entries: number;
  files: ScannedFile[];
  links: ArtifactLink[];
  scripts: ArtifactScript[];
  skipped: SkippedEntry[];
  /** Whether no ELF file can be missing from `files`. */
  complete: boolean;
}
