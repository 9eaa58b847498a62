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

import type { AddressMap, Place } from './AddressMap';
import type { ElfView } from './ElfView';
import type { ElfLimits } from './limits';
import type { ProblemList } from './problems';
import { PT_DYNAMIC, type Segment } from './programHeaders';
import { type Section, SHT_DYNAMIC } from './sectionHeaders';

/** Tags (gABI, "Dynamic Section"; LSB, "Dynamic Section" for those of GNU). */
export const DT_NULL = 0;
export const DT_NEEDED = 1;
export const DT_HASH = 4;
export const DT_STRTAB = 5;
export const DT_SYMTAB = 6;
export const DT_SONAME = 14;
export const DT_RPATH = 15;
export const DT_SYMBOLIC = 16;
export const DT_BIND_NOW = 24;
export const DT_DEBUG = 21;
export const DT_TEXTREL = 22;
export const DT_RUNPATH = 29;
export const DT_FLAGS = 30;
export const DT_MIPS_SYMTABNO = 0x70000011;
export const DT_GNU_HASH = 0x6ffffef5;
export const DT_VERSYM = 0x6ffffff0;
export const DT_FLAGS_1 = 0x6ffffffb;
export const DT_VERDEF = 0x6ffffffc;
export const DT_VERDEFNUM = 0x6ffffffd;
export const DT_VERNEED = 0x6ffffffe;
export const DT_VERNEEDNUM = 0x6fffffff;

/**
 * The dynamic section: for each tag its values in the order of the file.
 *
 * @internal
 */
export class DynamicSection {
  /** Where it lies in the file. */
  readonly offset: number;
  /** The section header it was found by, where one describes it. */
  readonly section: Section | undefined;
  readonly #values: Map<number, number[]>;

  constructor(
    offset: number,
    section: Section | undefined,
    values: Map<number, number[]>,
  ) {
    this.offset = offset;
    this.section = section;
    this.#values = values;
  }

  /** The values of a tag that may stand more than once. */
  all(tag: number): number[] {
    return this.#values.get(tag) ?? [];
  }

  /** The value that the loader uses: of several it keeps the last. */
  last(tag: number): number | undefined {
    return this.#values.get(tag)?.at(-1);
  }
}

/**
 * Finds and reads the dynamic section: by `PT_DYNAMIC`, as the loader does, or
 * by its section header where the program headers do not lead to one.
 *
 * @returns undefined when the file has none
 * @internal
 */
export function readDynamicSection(
  view: ElfView,
  segments: Segment[],
  sections: Section[],
  addresses: AddressMap,
  limits: ElfLimits,
  problems: ProblemList,
): DynamicSection | undefined {
  const segment = segments.find(({ type }) => type === PT_DYNAMIC);
  const section = sections.find(({ type }) => type === SHT_DYNAMIC);
  const place = segment && placeOfSegment(view, segment, addresses, problems);
  if (place) {
    const values = readEntries(view, place, limits, problems);
    if (values.size > 0 || !section) {
      return new DynamicSection(place.offset, section, values);
    }
    problems.odd(
      'dynamic-section',
      place.offset,
      'PT_DYNAMIC leads to no entry, the section header is used',
    );
  }
  if (section) {
    const end = section.offset + section.size;
    if (section.offset < view.size) {
      if (end > view.size) {
        problems.hides(
          'dynamic-section',
          section.offset,
          'the file ends in the dynamic section',
        );
      }
      return new DynamicSection(
        section.offset,
        section,
        readEntries(
          view,
          { offset: section.offset, end: Math.min(end, view.size) },
          limits,
          problems,
        ),
      );
    }
  }
  if (segment ?? section) {
    problems.hides(
      'dynamic-section',
      segment?.offset ?? section?.offset ?? 0,
      'the dynamic section lies outside of the file',
    );
  }
  return undefined;
}

