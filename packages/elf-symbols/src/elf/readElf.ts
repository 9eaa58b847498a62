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

import type { RandomAccessSource } from '../source/RandomAccessSource';
import {
  DT_DEBUG,
  DT_NEEDED,
  DT_RPATH,
  DT_RUNPATH,
  DT_SONAME,
  dynamicFlagNames,
  type DynamicSection,
} from './dynamicSection';
import { readGoFacts } from './goFacts';
import { readInterpreter } from './interpreter';
import { detectKind } from './kind';
import { type ElfLayout, readLayout, type ReadElfOptions } from './layout';
import { detectLibc } from './libc';
import { machineName } from './machines';
import { readNotes } from './notes';
import { detectPacker } from './packer';
import { readRustFacts } from './rustFacts';
import { SHT_SYMTAB } from './sectionHeaders';
import { findStringTable, type StringTable } from './StringTable';
import type { ElfReport, VersionDefinition, VersionNeed } from './types';
import { VersionTables } from './versionTables';

/** What the dynamic section leads to. */
interface DynamicFacts {
  needed: string[];
  soname: string | null;
  rpath: string[];
  runpath: string[];
  flags: string[];
  versionNeeds: VersionNeed[];
  versionDefinitions: VersionDefinition[];
}

const NO_DYNAMIC_FACTS: DynamicFacts = {
  needed: [],
  soname: null,
  rpath: [],
  runpath: [],
  flags: [],
  versionNeeds: [],
  versionDefinitions: [],
};

/**
 * Reads what one ELF file is, needs and provides: only its headers, dynamic
 * section, version tables and the strings they name, so a few pages of a file
 * of any size.
 *
 * It goes by what kernel and loader go by, program headers and addresses, and
 * by section headers only where those are missing or lead nowhere. Formats:
 * {@link https://www.sco.com/developers/gabi/latest/contents.html | gABI},
 * {@link https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html | LSB symbol versioning}.
 *
 * Whatever is wrong with the file beyond its header is a problem in the
 * report; `complete` says whether a need may be missing because of it.
 *
 * @throws ElfError when the source cannot be read, is no ELF file, or ends in
 *   the ELF header
 * @public
 */
export function readElf(
  source: RandomAccessSource,
  options: ReadElfOptions = {},
): ElfReport {
  const layout = readLayout(source, options);
  const { view, header, segments, sections, addresses, problems } = layout;
  const facts = layout.dynamic
    ? readDynamicFacts(layout, layout.dynamic)
    : NO_DYNAMIC_FACTS;
  const notes = readNotes(view, segments, sections, problems);
  const interpreter = readInterpreter(view, segments, sections, problems);
  const packer = detectPacker(view, header, problems);
  const kind = detectKind({
    type: header.type,
    debugOnly: layout.debugOnly,
    interpreter,
    needed: facts.needed,
    soname: facts.soname,
    pie:
      facts.flags.includes('PIE') ||
      // Linkers write DT_DEBUG in programs only; old ones wrote no flag.
      (facts.soname === null && layout.dynamic?.last(DT_DEBUG) !== undefined),
  });
  const go = layout.loadable
    ? readGoFacts(view, segments, sections, addresses, notes, problems)
    : null;
  const rust = readRustFacts(view, sections);
  return {
    size: view.size,
    bytesRead: view.bytesRead,
    class: header.class,
    byteOrder: view.littleEndian ? 'little' : 'big',
    machine: machineName(header.machine, header.class, view.littleEndian),
    machineNumber: header.machine,
    osAbi: header.osAbi,
    kind,
    type: header.type,
    machineFlags: header.flags,
    static: kind === 'static' || kind === 'static-pie',
    interpreter,
    needed: facts.needed,
    soname: facts.soname,
    rpath: facts.rpath,
    runpath: facts.runpath,
    dynamicFlags: facts.flags,
    versionNeeds: facts.versionNeeds,
    versionDefinitions: facts.versionDefinitions,
    libc: detectLibc({
      interpreter,
      needed: facts.needed,
      soname: facts.soname,
      versionNeeds: facts.versionNeeds,
      osAbi: header.osAbi,
      android: notes.android,
    }),
    go,
    rust,
    buildId: notes.buildId,
    isaNeeded: notes.isaNeeded,
    stripped:
      sections.length > 0
        ? !sections.some(({ type }) => type === SHT_SYMTAB)
        : null,
    hasSectionHeaders: sections.length > 0,
    packer,
    complete: problems.complete,
    problems: problems.items,
  };
}

function readDynamicFacts(
  layout: ElfLayout,
  dynamic: DynamicSection,
): DynamicFacts {
  const { view, sections, addresses, limits, problems } = layout;
  const strings = findStringTable(
    view,
    dynamic,
    sections,
    addresses,
    limits,
    problems,
  );
  const tables = new VersionTables({
    view,
    dynamic,
    sections,
    addresses,
    strings,
    limits,
    problems,
  });
  return {
    needed: readStrings(dynamic, DT_NEEDED, 'a needed library', strings),
    soname:
      readStrings(dynamic, DT_SONAME, 'the soname', strings).at(-1) ?? null,
    rpath: splitPath(readStrings(dynamic, DT_RPATH, 'the RPATH', strings)),
    runpath: splitPath(
      readStrings(dynamic, DT_RUNPATH, 'the RUNPATH', strings),
    ),
    flags: dynamicFlagNames(dynamic),
    versionNeeds: tables.readNeeds(),
    versionDefinitions: tables.readDefinitions(),
  };
}

function readStrings(
  dynamic: DynamicSection,
  tag: number,
  what: string,
  strings: StringTable,
): string[] {
  return dynamic
    .all(tag)
    .map(index => strings.get(index, 'dynamic-section', what))
    .filter(value => value !== undefined);
}

/** Of several the loader uses the last; an empty one names no folder. */
function splitPath(values: string[]): string[] {
  const value = values.at(-1);
  return value ? value.split(':') : [];
}
