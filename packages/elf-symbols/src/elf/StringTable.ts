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
import { DT_STRTAB, type DynamicSection } from './dynamicSection';
import type { ElfView } from './ElfView';
import type { ElfLimits } from './limits';
import type { ElfProblemCode, ProblemList } from './problems';
import type { Section } from './sectionHeaders';
import { readText } from './text';

/**
 * The dynamic string table. It is not cut at `DT_STRSZ`: old linkers wrote a
 * size that leaves out the names of the versions, and the loader does not look
 * at it. It ends where the mapped piece of the file ends.
 *
 * @internal
 */
export class StringTable {
  /** Where it lies, or undefined when it cannot be found. */
  readonly place: Place | undefined;
  readonly #view: ElfView;
  readonly #limits: ElfLimits;
  readonly #problems: ProblemList;
  readonly #known = new Map<number, string | undefined>();
  #textBytes = 0;

  constructor(
    view: ElfView,
    place: Place | undefined,
    limits: ElfLimits,
    problems: ProblemList,
  ) {
    this.place = place;
    this.#view = view;
    this.#limits = limits;
    this.#problems = problems;
  }

  /**
   * The string at an index, or undefined, which is then a problem that hides
   * needs.
   *
   * @param what - names the string in the problem
   */
  get(index: number, code: ElfProblemCode, what: string): string | undefined {
    const known = this.#known.get(index);
    // A string counts each time it is used: a report is written as text.
    if (known !== undefined && this.#takeText(known.length)) {
      return known;
    }
    if (known === undefined && this.#known.has(index)) {
      return undefined;
    }
    const value = this.#read(index, code, what);
    this.#known.set(index, value);
    return value;
  }

  /** Counts text; false when there is too much of it. */
  #takeText(length: number): boolean {
    this.#textBytes += length;
    return this.#textBytes <= this.#limits.textBytes;
  }

  #read(index: number, code: ElfProblemCode, what: string): string | undefined {
    if (!this.place) {
      this.#problems.hides(code, 0, `${what}: there is no string table`);
      return undefined;
    }
    const offset = this.place.offset + index;
    if (!this.#takeText(0)) {
      this.#problems.hides(
        'limit',
        offset,
        `more than ${this.#limits.textBytes} bytes of strings are not read`,
      );
      return undefined;
    }
    const text = readText(
      this.#view,
      offset,
      this.place.end,
      this.#limits.stringLength,
    );
    if (!text) {
      this.#problems.hides(
        code,
        offset,
        `${what}: string ${index} lies outside of the string table`,
      );
      return undefined;
    }
    this.#takeText(text.value.length);
    if (!text.terminated) {
      this.#problems.hides(
        'string',
        offset,
        `${what}: string ${index} does not end within ${text.value.length} bytes`,
      );
      return undefined;
    }
    return text.value;
  }
}

/**
 * Finds the string table: by `DT_STRTAB`, as the loader does, or by the
 * section that the dynamic section links to.
 *
 * @internal
 */
export function findStringTable(
  view: ElfView,
  dynamic: DynamicSection,
  sections: Section[],
  addresses: AddressMap,
  limits: ElfLimits,
  problems: ProblemList,
): StringTable {
  const address = dynamic.last(DT_STRTAB);
  let place = address === undefined ? undefined : addresses.find(address);
  if (!place && dynamic.section) {
    const linked = sections[dynamic.section.link];
    if (linked && linked.offset > 0 && linked.offset < view.size) {
      place = {
        offset: linked.offset,
        end: Math.min(view.size, linked.offset + linked.size),
      };
      problems.odd(
        'dynamic-section',
        dynamic.offset,
        address === undefined
          ? 'DT_STRTAB is missing, the section header is used'
          : `DT_STRTAB ${address} is not in the file, the section header is used`,
      );
    }
  }
  return new StringTable(view, place, limits, problems);
}