/** The loader goes by the address; the offset serves where that is unmapped. */
function placeOfSegment(
  view: ElfView,
  segment: Segment,
  addresses: AddressMap,
  problems: ProblemList,
): Place | undefined {
  const mapped = addresses.find(segment.address);
  if (mapped) {
    if (mapped.offset !== segment.offset) {
      problems.odd(
        'dynamic-section',
        segment.offset,
        `PT_DYNAMIC names offset ${segment.offset}, its address lies at ${mapped.offset}`,
      );
    }
    // A size of 0 does not stop the loader, which reads up to DT_NULL.
    const end =
      segment.fileSize > 0 ? mapped.offset + segment.fileSize : mapped.end;
    return { offset: mapped.offset, end: Math.min(end, mapped.end) };
  }
  if (segment.offset > 0 && segment.offset < view.size) {
    return {
      offset: segment.offset,
      end: Math.min(segment.offset + segment.fileSize, view.size),
    };
  }
  return undefined;
}

/** Entries are read in steps: most sections have about thirty. */
const STEP = 64;

function readEntries(
  view: ElfView,
  place: Place,
  limits: ElfLimits,
  problems: ProblemList,
): Map<number, number[]> {
  const values = new Map<number, number[]>();
  const word = view.wide ? 8 : 4;
  const size = 2 * word;
  const fitting = Math.floor((place.end - place.offset) / size);
  const count = Math.min(fitting, limits.dynamicEntries);
  for (let done = 0; done < count; ) {
    const step = Math.min(STEP, count - done);
    const block = view.block(place.offset + done * size, step * size);
    if (!block) {
      break;
    }
    for (let index = 0; index < step; index += 1) {
      const tag = block.word(index * size);
      if (tag === DT_NULL) {
        return values;
      }
      const value = block.word(index * size + word);
      const known = values.get(tag);
      if (known) {
        known.push(value);
      } else {
        values.set(tag, [value]);
      }
    }
    done += step;
  }
  if (count < fitting) {
    problems.hides(
      'limit',
      place.offset,
      `of ${fitting} entries of the dynamic section only ${count} are read`,
    );
  } else {
    problems.odd(
      'dynamic-section',
      place.offset,
      'the dynamic section is not ended by DT_NULL',
    );
  }
  return values;
}

/** `DT_FLAGS`, bits from 0 (gABI). */
const FLAGS = ['ORIGIN', 'SYMBOLIC', 'TEXTREL', 'BIND_NOW', 'STATIC_TLS'];

/** `DT_FLAGS_1`, bits from 0 (glibc's elf.h). */
const FLAGS_1 = [
  'NOW',
  'GLOBAL',
  'GROUP',
  'NODELETE',
  'LOADFLTR',
  'INITFIRST',
  'NOOPEN',
  'ORIGIN',
  'DIRECT',
  'TRANS',
  'INTERPOSE',
  'NODEFLIB',
  'NODUMP',
  'CONFALT',
  'ENDFILTEE',
  'DISPRELDNE',
  'DISPRELPND',
  'NODIRECT',
  'IGNMULDEF',
  'NOKSYMS',
  'NOHDR',
  'EDITED',
  'NORELOC',
  'SYMINTPOSE',
  'GLOBAUDIT',
  'SINGLETON',
  'STUB',
  'PIE',
];

/**
 * Names the flags of a dynamic section, each once.
 *
 * @internal
 */
export function dynamicFlagNames(dynamic: DynamicSection): string[] {
  const names = new Set<string>();
  const add = (bits: number, all: string[]) => {
    all.forEach((name, bit) => {
      if (Math.floor(bits / 2 ** bit) % 2 === 1) {
        names.add(name);
      }
    });
  };
  add(dynamic.last(DT_FLAGS) ?? 0, FLAGS);
  add(dynamic.last(DT_FLAGS_1) ?? 0, FLAGS_1);
  if (dynamic.last(DT_BIND_NOW) !== undefined) {
    names.add('BIND_NOW');
  }
  if (dynamic.last(DT_SYMBOLIC) !== undefined) {
    names.add('SYMBOLIC');
  }
  if (dynamic.last(DT_TEXTREL) !== undefined) {
    names.add('TEXTREL');
  }
  return [...names];
}
