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

import table from '../data/symbolTable.json';
import type { Architecture } from '../types';

/** As in `scripts/makeSymbolTable.mjs`. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const TABLE: Record<string, Record<string, string>> = table;

type Symbols = Map<string, string[]>;

const decoded = new Map<string, Symbols>();

function decodeLibrary(
  groups: Record<string, string>,
  architecture: Architecture,
): Symbols {
  const symbols: Symbols = new Map();
  for (const [key, names] of Object.entries(groups)) {
    const [x86, arm = x86] = key.split('|');
    const versions = (architecture === 'x86_64' ? x86 : arm)
      .split(' ')
      .filter(Boolean);
    let last = '';
    for (const part of names.split(' ')) {
      last = last.slice(0, DIGITS.indexOf(part[0])) + part.slice(1);
      if (versions.length > 0) {
        symbols.set(last, versions);
      }
    }
  }
  return symbols;
}

/**
 * The symbols of a base library with the versions they are defined for, or
 * undefined for a library that the table does not have. Read from Debian sid
 * of 2026-11 (glibc 2.43, gcc 16.2): no release takes a symbol out of a
 * version, so an older one has the same in the versions it has.
 *
 * @internal
 */
export function symbolsOf(
  library: string,
  architecture: Architecture,
): Symbols | undefined {
  if (!Object.hasOwn(TABLE, library)) {
    return undefined;
  }
  const key = `${architecture} ${library}`;
  let symbols = decoded.get(key);
  if (!symbols) {
    symbols = decodeLibrary(TABLE[library], architecture);
    decoded.set(key, symbols);
  }
  return symbols;
}
