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

import type { AddressMap } from './AddressMap';
import type { ElfView } from './ElfView';
import { GoPointers } from './GoPointers';
import type { Notes } from './notes';
import type { ProblemList } from './problems';
import { PF_W, PT_LOAD, type Segment } from './programHeaders';
import { type Section, SHT_NOBITS } from './sectionHeaders';
import type { GoFacts } from './types';

/**
 * Go's build information: magic, size of a pointer, flags, then the version
 * and the modules. Source: Go, `src/debug/buildinfo/buildinfo.go`.
 */
const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const HEADER_SIZE = 32;
const ALIGNMENT = 16;
const FLAG_BIG_ENDIAN = 1;
const FLAG_INLINE = 2;
/** Where the linker puts it without a section: at the start of the data. */
const SEARCH_SIZE = 64 * 1024;
/** Programs with a thousand modules have some 100 kB of it. */
const MAX_MODULES_SIZE = 2 * 1024 * 1024;
const MAX_VERSION_SIZE = 1024;
const MAX_SETTINGS = 256;
/** The module text stands between two marks of 16 bytes. */
const MARK_SIZE = 16;

/** Sections that only Go's linker writes. */
const GO_SECTIONS = [
  '.gopclntab',
  '.data.rel.ro.gopclntab',
  '.note.go.buildid',
  '.go.module',
];

/**
 * Tells whether a file is a Go program, and reads what it says of itself.
 *
 * @internal
 */
export function readGoFacts(
  view: ElfView,
  segments: Segment[],
  sections: Section[],
  addresses: AddressMap,
  notes: Notes,
  problems: ProblemList,
): GoFacts | null {
  const section = sections.find(
    ({ name, type }) => name === '.go.buildinfo' && type !== SHT_NOBITS,
  );
  const otherSection = sections.find(({ name }) => GO_SECTIONS.includes(name));
  const hint = otherEvidence(otherSection, notes);
  if (!section && sections.length > 0 && !hint) {
    return null;
  }
  const offset = section?.offset ?? searchInData(view, segments);
  if (offset === undefined) {
    return hint ? { ...emptyFacts(), evidence: hint } : null;
  }
  const evidence = section
    ? 'section .go.buildinfo'
    : 'build information in the data';
  const texts = readTexts(view, offset, addresses);
  if (!texts) {
    problems.odd(
      'go-build-information',
      offset,
      'the build information of Go cannot be read',
    );
    return { ...emptyFacts(), evidence };
  }
  return {
    ...emptyFacts(),
    ...parseModules(texts.modules),
    version: texts.version || null,
    evidence,
  };
}

function otherEvidence(section: Section | undefined, notes: Notes): string {
  if (section) {
    return `section ${section.name}`;
  }
  return notes.goBuildId ? 'note with the build id of Go' : '';
}

function emptyFacts(): GoFacts {
  return {
    version: null,
    path: null,
    mainModule: null,
    dependencyCount: 0,
    settings: {},
    cgoEnabled: null,
    evidence: '',
  };
}

function searchInData(view: ElfView, segments: Segment[]): number | undefined {
  for (const { type, flags, offset, fileSize } of segments) {
    if (type === PT_LOAD && flags % 4 >= PF_W && offset < view.size) {
      const size = Math.min(fileSize, SEARCH_SIZE, view.size - offset);
      const bytes = view.bytes(offset, size);
      let at = bytes ? bytes.indexOf(MAGIC) : -1;
      while (bytes && at >= 0 && at % ALIGNMENT !== 0) {
        at = bytes.indexOf(MAGIC, at + 1);
      }
      if (at >= 0) {
        return offset + at;
      }
    }
  }
  return undefined;
}

interface GoTexts {
  version: string;
  modules: string;
}

function readTexts(
  view: ElfView,
  offset: number,
  addresses: AddressMap,
): GoTexts | undefined {
  const header = view.bytes(offset, HEADER_SIZE);
  if (!header || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
    return undefined;
  }
  const flags = header[15];
  if (flags % 4 >= FLAG_INLINE) {
    const version = readInline(view, offset + HEADER_SIZE, MAX_VERSION_SIZE);
    const modules = version && readInline(view, version.end, MAX_MODULES_SIZE);
    return version && modules
      ? { version: version.text.toString('utf8'), modules: trim(modules.text) }
      : undefined;
  }
  const pointers = new GoPointers(
    view,
    addresses,
    header[14],
    flags % 2 === FLAG_BIG_ENDIAN,
  );
  const version = pointers.readString(header, 16, MAX_VERSION_SIZE);
  if (!version) {
    return undefined;
  }
  const modules = pointers.readString(
    header,
    16 + header[14],
    MAX_MODULES_SIZE,
  );
  return {
    version: version.toString('utf8'),
    modules: modules ? trim(modules) : '',
  };
}

/** Since Go 1.18: a length as unsigned varint, and the bytes behind it. */
function readInline(
  view: ElfView,
  offset: number,
  maximum: number,
): { text: Buffer; end: number } | undefined {
  let length = 0;
  let at = offset;
  for (let shift = 1; shift <= 2 ** 28; shift *= 128) {
    const byte = view.bytes(at, 1)?.[0];
    if (byte === undefined) {
      return undefined;
    }
    at += 1;
    length += (byte % 128) * shift;
    if (byte < 128) {
      const text = length <= maximum ? view.bytes(at, length) : undefined;
      return text && { text, end: at + length };
    }
  }
  return undefined;
}

/** Takes the module text out of its marks; without them it is none. */
function trim(modules: Buffer): string {
  const end = modules.length - MARK_SIZE;
  return modules.length > 2 * MARK_SIZE && modules[end - 1] === 0x0a
    ? modules.toString('utf8', MARK_SIZE, end)
    : '';
}

/** Lines of fields parted by tabs. Source: Go, `src/runtime/debug/mod.go`. */
function parseModules(
  text: string,
): Pick<
  GoFacts,
  'path' | 'mainModule' | 'dependencyCount' | 'settings' | 'cgoEnabled'
> {
  let path: string | null = null;
  let mainModule: GoFacts['mainModule'] = null;
  let dependencyCount = 0;
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [kind, first, second] = line.split('\t');
    if (kind === 'path') {
      path = first ?? null;
    } else if (kind === 'mod') {
      mainModule = { path: first ?? '', version: second ?? '' };
    } else if (kind === 'dep') {
      dependencyCount += 1;
    } else if (kind === 'build' && settings.size < MAX_SETTINGS) {
      const setting = parseSetting(line.slice('build\t'.length));
      if (setting) {
        settings.set(setting.key, setting.value);
      }
    }
  }
  const cgo = settings.get('CGO_ENABLED');
  return {
    path,
    mainModule,
    dependencyCount,
    settings: Object.fromEntries(settings),
    cgoEnabled: cgo === undefined ? null : cgo === '1',
  };
}

/** `key=value`, each as a Go string literal where it holds special characters. */
function parseSetting(
  text: string,
): { key: string; value: string } | undefined {
  const match = /^("(?:[^"\\]|\\.)*"|[^"`=][^=]*)=(.*)$/s.exec(text);
  return match
    ? { key: unquote(match[1]), value: unquote(match[2]) }
    : undefined;
}

/** Literals that `strconv.Quote` writes and JSON does not know stay as they are. */
function unquote(text: string): string {
  if (text.length >= 2 && text.startsWith('`') && text.endsWith('`')) {
    return text.slice(1, -1);
  }
  if (!text.startsWith('"')) {
    return text;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
