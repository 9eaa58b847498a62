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

import { type ElfLayout, readLayout, type ReadElfOptions } from '../elf/layout';
import type { ElfReport } from '../elf/types';
import { VERSYM_HIDDEN } from '../elf/versionTables';
import type { RandomAccessSource } from '../source/RandomAccessSource';
import { readDynamicSymbols } from './dynamicSymbols';
import type { NeededSymbol, ProvidedSymbol, SymbolList } from './types';

/** `.gnu.version` of a symbol that is not offered to others. */
const VER_NDX_LOCAL = 0;
/** `.gnu.version` of a symbol without version. */
const VER_NDX_GLOBAL = 1;
const STV_INTERNAL = 1;
const STV_HIDDEN = 2;

/**
 * Reads which symbol brings which version of which library: the dynamic
 * symbols that a file does not define, with the version that `.gnu.version`
 * gives each, and the data that a program copies. It reads the whole symbol
 * table, so ask only for files of which a version is in question.
 *
 * @param report - what `readElf` said of the same source
 * @throws ElfError as `readElf`
 * @public
 */
export function readNeededSymbols(
  source: RandomAccessSource,
  report: ElfReport,
  options: ReadElfOptions = {},
): SymbolList<NeededSymbol> {
  const versions = new Map<number, { library: string; version: string }>();
  for (const { library, versions: names } of report.versionNeeds) {
    for (const { name, index } of names) {
      versions.set(index, { library, version: name });
    }
  }
  const layout = readLayout(source, options);
  const symbols: NeededSymbol[] = [];
  for (const symbol of readDynamicSymbols(layout)) {
    const need = versions.get(
      (symbol.version ?? VER_NDX_GLOBAL) % VERSYM_HIDDEN,
    );
    if ((need || !symbol.defined) && symbol.binding !== 'local') {
      symbols.push({
        name: symbol.name,
        library: need?.library ?? null,
        version: need?.version ?? null,
        binding: symbol.binding,
        copied: symbol.defined,
      });
    }
  }
  return finish(layout, symbols);
}

/**
 * Reads the symbols that a file offers to others, each with its version.
 *
 * @param report - what `readElf` said of the same source
 * @throws ElfError as `readElf`
 * @public
 */
export function readProvidedSymbols(
  source: RandomAccessSource,
  report: ElfReport,
  options: ReadElfOptions = {},
): SymbolList<ProvidedSymbol> {
  const needed = new Set(
    report.versionNeeds.flatMap(({ versions: names }) =>
      names.map(({ index }) => index),
    ),
  );
  const versions = new Map<number, string>();
  for (const { name, index, base } of report.versionDefinitions) {
    if (!base) {
      versions.set(index, name);
    }
  }
  const layout = readLayout(source, options);
  const symbols: ProvidedSymbol[] = [];
  for (const symbol of readDynamicSymbols(layout)) {
    const version = symbol.version ?? VER_NDX_GLOBAL;
    const offered =
      symbol.defined &&
      symbol.binding !== 'local' &&
      symbol.visibility !== STV_HIDDEN &&
      symbol.visibility !== STV_INTERNAL &&
      version % VERSYM_HIDDEN !== VER_NDX_LOCAL &&
      !needed.has(version % VERSYM_HIDDEN);
    const versionName = versions.get(version % VERSYM_HIDDEN) ?? null;
    // Linkers write a symbol of the name of each version, which is no code.
    if (offered && symbol.name !== versionName) {
      symbols.push({
        name: symbol.name,
        version: versionName,
        isDefault: version < VERSYM_HIDDEN,
        binding: symbol.binding,
      });
    }
  }
  return finish(layout, symbols);
}

function finish<T>(layout: ElfLayout, symbols: T[]): SymbolList<T> {
  return {
    symbols,
    complete: layout.problems.complete,
    problems: layout.problems.items,
  };
}
