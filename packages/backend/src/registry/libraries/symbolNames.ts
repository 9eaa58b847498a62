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

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Architecture } from '@lambda-compat/lambda-runtimes';

// The digit that says how many characters a name shares with the one before;
// the README of lambda-runtimes describes the form.
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

type Table = Record<string, Record<string, string>>;

let table: Table | undefined;

/**
 * The symbols of a library of GNU with the versions they are defined for; empty
 * for a library whose symbols are not known.
 */
export function symbolNames(
  library: string,
  architecture: Architecture,
): Map<string, string[]> {
  table ??= readTable();
  const names = new Map<string, string[]>();
  for (const [key, coded] of Object.entries(table[library] ?? {})) {
    const [x86, arm = x86] = key.split('|');
    const versions = (architecture === 'x86_64' ? x86 : arm)
      .split(' ')
      .filter(Boolean);
    let name = '';
    for (const part of versions.length > 0 ? coded.split(' ') : []) {
      name = name.slice(0, DIGITS.indexOf(part[0])) + part.slice(1);
      names.set(name, versions);
    }
  }
  return names;
}

/** The whole table is no part of what lambda-runtimes offers: it looks up. */
function readTable(): Table {
  const folder = path.dirname(
    require.resolve('@lambda-compat/lambda-runtimes/package.json'),
  );
  return JSON.parse(
    readFileSync(path.join(folder, 'src/data/symbolTable.json'), 'utf8'),
  );
}
