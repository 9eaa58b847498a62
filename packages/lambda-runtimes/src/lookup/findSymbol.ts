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

import type { Architecture, RuntimeProfile, RuntimeState } from '../types';
import type { SymbolAnswer } from './types';
import {
  compareVersionNames,
  isPrivateVersion,
} from '../versions/versionNames';
import { askStates, own } from './answers';
import type { StateAnswer } from './answers';
import { libraryInState } from './findLibrary';
import { findVersion, versionInState } from './findVersion';
import { symbolsOf } from './symbolTable';

function unknownSymbol(
  state: RuntimeState,
  library: string,
  version: string,
  symbol: string,
  sources: string[],
): StateAnswer {
  return {
    answer: 'unknown',
    sources,
    undecided: `whether ${library} of ${state.name} defines ${symbol.slice(
      0,
      512,
    )} for ${version}; take a snapshot`,
  };
}

function symbolInState(
  profile: RuntimeProfile,
  state: RuntimeState,
  library: string,
  version: string,
  symbol: string,
): StateAnswer {
  const found = versionInState(profile, state, library, version);
  if (found.answer !== 'yes') {
    return found;
  }
  const provided = libraryInState(profile, state, library).library;
  const read = provided?.symbols && own(provided.symbols, version);
  if (read?.names.includes(symbol)) {
    return found;
  }
  if (read?.complete) {
    return { answer: 'no', sources: found.sources };
  }
  const table = symbolsOf(library, profile.architecture);
  if (!table || isPrivateVersion(version)) {
    return unknownSymbol(state, library, version, symbol, found.sources);
  }
  const inTable = table.get(symbol)?.includes(version) ?? false;
  if (inTable && read) {
    // The vendor added the version early, with who knows which symbols.
    return unknownSymbol(state, library, version, symbol, found.sources);
  }
  if (inTable) {
    return found;
  }
  return versionInTable(library, profile.architecture, version)
    ? { answer: 'no', sources: found.sources }
    : unknownSymbol(state, library, version, symbol, found.sources);
}

/** Versions of the table, by library and architecture. */
const versionsInTable = new Map<string, Set<string>>();

function versionInTable(
  library: string,
  architecture: Architecture,
  version: string,
): boolean {
  const key = `${architecture} ${library}`;
  let versions = versionsInTable.get(key);
  if (!versions) {
    versions = new Set(
      [...(symbolsOf(library, architecture)?.values() ?? [])].flat(),
    );
    versionsInTable.set(key, versions);
  }
  return versions.has(version);
}

/**
 * Whether a library of the system defines a symbol for a version. A version
 * can be there without the symbol: the loader starts the program, which then
 * ends with `symbol lookup error`. `symbol` is written as in the file.
 *
 * Answered for libc.so.6, libm.so.6, libstdc++.so.6 and libgcc_s.so.1, and for
 * what the profile has measured; otherwise a version that is there leaves the
 * symbol `unknown`.
 *
 * @public
 */
export function findSymbol(
  profile: RuntimeProfile,
  library: string,
  version: string,
  symbol: string,
): SymbolAnswer {
  return {
    ...askStates(profile, state =>
      symbolInState(profile, state, library, version, symbol),
    ),
    version: findVersion(profile, library, version).answer,
    listed:
      versionInTable(library, profile.architecture, version) ||
      profile.states.some(state => {
        const provided = own(state.libraries, library);
        return Boolean(provided?.symbols && own(provided.symbols, version));
      }),
  };
}

/**
 * All versions for which a base library has ever defined a symbol, lowest
 * first: `std::condition_variable::wait` is in GLIBCXX_3.4.11 and in
 * GLIBCXX_3.4.30, so that the same source, linked with an older libstdc++,
 * needs only the former. Empty for a symbol or a library that is not known.
 *
 * @param besides - a version to leave out, usually the one that is needed
 *
 * @public
 */
export function otherVersionsOf(
  symbol: string,
  library: string,
  architecture: Architecture,
  besides?: string,
): string[] {
  return [...(symbolsOf(library, architecture)?.get(symbol) ?? [])]
    .filter(version => version !== besides)
    .sort(compareVersionNames);
}
