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

import { buildElf, type ElfPlan, elfHash } from '../__testUtils__/elfBuilder';
import { ElfError } from '../errors';
import { BufferSource } from '../source/BufferSource';
import type { RandomAccessSource } from '../source/RandomAccessSource';
import { SliceSource } from '../source/SliceSource';
import { readElf } from './readElf';

const PLAN: ElfPlan = {
  needed: ['libstdc++.so.6', 'libc.so.6'],
  soname: 'libdemo.so.1',
  runpath: '$ORIGIN/../lib:/opt/lib',
  versionNeeds: {
    'libstdc++.so.6': [{ name: 'GLIBCXX_3.4.30' }, { name: 'CXXABI_1.3' }],
    'libc.so.6': [{ name: 'GLIBC_2.2.5' }, { name: 'GLIBC_2.34', weak: true }],
  },
  versionDefinitions: [
    { name: 'libdemo.so.1', base: true },
    { name: 'DEMO_1' },
    { name: 'DEMO_2', parents: ['DEMO_1'] },
  ],
  sections: true,
};

function read(bytes: Buffer) {
  return readElf(new BufferSource(bytes, 'demo.so'));
}

/** The facts of PLAN, whatever was done to the file. */
const FACTS = {
  needed: ['libstdc++.so.6', 'libc.so.6'],
  soname: 'libdemo.so.1',
  rpath: [],
  runpath: ['$ORIGIN/../lib', '/opt/lib'],
  versionNeeds: [
    {
      library: 'libstdc++.so.6',
      versions: [
        { name: 'GLIBCXX_3.4.30', weak: false, index: 4, hash: 0x0297f840 },
        { name: 'CXXABI_1.3', weak: false, index: 5, hash: 0x056bafd3 },
      ],
    },
    {
      library: 'libc.so.6',
      versions: [
        { name: 'GLIBC_2.2.5', weak: false, index: 6, hash: 0x09691a75 },
        { name: 'GLIBC_2.34', weak: true, index: 7, hash: 0x069691b4 },
      ],
    },
  ],
  versionDefinitions: [
    {
      name: 'libdemo.so.1',
      base: true,
      weak: false,
      index: 1,
      parents: [],
      hash: elfHash('libdemo.so.1'),
    },
    {
      name: 'DEMO_1',
      base: false,
      weak: false,
      index: 2,
      parents: [],
      hash: elfHash('DEMO_1'),
    },
    {
      name: 'DEMO_2',
      base: false,
      weak: false,
      index: 3,
      parents: ['DEMO_1'],
      hash: elfHash('DEMO_2'),
    },
  ],
};

