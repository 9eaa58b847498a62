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

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { buildElf } from '../../__testUtils__/elfBuilder';
import {
  buildZip,
  type ZipEntryPlan,
  type ZipPlan,
} from '../../__testUtils__/zipBuilder';
import { BufferSource } from '../../source/BufferSource';
import { CountingSource } from '../../source/CountingSource';
import { scanArtifact, type ScanOptions } from '../scanArtifact';
import { walkArtifact } from '../walkArtifact';

const ELF = buildElf({ needed: ['libc.so.6'], soname: 'libdemo.so' }).bytes;
const OTHER = buildElf({ needed: ['libm.so.6'] }).bytes;

function scan(plan: ZipPlan | ZipEntryPlan[], options?: ScanOptions) {
  const bytes = buildZip(Array.isArray(plan) ? { entries: plan } : plan);
  return scanArtifact(new BufferSource(bytes, 'function.zip'), options);
}

/** The contents of a zip file as yauzl reads them. */
async function readWithYauzl(bytes: Buffer): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(contents));
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', reject);
        stream.on('end', () => {
          contents.set(entry.fileName, Buffer.concat(chunks));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}

describe('a zip file', () => {
  it('is reported with its ELF files, links and scripts, sorted, and its hash', async () => {
    const entries: ZipEntryPlan[] = [
      { name: 'lib/', unixMode: 0o040755 },
      { name: 'lib/libz.so', content: ELF, unixMode: 0o100755 },
      { name: 'lib/liba.so', content: ELF, method: 0, unixMode: 0o100644 },
      { name: 'lib/libz.so.1', content: 'libz.so', unixMode: 0o120777 },
      { name: 'bootstrap', content: '#!/bin/sh\nexec x', unixMode: 0o100755 },
      { name: 'index.js', content: 'module.exports = 1;' },
      { name: 'short', content: 'ab' },
      { name: 'empty', content: '' },
    ];
    const bytes = buildZip({ entries });
    const report = await scanArtifact(new BufferSource(bytes, 'function.zip'));
    expect(report).toMatchObject({
      name: 'function.zip',
      format: 'zip',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      entries: 8,
      complete: true,
      skipped: [],
    });
    expect(
      report.files.map(({ path, mode, size, report: elf }) => [
        path,
        mode,
        size,
        elf?.needed,
      ]),
    ).toEqual([
      ['lib/liba.so', 0o644, ELF.length, ['libc.so.6']],
      ['lib/libz.so', 0o755, ELF.length, ['libc.so.6']],
    ]);
    expect(report.links).toEqual([
      {
        path: 'lib/libz.so.1',
        kind: 'symbolic',
        target: 'libz.so',
        resolved: 'lib/libz.so',
      },
    ]);
    expect(report.scripts).toEqual([
      { path: 'bootstrap', mode: 0o755, text: '#!/bin/sh\nexec x' },
    ]);
  });

  it.each([
    ['plain', {}],
    [
      'with a comment that holds the mark of the end',
      {
        comment: Buffer.from('PK\x05\x06 is no end'),
      },
    ],
    [
      'appended to a script',
      { prefix: Buffer.from('#!/usr/bin/env python3\n') },
    ],
    [
      'appended to a script, with ZIP64',
      {
        prefix: Buffer.from('#!/usr/bin/env python3\n'),
        zip64: true,
      },
    ],
    ['with ZIP64', { zip64: true }],
  ] as [string, Omit<ZipPlan, 'entries'>][])(
    '%s gives the bytes that yauzl gives',
    async (_, plan) => {
      const bytes = buildZip({
        ...plan,
        entries: [
          { name: 'a.so', content: ELF },
          { name: 'stored.so', content: OTHER, method: 0 },
          { name: 'described.so', content: OTHER, descriptor: true },
          { name: 'zip64.so', content: ELF, zip64: true },
          { name: 'größe.so', content: ELF, flags: 0x800 },
        ],
      });
      const ours = new Map<string, Buffer>();
      for await (const entry of walkArtifact(new BufferSource(bytes))) {
        if (entry.kind === 'elf') {
          const { source, path } = entry;
          ours.set(path, Buffer.from(source.read(0, source.size)));
        }
      }
      // yauzl takes no bytes before the first entry, so it is given none.
      const theirs = await readWithYauzl(
        plan.prefix
          ? buildZip({
              entries: [
                { name: 'a.so', content: ELF },
                { name: 'stored.so', content: OTHER, method: 0 },
                { name: 'described.so', content: OTHER, descriptor: true },
                { name: 'zip64.so', content: ELF, zip64: true },
                { name: 'größe.so', content: ELF, flags: 0x800 },
              ],
            })
          : bytes,
      );
      expect(ours.size).toBe(5);
      expect(ours).toEqual(theirs);
    },
  );

  it('names entries by their Unicode field, as UTF-8, or by code page 437', async () => {
    const raw = Buffer.from([0x81, 0x2e, 0x73, 0x6f]); // ü.so in code page 437
    const utf8 = Buffer.from('ö.so');
    const field = Buffer.concat([
      Buffer.from([0x75, 0x70, 5 + utf8.length, 0, 1]),
      Buffer.alloc(4),
      utf8,
    ]);
    const name = Buffer.from('o.so');
    field.writeUInt32LE(crc32(name), 5);
    const { files } = await scan([
      { name: raw, content: ELF, local: {} },
      { name: 'é.so', content: ELF },
      { name, content: ELF, extra: field },
    ]);
    expect(files.map(({ path }) => path).sort()).toEqual(
      ['ü.so', 'é.so', 'ö.so'].sort(),
    );
  });

  it('reads little more of a file without ELF files than its directory', async () => {
    const text = Buffer.alloc(200_000);
    for (let at = 0; at < text.length; at += 1) {
      text[at] = (at * 7919) % 251;
    }
    const bytes = buildZip({
      entries: Array.from({ length: 20 }, (_, n) => ({
        name: `file${n}.js`,
        content: text,
        method: 0,
      })),
    });
    const source = new CountingSource(new BufferSource(bytes, 'big.zip'));
    const steps: string[] = [];
    // The hash of the whole file reads it once beside the walk.
    for await (const { kind } of walkArtifact(source)) {
      steps.push(kind);
    }
    expect(steps.filter(kind => kind === 'other')).toHaveLength(20);
    expect(source.bytesRead - bytes.length).toBeLessThan(100_000);
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
      'an encrypted entry is not read',
      [{ name: 'a.so', content: ELF, flags: 1 }],
      ['a.so', 'encrypted', true],
      undefined,
    ],
    [
      'an unknown method is not read',
      [{ name: 'a.so', content: ELF, method: 93 }],
      ['a.so', 'unsupported', true],
      undefined,
    ],
    [
      'a name that leads out is not read',
      [{ name: '../../a.so', content: ELF }],
      ['../../a.so', 'unsafe-path', true],
      undefined,
    ],
    [
      'a name with a NUL byte is not read',
      [{ name: 'a\0.so', content: ELF }],
      ['a\0.so', 'unsafe-path', true],
      undefined,
    ],
    [
      'an absolute name is taken below the root',
      [{ name: '/opt/a.so', content: ELF, local: { name: 'x' } }],
      ['opt/a.so', 'header-mismatch', false],
      ['libc.so.6'],
    ],
    [
      'a local header of another size is said',
      [{ name: 'a.so', content: ELF, local: { size: 5 } }],
      ['a.so', 'header-mismatch', false],
      ['libc.so.6'],
    ],
    [
      'a local header of another method is said',
      [{ name: 'a.so', content: ELF, local: { method: 0 } }],
      ['a.so', 'header-mismatch', false],
      ['libc.so.6'],
    ],
    [
      'a wrong checksum is damage',
      [{ name: 'a.so', content: ELF, central: { crc32: 1 } }],
      ['a.so', 'damaged', true],
      undefined,
    ],
    [
      'more bytes than announced are damage',
      [
        {
          name: 'a.so',
          content: ELF,
          central: { size: 100 },
          local: { size: 100 },
        },
      ],
      ['a.so', 'damaged', true],
      undefined,
    ],
    [
      'fewer bytes than announced are damage',
      [
        {
          name: 'a.so',
          content: ELF,
          central: { size: ELF.length + 1 },
          local: { size: ELF.length + 1 },
        },
      ],
      ['a.so', 'damaged', true],
      undefined,
    ],
    [
      'data beyond the entries is damage',
      [{ name: 'a.so', content: ELF, central: { compressedSize: 10 ** 6 } }],
      ['a.so', 'damaged', true],
      undefined,
    ],
    [
      'a local header elsewhere is damage',
      [{ name: 'a.so', content: ELF, central: { offset: 3 } }],
      ['a.so', 'damaged', true],
      undefined,
    ],
    [
      'a local header outside is damage',
      [{ name: 'a.so', content: ELF, central: { offset: 10 ** 6 } }],
      ['a.so', 'damaged', true],
      undefined,
    ],
    [
      'data that is no deflate is damage',
      [
        {
          name: 'a.so',
          content: ELF,
          data: Buffer.alloc(900, 0xff),
        },
      ],
      ['a.so', 'damaged', true],
      undefined,
    ],
    [
      'a library by its name that is none is said',
      [{ name: 'lib/libfoo.so.1.2', content: 'GROUP ( libfoo.so.2 )' }],
      ['lib/libfoo.so.1.2', 'not-elf', false],
      undefined,
    ],
    [
      'a Windows file by the name of an addon is said',
      [{ name: 'prebuilds/win32-x64.node', content: 'MZ..' }],
      ['prebuilds/win32-x64.node', 'not-elf', false],
      undefined,
    ],
    [
      'a packed tar file is said',
      [{ name: 'bin/al2023.tar.br', content: 'x' }],
      ['bin/al2023.tar.br', 'nested-archive', false],
      undefined,
    ],
    [
      'a device is said',
      [{ name: 'dev', content: 'x', unixMode: 0o020644 }],
      ['dev', 'special-file', false],
      undefined,
    ],
    [
      'a link that leads out is said',
      [{ name: 'a.so', content: '/etc/passwd', unixMode: 0o120777 }],
      ['a.so', 'link', false],
      undefined,
    ],
  ] as [string, ZipEntryPlan[], [string, string, boolean], string[] | undefined][])(
    '%s',
    async (_, entries, [path, reason, hidesFiles], needed) => {
      const report = await scan(entries);
      expect(report.skipped).toHaveLength(1);
      expect(report.skipped[0]).toMatchObject({ path, reason, hidesFiles });
      expect(report.complete).toBe(!hidesFiles);
      expect(report.files[0]?.report?.needed).toEqual(needed);
      expect(report.files).toHaveLength(needed ? 1 : 0);
    },
  );

  it('reads entries that share their bytes only once', async () => {
    const report = await scan([
      { name: 'a.so', content: ELF },
      { name: 'b.so', content: ELF, central: { offset: 0 } },
    ]);
    expect(report.files.map(({ path }) => path)).toEqual(['a.so']);
    expect(report.skipped).toMatchObject([{ path: 'b.so', reason: 'overlap' }]);
    expect(report.complete).toBe(false);
  });

  it('opens a jar or wheel in it, whatever its name, but none in that', async () => {
    const inner = buildZip({ entries: [{ name: 'deep.so', content: ELF }] });
    const jar = buildZip({
      entries: [
        { name: 'linux/libjni.so', content: ELF },
        { name: 'inner.zip', content: inner },
      ],
    });
    const report = await scan([
      { name: 'lib/app.jar', content: jar },
      { name: 'plain.txt', content: jar, method: 0 },
      { name: 'broken.zip', content: jar.subarray(0, 200) },
    ]);
    expect(report.files.map(({ path }) => path)).toEqual([
      'lib/app.jar!/linux/libjni.so',
      'plain.txt!/linux/libjni.so',
    ]);
    expect(report.skipped.map(({ path, reason }) => [path, reason])).toEqual([
      ['broken.zip', 'damaged'],
      ['lib/app.jar!/inner.zip', 'limit'],
      ['plain.txt!/inner.zip', 'limit'],
    ]);
    const deeper = await scan([{ name: 'app.jar', content: jar }], {
      limits: { nesting: 2 },
    });
    expect(deeper.files.map(({ path }) => path)).toContain(
      'app.jar!/inner.zip!/deep.so',
    );
    expect(deeper.complete).toBe(true);
  });

  it('stays within its limits and says so', async () => {
    const many = Array.from({ length: 10 }, (_, n) => ({
      name: `${n}.so`,
      content: ELF,
    }));
    const few = await scan(many, { limits: { entries: 4 } });
    expect(few.files).toHaveLength(4);
    expect(few.complete).toBe(false);
    expect(few.skipped[0].message).toBe(
      'more than 4 entries are not looked at',
    );
    const small = await scan(many, { limits: { totalBytes: 3 * ELF.length } });
    expect(small.files).toHaveLength(3);
    expect(small.skipped).toHaveLength(7);
    const tiny = await scan(many, { limits: { entryBytes: 10 } });
    expect(tiny.files).toHaveLength(0);
    expect(tiny.complete).toBe(false);
  });

  it('does not unpack what was made to be large', async () => {
    const bomb = Buffer.concat([ELF, Buffer.alloc(32 * 1024 * 1024)]);
    const report = await scan([{ name: 'bomb.so', content: bomb }]);
    expect(report.files).toEqual([]);
    expect(report.skipped).toMatchObject([
      {
        path: 'bomb.so',
        reason: 'limit',
        message: 'it unpacks to more than 200 times its size',
      },
    ]);
  });

  it('says where the directory announces other entries than it has', async () => {
    const report = await scan({
      entries: [{ name: 'a.so', content: ELF }],
      count: 3,
    });
    expect(report.files).toHaveLength(1);
    expect(report.skipped[0]).toMatchObject({
      path: '',
      reason: 'damaged',
      message: 'the central directory announces 3 entries, 1 are there',
    });
  });

  it('is refused without a central directory', async () => {
    const bytes = buildZip({ entries: [{ name: 'a.so', content: ELF }] });
    await expect(
      scanArtifact(new BufferSource(bytes.subarray(0, -40), 'cut.zip')),
    ).rejects.toMatchObject({
      name: 'ArtifactError',
      message:
        'cut.zip: the zip file has no central directory, it may be cut off',
    });
  });
});
