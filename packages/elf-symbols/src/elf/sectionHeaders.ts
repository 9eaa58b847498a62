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

import type { ElfHeader } from './header';
import type { Block, ElfView } from './ElfView';
import type { ElfLimits } from './limits';
import type { ProblemList } from './problems';

/** `e_shstrndx` when the index is kept in section 0. */
const SHN_XINDEX = 0xffff;
/** `e_phnum` when the number is kept in section 0. */
export const PN_XNUM = 0xffff;

/** Section types (gABI, "Sections"). */
export const SHT_SYMTAB = 2;
export const SHT_DYNAMIC = 6;
export const SHT_NOTE = 7;
export const SHT_NOBITS = 8;
export const SHT_DYNSYM = 11;
export const SHT_GNU_VERDEF = 0x6ffffffd;
export const SHT_GNU_VERNEED = 0x6ffffffe;
export const SHT_GNU_VERSYM = 0x6fffffff;

/** Section flags. */
export const SHF_ALLOC = 2;
export const SHF_EXECINSTR = 4;

/**
 * A section header. `name` is empty where the names cannot be read.
 *
 * @internal
 */
export interface Section {
  name: string;
  type: number;
  flags: number;
  address: number;
  offset: number;
  size: number;
  link: number;
  info: number;
}

/**
 * The section headers and what section 0 keeps for the file header.
 *
 * @internal
 */
export interface SectionTable {
  sections: Section[];
  /** The number of program headers if it does not fit in the header. */
  extendedProgramHeaderCount: number | undefined;
}

/** The tables of linked files are smaller. */
const READ_AHEAD = 16 * 1024;
/** Longer names mean nothing to this reader. */
const MAX_NAME_LENGTH = 64;

const NO_SECTIONS: SectionTable = {
  sections: [],
  extendedProgramHeaderCount: undefined,
};

/**
 * Reads the section headers. The loader never looks at them, so a file works
 * without: nothing that is wrong here hides a need by itself.
 *
 * @internal
 */
export function readSectionHeaders(
  view: ElfView,
  header: ElfHeader,
  limits: ElfLimits,
  problems: ProblemList,
): SectionTable {
  const place = header.sectionHeaders;
  const minimum = view.wide ? 64 : 40;
  if (place.offset === 0) {
    return NO_SECTIONS;
  }
  if (place.entrySize < minimum) {
    problems.odd(
      'section-headers',
      place.offset,
      `section headers of ${place.entrySize} bytes are too small, ${minimum} are needed`,
    );
    return NO_SECTIONS;
  }
  // One read instead of two where the table goes over the end of a page.
  view.bytes(place.offset, Math.min(place.count * place.entrySize, READ_AHEAD));
  const first = view.block(place.offset, minimum);
  if (!first) {
    problems.odd(
      'section-headers',
      place.offset,
      `the section headers lie outside of the file, which has ${view.size} bytes`,
    );
    return NO_SECTIONS;
  }
  const zero = readSection(first, 0, view.wide);
  const extendedProgramHeaderCount =
    header.programHeaders.count === PN_XNUM ? zero.info : undefined;
  const count = countSections(view, header, zero, limits, problems);
  const table =
    count > 0
      ? view.block(place.offset, (count - 1) * place.entrySize + minimum)
      : undefined;
  if (!table) {
    return { sections: [], extendedProgramHeaderCount };
  }
  const sections: Section[] = [];
  const nameOffsets: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = index * place.entrySize;
    nameOffsets.push(table.u32(at));
    sections.push(readSection(table, at, view.wide));
  }
  const namesIndex =
    header.sectionNames === SHN_XINDEX ? zero.link : header.sectionNames;
  nameSections(view, sections, nameOffsets, namesIndex, problems);
  return { sections, extendedProgramHeaderCount };
}

/** The number of headers that can be read, after the bounds were checked. */
function countSections(
  view: ElfView,
  header: ElfHeader,
  zero: Section,
  limits: ElfLimits,
  problems: ProblemList,
): number {
  const { offset, entrySize, count } = header.sectionHeaders;
  // gABI: a count of 0 beside a table means that section 0 keeps it.
  let wanted = count === 0 ? zero.size : count;
  const fitting = Math.floor((view.size - offset) / entrySize);
  if (wanted > fitting) {
    problems.odd(
      'section-headers',
      offset,
      `${wanted} section headers are announced, the file has room for ${fitting}`,
    );
    wanted = fitting;
  }
  if (wanted > limits.sectionHeaders) {
    problems.odd(
      'limit',
      offset,
      `of ${wanted} section headers only ${limits.sectionHeaders} are read`,
    );
    wanted = limits.sectionHeaders;
  }
  return wanted;
}

function readSection(block: Block, at: number, wide: boolean): Section {
  return wide
    ? {
        name: '',
        type: block.u32(at + 4),
        flags: block.u64(at + 8),
        address: block.u64(at + 16),
        offset: block.u64(at + 24),
        size: block.u64(at + 32),
        link: block.u32(at + 40),
        info: block.u32(at + 44),
      }
    : {
        name: '',
        type: block.u32(at + 4),
        flags: block.u32(at + 8),
        address: block.u32(at + 12),
        offset: block.u32(at + 16),
        size: block.u32(at + 20),
        link: block.u32(at + 24),
        info: block.u32(at + 28),
      };
}

/** The names of the sections of any linked file take a few hundred bytes. */
const MAX_NAMES_SIZE = 4 * 1024 * 1024;
const PLAIN_SIZE = 4096;

function nameSections(
  view: ElfView,
  sections: Section[],
  nameOffsets: number[],
  namesIndex: number,
  problems: ProblemList,
): void {
  const names = sections[namesIndex];
  if (!names || names.type === SHT_NOBITS) {
    return;
  }
  const bytes = view.bytes(names.offset, Math.min(names.size, MAX_NAMES_SIZE));
  if (!bytes) {
    problems.odd(
      'section-headers',
      names.offset,
      'the names of the sections lie outside of the file',
    );
    return;
  }
  // One string of all names, as long as the search for an end in it is short.
  const all = bytes.length <= PLAIN_SIZE ? bytes.toString('latin1') : undefined;
  sections.forEach((section, index) => {
    const start = nameOffsets[index];
    const bound = Math.min(bytes.length, start + MAX_NAME_LENGTH);
    if (all !== undefined) {
      const nul = all.indexOf('\0', start);
      section.name = all.slice(start, nul < 0 ? bound : Math.min(nul, bound));
    } else if (start < bytes.length) {
      const nul = bytes.subarray(start, bound).indexOf(0);
      section.name = bytes.toString(
        'latin1',
        start,
        nul < 0 ? bound : start + nul,
      );
    }
  });
}
