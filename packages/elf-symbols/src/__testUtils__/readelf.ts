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

import { spawnSync } from 'node:child_process';

/** The facts of one file as binutils' readelf prints them. */
export interface ReadelfFacts {
  class: 32 | 64;
  byteOrder: 'little' | 'big';
  /** `e_type` in readelf's words: `DYN`, `EXEC`, `REL`, `CORE`. */
  type: string;
  interpreter: string | null;
  needed: string[];
  soname: string | null;
  rpath: string | null;
  runpath: string | null;
  /** `library` → `VERSION index` with ` WEAK` where flagged. */
  versionNeeds: Record<string, string[]>;
  /** `VERSION index` with ` BASE` and ` WEAK`, and ` < parent`. */
  versionDefinitions: string[];
}

/** Whether readelf of binutils is installed. */
export function hasReadelf(): boolean {
  const { status, stdout } = spawnSync('readelf', ['--version'], {
    encoding: 'utf8',
  });
  return status === 0 && stdout.includes('GNU');
}

const MAX_OUTPUT = 512 * 1024 * 1024;

/** Runs readelf over one file. */
export function runReadelf(
  path: string,
  args: string[],
): {
  output: string;
  warnings: string;
} {
  const { stdout, stderr } = spawnSync('readelf', ['-W', ...args, path], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: MAX_OUTPUT,
  });
  return { output: stdout, warnings: stderr };
}

/** Reads the facts of one file by `readelf -h -l -d -V`. */
export function readelfFacts(path: string): ReadelfFacts & {
  warnings: string;
} {
  const { output, warnings } = runReadelf(path, ['-h', '-l', '-d', '-V']);
  return { ...parseReadelf(output), warnings };
}

/** Files given to one run: each prints some ten kilobytes. */
const BATCH = 64;

/** Reads the facts of many files by few runs, in the order of the paths. */
export function readelfFactsOf(paths: string[]): ReadelfFacts[] {
  const all: ReadelfFacts[] = [];
  for (let start = 0; start < paths.length; start += BATCH) {
    const batch = paths.slice(start, start + BATCH);
    if (batch.length === 1) {
      const { warnings, ...facts } = readelfFacts(batch[0]);
      all.push(facts);
    } else {
      const [first, ...others] = batch;
      const { output } = runReadelf(first, [
        ...['-h', '-l', '-d', '-V'],
        ...others,
      ]);
      // Each file begins with its name; `first` stands last in the arguments.
      const parts = output.split(/^File: (.*)\n/m).slice(1);
      const byPath = new Map<string, ReadelfFacts>();
      for (let index = 0; index + 1 < parts.length; index += 2) {
        byPath.set(parts[index], parseReadelf(parts[index + 1]));
      }
      for (const path of batch) {
        const facts = byPath.get(path);
        if (!facts) {
          throw new Error(`readelf says nothing of ${path}`);
        }
        all.push(facts);
      }
    }
  }
  return all;
}

function parseReadelf(output: string): ReadelfFacts {
  const facts: ReadelfFacts = {
    class: /Class: +ELF32/.test(output) ? 32 : 64,
    byteOrder: /Data: .*big endian/.test(output) ? 'big' : 'little',
    type: /^ +Type: +(\w+)/m.exec(output)?.[1] ?? '',
    interpreter:
      /\[Requesting program interpreter: (.*)\]/.exec(output)?.[1] ?? null,
    needed: [],
    soname: null,
    rpath: null,
    runpath: null,
    versionNeeds: {},
    versionDefinitions: [],
  };
  let table = '';
  let library = '';
  for (const line of output.split('\n')) {
    const section = /^Version (\w+) section /.exec(line);
    const dynamic = /^ 0x[0-9a-f]+ \((\w+)\) .*?\[(.*)\]$/.exec(line);
    if (section) {
      table = section[1];
    } else if (dynamic) {
      addDynamic(facts, dynamic[1], dynamic[2]);
    } else if (table === 'needs') {
      library = addNeed(facts, library, line);
    } else if (table === 'definition') {
      addDefinition(facts, line);
    }
  }
  return facts;
}

function addDynamic(facts: ReadelfFacts, tag: string, value: string): void {
  if (tag === 'NEEDED') {
    facts.needed.push(value);
  } else if (tag === 'SONAME') {
    facts.soname = value;
  } else if (tag === 'RPATH') {
    facts.rpath = value;
  } else if (tag === 'RUNPATH') {
    facts.runpath = value;
  }
}

function addNeed(facts: ReadelfFacts, library: string, line: string): string {
  const file = / Version: \d+ +File: (.*?) +Cnt: \d+$/.exec(line);
  if (file) {
    facts.versionNeeds[file[1]] ??= [];
    return file[1];
  }
  const name = / Name: (.*?) +Flags: (.*?) +Version: (\d+)$/.exec(line);
  if (name) {
    const weak = name[2].includes('WEAK') ? ' WEAK' : '';
    facts.versionNeeds[library].push(`${name[1]} ${name[3]}${weak}`);
  }
  return library;
}

function addDefinition(facts: ReadelfFacts, line: string): void {
  const definition =
    / Rev: \d+ +Flags: (.*?) +Index: (\d+) +Cnt: \d+ +Name: (.*)$/.exec(line);
  if (definition) {
    const [, flags, index, name] = definition;
    const base = flags.includes('BASE') ? ' BASE' : '';
    const weak = flags.includes('WEAK') ? ' WEAK' : '';
    facts.versionDefinitions.push(`${name} ${index}${base}${weak}`);
    return;
  }
  const parent = / Parent \d+: (.*)$/.exec(line);
  if (parent) {
    const last = facts.versionDefinitions.length - 1;
    facts.versionDefinitions[last] += ` < ${parent[1]}`;
  }
}
