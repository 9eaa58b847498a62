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
import {
  DT_VERDEF,
  DT_VERDEFNUM,
  DT_VERNEED,
  DT_VERNEEDNUM,
  type DynamicSection,
} from './dynamicSection';
import type { Block, ElfView } from './ElfView';
import type { ElfLimits } from './limits';
import type { ElfProblemCode, ProblemList } from './problems';
import {
  type Section,
  SHT_GNU_VERDEF,
  SHT_GNU_VERNEED,
  SHT_NOBITS,
} from './sectionHeaders';
import type { StringTable } from './StringTable';
import type { NeededVersion, VersionDefinition, VersionNeed } from './types';

/** `vd_flags` and `vna_flags` (LSB Core, "Symbol Versioning"). */
const VER_FLG_BASE = 1;
const VER_FLG_WEAK = 2;
/** The bit beside the index: the version is hidden from the linker. */
export const VERSYM_HIDDEN = 0x8000;

/**
 * The hash of a symbol or version name (gABI, "Hash Table"), of its bytes.
 *
 * @internal
 */
export function sysvHash(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code >= 0x80) {
      return hashOf(Buffer.from(name, 'utf8'));
    }
    hash = nextHash(hash, code);
  }
  return hash;
}

function hashOf(bytes: Buffer): number {
  return bytes.reduce(nextHash, 0);
}

function nextHash(hash: number, byte: number): number {
  const next = (hash << 4) + byte;
  return (next ^ ((next >>> 24) & 0xf0)) & 0x0fff_ffff;
}

/**
 * What the two tables have in common: where they are, and how much of them may
 * still be read.
 *
 * @internal
 */
export class VersionTables {
  readonly #view: ElfView;
  readonly #dynamic: DynamicSection;
  readonly #sections: Section[];
  readonly #addresses: AddressMap;
  readonly #strings: StringTable;
  readonly #problems: ProblemList;
  readonly #limit: number;
  #left: number;

  constructor(options: {
    view: ElfView;
    dynamic: DynamicSection;
    sections: Section[];
    addresses: AddressMap;
    strings: StringTable;
    limits: ElfLimits;
    problems: ProblemList;
  }) {
    this.#view = options.view;
    this.#dynamic = options.dynamic;
    this.#sections = options.sections;
    this.#addresses = options.addresses;
    this.#strings = options.strings;
    this.#problems = options.problems;
    this.#limit = options.limits.versionRecords;
    this.#left = options.limits.versionRecords;
  }

