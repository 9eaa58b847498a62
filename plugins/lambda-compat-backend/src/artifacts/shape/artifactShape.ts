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

import type {
  ArtifactFormat,
  ArtifactReport,
  ElfKind,
  ElfProblemCode,
  ElfReport,
  LibcKind,
  ScannedFile,
  SkipReason,
} from '@lambda-compat/elf-symbols';
import {
  boolean,
  integer,
  list,
  nullable,
  object,
  oneOf,
  record,
  type Shape,
  text,
} from './shapes';

/** Every value of a union, once; the compiler says when one is missing. */
function choicesOf<T extends string>(choices: Record<T, true>): T[] {
  return Object.keys(choices) as T[];
}

const FORMATS = choicesOf<ArtifactFormat>({
  file: true,
  folder: true,
  zip: true,
  tar: true,
  'tar.gz': true,
  'tar.zst': true,
});

const SKIP_REASONS = choicesOf<SkipReason>({
  damaged: true,
  duplicate: true,
  encrypted: true,
  'header-mismatch': true,
  limit: true,
  link: true,
  'nested-archive': true,
  'not-elf': true,
  overlap: true,
  sparse: true,
  'special-file': true,
  unreadable: true,
  'unsafe-path': true,
  unsupported: true,
});

const KINDS = choicesOf<ElfKind>({
  executable: true,
  pie: true,
  static: true,
  'static-pie': true,
  shared: true,
  relocatable: true,
  core: true,
  debug: true,
  other: true,
});

const LIBCS = choicesOf<LibcKind>({
  glibc: true,
  musl: true,
  bionic: true,
  freebsd: true,
  none: true,
  unknown: true,
});

const PROBLEMS = choicesOf<ElfProblemCode>({
  'dynamic-section': true,
  'go-build-information': true,
  header: true,
  interpreter: true,
  limit: true,
  notes: true,
  packed: true,
  'program-headers': true,
  'section-headers': true,
  string: true,
  symbols: true,
  'version-definitions': true,
  'version-hash': true,
  'version-needs': true,
});

/** Shapes of all properties of a type: a new one is not forgotten here. */
type ShapesOf<T> = { [K in keyof Required<T>]: Shape };

const MAX_UINT32 = 2 ** 32 - 1;

/** A path in an archive has at most 4,096, and archives lie in archives. */
const path = text(16_384);
/** Of a library, a version or a build setting; real ones have some tens. */
const name = text(4_096);
/** C++ names of symbols grow with the types that they speak of. */
const symbol = text(65_536);
const sentence = text(8_192);
const bytes = integer(0, Number.MAX_SAFE_INTEGER);
const uint32 = integer(0, MAX_UINT32);
const mode = nullable(integer(0, 0o177777));
const hash = text(64, /^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits');
const names = list(name, 4_096);

const elf: ShapesOf<ElfReport> = {
  size: bytes,
  bytesRead: bytes,
  class: oneOf([32, 64]),
  byteOrder: oneOf(['little', 'big']),
  machine: text(64),
  machineNumber: uint32,
  osAbi: uint32,
  kind: oneOf(KINDS),
  type: uint32,
  machineFlags: uint32,
  static: boolean,
  interpreter: nullable(name),
  needed: names,
  soname: nullable(name),
  rpath: names,
  runpath: names,
  dynamicFlags: list(text(64), 128),
  versionNeeds: list(
    object({
      library: name,
      versions: list(
        object({ name, hash: uint32, weak: boolean, index: uint32 }),
        4_096,
      ),
    }),
    1_024,
  ),
  versionDefinitions: list(
    object({
      name,
      hash: uint32,
      base: boolean,
      weak: boolean,
      index: uint32,
      parents: list(name, 256),
    }),
    32_768,
  ),
  libc: object({ kind: oneOf(LIBCS), evidence: sentence }),
  go: nullable(
    object({
      version: nullable(name),
      path: nullable(path),
      mainModule: nullable(object({ path, version: name })),
      dependencyCount: integer(0, 1_000_000),
      settings: record(text(16_384), 256),
      cgoEnabled: nullable(boolean),
      evidence: sentence,
    }),
  ),
  rust: nullable(object({ version: nullable(name), evidence: sentence })),
  buildId: nullable(text(1_024)),
  isaNeeded: list(text(64), 64),
  stripped: nullable(boolean),
  hasSectionHeaders: boolean,
  packer: nullable(oneOf(['upx'])),
  complete: boolean,
  problems: list(
    object({
      code: oneOf(PROBLEMS),
      message: sentence,
      offset: bytes,
      hidesNeeds: boolean,
    }),
    64,
  ),
};

const { versionSymbols, ...file }: ShapesOf<ScannedFile> = {
  path,
  mode,
  size: bytes,
  sha256: nullable(hash),
  report: nullable(object(elf)),
  error: nullable(object({ message: sentence, offset: bytes })),
  versionSymbols: list(
    object({
      library: name,
      version: name,
      symbols: list(symbol, 4_096),
      count: integer(0, 10_000_000),
    }),
    4_096,
  ),
};

const artifact: ShapesOf<ArtifactReport> = {
  name: text(1_024),
  format: oneOf(FORMATS),
  // A function is told by it, so an upload has to have one.
  sha256: hash,
  size: bytes,
  entries: integer(0, 10_000_000),
  files: list(object(file, { versionSymbols }), 20_000),
  links: list(
    object({
      path,
      kind: oneOf(['symbolic', 'hard']),
      target: path,
      resolved: nullable(path),
    }),
    50_000,
  ),
  scripts: list(object({ path, mode, text: text(65_536) }), 256),
  skipped: list(
    object({
      path,
      reason: oneOf(SKIP_REASONS),
      message: sentence,
      hidesFiles: boolean,
    }),
    50_000,
  ),
  complete: boolean,
};

/** An artifact report as the scanner writes it, of an artifact with a hash. */
export const artifactShape: Shape = object(artifact);
