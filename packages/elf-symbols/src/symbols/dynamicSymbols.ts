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

import {
  DT_SYMTAB,
  DT_VERSYM,
  type DynamicSection,
} from '../elf/dynamicSection';
import type { Place } from '../elf/AddressMap';
import type { Block } from '../elf/ElfView';
import type { ElfLayout } from '../elf/layout';
import { SHT_DYNSYM, SHT_GNU_VERSYM } from '../elf/sectionHeaders';
import { findStringTable } from '../elf/StringTable';
import { countSymbols } from './symbolCount';
import type { SymbolBinding } from './types';

const SHN_UNDEF = 0;
/** Types that are no name to bind to. */
const STT_SECTION = 3;
const STT_FILE = 4;
const BINDINGS: Record<number, SymbolBinding> = {
  0: 'local',
  1: 'global',
  2: 'weak',
  10: 'unique',
};
/** All names together; the largest known string table has 10 MB. */
const MAX_NAMES_SIZE = 64 * 1024 * 1024;

/**
 * One entry of the dynamic symbol table.
 *
 * @internal
 */
export interface DynamicSymbol {
  name: string;
  binding: SymbolBinding;
  /** `STV_DEFAULT` is 0, internal 1, hidden 2, protected 3. */
  visibility: number;
  defined: boolean;
  /** Its entry in `.gnu.version`; undefined without that table. */
  version: number | undefined;
}

/** The names are all over the string table: one read instead of thousands. */
class SymbolNames {
  readonly #bytes: Buffer;
  readonly #maxLength: number;
  #left = MAX_NAMES_SIZE;

  constructor(
    layout: ElfLayout,
    dynamic: DynamicSection,
    table: Block,
    count: number,
    entrySize: number,
  ) {
    const { view, sections, addresses, limits, problems } = layout;
    this.#maxLength = limits.stringLength;
    const { place } = findStringTable(
      view,
      dynamic,
      sections,
      addresses,
      limits,
      problems,
    );
    let last = 0;
    for (let index = 1; index < count; index += 1) {
      last = Math.max(last, table.u32(index * entrySize));
    }
    const size = place
      ? Math.min(place.end - place.offset, last + this.#maxLength)
      : 0;
    this.#bytes = (place && view.bytes(place.offset, size)) ?? Buffer.alloc(0);
  }

  /** The name at an index, or undefined when it is not there or too much. */
  get(index: number): string | undefined {
    if (index >= this.#bytes.length || this.#left <= 0) {
      return undefined;
    }
    const bound = Math.min(this.#bytes.length, index + this.#maxLength);
    // A search of a view of the bound, as the table may have no NUL at all.
    const length = this.#bytes.subarray(index, bound).indexOf(0);
    if (length < 0) {
      return undefined;
    }
    this.#left -= length;
    return this.#bytes.toString('utf8', index, index + length);
  }
}

/**
 * Reads the dynamic symbols of a file (gABI, "Symbol Table"), in its order.
 * What cannot be read is a problem of the layout.
 *
 * @internal
 */
export function readDynamicSymbols(layout: ElfLayout): DynamicSymbol[] {
  const { dynamic, problems } = layout;
  if (!dynamic) {
    return [];
  }
  const entrySize = layout.view.wide ? 24 : 16;
  const place = findTable(layout, dynamic.last(DT_SYMTAB), SHT_DYNSYM);
  const announced = countSymbols(layout, dynamic, entrySize);
  if (!place || announced === undefined) {
    problems.hides(
      'symbols',
      dynamic.offset,
      place
        ? 'nothing tells the number of dynamic symbols'
        : 'there is no dynamic symbol table',
    );
    return [];
  }
  const count = boundCount(layout, place, announced, entrySize);
  const table = layout.view.block(place.offset, count * entrySize);
  return table ? decode(layout, dynamic, table, count, entrySize) : [];
}

/** A table, found as the loader finds it or else by its section header. */
function findTable(
  layout: ElfLayout,
  address: number | undefined,
  sectionType: number,
): Place | undefined {
  const place =
    address === undefined ? undefined : layout.addresses.find(address);
  if (place) {
    return place;
  }
  const section = layout.sections.find(({ type }) => type === sectionType);
  return section && section.offset < layout.view.size
    ? {
        offset: section.offset,
        end: Math.min(layout.view.size, section.offset + section.size),
      }
    : undefined;
}

function boundCount(
  layout: ElfLayout,
  place: Place,
  announced: number,
  entrySize: number,
): number {
  const fitting = Math.floor((place.end - place.offset) / entrySize);
  if (announced > fitting) {
    layout.problems.hides(
      'symbols',
      place.offset,
      `${announced} dynamic symbols are announced, the file has room for ${fitting}`,
    );
  }
  const count = Math.min(announced, fitting);
  if (count > layout.limits.symbols) {
    layout.problems.hides(
      'limit',
      place.offset,
      `of ${count} dynamic symbols only ${layout.limits.symbols} are read`,
    );
  }
  return Math.min(count, layout.limits.symbols);
}

function decode(
  layout: ElfLayout,
  dynamic: DynamicSection,
  table: Block,
  count: number,
  entrySize: number,
): DynamicSymbol[] {
  const { view, problems } = layout;
  const names = new SymbolNames(layout, dynamic, table, count, entrySize);
  const versions = readVersions(layout, dynamic, count);
  const infoAt = view.wide ? 4 : 12;
  const symbols: DynamicSymbol[] = [];
  for (let index = 1; index < count; index += 1) {
    const at = index * entrySize;
    const info = table.u8(at + infoAt);
    const type = info % 16;
    const nameIndex = table.u32(at);
    if (nameIndex === 0 || type === STT_SECTION || type === STT_FILE) {
      continue;
    }
    const name = names.get(nameIndex);
    if (name === undefined) {
      problems.hides(
        'symbols',
        table.offset + at,
        `the name of dynamic symbol ${index} cannot be read`,
      );
    } else {
      symbols.push({
        name,
        binding: BINDINGS[Math.floor(info / 16)] ?? 'other',
        visibility: table.u8(at + infoAt + 1) % 4,
        defined: table.u16(at + infoAt + 2) !== SHN_UNDEF,
        version:
          versions && index * 2 + 2 <= versions.length
            ? versions.u16(index * 2)
            : undefined,
      });
    }
  }
  return symbols;
}

function readVersions(
  layout: ElfLayout,
  dynamic: DynamicSection,
  count: number,
): Block | undefined {
  const address = dynamic.last(DT_VERSYM);
  const place = findTable(layout, address, SHT_GNU_VERSYM);
  if (!place) {
    if (address !== undefined) {
      layout.problems.hides(
        'symbols',
        dynamic.offset,
        `address ${address} of the symbol versions is not in the file`,
      );
    }
    return undefined;
  }
  const available = Math.floor((place.end - place.offset) / 2);
  if (available < count) {
    layout.problems.hides(
      'symbols',
      place.offset,
      `${available} of ${count} symbols have a version in the table`,
    );
  }
  return layout.view.block(place.offset, Math.min(available, count) * 2);
}
