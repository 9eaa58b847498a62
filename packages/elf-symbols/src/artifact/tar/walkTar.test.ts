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

import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar-stream';
import { buildElf } from '../../__testUtils__/elfBuilder';
import {
  buildTar,
  paxRecord,
  tarEntry,
  type TarEntryPlan,
} from '../../__testUtils__/tarBuilder';
import { buildZip } from '../../__testUtils__/zipBuilder';
import { BufferSource } from '../../source/BufferSource';
import { scanArtifact, type ScanOptions } from '../scanArtifact';
import { walkArtifact } from '../walkArtifact';

const ELF = buildElf({ needed: ['libc.so.6'] }).bytes;
const OTHER = buildElf({ needed: ['libm.so.6'] }).bytes;
const LONG = `${'folder/'.repeat(40)}libdemo.so`;

function scan(bytes: Buffer, options?: ScanOptions) {
  return scanArtifact(new BufferSource(bytes, 'layer'), options);
}

/** The files of a tar file as tar-stream reads them. */
async function readWithTarStream(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const stream = extract();
  stream.on('entry', (header, content, next) => {
    const chunks: Buffer[] = [];
    content.on('data', chunk => chunks.push(chunk as Buffer));
    content.on('end', () => {
      if (header.type === 'file') {
        files.set(header.name, Buffer.concat(chunks));
      }
      next();
    });
  });
  const finished = once(stream, 'finish');
  stream.end(bytes);
  await finished;
  return files;
}

const FILES = buildTar(
  { name: 'lib/', type: '5' },
  { name: 'lib/liba.so', content: ELF, mode: 0o755 },
  { name: 'empty.so', content: '' },
  {
    name: 'ignored',
    type: 'x',
    content: paxRecord('path', LONG) + paxRecord('mtime', '1.5'),
  },
  { name: 'short-name', content: ELF },
  { name: '././@LongLink', type: 'L', content: `long/${LONG}\0` },
  { name: 'short-name', content: OTHER },
  { name: 'global', type: 'g', content: paxRecord('comment', 'x') },
  { name: 'binary-size.so', content: OTHER, binarySize: true },
  {
    name: 'ignored',
    type: 'x',
    content: paxRecord('size', String(OTHER.length)),
  },
  tarEntry({ name: 'pax-size.so', content: OTHER, size: 0 }),
);

