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

import { buildElf, type ElfPlan } from '../__testUtils__/elfBuilder';
import { BufferSource } from '../source/BufferSource';
import { readElf } from './readElf';

const MARK = Buffer.from('0123456789abcdef');
const MODULES = [
  'path\tcommand-line-arguments',
  'mod\texample.com/hello\tv1.2.3\th1:abc=',
  'dep\tgolang.org/x/text\tv0.3.0\th1:def=',
  '=>\t./text\t(devel)',
  'dep\trsc.io/quote\tv1.5.2\th1:ghi=',
  'build\t-compiler=gc',
  'build\t-ldflags="-s -w \\"x\\""',
  'build\tCGO_ENABLED=1',
  'build\tGOARCH=arm64',
  '',
].join('\n');
const TEXT = Buffer.concat([MARK, Buffer.from(MODULES), MARK]);

const FACTS = {
  version: 'go1.25.7',
  path: 'command-line-arguments',
  mainModule: { path: 'example.com/hello', version: 'v1.2.3' },
  dependencyCount: 2,
  settings: {
    '-compiler': 'gc',
    '-ldflags': '-s -w "x"',
    CGO_ENABLED: '1',
    GOARCH: 'arm64',
  },
  cgoEnabled: true,
};

function header(pointerSize: number, flags: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.write('\xff Go buildinf:', 'latin1');
  bytes[14] = pointerSize;
  bytes[15] = flags;
  return bytes;
}

function varint(value: number): Buffer {
  return value < 128
    ? Buffer.from([value])
    : Buffer.concat([
        Buffer.from([(value % 128) + 128]),
        varint(Math.floor(value / 128)),
      ]);
}

function inline(version: string, modules: Buffer): Buffer {
  return Buffer.concat([
    header(0, 2),
    varint(version.length),
    Buffer.from(version),
    varint(modules.length),
    modules,
  ]);
}

function goOf(plan: ElfPlan) {
  return readElf(new BufferSource(buildElf(plan).bytes, 'bootstrap')).go;
}

function section(content: Buffer): ElfPlan {
  return {
    type: 2,
    sections: true,
    moreSections: [{ name: '.go.buildinfo', content }],
  };
}

describe('the build information of Go', () => {
  it('is read where it stands in its section (since Go 1.18)', () => {
    expect(goOf(section(inline('go1.25.7', TEXT)))).toEqual({
      ...FACTS,
      evidence: 'section .go.buildinfo',
    });
  });

  it('is found in the data where the file has no section headers', () => {
    const content = inline('go1.25.7', TEXT);
    const plan: ElfPlan = {
      type: 2,
      // The magic is looked for at multiples of 16 only.
      moreSections: [{ name: 'data', content: Buffer.alloc(0) }],
    };
    const before = buildElf(plan).at.data % 16;
    const go = goOf({
      ...plan,
      moreSections: [
        {
          name: 'data',
          content: Buffer.concat([Buffer.alloc((16 - before) % 16), content]),
        },
      ],
    });
    expect(go).toEqual({ ...FACTS, evidence: 'build information in the data' });
  });

  it.each([
    [8, 'little'],
    [8, 'big'],
    [4, 'little'],
    [4, 'big'],
  ] as const)(
    'is followed by pointers of %d bytes, %s endian (before Go 1.18)',
    (size, byteOrder) => {
      const big = byteOrder === 'big';
      const elfClass = size === 8 ? 64 : 32;
      const blank = Buffer.alloc(32 + 4 * size + 8 + TEXT.length);
      const plan = (content: Buffer): ElfPlan => ({
        ...section(content),
        class: elfClass,
        byteOrder,
      });
      const { at, base } = buildElf(plan(blank));
      const start = base + at['.go.buildinfo'];
      const word = (value: number) => {
        const bytes = Buffer.alloc(size);
        const where = big ? size - 4 : 0;
        if (big) {
          bytes.writeUInt32BE(value, where);
        } else {
          bytes.writeUInt32LE(value, where);
        }
        return bytes;
      };
      const texts = start + 32 + 4 * size;
      const head = header(size, big ? 1 : 0);
      word(start + 32).copy(head, 16);
      word(start + 32 + 2 * size).copy(head, 16 + size);
      const content = Buffer.concat([
        head,
        word(texts),
        word(8),
        word(texts + 8),
        word(TEXT.length),
        Buffer.from('go1.25.7'),
        TEXT,
      ]);
      expect(goOf(plan(content))).toEqual({
        ...FACTS,
        evidence: 'section .go.buildinfo',
      });
    },
  );

  it.each([
    ['a version without modules', inline('go1.19', Buffer.alloc(0)), 'go1.19'],
    [
      'modules without marks',
      inline('go1.19', Buffer.from('path\tx\n')),
      'go1.19',
    ],
    ['a magic and nothing else', header(0, 2), null],
    [
      'a length beyond the file',
      Buffer.concat([header(0, 2), varint(10 ** 6)]),
      null,
    ],
    ['pointers of 3 bytes', header(3, 0), null],
    ['pointers that lead nowhere', header(8, 0), null],
    ['no magic', Buffer.alloc(64), null],
  ])('may be %s: it is Go all the same', (_, content, version) => {
    expect(goOf(section(content))).toEqual({
      version,
      path: null,
      mainModule: null,
      dependencyCount: 0,
      settings: {},
      cgoEnabled: null,
      evidence: 'section .go.buildinfo',
    });
  });

  it('may be left out: sections and notes of the linker show Go', () => {
    expect(
      goOf({
        type: 2,
        sections: true,
        moreSections: [{ name: '.gopclntab', content: Buffer.alloc(8) }],
      })?.evidence,
    ).toBe('section .gopclntab');
    expect(
      goOf({ notes: [{ owner: 'Go', type: 4, content: Buffer.from('id') }] })
        ?.evidence,
    ).toBe('note with the build id of Go');
  });

  it('is not looked for in a file whose sections show no Go', () => {
    expect(
      goOf({
        sections: true,
        moreSections: [
          { name: '.data', content: inline('go1.25.7', Buffer.alloc(0)) },
        ],
      }),
    ).toBeNull();
  });
});
