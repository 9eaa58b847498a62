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

import type { ElfReport } from '../../elf/types';
import { emptySystem } from '../emptySystem';
import type { Answer, SystemLibraries } from '../system';
import type { PlacedFile, ResolveInput } from '../types';
import { versionHash } from '../versionHash';

/** Versions by library; a name that ends with `?` is needed weakly. */
export interface FileFacts extends Partial<ElfReport> {
  needs?: Record<string, string[]>;
  provides?: string[];
}

/** A shared library for x86_64, with what is given changed. */
export function report({
  needs = {},
  provides = [],
  ...facts
}: FileFacts = {}): ElfReport {
  return {
    size: 1000,
    bytesRead: 1000,
    class: 64,
    byteOrder: 'little',
    machine: 'x86_64',
    machineNumber: 62,
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
        versions: names.map((written, index) => {
          const name = written.replace(/\?$/, '');
          return {
            name,
            hash: versionHash(name),
            weak: written.endsWith('?'),
            index: index + 2,
          };
        }),
      })),
    versionDefinitions: provides.map((name, index) => ({
      name,
      hash: versionHash(name),
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

/** A program started by glibc's loader. */
export function program(facts: FileFacts = {}): ElfReport {
  return report({
    kind: 'pie',
    interpreter: '/lib64/ld-linux-x86-64.so.2',
    ...facts,
  });
}

/** What a system has at a path: its versions, and whether that is certain. */
export interface SystemFile {
  versions?: string[];
  symbols?: string[];
  answer?: Answer;
  undecided?: string;
}

/** A system with these files and no others. */
export function system(
  files: Record<string, SystemFile>,
  more: Partial<SystemLibraries> = {},
): SystemLibraries {
  const at = (path: string) =>
    Object.hasOwn(files, path) ? files[path] : undefined;
  const answer = (path: string) => {
    const file = at(path);
    return {
      answer: file ? file.answer ?? 'yes' : ('no' as const),
      ...(file?.undecided !== undefined && { undecided: file.undecided }),
    };
  };
  return {
    ...emptySystem('x86_64'),
    findLibrary: (directory, name) => answer(`${directory}/${name}`),
    findInterpreter: path => answer(path),
    findVersion: (path, version) => {
      const file = at(path);
      if (file?.versions?.includes(version)) {
        return { answer: 'yes' };
      }
      return file?.versions
        ? { answer: 'no' }
        : { answer: 'unknown', undecided: `the versions of ${path}` };
    },
    findSymbol: (path, _version, symbol) => {
      const symbols = at(path)?.symbols;
      return symbols
        ? { answer: symbols.includes(symbol) ? 'yes' : 'no' }
        : null;
    },
    listVersions: path => at(path)?.versions ?? null,
    ...more,
  };
}

/** `LD_LIBRARY_PATH` of Lambda. */
export const LAMBDA_LIBRARY_PATH = [
  '/var/lang/lib',
  '/lib64',
  '/usr/lib64',
  '/var/runtime',
  '/var/runtime/lib',
  '/var/task',
  '/var/task/lib',
  '/opt/lib',
];

export const GLIBC: Record<string, SystemFile> = {
  '/lib64/ld-linux-x86-64.so.2': { versions: ['GLIBC_2.3'] },
  '/lib64/libc.so.6': { versions: ['GLIBC_2.2.5', 'GLIBC_2.34'] },
  '/lib64/libstdc++.so.6': { versions: ['GLIBCXX_3.4', 'GLIBCXX_3.4.29'] },
};

/** A function on Lambda: its files by path, the roots, and what differs. */
export function lambda(
  files: Record<string, ElfReport | PlacedFile>,
  roots: string[],
  more: Partial<ResolveInput> = {},
): ResolveInput {
  return {
    machine: 'x86_64',
    files: Object.entries(files).map(([path, file]) =>
      'path' in file ? file : { path, report: file },
    ),
    roots: roots.map(path => ({
      path,
      by: path.endsWith('.node') ? 'dlopen' : 'kernel',
    })),
    libraryPath: LAMBDA_LIBRARY_PATH,
    workingDirectory: '/var/task',
    system: system(GLIBC),
    ...more,
  };
}