  /** Reads `.gnu.version_r`. */
  readNeeds(): VersionNeed[] {
    const needs: VersionNeed[] = [];
    const place = this.#find(DT_VERNEED, SHT_GNU_VERNEED, 'version-needs');
    if (!place) {
      return needs;
    }
    // Elfxx_Verneed: version, count, file, first record, next; 16 bytes.
    const count = this.#walk(place, 16, 12, 'version-needs', block => {
      this.#checkRevision(block, 'version-needs');
      const library = this.#strings.get(
        block.u32(4),
        'version-needs',
        'the library of a version need',
      );
      const versions: NeededVersion[] = [];
      const first = { offset: block.offset + block.u32(8), end: place.end };
      const read = this.#walk(first, 16, 12, 'version-needs', aux => {
        const version = this.#readNeededVersion(aux);
        if (version) {
          versions.push(version);
        }
      });
      this.#compare('version-needs', block.offset, block.u16(2), read);
      if (library !== undefined) {
        needs.push({ library, versions });
      }
    });
    this.#compareWithDynamic('version-needs', place, DT_VERNEEDNUM, count);
    return needs;
  }

  /** Reads `.gnu.version_d`. */
  readDefinitions(): VersionDefinition[] {
    const definitions: VersionDefinition[] = [];
    const place = this.#find(DT_VERDEF, SHT_GNU_VERDEF, 'version-definitions');
    if (!place) {
      return definitions;
    }
    // Elfxx_Verdef: version, flags, index, count, hash, first, next; 20 bytes.
    const count = this.#walk(place, 20, 16, 'version-definitions', block => {
      this.#checkRevision(block, 'version-definitions');
      const names: string[] = [];
      const first = { offset: block.offset + block.u32(12), end: place.end };
      const read = this.#walk(first, 8, 4, 'version-definitions', aux => {
        const name = this.#strings.get(
          aux.u32(0),
          'version-definitions',
          'the name of a provided version',
        );
        if (name !== undefined) {
          names.push(name);
        }
      });
      this.#compare('version-definitions', block.offset, block.u16(6), read);
      const [name, ...parents] = names;
      if (name === undefined) {
        return;
      }
      const flags = block.u16(2);
      const hash = block.u32(8);
      this.#checkHash(name, hash, block.offset);
      definitions.push({
        name,
        hash,
        base: flags % 2 === VER_FLG_BASE,
        weak: flags % 4 >= VER_FLG_WEAK,
        index: block.u16(4) % VERSYM_HIDDEN,
        parents,
      });
    });
    this.#compareWithDynamic('version-definitions', place, DT_VERDEFNUM, count);
    return definitions;
  }

  #readNeededVersion(aux: Block): NeededVersion | undefined {
    const name = this.#strings.get(
      aux.u32(8),
      'version-needs',
      'the name of a needed version',
    );
    if (name === undefined) {
      return undefined;
    }
    const hash = aux.u32(0);
    this.#checkHash(name, hash, aux.offset);
    return {
      name,
      hash,
      weak: aux.u16(4) % 4 >= VER_FLG_WEAK,
      index: aux.u16(6) % VERSYM_HIDDEN,
    };
  }

  /**
   * The loader knows a table only by its tag. A section header serves where
   * the tag leads nowhere, and without a tag it is only said.
   */
  #find(tag: number, type: number, code: ElfProblemCode): Place | undefined {
    const address = this.#dynamic.last(tag);
    const section = this.#sections.find(item => item.type === type);
    if (address === undefined) {
      if (section && section.type !== SHT_NOBITS && section.size > 0) {
        this.#problems.odd(
          code,
          section.offset,
          'the table has a section header but no entry in the dynamic section, so that the loader does not read it',
        );
      }
      return undefined;
    }
    const place = this.#addresses.find(address);
    if (place) {
      return place;
    }
    if (section && section.offset < this.#view.size) {
      this.#problems.odd(
        code,
        section.offset,
        `address ${address} of the table is not in the file, the section header is used`,
      );
      return {
        offset: section.offset,
        end: Math.min(this.#view.size, section.offset + section.size),
      };
    }
    this.#problems.hides(
      code,
      this.#dynamic.offset,
      `address ${address} of the table is not in the file`,
    );
    return undefined;
  }

  /**
   * Goes along a chain of records to the one without a next, as the loader
   * does: it does not look at the counts. Each link is a distance forward, so
   * that no chain can come back, and the number of records is bounded.
   *
   * @param nextAt - where in a record the distance to the next one stands
   * @returns the number of records
   */
  #walk(
    start: Place,
    size: number,
    nextAt: number,
    code: ElfProblemCode,
    visit: (block: Block) => void,
  ): number {
    let offset = start.offset;
    for (let count = 0; ; ) {
      if (this.#left === 0) {
        this.#problems.hides(
          'limit',
          offset,
          `more than ${this.#limit} records of version tables are not read`,
        );
        return count;
      }
      const block =
        offset + size <= start.end ? this.#view.block(offset, size) : undefined;
      if (!block) {
        this.#problems.hides(
          code,
          offset,
          'a record lies outside of the mapped part of the file',
        );
        return count;
      }
      this.#left -= 1;
      count += 1;
      visit(block);
      const next = block.u32(nextAt);
      if (next === 0) {
        return count;
      }
      if (next < size) {
        this.#problems.hides(
          code,
          offset,
          `the next record would begin in this one, ${next} bytes further`,
        );
        return count;
      }
      offset += next;
    }
  }

  #checkRevision(block: Block, code: ElfProblemCode): void {
    const revision = block.u16(0);
    if (revision !== 1) {
      this.#problems.hides(
        code,
        block.offset,
        `a record has revision ${revision}, only 1 is defined`,
      );
    }
  }

  #checkHash(name: string, hash: number, offset: number): void {
    // U+FFFD stands for bytes whose hash cannot be computed any more.
    if (hash !== sysvHash(name) && !name.includes('\ufffd')) {
      this.#problems.odd(
        'version-hash',
        offset,
        `version ${name} has hash ${hash} where its name gives ${sysvHash(
          name,
        )}: the loader will not find it`,
      );
    }
  }

  #compareWithDynamic(
    code: ElfProblemCode,
    place: Place,
    tag: number,
    count: number,
  ): void {
    const written = this.#dynamic.last(tag);
    if (written !== undefined) {
      this.#compare(code, place.offset, written, count);
    }
  }

  #compare(
    code: ElfProblemCode,
    offset: number,
    written: number,
    read: number,
  ): void {
    if (written !== read) {
      this.#problems.odd(
        code,
        offset,
        `${written} records are announced, ${read} are there`,
      );
    }
  }
}
