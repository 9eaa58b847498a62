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

/** What a test builds an ELF file of; everything has a sound default. */
export interface ElfPlan {
  class?: 32 | 64;
  byteOrder?: 'little' | 'big';
  machine?: number;
  /** 2 program at a fixed address, 3 library or PIE. */
  type?: number;
  interpreter?: string;
  needed?: string[];
  soname?: string;
  rpath?: string;
  runpath?: string;
  flags1?: number;
  /** An entry DT_DEBUG, as linkers write in programs. */
  debug?: boolean;
  versionNeeds?: Record<string, { name: string; weak?: boolean }[]>;
  versionDefinitions?: {
    name: string;
    base?: boolean;
    parents?: string[];
  }[];
  symbols?: {
    name: string;
    defined?: boolean;
    weak?: boolean;
    /** Entry of `.gnu.version`. */
    version?: number;
  }[];
  /** `none`: no dynamic section at all. */
  dynamic?: 'none';
  /** Without it there are no section headers. */
  sections?: boolean;
  /** `hash`, `gnu-hash` or neither tells the number of symbols. */
  hash?: 'hash' | 'gnu-hash' | 'none';
  notes?: { owner: string; type: number; content: Buffer }[];
  /** More sections with content, such as `.comment`. */
  moreSections?: { name: string; content: Buffer }[];
}

/** A built file and where its parts lie, so that a test can break them. */
export interface BuiltElf {
  bytes: Buffer;
  /** Offsets of the parts in the file. */
  at: Record<string, number>;
  /** Where the value of the first dynamic entry of this tag stands. */
  dynamicValueAt(tag: number): number;
  /** Overwrites a number; `word` is as wide as an address. */
  patch(offset: number, size: 2 | 4 | 8 | 'word', value: number): void;
  /** The address that offset 0 is mapped to. */
  base: number;
}

const BASE = 0x400000;

/** Writes numbers in the class and byte order of the file. */
class Writer {
  readonly wide: boolean;
  readonly little: boolean;

  constructor(wide: boolean, little: boolean) {
    this.wide = wide;
    this.little = little;
  }

  number(size: 1 | 2 | 4 | 8 | 'word', value: number): Buffer {
    const count = size === 'word' ? this.wordSize : size;
    const bytes = Buffer.alloc(count);
    let rest = BigInt(value);
    for (let index = 0; index < count; index += 1) {
      bytes[this.little ? index : count - 1 - index] = Number(rest % 256n);
      rest /= 256n;
    }
    return bytes;
  }

  get wordSize(): number {
    return this.wide ? 8 : 4;
  }

  list(...fields: [1 | 2 | 4 | 8 | 'word', number][]): Buffer {
    return Buffer.concat(
      fields.map(([size, value]) => this.number(size, value)),
    );
  }
}

/** The hash of a name as the gABI gives it in C, with its 32 bit arithmetic. */
export function elfHash(name: string): number {
  let h = 0n;
  for (const byte of Buffer.from(name)) {
    h = (h * 16n + BigInt(byte)) % 2n ** 32n;
    const g = h - (h % 2n ** 28n);
    h = BigInt.asUintN(32, h ^ (g / 2n ** 24n)) - g;
  }
  return Number(h);
}

/** A string table that grows. */
class Strings {
  #bytes = Buffer.alloc(1);
  readonly #known = new Map<string, number>();

  /** A string that was added before is not written again, as linkers do. */
  add(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) {
      return known;
    }
    const at = this.#bytes.length;
    this.#known.set(text, at);
    this.#bytes = Buffer.concat([this.#bytes, Buffer.from(`${text}\0`)]);
    return at;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }
}

function versionNeeds(plan: ElfPlan, w: Writer, strings: Strings): Buffer {
  const libraries = Object.entries(plan.versionNeeds ?? {});
  let index = Math.max(2, 1 + (plan.versionDefinitions?.length ?? 0));
  return Buffer.concat(
    libraries.map(([library, versions], at) => {
      const size = 16 + 16 * versions.length;
      const head = w.list(
        [2, 1],
        [2, versions.length],
        [4, strings.add(library)],
        [4, 16],
        [4, at + 1 < libraries.length ? size : 0],
      );
      const records = versions.map(({ name, weak }, position) => {
        index += 1;
        return w.list(
          [4, elfHash(name)],
          [2, weak ? 2 : 0],
          [2, index - 1],
          [4, strings.add(name)],
          [4, position + 1 < versions.length ? 16 : 0],
        );
      });
      return Buffer.concat([head, ...records]);
    }),
  );
}

function versionDefinitions(
  plan: ElfPlan,
  w: Writer,
  strings: Strings,
): Buffer {
  const all = plan.versionDefinitions ?? [];
  return Buffer.concat(
    all.map(({ name, base, parents = [] }, at) => {
      const names = [name, ...parents];
      const head = w.list(
        [2, 1],
        [2, base ? 1 : 0],
        [2, at + 1],
        [2, names.length],
        [4, elfHash(name)],
        [4, 20],
        [4, at + 1 < all.length ? 20 + 8 * names.length : 0],
      );
      const records = names.map((text, position) =>
        w.list(
          [4, strings.add(text)],
          [4, position + 1 < names.length ? 8 : 0],
        ),
      );
      return Buffer.concat([head, ...records]);
    }),
  );
}

