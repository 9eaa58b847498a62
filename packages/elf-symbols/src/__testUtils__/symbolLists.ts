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

import type { NeededSymbol, ProvidedSymbol } from '../symbols/types';
import { runReadelf } from './readelf';

/** Dynamic symbols as readelf writes them, sorted. */
export interface SymbolLists {
  /** `name` or `name@VERSION`. */
  needed: string[];
  /** `name@@VERSION` or `name@VERSION`; those without version are left out. */
  provided: string[];
}

/**
 * Reads the dynamic symbols of a file by `readelf --dyn-syms`, which does not
 * show whether a symbol without version is offered to others.
 */
export function readelfSymbols(path: string): SymbolLists {
  const { output } = runReadelf(path, ['--dyn-syms']);
  const lists: SymbolLists = { needed: [], provided: [] };
  for (const line of output.split('\n')) {
    const match =
      /^ *\d+: +[0-9a-f]+ +\S+ +(\S+) +(\S+) +(\S+) +(?:\[.*?\] +)?(\S+) (\S+)( \(\d+\))?$/.exec(
        line,
      );
    if (match) {
      const [, type, binding, visibility, section, name, needIndex] = match;
      const named =
        binding !== 'LOCAL' && type !== 'SECTION' && type !== 'FILE';
      // Only versions that the file needs are printed with their index.
      if (named && (section === 'UND' || needIndex)) {
        lists.needed.push(name);
      } else if (
        named &&
        name.includes('@') &&
        visibility !== 'HIDDEN' &&
        visibility !== 'INTERNAL'
      ) {
        lists.provided.push(name);
      }
    }
  }
  return { needed: lists.needed.sort(), provided: lists.provided.sort() };
}

/** Our symbols in the same words. */
export function comparableSymbols(
  needed: NeededSymbol[],
  provided: ProvidedSymbol[],
): SymbolLists {
  return {
    needed: needed
      .map(({ name, version }) => (version ? `${name}@${version}` : name))
      .sort(),
    provided: provided
      .filter(({ version }) => version !== null)
      .map(
        ({ name, version, isDefault }) =>
          `${name}${isDefault ? '@@' : '@'}${version}`,
      )
      .sort(),
  };
}
