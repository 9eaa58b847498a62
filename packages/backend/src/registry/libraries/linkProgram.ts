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

import type { Architecture } from '@lambda-compat/lambda-runtimes';
import type { ElfMachine } from '../elf/types';
import { writeElf, writeStaticElf } from '../elf/writeElf';
import { defineVersions, MACHINES } from './defineVersions';
import { libraryVersions } from './libraryVersions';

const INTERPRETERS: Record<ElfMachine, string> = {
  x86_64: '/lib64/ld-linux-x86-64.so.2',
  aarch64: '/lib/ld-linux-aarch64.so.1',
};

/** A program of the samples, as a build would give it. */
export interface SampleProgram {
  /** The set of libraries that it is linked with, or `static`. */
  on: string;
  architecture: Architecture;
  /** The symbols that its source uses, by library. */
  uses?: Record<string, string[]>;
}

/**
 * Links a program with a set of libraries as a linker does: of each symbol it
 * gets the version that is the default there. The same source asks for
 * other versions on other images; that is the incident.
 *
 * @param build - its number, which builds write into their programs
 * @throws Error for a symbol that the set does not have
 */
export function linkProgram(
  { on, architecture, uses = {} }: SampleProgram,
  build = '',
): Buffer {
  const machine = MACHINES[architecture];
  const note = `A program of the samples of lambda-compat, linked with ${on}${
    build ? ` as build ${build}` : ''
  }: it asks for what a build there would ask for and holds no code`;
  if (on === 'static') {
    return writeStaticElf({ machine, note });
  }
  const versions = libraryVersions(on, architecture);
  return writeElf({
    machine,
    interpreter: INTERPRETERS[machine],
    needed: Object.entries(uses).map(([name, symbols]) => {
      const defaults = new Map(
        defineVersions(name, architecture, versions.get(name) ?? []).flatMap(
          version =>
            version.symbols
              .filter(({ isDefault }) => isDefault)
              .map(symbol => [symbol.name, version.name] as const),
        ),
      );
      const needs = new Map<string, string[]>();
      for (const symbol of symbols) {
        const version = defaults.get(symbol);
        if (!version) {
          throw new Error(`${name} of ${on} has no ${symbol}`);
        }
        needs.set(version, [...(needs.get(version) ?? []), symbol]);
      }
      return {
        name,
        versions: [...needs].map(([version, names]) => ({
          name: version,
          symbols: names,
        })),
      };
    }),
    note,
  });
}
