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
  ArtifactReport,
  ElfReport,
  ScannedFile,
} from '@lambda-compat/elf-symbols';
import {
  selectProfile,
  type Architecture,
} from '@lambda-compat/lambda-runtimes';
import type { ArtifactFacts, FunctionFacts } from '../types';

/** The hash of a version name, by the ELF specification. */
function hashOf(name: string): number {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = hash * 16 + byte;
    // eslint-disable-next-line no-bitwise -- the definition is one of bits
    hash = hash % 2 ** 28 ^ (Math.floor(hash / 2 ** 28) << 4);
  }
  return hash;
}

/** Versions by library; a name that ends with `?` is needed weakly. */
export interface ElfFacts extends Partial<ElfReport> {
  needs?: Record<string, string[]>;
  provides?: string[];
}

/** A shared library for arm64, with what is given changed. */
export function elf({
  needs = {},
  provides = [],
  ...facts
}: ElfFacts = {}): ElfReport {
  return {
    size: 1000,
    bytesRead: 1000,
    class: 64,
    byteOrder: 'little',
    machine: 'aarch64',
    machineNumber: 183,
    osAbi: 0,
    kind: 'shared',
    type: 3,
    machineFlags: 0,
    static: false,
    interpreter: null,
    needed: Object.keys(needs),
    soname: null,
    rpath: [],
    runpath: [],
    dynamicFlags: [],
    versionNeeds: Object.entries(needs)
      .filter(([, names]) => names.length > 0)
      .map(([library, names]) => ({
        library,
        versions: names.map((written, index) => ({
          name: written.replace(/\?$/, ''),
          hash: hashOf(written.replace(/\?$/, '')),
          weak: written.endsWith('?'),
          index: index + 2,
        })),
      })),
    versionDefinitions: provides.map((name, index) => ({
      name,
      hash: hashOf(name),
      base: false,
      weak: false,
      index: index + 2,
      parents: [],
    })),
    libc: { kind: 'glibc', evidence: 'needs libc.so.6' },
    go: null,
    rust: null,
    buildId: null,
    isaNeeded: [],
    stripped: true,
    hasSectionHeaders: true,
    packer: null,
    complete: true,
    problems: [],
    ...facts,
  };
}

/** A program that glibc's loader starts. */
export function program(facts: ElfFacts = {}): ElfReport {
  return elf({
    kind: 'pie',
    interpreter: '/lib/ld-linux-aarch64.so.1',
    ...facts,
  });
}

/** A program that needs no loader. */
export function staticProgram(facts: ElfFacts = {}): ElfReport {
  return elf({
    kind: 'static',
    type: 2,
    static: true,
    libc: { kind: 'none', evidence: '' },
    ...facts,
  });
}

/** A report of an artifact with these files. */
export function artifact(
  files: Record<string, ElfReport | Partial<ScannedFile>>,
  more: Partial<ArtifactReport> = {},
): ArtifactReport {
  return {
    name: 'function.zip',
    format: 'zip',
    sha256: 'a'.repeat(64),
    size: 1000,
    entries: Object.keys(files).length,
    files: Object.entries(files).map(([path, file]) => ({
      path,
      mode: 0o755,
      size: 1000,
      sha256: null,
      report: null,
      error: null,
      ...('machine' in file ? { report: file } : file),
    })),
    links: [],
    scripts: [],
    skipped: [],
    complete: true,
    ...more,
  };
}

/** An artifact of a function, or of what is given. */
export function part(
  report: ArtifactReport,
  mount: ArtifactFacts['mount'] = 'function',
  name = 'function.zip',
): ArtifactFacts {
  return { name, mount, report };
}

export const TODAY = '2026-11-23';

/** Facts of a zip function on `provided.al2023`, arm64, as of the given day. */
export function functionFacts(
  artifacts: ArtifactFacts[],
  more: Partial<FunctionFacts> & { asOf?: string | null } = {},
): FunctionFacts {
  const { asOf = TODAY, ...facts } = more;
  const runtime = 'runtime' in facts ? facts.runtime : 'provided.al2023';
  const architecture = 'architecture' in facts ? facts.architecture : 'arm64';
  const packageType = facts.packageType ?? 'zip';
  const known = !('profile' in facts) && runtime && architecture;
  return {
    packageType,
    profile: known
      ? selectProfile({
          runtime,
          architecture: architecture as Architecture,
          packageType,
          ...(asOf !== null && { asOf }),
        })
      : null,
    artifacts,
    unread: [],
    libraryPath: null,
    image: null,
    evidence: 'build',
    outdated: null,
    today: TODAY,
    ...facts,
    runtime: runtime ?? null,
    architecture: architecture ?? null,
  };
}
