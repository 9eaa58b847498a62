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

// Writes src/data/symbolTable.json: which symbols the C and C++ libraries of
// GNU define, and for which versions.
//
//   node scripts/makeSymbolTable.mjs x86_64=DIR arm64=DIR
//   node scripts/makeSymbolTable.mjs FILE.json
//
// DIR holds libc.so.6, libm.so.6, libstdc++.so.6 and libgcc_s.so.1, which are
// read with readelf; take the newest release there is, because none of them
// ever takes a symbol out of a version. FILE.json holds what was read before,
// as { library: { architecture: { symbol: [version, …] } } }.
//
// GLIBC_PRIVATE is left out: its symbols change with every build.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBRARIES = ['libc.so.6', 'libm.so.6', 'libstdc++.so.6', 'libgcc_s.so.1'];
const ARCHITECTURES = ['x86_64', 'arm64'];
const OUTPUT = fileURLToPath(
  new URL('../src/data/symbolTable.json', import.meta.url),
);

/** Every symbol that a library defines, with its versions. */
function readLibrary(file) {
  const output = execFileSync('readelf', ['-W', '--dyn-syms', file], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const symbols = {};
  for (const line of output.split('\n')) {
    const fields = line.trim().split(/\s+/);
    const [name, version] = (fields[7] ?? '').split(/@@?/);
    // The absolute symbols of a library are the names of its versions.
    if (fields.length >= 8 && version && !/^(UND|ABS)$/.test(fields[6])) {
      (symbols[name] ??= []).push(version);
    }
  }
  return symbols;
}

function readFolders(folders) {
  const table = {};
  for (const library of LIBRARIES) {
    table[library] = {};
    for (const [architecture, folder] of folders) {
      const file = join(folder, library);
      if (!existsSync(file)) {
        throw new Error(`${file} is not there`);
      }
      table[library][architecture] = readLibrary(file);
    }
  }
  return table;
}

function versionsOf(symbols, name) {
  return [...new Set(symbols?.[name] ?? [])]
    .filter(version => version !== 'GLIBC_PRIVATE')
    .sort();
}

/** The digit for each number of shared characters. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Sorted names, each as the length it shares with the last, and the rest. */
function frontCode(names) {
  let last = '';
  const parts = [];
  for (const name of names) {
    let shared = 0;
    while (shared < 61 && name[shared] && name[shared] === last[shared]) {
      shared++;
    }
    parts.push(DIGITS[shared] + name.slice(shared));
    last = name;
  }
  return parts.join(' ');
}

function compactLibrary(byArchitecture) {
  const names = new Set();
  for (const architecture of ARCHITECTURES) {
    for (const name of Object.keys(byArchitecture[architecture] ?? {})) {
      names.add(name);
    }
  }
  const groups = new Map();
  for (const name of [...names].sort()) {
    const [x86, arm] = ARCHITECTURES.map(architecture =>
      versionsOf(byArchitecture[architecture], name).join(' '),
    );
    if (x86 || arm) {
      const key = x86 === arm ? x86 : `${x86}|${arm}`;
      groups.set(key, [...(groups.get(key) ?? []), name]);
    }
  }
  return Object.fromEntries(
    [...groups].sort().map(([key, members]) => [key, frontCode(members)]),
  );
}

const args = process.argv.slice(2);
const fromFile = args.length === 1 && args[0].endsWith('.json');
const table = fromFile
  ? JSON.parse(readFileSync(args[0], 'utf8'))
  : readFolders(args.map(argument => argument.split('=')));
const compact = {};
for (const library of LIBRARIES) {
  compact[library] = compactLibrary(table[library]);
}
writeFileSync(OUTPUT, `${JSON.stringify(compact, null, 2)}\n`);