function symbolTables(plan: ElfPlan, w: Writer, strings: Strings) {
  const all = plan.symbols ?? [];
  const table = [Buffer.alloc(w.wide ? 24 : 16)];
  const versions = [w.number(2, 0)];
  for (const { name, defined, weak, version } of all) {
    const info = (weak ? 2 : 1) * 16 + 2;
    const nameAt = strings.add(name);
    const section = defined ? 1 : 0;
    table.push(
      w.wide
        ? w.list([4, nameAt], [1, info], [1, 0], [2, section], [8, 0], [8, 0])
        : w.list([4, nameAt], [4, 0], [4, 0], [1, info], [1, 0], [2, section]),
    );
    versions.push(w.number(2, version ?? 1));
  }
  return { table: Buffer.concat(table), versions: Buffer.concat(versions) };
}

function hashTable(plan: ElfPlan, w: Writer): Buffer {
  const symbols = plan.symbols ?? [];
  const count = symbols.length + 1;
  if (plan.hash === 'none') {
    return Buffer.alloc(0);
  }
  if (plan.hash !== 'gnu-hash') {
    return Buffer.concat([
      w.list([4, 1], [4, count], [4, 0]),
      Buffer.alloc(4 * count),
    ]);
  }
  const first = 1 + symbols.filter(({ defined }) => !defined).length;
  const chain = symbols
    .slice(first - 1)
    .map((_, at, list) => w.number(4, at + 1 === list.length ? 1 : 2));
  return Buffer.concat([
    w.list([4, 1], [4, first], [4, 1], [4, 0]),
    Buffer.alloc(w.wordSize),
    w.number(4, chain.length > 0 ? first : 0),
    ...chain,
  ]);
}

function noteBytes(plan: ElfPlan, w: Writer): Buffer {
  return Buffer.concat(
    (plan.notes ?? []).map(({ owner, type, content }) => {
      const name = Buffer.from(`${owner}\0`);
      return Buffer.concat([
        w.list([4, name.length], [4, content.length], [4, type]),
        name,
        Buffer.alloc((4 - (name.length % 4)) % 4),
        content,
        Buffer.alloc((4 - (content.length % 4)) % 4),
      ]);
    }),
  );
}

