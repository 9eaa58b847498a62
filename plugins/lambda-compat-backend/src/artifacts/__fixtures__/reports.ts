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

import type { ReportUpload } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  ArtifactReport,
  ElfReport,
  ScannedFile,
} from '@lambda-compat/elf-symbols';

/** A hash that is told from others by one digit. */
export function sha256(digit: string): string {
  return digit.repeat(64);
}

/** An arm64 program that a loader starts, which needs versions of a library. */
export function createProgram(
  needs: Record<string, string[]> = {},
  parts: Partial<ElfReport> = {},
): ScannedFile {
  return {
    path: 'bootstrap',
    mode: 0o755,
    size: 1_000,
    sha256: null,
    error: null,
    report: {
      size: 1_000,
      bytesRead: 500,
      class: 64,
      byteOrder: 'little',
      machine: 'aarch64',
      machineNumber: 183,
      osAbi: 0,
      kind: 'pie',
      type: 3,
      machineFlags: 0,
      static: false,
      interpreter: '/lib/ld-linux-aarch64.so.1',
      needed: Object.keys(needs),
      soname: null,
      rpath: [],
      runpath: [],
      dynamicFlags: [],
      versionNeeds: Object.entries(needs).map(([library, versions]) => ({
        library,
        versions: versions.map((name, index) => ({
          name,
          hash: hashOf(name),
          weak: false,
          index: index + 2,
        })),
      })),
      versionDefinitions: [],
      libc: { kind: 'glibc', evidence: 'interpreter' },
      go: null,
      rust: null,
      buildId: null,
      isaNeeded: [],
      stripped: true,
      hasSectionHeaders: true,
      packer: null,
      complete: true,
      problems: [],
      ...parts,
    },
  };
}

/** The hash of the gABI, which the loader compares before the name. */
function hashOf(name: string): number {
  let hash = 0;
  for (const character of name) {
    hash = (hash * 16 + character.charCodeAt(0)) % 2 ** 32;
    const high = Math.floor(hash / 2 ** 28);
    hash = Number((BigInt(hash) ^ (BigInt(high) << 4n)) & 0x0fffffffn);
  }
  return hash;
}

/** A zip file with the hash and the files. */
export function createArtifact(
  digit: string,
  files: ScannedFile[] = [],
  parts: Partial<ArtifactReport> = {},
): ArtifactReport {
  return {
    name: 'function.zip',
    format: 'zip',
    sha256: sha256(digit),
    size: 2_000,
    entries: 3,
    files,
    links: [],
    scripts: [],
    skipped: [],
    complete: true,
    ...parts,
  };
}

/** Asks for what provided.al2023 had since 2025-08 at the latest. */
export const NEEDS_3_4_30 = {
  'libstdc++.so.6': ['GLIBCXX_3.4.30'],
  'libc.so.6': ['GLIBC_2.34'],
};

/** Every provided.al2023 has these. */
export const NEEDS_OLD = { 'libc.so.6': ['GLIBC_2.17'] };

/** Nobody has it. */
export const NEEDS_NEW = { 'libc.so.6': ['GLIBC_2.99'] };

/** An upload for `component:default/orders`, an arm64 function on AL2023. */
export function createUpload(
  artifact: ArtifactReport,
  parts: Partial<ReportUpload> = {},
): ReportUpload {
  return {
    schema: 'lambda-compat/upload/v1',
    entityRef: 'component:default/orders',
    artifact,
    runtime: 'provided.al2023',
    architecture: 'arm64',
    measuredAt: '2026-11-23T08:00:00Z',
    ...parts,
  };
}
