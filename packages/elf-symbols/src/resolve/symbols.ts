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

import type { LoadedNode } from './LoadedNode';
import type { LoadedRoot } from './loadRoot';
import type { ResolveContext } from './ResolveContext';
import type { SystemAnswer } from './system';
import type { PlacedFile, SymbolResolution } from './types';
import type { AskedVersion } from './versions';

/** A needed symbol with the version it needs. */
interface WantedSymbol {
  name: string;
  library: string;
  version: string;
  /** A weak one may stay undefined; null where the binding is not known. */
  weak: boolean | null;
}

/**
 * Asks for the symbols whose version is there: a version can be present with
 * only a part of its symbols. Whatever object of the artifact defines the
 * symbol will do, as for the loader.
 *
 * @internal
 */
export function askSymbols(
  context: ResolveContext,
  loaded: LoadedRoot,
  node: LoadedNode,
  asked: AskedVersion[],
): SymbolResolution[] {
  const { file } = node;
  if (!file || loaded.libc === 'musl') {
    return [];
  }
  const met = new Map(
    asked
      .filter(({ resolution }) => resolution.outcome === 'met')
      .map(one => [key(one.resolution), one]),
  );
  const unmet: SymbolResolution[] = [];
  for (const symbol of wantedSymbols(file)) {
    const provider = met.get(key(symbol))?.provider;
    if (!provider || symbol.weak === true) {
      continue;
    }
    if (!context.step()) {
      return unmet;
    }
    const { name, library, version } = symbol;
    const path = provider.providers.at(-1)?.path ?? provider.file?.path ?? '';
    const answer = ask(context, provider, path, symbol);
    if (
      !answer ||
      answer.answer === 'yes' ||
      isDefinedByAny(loaded, symbol, [node, provider])
    ) {
      continue;
    }
    const base = { name, library, version, askedOf: path };
    if (answer.answer === 'no' && symbol.weak === false) {
      unmet.push({ ...base, outcome: 'missing' });
    } else {
      const undecided =
        answer.answer === 'no'
          ? `whether ${file.path} can do without ${name}, which ${path} lacks`
          : answer.undecided ?? `whether ${path} defines ${name}`;
      unmet.push({ ...base, outcome: 'unknown', undecided });
    }
  }
  return unmet;
}

function key({ library, version }: { library: string; version: string }) {
  return `${library}\0${version}`;
}

function wantedSymbols(file: PlacedFile): WantedSymbol[] {
  if (file.neededSymbols) {
    return file.neededSymbols.flatMap(({ name, library, version, binding }) =>
      library === null || version === null
        ? []
        : [{ name, library, version, weak: binding === 'weak' }],
    );
  }
  return (file.versionSymbols ?? []).flatMap(({ library, version, symbols }) =>
    symbols.map(name => ({ name, library, version, weak: null })),
  );
}

function ask(
  context: ResolveContext,
  provider: LoadedNode,
  path: string,
  symbol: WantedSymbol,
): SystemAnswer | null {
  if (provider.providers.some(({ certain }) => !certain)) {
    // Which file it is, is not known; the version need says so.
    return null;
  }
  if (!provider.file) {
    return context.system.findSymbol(path, symbol.version, symbol.name);
  }
  const { providedSymbols } = provider.file;
  return providedSymbols
    ? { answer: defines(provider.file, symbol) ? 'yes' : 'no' }
    : null;
}

function isDefinedByAny(
  loaded: LoadedRoot,
  symbol: WantedSymbol,
  except: LoadedNode[],
): boolean {
  return loaded.list.nodes.some(
    node => !except.includes(node) && node.file && defines(node.file, symbol),
  );
}

/** A definition without a version meets any version, as for the loader. */
function defines(file: PlacedFile, { name, version }: WantedSymbol): boolean {
  const symbols = indexOf(file).get(name);
  return symbols !== undefined && (symbols.has(version) || symbols.has(null));
}

const indexes = new WeakMap<PlacedFile, Map<string, Set<string | null>>>();

function indexOf(file: PlacedFile): Map<string, Set<string | null>> {
  const known = indexes.get(file);
  if (known) {
    return known;
  }
  const index = new Map<string, Set<string | null>>();
  for (const { name, version } of file.providedSymbols ?? []) {
    const versions = index.get(name) ?? new Set();
    index.set(name, versions.add(version));
  }
  indexes.set(file, index);
  return index;
}