/** Builds an ELF file by the rules of the gABI, without any linker. */
export function buildElf(plan: ElfPlan = {}): BuiltElf {
  const wide = plan.class !== 32;
  const w = new Writer(wide, plan.byteOrder !== 'big');
  const strings = new Strings();
  const needs = versionNeeds(plan, w, strings);
  const definitions = versionDefinitions(plan, w, strings);
  const { table, versions } = symbolTables(plan, w, strings);
  const hash = hashTable(plan, w);
  const notes = noteBytes(plan, w);
  const headerSize = wide ? 64 : 52;
  const segmentSize = wide ? 56 : 32;

  const entries: [tag: number, value: number | string][] = [
    ...(plan.needed ?? []).map((name): [number, number] => [
      1,
      strings.add(name),
    ]),
  ];
  const addText = (tag: number, text: string | undefined) => {
    if (text !== undefined) {
      entries.push([tag, strings.add(text)]);
    }
  };
  addText(14, plan.soname);
  addText(15, plan.rpath);
  addText(29, plan.runpath);
  entries.push([5, 'strings'], [10, strings.bytes.length], [6, 'symbols']);
  if (hash.length > 0) {
    entries.push([plan.hash === 'gnu-hash' ? 0x6ffffef5 : 4, 'hash']);
  }
  if (plan.debug) {
    entries.push([21, 0]);
  }
  if (plan.flags1) {
    entries.push([0x6ffffffb, plan.flags1]);
  }
  const hasVersions = needs.length + definitions.length > 0;
  if (hasVersions) {
    entries.push([0x6ffffff0, 'versions']);
  }
  if (needs.length > 0) {
    entries.push([0x6ffffffe, 'needs']);
    entries.push([0x6fffffff, Object.keys(plan.versionNeeds ?? {}).length]);
  }
  if (definitions.length > 0) {
    entries.push([0x6ffffffc, 'definitions']);
    entries.push([0x6ffffffd, plan.versionDefinitions?.length ?? 0]);
  }
  entries.push([0, 0]);

  const hasDynamic = plan.dynamic !== 'none';
  const segmentCount =
    1 +
    (hasDynamic ? 1 : 0) +
    (plan.interpreter === undefined ? 0 : 1) +
    (notes.length > 0 ? 1 : 0);
  const interpreter =
    plan.interpreter === undefined
      ? Buffer.alloc(0)
      : Buffer.from(`${plan.interpreter}\0`);

  const at: Record<string, number> = {};
  const parts: Buffer[] = [];
  let offset = headerSize + segmentCount * segmentSize;
  const put = (name: string, bytes: Buffer) => {
    const padding = (8 - (offset % 8)) % 8;
    parts.push(Buffer.alloc(padding), bytes);
    at[name] = offset + padding;
    offset += padding + bytes.length;
  };
  put('interpreter', interpreter);
  put('notes', notes);
  put('strings', strings.bytes);
  put('symbols', table);
  put('versions', versions);
  put('hash', hash);
  put('needs', needs);
  put('definitions', definitions);
  const dynamicBytes = hasDynamic
    ? Buffer.concat(
        entries.map(([tag, value]) =>
          w.list(
            ['word', tag],
            ['word', typeof value === 'string' ? BASE + at[value] : value],
          ),
        ),
      )
    : Buffer.alloc(0);
  put('dynamic', dynamicBytes);
  for (const { name, content } of plan.moreSections ?? []) {
    put(name, content);
  }
  const loadEnd = offset;

  const sectionNames = new Strings();
  const sections: Buffer[] = [];
  const section = (
    name: string,
    type: number,
    place: string,
    size: number,
    link: number,
    alloc: boolean,
    entrySize = 0,
  ) => {
    const address = alloc ? BASE + at[place] : 0;
    sections.push(
      w.list(
        [4, sectionNames.add(name)],
        [4, type],
        ['word', alloc ? 2 : 0],
        ['word', address],
        ['word', at[place]],
        ['word', size],
        [4, link],
        [4, 0],
        ['word', 8],
        ['word', entrySize],
      ),
    );
  };
  const sectionSize = wide ? 64 : 40;
  if (plan.sections) {
    sections.push(Buffer.alloc(sectionSize));
    section('.dynstr', 3, 'strings', strings.bytes.length, 0, true);
    section('.dynsym', 11, 'symbols', table.length, 1, true, wide ? 24 : 16);
    section('.gnu.version', 0x6fffffff, 'versions', versions.length, 2, true);
    section('.gnu.version_r', 0x6ffffffe, 'needs', needs.length, 1, true);
    section(
      '.gnu.version_d',
      0x6ffffffd,
      'definitions',
      definitions.length,
      1,
      true,
    );
    if (hasDynamic) {
      section('.dynamic', 6, 'dynamic', dynamicBytes.length, 1, true);
    }
    if (interpreter.length > 0) {
      section('.interp', 1, 'interpreter', interpreter.length, 0, true);
    }
    for (const { name, content } of plan.moreSections ?? []) {
      section(name, 1, name, content.length, 0, false);
    }
    const nameAt = sectionNames.add('.shstrtab');
    put('sectionNames', sectionNames.bytes);
    sections.push(
      w.list(
        [4, nameAt],
        [4, 3],
        ['word', 0],
        ['word', 0],
        ['word', at.sectionNames],
        ['word', sectionNames.bytes.length],
        [4, 0],
        [4, 0],
        ['word', 1],
        ['word', 0],
      ),
    );
    put('sections', Buffer.concat(sections));
  }

  const segment = (type: number, start: number, size: number) =>
    wide
      ? w.list(
          [4, type],
          [4, 6],
          [8, start],
          [8, BASE + start],
          [8, BASE + start],
          [8, size],
          [8, size],
          [8, 8],
        )
      : w.list(
          [4, type],
          [4, start],
          [4, BASE + start],
          [4, BASE + start],
          [4, size],
          [4, size],
          [4, 6],
          [4, 8],
        );
  const segments = [segment(1, 0, loadEnd)];
  at.loadSegment = headerSize;
  if (hasDynamic) {
    at.dynamicSegment = headerSize + segments.length * segmentSize;
    segments.push(segment(2, at.dynamic, dynamicBytes.length));
  }
  if (interpreter.length > 0) {
    at.interpreterSegment = headerSize + segments.length * segmentSize;
    segments.push(segment(3, at.interpreter, interpreter.length));
  }
  if (notes.length > 0) {
    segments.push(segment(4, at.notes, notes.length));
  }

  const header = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, w.little ? 1 : 2, 1]),
    Buffer.alloc(9),
    w.list(
      [2, plan.type ?? 3],
      [2, plan.machine ?? 62],
      [4, 1],
      ['word', 0],
      ['word', headerSize],
      ['word', plan.sections ? at.sections : 0],
      [4, 0],
      [2, headerSize],
      [2, segmentSize],
      [2, segments.length],
      [2, plan.sections ? sectionSize : 0],
      [2, sections.length],
      [2, plan.sections ? sections.length - 1 : 0],
    ),
  ]);
  const bytes = Buffer.concat([header, ...segments, ...parts]);
  return {
    bytes,
    at,
    base: BASE,
    dynamicValueAt: tag => {
      const index = entries.findIndex(([known]) => known === tag);
      return at.dynamic + index * 2 * w.wordSize + w.wordSize;
    },
    patch: (where, size, value) => {
      w.number(size, value).copy(bytes, where);
    },
  };
}
