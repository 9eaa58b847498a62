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
import { gzipSync, zstdCompressSync } from 'node:zlib';
import {
  digestOf,
  entry,
  paxRecord,
  pieces,
  sha256,
  tar,
  type EntryPlan,
} from '../__testUtils__/archives';
import type { LayerEntry } from '../types';
import { readLayer } from './readLayer';

const GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';

function read(archive: Buffer, packed: Buffer = archive, size?: number) {
  return readLayer(pieces(packed, size), {
    mediaType: GZIP,
    diffId: digestOf(archive),
  });
}

async function entriesOf(
  ...entries: Array<EntryPlan | Buffer>
): Promise<LayerEntry[]> {
  return (await read(tar(...entries))).entries;
}

/** Compresses badly, so that a packed form has many pieces. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, x = 1; at < length; at += 1) {
    x = (x * 48271) % 2147483647;
    bytes[at] = x % 256;
  }
  return bytes;
}

const NOISE = noise(700_000);
const ARCHIVE = tar(
  { name: 'etc/', type: '5', mode: 0o755 },
  { name: 'etc/hostname', content: 'lambda\n', mtime: 1_700_000_000 },
  { name: 'noise', content: NOISE },
);

function skippable(content: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a53, 0);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, Buffer.from(content)]);
}

describe('readLayer', () => {
  it.each([
    ['a plain tar file', ARCHIVE],
    ['gzip', gzipSync(ARCHIVE)],
    [
      'gzip of several members',
      Buffer.concat([
        gzipSync(ARCHIVE.subarray(0, 700)),
        gzipSync(Buffer.alloc(0)),
        gzipSync(ARCHIVE.subarray(700)),
      ]),
    ],
    [
      'gzip with zeros behind',
      Buffer.concat([gzipSync(ARCHIVE), Buffer.alloc(300_000)]),
    ],
    ['zstd', zstdCompressSync(ARCHIVE)],
    [
      'zstd of several frames, with some to skip',
      Buffer.concat([
        skippable('first'),
        zstdCompressSync(ARCHIVE.subarray(0, 700)),
        zstdCompressSync(ARCHIVE.subarray(700)),
        skippable('table of contents'),
      ]),
    ],
  ])('reads %s, in pieces of any size', async (_, packed) => {
    for (const size of [packed.length, 65_536, 509]) {
      const layer = await read(ARCHIVE, packed, size);
      expect(layer).toEqual({
        schema: 'lambda-compat/layer-contents/v1',
        diffId: digestOf(ARCHIVE),
        unpackedSize: ARCHIVE.length,
        entries: [
          { p: 'etc', t: 'd', m: 0o755 },
          {
            p: 'etc/hostname',
            t: 'f',
            m: 0o644,
            s: 7,
            a: 1_700_000_000,
            h: sha256('lambda\n'),
          },
          { p: 'noise', t: 'f', m: 0o644, s: 700_000, h: sha256(NOISE) },
        ],
        kept: {},
        libraries: {},
        problems: [],
      });
    }
  });

  it('reads an empty blob and an empty archive', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(1024)]) {
      expect((await read(bytes)).entries).toEqual([]);
    }
    expect(
      (await read(Buffer.alloc(1024), gzipSync(Buffer.alloc(1024))))
        .unpackedSize,
    ).toBe(1024);
  });

  it('reads a small frame or member that unpacks to much', async () => {
    const zeros = Buffer.alloc(10 * 1024 * 1024);
    const archive = tar({ name: 'zeros', content: zeros });
    for (const packed of [gzipSync(archive), zstdCompressSync(archive)]) {
      expect((await read(archive, packed)).entries).toEqual([
        { p: 'zeros', t: 'f', m: 0o644, s: zeros.length, h: sha256(zeros) },
      ]);
    }
  });

  it('checks the diff_id, of sha512 too', async () => {
    const sha512 = createHash('sha512').update(ARCHIVE).digest('hex');
    const options = { mediaType: GZIP, diffId: `sha512:${sha512}` };
    expect((await readLayer(pieces(ARCHIVE), options)).entries).toHaveLength(3);
    await expect(
      readLayer(pieces(ARCHIVE), { mediaType: GZIP, diffId: digestOf(NOISE) }),
    ).rejects.toMatchObject({
      name: 'ContentsError',
      code: 'damaged',
      message: `The layer ${digestOf(
        NOISE,
      )} cannot be read: unpacked it is ${digestOf(
        ARCHIVE,
      )}, which the configuration of the image does not say`,
    });
  });

  it.each([
    'application/vnd.docker.image.rootfs.diff.tar.gzip',
    'application/vnd.docker.image.rootfs.diff.tar',
    'application/vnd.oci.image.layer.v1.tar',
    'application/vnd.oci.image.layer.v1.tar+zstd',
  ])('tells the packing by the bytes, whatever %s says', async mediaType => {
    const diffId = digestOf(ARCHIVE);
    for (const packed of [ARCHIVE, gzipSync(ARCHIVE)]) {
      const layer = await readLayer(pieces(packed), { mediaType, diffId });
      expect(layer.entries).toHaveLength(3);
    }
  });

  it.each([
    ['application/vnd.in-toto+json', ARCHIVE],
    ['application/vnd.oci.image.layer.nondistributable.v1.tar', ARCHIVE],
    [GZIP, Buffer.from('\xfd7zXZ\0and more', 'latin1')],
    [GZIP, Buffer.from('BZh91AY&SY')],
  ])('does not take %s for what it is not (%#)', async (mediaType, bytes) => {
    await expect(
      readLayer(pieces(bytes), { mediaType, diffId: digestOf(bytes) }),
    ).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('keeps everything that a header says', async () => {
    expect(
      await entriesOf(
        { name: 'dev/null', type: '3', mode: 0o666, device: [1, 3] },
        { name: 'dev/sda', type: '4', mode: 0o660, gid: 6, device: [8, 0] },
        { name: 'run/initctl', type: '6', mode: 0o600 },
        { name: 'usr/bin/su', mode: 0o104755, uid: 1, gid: 2, content: 'x' },
        { name: 'bin', type: '2', link: 'usr/bin', mode: 0o777 },
        { name: 'usr/bin/sudo', type: '1', link: './usr/bin/su' },
        { name: 'contiguous', type: '7', content: 'x' },
        { name: 'old-folder/', type: '0', old: true },
      ),
    ).toEqual([
      { p: 'dev/null', t: 'c', m: 0o666, v: [1, 3] },
      { p: 'dev/sda', t: 'b', m: 0o660, g: 6, v: [8, 0] },
      { p: 'run/initctl', t: 'i', m: 0o600 },
      {
        p: 'usr/bin/su',
        t: 'f',
        m: 0o4755,
        u: 1,
        g: 2,
        s: 1,
        h: sha256('x'),
      },
      { p: 'bin', t: 'l', m: 0o777, l: 'usr/bin' },
      { p: 'usr/bin/sudo', t: 'h', l: 'usr/bin/su' },
      { p: 'contiguous', t: 'f', m: 0o644, s: 1, h: sha256('x') },
      { p: 'old-folder', t: 'd', m: 0o644 },
    ]);
  });

  it('reads extended headers of pax and of GNU, and large numbers', async () => {
    const long = `${'folder/'.repeat(60)}file`;
    expect(
      await entriesOf(
        {
          name: 'short',
          content: 'pax',
          size: 0,
          pax: {
            path: long,
            size: '3',
            mtime: '1700000000.25',
            uid: '4000000000',
            comment: 'not read',
            'SCHILY.xattr.user.b': Buffer.from([0, 0xff, 0x0a, 0x3d]),
            'SCHILY.xattr.security.capability': 'x',
          },
        },
        { name: 'link', type: '2', link: 'x', pax: { linkpath: long } },
        { name: '././@LongLink', type: 'K', content: `${long}\0` },
        { name: '././@LongLink', type: 'L', content: `gnu/${long}\0` },
        { name: 'short', type: '2', link: 'short' },
        { name: 'global', type: 'g', content: paxRecord('path', 'all') },
        { name: 'next', content: 'n', binary: true, mtime: -1, uid: 2 ** 31 },
        { name: 'x', pax: { path: '' } },
      ),
    ).toEqual([
      {
        p: long,
        t: 'f',
        m: 0o644,
        s: 3,
        u: 4_000_000_000,
        a: 1_700_000_000.25,
        h: sha256('pax'),
        x: { 'security.capability': '78', 'user.b': '00ff0a3d' },
      },
      { p: 'link', t: 'l', m: 0o644, l: long },
      { p: `gnu/${long}`, t: 'l', m: 0o644, l: long },
      { p: 'next', t: 'f', m: 0o644, s: 1, u: 2 ** 31, a: -1, h: sha256('n') },
      { p: 'x', t: 'f', m: 0o644, s: 0, h: sha256('') },
    ]);
  });

  it.each([
    ['./a', 'a'],
    ['/a', 'a'],
    ['a//b', 'a/b'],
    ['a/./b/', 'a/b'],
    ['.a/..b', '.a/..b'],
    ['grüße', 'grüße'],
    [Buffer.from([0x61, 0xff, 0xc3, 0x28]), 'a\\xff\\xc3('],
    [Buffer.from('\xfcber/\xed\xa0\x80', 'latin1'), '\\xfcber/\\xed\\xa0\\x80'],
    // Those of systemd mean themselves; those that read as a byte do not.
    ['a\\x2db', 'a\\x2db'],
    ['a\\xffb', 'a\\x5cxffb'],
    ['a\\x5cxff', 'a\\x5cx5cxff'],
    [Buffer.from('\\xff\xff\\x2d', 'latin1'), '\\x5cxff\\xff\\x2d'],
    ['a\\xFF', 'a\\xFF'],
  ])('writes the name %s as %s', async (name, expected) => {
    expect(await entriesOf({ name })).toMatchObject([{ p: expected }]);
    expect(await entriesOf({ name: 'x', pax: { path: name } })).toMatchObject([
      { p: expected },
    ]);
  });

  it('leaves out names that lead up, and says so', async () => {
    const layer = await read(
      tar(
        { name: '../a', content: 'x' },
        { name: 'b/../c', content: 'x' },
        { name: 'd', type: '1', link: '../e' },
        { name: 'f/.wh...' },
        { name: './', type: '5' },
        { name: 'g' },
      ),
    );
    expect(layer.entries.map(({ p, t }) => [p, t])).toEqual([
      // What a lower layer has there is not what this one has.
      ['d', 'w'],
      ['g', 'f'],
    ]);
    expect(layer.problems.map(({ code, message }) => [code, message])).toEqual([
      ['unsafe-path', 'The name "../a" leads up; the entry is left out.'],
      ['unsafe-path', 'The name "b/../c" leads up; the entry is left out.'],
      [
        'unsafe-path',
        'The hard link "d" has the target "../e"; the entry is left out.',
      ],
      [
        'unsafe-path',
        'The whiteout "f/.wh..." hides no file; the entry is left out.',
      ],
    ]);
  });

  it('tells whiteouts and opaque directories from files', async () => {
    expect(
      await entriesOf(
        { name: 'a/.wh.b' },
        { name: '.wh.c' },
        { name: 'd/.wh..wh..opq' },
        { name: '.wh..wh.plnk/1.2' },
        { name: '.wh..wh.aufs' },
        { name: 'e/f.wh.g' },
      ),
    ).toMatchObject([
      { p: 'a/b', t: 'w' },
      { p: 'c', t: 'w' },
      { p: 'd', t: 'o' },
      { p: 'e/f.wh.g', t: 'f' },
    ]);
  });

  it('leaves out what lazy loading adds', async () => {
    expect(
      await entriesOf(
        { name: '.prefetch.landmark', content: '\xf0' },
        { name: '.no.prefetch.landmark', content: '\xf0' },
        { name: 'a/stargz.index.json', content: '{}' },
        { name: 'stargz.index.json', content: '{}' },
      ),
    ).toMatchObject([{ p: 'a/stargz.index.json' }]);
  });

  it('takes the last of several entries of one name', async () => {
    const layer = await read(
      tar(
        { name: 'a', content: 'first' },
        { name: 'etc/os-release', content: 'ID=one' },
        { name: 'b', type: '1', link: 'a' },
        { name: 'c', type: '1', link: 'a' },
        { name: './a', content: 'last' },
        { name: 'etc/os-release', type: '2', link: '../usr/lib/os-release' },
        { name: 'd', content: 'x' },
        { name: 'd', type: '2', link: 'a' },
        { name: 'd', content: 'again' },
      ),
    );
    expect(layer.entries.map(({ p, t, h, l }) => [p, t, h ?? l])).toEqual([
      // Links stay what they were made of.
      ['b', 'f', sha256('first')],
      ['c', 'h', 'b'],
      ['a', 'f', sha256('last')],
      ['etc/os-release', 'l', '../usr/lib/os-release'],
      ['d', 'f', sha256('again')],
    ]);
    expect(layer.kept).toEqual({});
  });

  it('keeps the files from which facts are drawn', async () => {
    const status = 'Package: a\n'.repeat(200_000);
    const layer = await read(
      tar(
        { name: 'usr/lib/os-release', content: 'ID=amzn\n' },
        { name: 'var/lib/dpkg/status', content: status },
        { name: 'etc/passwd', content: 'root' },
      ),
    );
    expect(layer.kept).toEqual({
      'usr/lib/os-release': 'SUQ9YW16bgo=',
      'var/lib/dpkg/status': Buffer.from(status).toString('base64'),
    });
  });

  it('does not keep more than its limit, and says so', async () => {
    const archive = tar(
      { name: 'usr/lib/os-release', content: 'ID=amzn\n' },
      { name: 'var/lib/dpkg/status', content: 'x'.repeat(93) },
    );
    const layer = await readLayer(pieces(archive), {
      mediaType: GZIP,
      diffId: digestOf(archive),
      limits: { packageDatabaseBytes: 100 },
    });
    expect(Object.keys(layer.kept)).toEqual(['usr/lib/os-release']);
    expect(layer.problems).toMatchObject([
      { code: 'package-database-too-large', path: 'var/lib/dpkg/status' },
    ]);
    expect(layer.entries).toHaveLength(2);
  });

  it('says what it cannot tell, and hides what is below it', async () => {
    const sparse = entry({ name: 'gnu', type: 'S', content: 'data' });
    sparse[482] = 1;
    sparse.fill(0x20, 148, 156);
    const sum = sparse.subarray(0, 512).reduce((all, byte) => all + byte, 0);
    sparse.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const more = Buffer.alloc(1024);
    more[504] = 1;
    const layer = await read(
      tar(
        Buffer.concat([sparse.subarray(0, 512), more, sparse.subarray(512)]),
        {
          name: 'GNUSparseFile.0/pax',
          content: 'x',
          pax: { 'GNU.sparse.major': '1', 'GNU.sparse.name': 'pax' },
        },
        { name: 'multi', type: 'M', content: 'x' },
        { name: 'after', content: 'x' },
        { name: 'twice', type: 'S' },
        { name: 'twice', content: 'x' },
      ),
    );
    expect(layer.entries.map(({ p, t }) => [p, t])).toEqual([
      ['gnu', 'w'],
      ['pax', 'w'],
      ['multi', 'w'],
      ['after', 'f'],
      ['twice', 'w'],
      ['twice', 'f'],
    ]);
    expect(layer.problems.map(({ code, path }) => [code, path])).toEqual([
      ['sparse-file', 'gnu'],
      ['sparse-file', 'pax'],
      ['unknown-entry-type', 'multi'],
    ]);
  });
});
