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

import { StringTable } from './StringTable';

const HEADER_SIZE = 64;
const ALIGNMENT = 8;

// gABI chapter 4, and what GNU adds for versions.
export const SECTION_TYPES = {
  program: 1,
  strings: 3,
  hash: 5,
  dynamic: 6,
  symbols: 11,
  definitions: 0x6ffffffd,
  needs: 0x6ffffffe,
  versions: 0x6fffffff,
} as const;
const ALLOCATED = 2;
const WRITABLE = 3;

/** A part of a file that its section table names. */
export interface Section {
  name: string;
  type: keyof typeof SECTION_TYPES;
  bytes: Buffer;
  /** Name of the section that this one refers to. */
  link?: string;
  /** How many versions a table has, or the first symbol that is global. */
  info?: number;
  entrySize?: number;
}

/** A section with its place, which is its address too. */
export interface PlacedSection extends Section {
  offset: number;
}

/** Puts sections one after the other, from an offset on. */
export function placeSections(
  sections: Section[],
  from: number,
): PlacedSection[] {
  let end = from;
  return sections.map(section => {
    const offset = align(end);
    end = offset + section.bytes.length;
    return { ...section, offset };
  });
}

/** The names of the sections, and the table that describes them. */
export function writeSectionTable(
  sections: PlacedSection[],
  namesOffset: number,
): { names: Buffer; table: Buffer } {
  const names = new StringTable();
  const rows = [
    ...sections.map(section => ({
      ...section,
      flags: section.type === 'dynamic' ? WRITABLE : ALLOCATED,
    })),
    {
      name: '.shstrtab',
      type: 'strings' as const,
      bytes: Buffer.alloc(0),
      offset: namesOffset,
      flags: 0,
    },
  ];
  rows.forEach(({ name }) => names.offsetOf(name));
  rows.at(-1)!.bytes = names.toBuffer();

  const table = Buffer.alloc((rows.length + 1) * HEADER_SIZE);
  rows.forEach((row: PlacedSection & { flags: number }, index) => {
    const at = (index + 1) * HEADER_SIZE;
    table.writeUInt32LE(names.offsetOf(row.name), at);
    table.writeUInt32LE(SECTION_TYPES[row.type], at + 4);
    table.writeBigUInt64LE(BigInt(row.flags), at + 8);
    table.writeBigUInt64LE(BigInt(row.flags ? row.offset : 0), at + 16);
    table.writeBigUInt64LE(BigInt(row.offset), at + 24);
    table.writeBigUInt64LE(BigInt(row.bytes.length), at + 32);
    table.writeUInt32LE(numberOf(sections, row.link), at + 40);
    table.writeUInt32LE(row.info ?? 0, at + 44);
    table.writeBigUInt64LE(BigInt(row.flags ? ALIGNMENT : 1), at + 48);
    table.writeBigUInt64LE(BigInt(row.entrySize ?? 0), at + 56);
  });
  return { names: rows.at(-1)!.bytes, table };
}

export function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** Sections are numbered from 1 on; 0 is none. */
function numberOf(sections: Section[], name: string | undefined): number {
  return sections.findIndex(section => section.name === name) + 1;
}
