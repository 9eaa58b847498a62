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

import { fillDynamic, reserveDynamic } from './dynamicSection';
import { indexVersions, writeDynamicSymbols } from './dynamicSymbols';
import {
  align,
  type PlacedSection,
  placeSections,
  type Section,
  writeSectionTable,
} from './sections';
import { StringTable } from './StringTable';
import type { ElfDescription, ElfMachine } from './types';
import {
  type VersionTable,
  writeDefinitions,
  writeNeeds,
} from './versionTables';

const HEADER_SIZE = 64;
const SEGMENT_SIZE = 56;
const SECTION_HEADER_SIZE = 64;
// The largest page that Linux has on arm64.
const PAGE = 0x10000;

const MACHINES = { x86_64: 62, aarch64: 183 };
const PROGRAM = 2;
// Programs that are loaded anywhere are of this type too.
const SHARED_OBJECT = 3;
const SEGMENTS = { load: 1, dynamic: 2, interpreter: 3, stack: 0x6474e551 };
const READ = 4;
const READ_WRITE = 6;

interface Segment {
  type: keyof typeof SEGMENTS;
  flags: number;
  offset: number;
  size: number;
  alignment: number;
}

/**
 * Writes a 64 bit ELF file, little-endian, that has the dynamic tables of a
 * shared object or of a program, and nothing that could run. The same
 * description gives the same bytes.
 */
export function writeElf(description: ElfDescription): Buffer {
  const strings = new StringTable();
  const head = headSections(description);
  const start = HEADER_SIZE + segmentCount(description) * SEGMENT_SIZE;
  const dynamic = reserveDynamic(description, strings);
  const sections = placeSections(
    [
      ...head,
      ...tableSections(description, strings, placeSections(head, start)),
      // After all who put strings into it.
      { name: '.dynstr', type: 'strings', bytes: strings.toBuffer() },
      {
        name: '.dynamic',
        type: 'dynamic',
        bytes: dynamic,
        link: '.dynstr',
        entrySize: 16,
      },
    ],
    start,
  );
  fillDynamic(dynamic, description, strings, sections);
  return assemble(
    { machine: description.machine, type: SHARED_OBJECT },
    describeSegments(sections),
    sections,
  );
}

/** A program that asks for no loader and no library, and has no code either. */
export function writeStaticElf({
  machine,
  note,
}: Pick<ElfDescription, 'machine' | 'note'>): Buffer {
  const sections = placeSections(
    headSections({ machine, note }),
    HEADER_SIZE + SEGMENT_SIZE,
  );
  return assemble(
    { machine, type: PROGRAM },
    [
      {
        type: 'load',
        flags: READ,
        offset: 0,
        size: endOf(sections),
        alignment: PAGE,
      },
    ],
    sections,
  );
}

function headSections({ interpreter, note }: ElfDescription): Section[] {
  const text = (name: string, content: string): Section => ({
    name,
    type: 'program',
    bytes: Buffer.from(`${content}\0`),
  });
  return [
    ...(interpreter ? [text('.interp', interpreter)] : []),
    text('.lambda_compat_sample', note),
  ];
}

function tableSections(
  description: ElfDescription,
  strings: StringTable,
  head: PlacedSection[],
): Section[] {
  const indexes = indexVersions(description);
  const { symbols, versions, hash } = writeDynamicSymbols(
    description,
    indexes,
    strings,
    { section: head.length, address: head.at(-1)!.offset },
  );
  const definitions = writeDefinitions(description, indexes, strings);
  const needs = writeNeeds(description, indexes, strings);
  return [
    {
      name: '.hash',
      type: 'hash',
      bytes: hash,
      link: '.dynsym',
      entrySize: 4,
    },
    {
      name: '.dynsym',
      type: 'symbols',
      bytes: symbols,
      link: '.dynstr',
      info: 1,
      entrySize: 24,
    },
    ...(description.defined || needs.count > 0
      ? [
          {
            name: '.gnu.version',
            type: 'versions' as const,
            bytes: versions,
            link: '.dynsym',
            entrySize: 2,
          },
        ]
      : []),
    ...(description.defined
      ? [versionSection('.gnu.version_d', 'definitions', definitions)]
      : []),
    ...(needs.count > 0
      ? [versionSection('.gnu.version_r', 'needs', needs)]
      : []),
  ];
}