describe('a tar file', () => {
  it.each([
    ['tar', FILES],
    ['tar.gz', gzipSync(FILES)],
    [
      'tar.gz',
      Buffer.concat([
        gzipSync(FILES.subarray(0, 700)),
        gzipSync(FILES.subarray(700)),
      ]),
    ],
    ['tar.zst', zstdCompressSync(FILES)],
  ] as const)(
    'is told by its bytes and read whole (%s)',
    async (format, bytes) => {
      const report = await scan(bytes);
      expect(report).toMatchObject({ format, complete: true, entries: 7 });
      expect(
        report.files.map(({ path, report: elf }) => [path, elf?.needed[0]]),
      ).toEqual([
        ['binary-size.so', 'libm.so.6'],
        [LONG, 'libc.so.6'],
        ['lib/liba.so', 'libc.so.6'],
        [`long/${LONG}`, 'libm.so.6'],
        ['pax-size.so', 'libm.so.6'],
      ]);
      expect(
        report.files.find(({ path }) => path === 'lib/liba.so')?.mode,
      ).toBe(0o755);
      expect(report.skipped).toMatchObject([
        { path: 'empty.so', reason: 'not-elf', message: 'it is empty' },
      ]);
    },
  );

  it('gives the bytes that tar-stream gives', async () => {
    const ours = new Map<string, Buffer>();
    for await (const entry of walkArtifact(new BufferSource(FILES))) {
      if (entry.kind === 'elf') {
        const { source, path } = entry;
        ours.set(path, Buffer.from(source.read(0, source.size)));
      }
    }
    const theirs = await readWithTarStream(FILES);
    theirs.delete('empty.so');
    expect(ours).toEqual(theirs);
  });

  it('follows links within it and says which lead nowhere', async () => {
    const link = (name: string, linkName: string, type = '2') => ({
      name,
      linkName,
      type,
    });
    const report = await scan(
      buildTar(
        { name: 'lib/libz.so.1.2', content: ELF },
        link('lib/libz.so.1', 'libz.so.1.2'),
        link('lib/libz.so', 'libz.so.1'),
        link('lib64', 'lib'),
        link('through', 'lib64/libz.so'),
        link('up', 'lib/../lib64/./libz.so'),
        link('hard', 'lib/libz.so.1.2', '1'),
        link('hardOut', '../../x', '1'),
        link('out', '../x'),
        link('absolute', '/lib/libz.so'),
        link('viaOut', 'absolute'),
        link('missing', 'lib/nothing'),
        link('loopA', 'loopB'),
        link('loopB', 'loopA'),
        {
          name: 'ignored',
          type: 'x',
          content: paxRecord('linkpath', 'lib/libz.so.1.2'),
        },
        link('pax', 'ignored'),
      ),
    );
    expect(
      Object.fromEntries(
        report.links.map(({ path, resolved }) => [path, resolved]),
      ),
    ).toEqual({
      absolute: null,
      hard: 'lib/libz.so.1.2',
      hardOut: null,
      'lib/libz.so': 'lib/libz.so.1.2',
      'lib/libz.so.1': 'lib/libz.so.1.2',
      lib64: 'lib',
      loopA: null,
      loopB: null,
      missing: null,
      out: null,
      pax: 'lib/libz.so.1.2',
      through: 'lib/libz.so.1.2',
      up: 'lib/libz.so.1.2',
      viaOut: null,
    });
    expect(
      Object.fromEntries(
        report.skipped.map(({ path, message }) => [path, message]),
      ),
    ).toEqual({
      absolute: 'it leads out of the artifact, to "/lib/libz.so"',
      hardOut: 'it leads out of the artifact, to "../../x"',
      loopA: 'it leads in a circle',
      loopB: 'it leads in a circle',
      missing: 'its target "lib/nothing" is not there',
      out: 'it leads out of the artifact, to "../x"',
      viaOut: 'it leads out of the artifact, to "absolute"',
    });
    expect(report.complete).toBe(true);
  });

  it.each([
    [
      'the last of entries with one name counts',
      [
        { name: 'a.so', content: ELF },
        { name: './a.so', content: OTHER },
      ],
      ['a.so', 'duplicate', false],
      ['libm.so.6'],
    ],
    [
      'a name that leads out is not read',
      [
        { name: '../a.so', content: ELF },
        { name: 'b.so', content: OTHER },
      ],
      ['../a.so', 'unsafe-path', true],
      ['libm.so.6'],
    ],
    [
      'a sparse file of GNU is not read',
      [
        { name: 'a.so', type: 'S', content: ELF },
        { name: 'b.so', content: OTHER },
      ],
      ['a.so', 'sparse', true],
      ['libm.so.6'],
    ],
    [
      'a sparse file of pax is not read',
      [
        { name: 'x', type: 'x', content: paxRecord('GNU.sparse.major', '1') },
        { name: 'a.so', content: ELF },
        { name: 'b.so', content: OTHER },
      ],
      ['a.so', 'sparse', true],
      ['libm.so.6'],
    ],
    [
      'a device is said',
      [
        { name: 'dev/null', type: '3' },
        { name: 'b.so', content: OTHER },
      ],
      ['dev/null', 'special-file', false],
      ['libm.so.6'],
    ],
    [
      'an unknown type is said and passed over',
      [
        { name: 'a.so', type: 'Z', content: ELF },
        { name: 'b.so', content: OTHER },
      ],
      ['a.so', 'unsupported', true],
      ['libm.so.6'],
    ],
    [
      'a damaged pax header ends the walk',
      [
        { name: 'x', type: 'x', content: '99 path=short\n' },
        { name: 'a.so', content: ELF },
      ],
      ['', 'damaged', true],
      undefined,
    ],
    [
      'a pax header of more than a megabyte ends the walk',
      [
        { name: 'x', type: 'x', size: 2 ** 30 },
        { name: 'a.so', content: ELF },
      ],
      ['', 'damaged', true],
      undefined,
    ],
    [
      'an entry that is larger than the file ends the walk',
      [{ name: 'a.so', content: ELF, size: 100_000 }],
      ['', 'damaged', true],
      undefined,
    ],
    [
      'an entry larger than the bounds ends the walk',
      [{ name: 'a.so', content: ELF, size: 2 ** 52, binarySize: true }],
      ['a.so', 'limit', true],
      undefined,
    ],
  ] as [string, TarEntryPlan[], [string, string, boolean], string[] | undefined][])(
    '%s',
    async (_, entries, [path, reason, hidesFiles], needed) => {
      const report = await scan(buildTar(...entries));
      expect(report.skipped).toHaveLength(1);
      expect(report.skipped[0]).toMatchObject({ path, reason, hidesFiles });
      expect(report.complete).toBe(!hidesFiles);
      expect(report.files.map(({ report: elf }) => elf?.needed)).toEqual(
        needed ? [needed] : [],
      );
    },
  );

  it('says where it ends or breaks', async () => {
    const whole = buildTar(
      { name: 'a.so', content: ELF },
      { name: 'b.so', content: OTHER },
    );
    const broken = Buffer.from(whole);
    broken[1024 + 3] += 1; // a byte of the name of the second entry
    for (const [bytes, message] of [
      [whole.subarray(0, 1100), 'it ends within the header at 1024'],
      [whole.subarray(0, 1600), 'it ends within b.so'],
      [broken, 'there is no header at 1024'],
    ] as const) {
      const report = await scan(bytes);
      expect(report.files.map(({ path }) => path)).toEqual(['a.so']);
      expect(report.skipped).toMatchObject([{ message, hidesFiles: true }]);
    }
  });

  it('opens a jar in it', async () => {
    const jar = buildZip({ entries: [{ name: 'libjni.so', content: ELF }] });
    const report = await scan(buildTar({ name: 'app.jar', content: jar }));
    expect(report.files.map(({ path }) => path)).toEqual([
      'app.jar!/libjni.so',
    ]);
  });

  it.each([
    ['tar.gz', (bytes: Buffer) => gzipSync(bytes)],
    ['tar.zst', (bytes: Buffer) => zstdCompressSync(bytes)],
  ])(
    '%s: damage and cuts give what came before, and say so',
    async (_, pack) => {
      const noise = Buffer.alloc(600_000);
      for (let at = 0, x = 1; at < noise.length; at += 1) {
        x = (x * 48271) % 2147483647;
        noise[at] = x % 256;
      }
      const packed = pack(
        buildTar(
          { name: 'a.so', content: ELF },
          { name: 'noise', content: noise },
        ),
      );
      const cut = await scan(packed.subarray(0, 300_000));
      expect(cut.complete).toBe(false);
      expect(cut.skipped).toMatchObject([{ path: '', reason: 'damaged' }]);
      const damaged = Buffer.from(packed);
      damaged.fill(0xa5, 200_000, 200_200);
      expect(['damaged', undefined]).toContain(
        (await scan(damaged)).skipped[0]?.reason,
      );
    },
  );

  it.each([
    ['tar.gz', (bytes: Buffer) => gzipSync(bytes)],
    ['tar.zst', (bytes: Buffer) => zstdCompressSync(bytes)],
  ])('%s: what was made to be large ends the walk', async (_, pack) => {
    const report = await scan(
      pack(
        buildTar(
          { name: 'a.so', content: ELF },
          { name: 'zeros', content: Buffer.alloc(64 * 1024 * 1024) },
        ),
      ),
    );
    expect(report.skipped).toMatchObject([
      {
        path: '',
        reason: 'limit',
        message: 'it unpacks to more than 200 times its size',
      },
    ]);
    expect(report.complete).toBe(false);
  });

  it('tar.zst: frames of any number and size are one file', async () => {
    const noise = Buffer.alloc(700_000);
    for (let at = 0, x = 7; at < noise.length; at += 1) {
      x = (x * 48271) % 2147483647;
      noise[at] = x % 256;
    }
    const tar = buildTar(
      { name: 'a.so', content: ELF },
      { name: 'noise', content: noise },
      { name: 'b.so', content: OTHER },
    );
    // RFC 8878, 3.1.2: frames of one's own, which an unpacker passes over.
    const skippable = Buffer.from('\x5a\x2a\x4d\x18\x03\0\0\0abc', 'latin1');
    for (const size of [100, 5_000, 300_000]) {
      const frames: Buffer[] = [skippable];
      for (let at = 0; at < tar.length; at += size) {
        frames.push(
          zstdCompressSync(tar.subarray(at, at + size), {
            params: { [constants.ZSTD_c_checksumFlag]: at % 2 },
          }),
          skippable,
        );
      }
      const packed = Buffer.concat(frames);
      const report = await scan(packed);
      expect(report.files.map(({ path }) => path)).toEqual(['a.so', 'b.so']);
      expect(report.complete).toBe(true);
      for (const cut of [3, 9, 200_000]) {
        const end = packed.length - skippable.length - 1_500 - cut;
        expect((await scan(packed.subarray(0, end))).complete).toBe(false);
      }
    }
  });

  it('a later entry replaces an earlier one of another kind', async () => {
    const report = await scan(
      buildTar(
        { name: 'a.so', type: '2', linkName: '../out' },
        { name: 'a.so', content: ELF },
        { name: 'b.so', content: ELF },
        { name: 'b.so', type: '2', linkName: 'a.so' },
        { name: 'bootstrap', content: '#!/bin/sh\n' },
        { name: 'bootstrap', content: OTHER },
        { name: 'c.so', content: ELF },
        { name: 'c.so', content: 'text' },
      ),
    );
    expect(report.files.map(({ path }) => path)).toEqual(['a.so', 'bootstrap']);
    expect(report.links).toMatchObject([{ path: 'b.so', resolved: 'a.so' }]);
    expect(report.scripts).toEqual([]);
    expect(report.complete).toBe(true);
  });

  it('keeps no more names, link targets and scripts than its bounds', async () => {
    const names = await scan(
      buildTar(
        { name: 'a.so', content: ELF },
        { name: 'b.so', content: ELF },
        { name: 'c.so', content: ELF },
      ),
      { limits: { nameCharacters: 10 } },
    );
    expect(names.files).toHaveLength(2);
    expect(names.skipped).toMatchObject([
      {
        reason: 'limit',
        message: 'more than 10 characters of names are not kept',
      },
    ]);
    const target = await scan(
      buildTar(
        {
          name: 'x',
          type: 'x',
          content: paxRecord('linkpath', 'a/'.repeat(5_000)),
        },
        { name: 'a', type: '2' },
        { name: 'b.so', content: ELF },
      ),
    );
    expect(target.skipped).toMatchObject([
      {
        path: 'a',
        reason: 'damaged',
        message: 'the target of a link cannot have 10000 characters',
      },
    ]);
    expect(target.links).toEqual([]);
    expect(target.files).toHaveLength(1);
    const scripts = await scan(
      buildTar(
        ...Array.from({ length: 5 }, (_, n) => ({
          name: `extensions/${n}`,
          content: '#!/bin/sh\n',
        })),
      ),
      { limits: { scripts: 3 } },
    );
    expect(scripts.scripts).toHaveLength(3);
  });

  it('is refused where a gzip file holds no tar file', async () => {
    const report = await scan(gzipSync(Buffer.from('just some text\n')));
    expect(report).toMatchObject({ files: [], complete: false });
  });
});

const hasTar = spawnSync('tar', ['--version'], { encoding: 'utf8' });
const describeTar =
  hasTar.status === 0 && hasTar.stdout.includes('GNU tar')
    ? describe
    : describe.skip;

describeTar('a tar file written by GNU tar', () => {
  it.each(['ustar', 'gnu', 'posix', 'oldgnu', 'v7'])(
    'as %s is read',
    async format => {
      const folder = mkdtempSync(join(tmpdir(), 'elf-symbols-'));
      try {
        const deep = format === 'v7' ? 'deep' : 'd'.repeat(90);
        mkdirSync(join(folder, deep));
        writeFileSync(join(folder, deep, 'libdemo.so'), ELF);
        const { stdout } = spawnSync(
          'tar',
          [`--format=${format}`, '-C', folder, '-cf', '-', '.'],
          { maxBuffer: 2 ** 26 },
        );
        const report = await scan(stdout);
        expect(report.files.map(({ path }) => path)).toEqual([
          `${deep}/libdemo.so`,
        ]);
        expect(report.complete).toBe(true);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