describe('readElf', () => {
  it.each([
    [64, 'little', 62, 'x86_64'],
    [64, 'little', 183, 'aarch64'],
    [64, 'big', 22, 's390x'],
    [64, 'little', 21, 'ppc64le'],
    [64, 'big', 21, 'ppc64'],
    [32, 'little', 3, 'i386'],
    [32, 'little', 40, 'arm'],
    [32, 'little', 62, 'x32'],
    [32, 'big', 8, 'mips'],
    [64, 'little', 243, 'riscv64'],
    [64, 'little', 9999, 'em-9999'],
  ] as const)(
    'reads class %d in %s endian order for machine %d (%s), with and without section headers',
    (elfClass, byteOrder, machine, name) => {
      for (const sections of [true, false]) {
        const { bytes } = buildElf({
          ...PLAN,
          class: elfClass,
          byteOrder,
          machine,
          sections,
        });
        expect(read(bytes)).toMatchObject({
          ...FACTS,
          class: elfClass,
          byteOrder,
          machine: name,
          machineNumber: machine,
          kind: 'shared',
          static: false,
          hasSectionHeaders: sections,
          stripped: sections ? true : null,
          complete: true,
          problems: [],
        });
      }
    },
  );

  it('reads a file by its section headers alone', () => {
    const elf = buildElf(PLAN);
    elf.patch(56, 2, 0); // e_phnum
    expect(read(elf.bytes)).toMatchObject({ ...FACTS, complete: true });
  });

  it('reads a slice of a larger file at any offset', () => {
    const { bytes } = buildElf(PLAN);
    const outer = Buffer.concat([Buffer.alloc(777, 0xff), bytes, bytes]);
    const source = new SliceSource(
      new BufferSource(outer),
      777,
      bytes.length,
      'slice',
    );
    expect(read(bytes)).toEqual(readElf(source));
  });

  describe('tells what a file is', () => {
    const PIE = 0x08000000;
    it.each([
      ['a static program', { type: 2, dynamic: 'none' }, 'static', 'none'],
      ['a static PIE', { flags1: PIE }, 'static-pie', 'none'],
      ['a static PIE without the flag', { debug: true }, 'static-pie', 'none'],
      [
        'a loader, which is no program',
        { debug: true, soname: 'ld-linux-x86-64.so.2' },
        'shared',
        'glibc',
      ],
      [
        'a PIE of glibc',
        {
          flags1: PIE,
          interpreter: '/lib64/ld-linux-x86-64.so.2',
          needed: ['libc.so.6'],
        },
        'pie',
        'glibc',
      ],
      [
        'a PIE without the flag',
        { interpreter: '/lib/ld-linux-aarch64.so.1', needed: ['libc.so.6'] },
        'pie',
        'glibc',
      ],
      [
        'a program at a fixed address',
        {
          type: 2,
          interpreter: '/nix/store/x/lib/ld-linux-x86-64.so.2',
          needed: ['libc.so.6'],
        },
        'executable',
        'glibc',
      ],
      [
        'a program of musl',
        {
          flags1: PIE,
          interpreter: '/lib/ld-musl-x86_64.so.1',
          needed: ['libc.musl-x86_64.so.1'],
        },
        'pie',
        'musl',
      ],
      [
        'a library of musl by its need',
        { needed: ['libc.musl-aarch64.so.1'] },
        'shared',
        'musl',
      ],
      ['musl itself', { soname: 'libc.musl-x86_64.so.1' }, 'shared', 'musl'],
      [
        'a library of musl by the name that its linker script gives',
        { needed: ['libc.so'] },
        'shared',
        'musl',
      ],
      [
        'a library of Android',
        { needed: ['liblog.so', 'libc.so'] },
        'shared',
        'bionic',
      ],
      [
        'a library of Android by its version',
        {
          needed: ['libc.so'],
          versionNeeds: { 'libc.so': [{ name: 'LIBC' }] },
        },
        'shared',
        'bionic',
      ],
      [
        'a library of FreeBSD',
        {
          needed: ['libc.so.7'],
          versionNeeds: { 'libc.so.7': [{ name: 'FBSD_1.0' }] },
        },
        'shared',
        'freebsd',
      ],
      [
        'a library that can be started, as glibc',
        {
          interpreter: '/lib64/ld-linux-x86-64.so.2',
          needed: ['ld-linux-x86-64.so.2'],
          soname: 'libc.so.6',
        },
        'shared',
        'glibc',
      ],
      ['a library without needs', { soname: 'libdata.so' }, 'shared', 'none'],
      ['an object file', { type: 1 }, 'relocatable', 'none'],
      ['a core file', { type: 4 }, 'core', 'none'],
    ] as [string, ElfPlan, string, string][])('%s', (_, plan, kind, libc) => {
      for (const sections of [true, false]) {
        const report = read(buildElf({ ...plan, sections }).bytes);
        expect(report.kind).toBe(kind);
        expect(report.libc.kind).toBe(libc);
        expect(report.static).toBe(kind.startsWith('static'));
        expect(report.complete).toBe(true);
      }
    });
  });

  it('names the flags of the dynamic section', () => {
    // DF_1_NOW, DF_1_NODELETE, DF_1_NODEFLIB
    const { bytes } = buildElf({ flags1: 0x1 + 0x8 + 0x800 });
    expect(read(bytes).dynamicFlags).toEqual(['NOW', 'NODELETE', 'NODEFLIB']);
  });

  it('reads an RPATH of thousands of characters and keeps empty elements', () => {
    const long = Array.from({ length: 300 }, (_, n) => `$ORIGIN/${n}/lib`);
    expect(read(buildElf({ rpath: long.join(':') }).bytes).rpath).toEqual(long);
    expect(read(buildElf({ rpath: '/a::/b' }).bytes).rpath).toEqual([
      '/a',
      '',
      '/b',
    ]);
  });

  it('does not cut the string table at DT_STRSZ, as old linkers wrote it too small', () => {
    const elf = buildElf(PLAN);
    elf.patch(elf.dynamicValueAt(10), 8, 4);
    expect(read(elf.bytes)).toMatchObject({ ...FACTS, complete: true });
  });

  it('follows the addresses where the offset of PT_DYNAMIC lies', () => {
    const elf = buildElf(PLAN);
    elf.patch(elf.at.dynamicSegment + 8, 8, 16);
    const report = read(elf.bytes);
    expect(report).toMatchObject({ ...FACTS, complete: true });
    expect(report.problems).toEqual([
      {
        code: 'dynamic-section',
        message: `PT_DYNAMIC names offset 16, its address lies at ${elf.at.dynamic}`,
        offset: 16,
        hidesNeeds: false,
      },
    ]);
  });

  it('falls back to the section header where DT_STRTAB lies outside', () => {
    const elf = buildElf(PLAN);
    elf.patch(elf.dynamicValueAt(5), 8, 0x7fffffffffff);
    const report = read(elf.bytes);
    expect(report).toMatchObject({ ...FACTS, complete: true });
    expect(report.problems[0].message).toBe(
      'DT_STRTAB 140737488355327 is not in the file, the section header is used',
    );
  });

  it('does not know the needs where DT_STRTAB lies outside and nothing else tells', () => {
    const elf = buildElf({ ...PLAN, sections: false });
    elf.patch(elf.dynamicValueAt(5), 8, 0x7fffffffffff);
    expect(read(elf.bytes)).toMatchObject({
      complete: false,
      needed: [],
      versionNeeds: [],
    });
  });

  it('falls back to the section headers where the address of the versions lies outside', () => {
    const elf = buildElf(PLAN);
    elf.patch(elf.dynamicValueAt(0x6ffffffe), 8, 1);
    elf.patch(elf.dynamicValueAt(0x6ffffffc), 8, 1);
    const report = read(elf.bytes);
    expect(report).toMatchObject({ ...FACTS, complete: true });
    expect(report.problems.map(({ code }) => code)).toEqual([
      'version-needs',
      'version-definitions',
    ]);
  });

  it('falls back to the section header where PT_DYNAMIC lies outside', () => {
    const elf = buildElf(PLAN);
    elf.patch(elf.at.dynamicSegment + 8, 8, 0xffffffff);
    elf.patch(elf.at.dynamicSegment + 16, 8, 0xffffffffff);
    expect(read(elf.bytes)).toMatchObject({ ...FACTS, complete: true });
  });

  it('says that the dynamic section lies outside where no section header helps', () => {
    const elf = buildElf({ ...PLAN, sections: false });
    elf.patch(elf.at.dynamicSegment + 8, 8, 0xffffffff);
    elf.patch(elf.at.dynamicSegment + 16, 8, 0xffffffffff);
    const report = read(elf.bytes);
    expect(report.complete).toBe(false);
    expect(report.problems[0].message).toBe(
      'the dynamic section lies outside of the file',
    );
  });

  describe('goes by the chains of version records, as the loader, and not by the counts', () => {
    it('where the counts are too small or too large', () => {
      for (const count of [1, 60_000]) {
        const elf = buildElf(PLAN);
        elf.patch(elf.at.needs + 2, 2, count); // vn_cnt
        elf.patch(elf.dynamicValueAt(0x6fffffff), 8, count); // DT_VERNEEDNUM
        const report = read(elf.bytes);
        expect(report).toMatchObject({ ...FACTS, complete: true });
        expect(report.problems.map(({ message }) => message)).toEqual([
          `${count} records are announced, 2 are there`,
          `${count} records are announced, 2 are there`,
        ]);
      }
    });

    it.each([
      ['a distance into the record itself', 4],
      ['a distance of one byte', 1],
      ['a distance backwards, which is none of 32 bits', 0xfffffff0],
      ['a distance beyond the file', 0x7fffffff],
    ])('and stops at %s', (_, next) => {
      const elf = buildElf(PLAN);
      elf.patch(elf.at.needs + 12, 4, next); // vn_next
      const report = read(elf.bytes);
      expect(report.complete).toBe(false);
      expect(report.versionNeeds).toEqual([FACTS.versionNeeds[0]]);
    });

    it('and stops where a version leads nowhere, with the others of the file', () => {
      const elf = buildElf(PLAN);
      elf.patch(elf.at.needs + 16 + 8, 4, 0x7fffffff); // vna_name
      const report = read(elf.bytes);
      expect(report.complete).toBe(false);
      expect(report.versionNeeds[0].versions.map(({ name }) => name)).toEqual([
        'CXXABI_1.3',
      ]);
      expect(report.versionNeeds[1]).toEqual(FACTS.versionNeeds[1]);
    });
  });

  it('says that the loader will not find a version with a wrong hash', () => {
    const elf = buildElf(PLAN);
    elf.patch(elf.at.needs + 16, 4, 7); // vna_hash
    const report = read(elf.bytes);
    expect(report.complete).toBe(true);
    expect(report.problems).toEqual([
      {
        code: 'version-hash',
        message:
          'version GLIBCXX_3.4.30 has hash 7 where its name gives 43513920: the loader will not find it',
        offset: elf.at.needs + 16,
        hidesNeeds: false,
      },
    ]);
  });

  it('reads no strings of version records beyond the file without a NUL byte', () => {
    const elf = buildElf({ needed: ['libc.so.6'], sections: false });
    const open = Buffer.concat([elf.bytes, Buffer.from('endless')]);
    const built = { ...elf, bytes: open };
    // The load segment and DT_NEEDED now reach the text at the end.
    open.writeBigUInt64LE(BigInt(open.length), elf.at.loadSegment + 32);
    open.writeBigUInt64LE(
      BigInt(elf.bytes.length - elf.at.strings),
      elf.dynamicValueAt(1),
    );
    const report = read(built.bytes);
    expect(report.complete).toBe(false);
    expect(report.problems[0]).toMatchObject({
      code: 'string',
      offset: elf.bytes.length,
    });
  });

  it('reads the number of headers from section 0 where it does not fit in the header', () => {
    const elf = buildElf(PLAN);
    const count = elf.bytes.readUInt16LE(60);
    elf.patch(60, 2, 0); // e_shnum
    elf.patch(62, 2, 0xffff); // e_shstrndx
    elf.patch(56, 2, 0xffff); // e_phnum
    elf.patch(elf.at.sections + 32, 8, count); // sh_size
    elf.patch(elf.at.sections + 40, 4, count - 1); // sh_link
    elf.patch(elf.at.sections + 44, 4, 2); // sh_info
    expect(read(elf.bytes)).toMatchObject({
      ...FACTS,
      hasSectionHeaders: true,
      complete: true,
      problems: [],
    });
  });

  it('reads as many headers as the file has room for where more are announced', () => {
    const elf = buildElf(PLAN);
    elf.patch(60, 2, 0);
    elf.patch(elf.at.sections + 32, 8, 2 ** 52);
    const report = read(elf.bytes);
    expect(report).toMatchObject({ ...FACTS, complete: true });
    expect(report.problems[0].message).toMatch(
      /^4503599627370496 section headers are announced, the file has room for \d+$/,
    );
    const cut = buildElf({ ...PLAN, sections: false });
    cut.patch(56, 2, 0xfffe);
    expect(read(cut.bytes)).toMatchObject({ ...FACTS, complete: false });
  });

  it.each([
    ['of a wrong size', 58, 2, 8],
    ['outside of the file', 40, 8, 2 ** 40],
  ] as const)('does without section headers %s', (_, offset, size, value) => {
    const elf = buildElf(PLAN);
    elf.patch(offset, size, value);
    const report = read(elf.bytes);
    expect(report).toMatchObject({
      ...FACTS,
      hasSectionHeaders: false,
      complete: true,
    });
    expect(report.problems).toHaveLength(1);
  });

  it('takes an interpreter without a NUL byte and says that the kernel does not', () => {
    const elf = buildElf({ interpreter: '/lib/ld.so', needed: ['libc.so.6'] });
    elf.patch(elf.at.interpreterSegment + 32, 8, 10); // p_filesz
    const report = read(elf.bytes);
    expect(report.interpreter).toBe('/lib/ld.so');
    expect(report.problems.map(({ code }) => code)).toEqual(['interpreter']);
  });

  it('says that a file packed by UPX hides what it needs', () => {
    const { bytes } = buildElf({ type: 2, dynamic: 'none' });
    const packed = Buffer.concat([bytes, Buffer.from('\0\0\0\0UPX!')]);
    expect(read(packed)).toMatchObject({ packer: 'upx', complete: false });
  });

  it('reads nothing of debug information split off from its file', () => {
    const elf = buildElf({
      ...PLAN,
      moreSections: [{ name: '.text', content: Buffer.alloc(16) }],
    });
    const text = elf.at.sections + 64 * (elf.bytes.readUInt16LE(60) - 2); // before .shstrtab
    elf.patch(text + 4, 4, 8); // SHT_NOBITS
    elf.patch(text + 8, 8, 6); // SHF_ALLOC, SHF_EXECINSTR
    expect(read(elf.bytes)).toMatchObject({
      kind: 'debug',
      needed: [],
      complete: true,
    });
  });

  it('reads build id, ISA level and compiler from notes and comment', () => {
    const properties = Buffer.alloc(16);
    properties.writeUInt32LE(0xc0008002, 0);
    properties.writeUInt32LE(4, 4);
    properties.writeUInt32LE(0b101, 8); // baseline and v3
    const report = read(
      buildElf({
        sections: true,
        notes: [
          { owner: 'GNU', type: 3, content: Buffer.from('00ff10', 'hex') },
          { owner: 'GNU', type: 5, content: properties },
        ],
        moreSections: [
          {
            name: '.comment',
            content: Buffer.from('GCC: 12\0rustc version 1.92.0 (ded5c06cf)\0'),
          },
        ],
      }).bytes,
    );
    expect(report).toMatchObject({
      buildId: '00ff10',
      isaNeeded: ['x86-64-baseline', 'x86-64-v3'],
      rust: { version: '1.92.0', evidence: 'section .comment' },
    });
  });

  it('counts a string as often as records name it, since a report is written as text', () => {
    const name = `GLIBC_${'9'.repeat(1000)}`;
    const elf = buildElf({
      versionNeeds: {
        'libc.so.6': Array.from({ length: 100 }, () => ({ name })),
      },
    });
    const source = new BufferSource(elf.bytes, 'demo.so');
    const report = readElf(source, { limits: { textBytes: 10_000 } });
    expect(report.versionNeeds[0].versions).toHaveLength(9);
    expect(report.complete).toBe(false);
    expect(report.problems[0]).toMatchObject({
      code: 'limit',
      message: 'more than 10000 bytes of strings are not read',
    });
    expect(readElf(source).versionNeeds[0].versions).toHaveLength(100);
  });

  it('stays within its limits and says so', () => {
    const { bytes } = buildElf({
      needed: Array.from({ length: 50 }, (_, n) => `lib${n}.so`),
    });
    const source = new BufferSource(bytes, 'demo.so');
    const few = readElf(source, { limits: { dynamicEntries: 51 } });
    // Of the 50 libraries and the string table none is beyond the bound.
    expect(few.needed).toHaveLength(50);
    expect(few.complete).toBe(false);
    const short = readElf(source, { limits: { textBytes: 20 } });
    expect(short.complete).toBe(false);
    expect(short.needed.length).toBeLessThan(5);
    const records = readElf(new BufferSource(buildElf(PLAN).bytes), {
      limits: { versionRecords: 2 },
    });
    expect(records.complete).toBe(false);
    expect(records.problems[0].code).toBe('limit');
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 0],
    ['a text', Buffer.from('#!/bin/sh\necho hello\n'), 0],
    ['four bytes', Buffer.from([0x7f, 0x45, 0x4c, 0x46]), 4],
    ['an unknown class', patched(4, 3), 4],
    ['an unknown byte order', patched(5, 0), 5],
    ['half a header', buildElf().bytes.subarray(0, 40), 40],
  ])('refuses %s with the place', (_, bytes, offset) => {
    let error: unknown;
    try {
      read(bytes);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ElfError);
    expect(error).toMatchObject({ name: 'ElfError', file: 'demo.so', offset });
  });

  it('refuses a source that fails or gives too little, with its cause', () => {
    const cause = new Error('EIO: i/o error');
    const failing: RandomAccessSource = {
      name: 'disk.so',
      size: 5000,
      read: () => {
        throw cause;
      },
    };
    expect(() => readElf(failing)).toThrow(
      'disk.so: cannot read 4096 bytes: EIO: i/o error (at offset 0)',
    );
    const short: RandomAccessSource = {
      name: 'short.so',
      size: 5000,
      read: () => Buffer.alloc(10),
    };
    expect(() => readElf(short)).toThrow(ElfError);
  });
});

function patched(offset: number, value: number): Buffer {
  const { bytes } = buildElf();
  bytes[offset] = value;
  return bytes;
}