function versionSection(
  name: string,
  type: 'definitions' | 'needs',
  { bytes, count }: VersionTable,
): Section {
  return { name, type, bytes, link: '.dynstr', info: count };
}

function segmentCount({ interpreter }: ElfDescription): number {
  return interpreter ? 4 : 3;
}

/** In the order in which loaders want them: the interpreter first. */
function describeSegments(sections: PlacedSection[]): Segment[] {
  const interpreter = sections.find(({ name }) => name === '.interp');
  const dynamic = sections.at(-1)!;
  return [
    ...(interpreter
      ? [
          {
            type: 'interpreter' as const,
            flags: READ,
            offset: interpreter.offset,
            size: interpreter.bytes.length,
            alignment: 1,
          },
        ]
      : []),
    {
      type: 'load',
      flags: READ_WRITE,
      offset: 0,
      size: endOf(sections),
      alignment: PAGE,
    },
    {
      type: 'dynamic',
      flags: READ_WRITE,
      offset: dynamic.offset,
      size: dynamic.bytes.length,
      alignment: 8,
    },
    { type: 'stack', flags: READ_WRITE, offset: 0, size: 0, alignment: 16 },
  ];
}

function endOf(sections: PlacedSection[]): number {
  const { offset, bytes } = sections.at(-1)!;
  return offset + bytes.length;
}

interface Kind {
  machine: ElfMachine;
  type: number;
}

function assemble(
  kind: Kind,
  segments: Segment[],
  sections: PlacedSection[],
): Buffer {
  const namesOffset = align(endOf(sections));
  const { names, table } = writeSectionTable(sections, namesOffset);
  const tableOffset = align(namesOffset + names.length);
  const file = Buffer.alloc(tableOffset + table.length);
  writeHeader(file, kind, {
    segments: segments.length,
    sections: table.length / SECTION_HEADER_SIZE,
    tableOffset,
  });
  segments.forEach((segment, index) =>
    writeSegment(file, HEADER_SIZE + index * SEGMENT_SIZE, segment),
  );
  sections.forEach(({ bytes, offset }) => bytes.copy(file, offset));
  names.copy(file, namesOffset);
  table.copy(file, tableOffset);
  return file;
}

function writeHeader(
  file: Buffer,
  { machine, type }: Kind,
  counts: { segments: number; sections: number; tableOffset: number },
): void {
  // Class 64 bit, little-endian, version 1.
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(file);
  file.writeUInt16LE(type, 16);
  file.writeUInt16LE(MACHINES[machine], 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(HEADER_SIZE), 32);
  file.writeBigUInt64LE(BigInt(counts.tableOffset), 40);
  file.writeUInt16LE(HEADER_SIZE, 52);
  file.writeUInt16LE(SEGMENT_SIZE, 54);
  file.writeUInt16LE(counts.segments, 56);
  file.writeUInt16LE(SECTION_HEADER_SIZE, 58);
  file.writeUInt16LE(counts.sections, 60);
  // The names of the sections stand last.
  file.writeUInt16LE(counts.sections - 1, 62);
}

function writeSegment(file: Buffer, at: number, segment: Segment): void {
  const { type, flags, offset, size, alignment } = segment;
  file.writeUInt32LE(SEGMENTS[type], at);
  file.writeUInt32LE(flags, at + 4);
  [offset, offset, offset, size, size, alignment].forEach((value, index) =>
    file.writeBigUInt64LE(BigInt(value), at + 8 + index * 8),
  );
}
