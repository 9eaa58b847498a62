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
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildElf } from '../__testUtils__/elfBuilder';
import { buildTar, paxRecord } from '../__testUtils__/tarBuilder';
import { buildZip } from '../__testUtils__/zipBuilder';
import { ArtifactError } from '../errors';
import { BufferSource } from '../source/BufferSource';
import { listElfFiles } from './listElfFiles';
import { scanArtifact } from './scanArtifact';
import { toScanJson } from './toScanJson';
import { walkArtifact } from './walkArtifact';

const ELF = buildElf({
  needed: ['libstdc++.so.6', 'libc.so.6'],
  soname: 'libdemo.so.1',
  runpath: '$ORIGIN/lib',
  versionNeeds: {
    'libstdc++.so.6': [{ name: 'GLIBCXX_3.4.30' }],
    'libc.so.6': [{ name: 'GLIBC_2.2.5' }, { name: 'GLIBC_2.18', weak: true }],
  },
  versionDefinitions: [
    { name: 'libdemo.so.1', base: true },
    { name: 'DEMO_1' },
  ],
  symbols: [
    { name: 'wait', version: 3 },
    { name: 'notify', version: 3 },
    { name: 'malloc', version: 4 },
  ],
}).bytes;
const STATIC = buildElf({ type: 2, dynamic: 'none' }).bytes;

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elf-symbols-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('scanArtifact', () => {
  it('reads a single file', async () => {
    const path = join(folder, 'bootstrap');
    writeFileSync(path, STATIC, { mode: 0o755 });
    expect(await scanArtifact(path)).toMatchObject({
      name: path,
      format: 'file',
      sha256: sha256(STATIC),
      size: STATIC.length,
      entries: 1,
      files: [
        {
          path: 'bootstrap',
          mode: 0o755,
          size: STATIC.length,
          sha256: sha256(STATIC),
          report: { kind: 'static' },
          error: null,
        },
      ],
      complete: true,
    });
  });

  it('reads a folder in the order of its names, by a hash of its content', async () => {
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib/libdemo.so'), ELF);
    linkSync(join(folder, 'lib/libdemo.so'), join(folder, 'lib/hard.so'));
    symlinkSync('libdemo.so', join(folder, 'lib/libdemo.so.1'));
    symlinkSync('/etc', join(folder, 'outside'));
    writeFileSync(join(folder, 'bootstrap'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(
      join(folder, 'app.jar'),
      buildZip({ entries: [{ name: 'libjni.so', content: STATIC }] }),
    );
    const report = await scanArtifact(folder, { name: 'layer' });
    const jar = sha256(
      buildZip({ entries: [{ name: 'libjni.so', content: STATIC }] }),
    );
    expect(report).toMatchObject({
      name: 'layer',
      format: 'folder',
      sha256: sha256(
        [
          `${jar} app.jar\n`,
          `${sha256('#!/bin/sh\n')} bootstrap\n`,
          `${sha256(ELF)} lib/hard.so\n`,
          `${sha256(ELF)} lib/libdemo.so\n`,
          '-> libdemo.so lib/libdemo.so.1\n',
          '-> /etc outside\n',
        ].join(''),
      ),
      scripts: [{ path: 'bootstrap', mode: 0o755, text: '#!/bin/sh\n' }],
      complete: true,
    });
    expect(report.files.map(({ path }) => path)).toEqual([
      'app.jar!/libjni.so',
      'lib/hard.so',
      'lib/libdemo.so',
    ]);
    expect(report.links).toMatchObject([
      { path: 'lib/libdemo.so.1', resolved: 'lib/libdemo.so' },
      { path: 'outside', resolved: null },
    ]);
    expect(report.skipped).toMatchObject([{ path: 'outside', reason: 'link' }]);
    expect(await scanArtifact(folder, { name: 'layer' })).toEqual(report);
  });

  it('gives a folder no hash when not all of it was read', async () => {
    mkdirSync(join(folder, 'a/b/c'), { recursive: true });
    writeFileSync(join(folder, 'a/b/c/x.so'), ELF);
    for (const limits of [
      { folderDepth: 2 },
      { entries: 3 },
      { totalBytes: 10 },
    ]) {
      const report = await scanArtifact(folder, { limits });
      expect(report).toMatchObject({
        sha256: null,
        files: [],
        complete: false,
      });
      expect(report.skipped).toMatchObject([{ reason: 'limit' }]);
    }
  });

  it('gives one report for each of the same files, however they are packed', async () => {
    const files = { 'lib/a.so': ELF, 'lib/b.so': STATIC };
    const entries = Object.entries(files).map(([name, content]) => ({
      name,
      content,
    }));
    mkdirSync(join(folder, 'lib'));
    for (const { name, content } of entries) {
      writeFileSync(join(folder, name), content);
    }
    const reports = await Promise.all([
      scanArtifact(folder),
      scanArtifact(new BufferSource(buildZip({ entries }))),
      scanArtifact(new BufferSource(buildTar(...entries))),
    ]);
    const facts = reports.map(({ files: found }) =>
      found.map(({ path, report }) => ({ path, report })),
    );
    expect(facts[0]).toHaveLength(2);
    expect(facts[1]).toEqual(facts[0]);
    expect(facts[2]).toEqual(facts[0]);
  });

  it('finds the same files as a listing, which does not read them', async () => {
    const arm = buildElf({ machine: 183, needed: ['libc.so.6'] }).bytes;
    const jar = buildZip({ entries: [{ name: 'jni.so', content: arm }] });
    const contents = {
      'lib/a.so': ELF,
      'lib/b.so': arm,
      'app.jar': jar,
      'cut.so': ELF.subarray(0, 20),
      'text.txt': Buffer.from('text'),
    };
    const entries = Object.entries(contents).map(([name, content]) => ({
      name,
      content,
    }));
    mkdirSync(join(folder, 'lib'));
    for (const { name, content } of entries) {
      writeFileSync(join(folder, name), content);
    }
    for (const input of [
      folder,
      new BufferSource(buildZip({ entries })),
      new BufferSource(buildTar(...entries)),
      new BufferSource(gzipSync(buildTar(...entries))),
    ]) {
      const listing = await listElfFiles(input);
      const report = await scanArtifact(input);
      expect(listing.format).toBe(report.format);
      expect(
        listing.files.map(({ path, machine, size }) => [path, machine, size]),
      ).toEqual([
        ['app.jar!/jni.so', 'aarch64', arm.length],
        ['cut.so', null, 20],
        ['lib/a.so', 'x86_64', ELF.length],
        ['lib/b.so', 'aarch64', arm.length],
      ]);
      expect(listing.files.map(({ path }) => path)).toEqual(
        report.files.map(({ path }) => path),
      );
      expect(listing.skipped).toEqual(report.skipped);
      expect(listing.complete).toBe(true);
    }
  });

  it('keeps the error of a file beside the reports of the others', async () => {
    const report = await scanArtifact(
      new BufferSource(
        buildZip({
          entries: [
            { name: 'cut.so', content: ELF.subarray(0, 30) },
            { name: 'whole.so', content: ELF },
          ],
        }),
      ),
    );
    expect(report.files).toMatchObject([
      {
        path: 'cut.so',
        report: null,
        error: {
          message: 'cut.so: the file ends in its header (at offset 30)',
          offset: 30,
        },
      },
      { path: 'whole.so', error: null },
    ]);
    expect(toScanJson(report).files[0]).toMatchObject({
      path: 'cut.so',
      machine: null,
      error: 'cut.so: the file ends in its header (at offset 30)',
    });
  });

  it('reads the symbols of the versions asked for', async () => {
    const path = join(folder, 'libdemo.so');
    writeFileSync(path, ELF);
    const { files } = await scanArtifact(path, {
      symbolsOf: (_, version) => version.startsWith('GLIBCXX_'),
      maxSymbols: 1,
    });
    expect(files[0].versionSymbols).toEqual([
      {
        library: 'libstdc++.so.6',
        version: 'GLIBCXX_3.4.30',
        symbols: ['wait'],
        count: 2,
      },
    ]);
  });

  it('has the JSON form of `scan`', async () => {
    const path = join(folder, 'libdemo.so');
    writeFileSync(path, ELF);
    expect(toScanJson(await scanArtifact(path))).toEqual({
      artifact: {
        format: 'file',
        sha256: sha256(ELF),
        size: ELF.length,
        entries: 1,
        complete: true,
      },
      skipped: [],
      files: [
        {
          path: 'libdemo.so',
          machine: 'x86_64',
          interpreter: null,
          static: false,
          soname: 'libdemo.so.1',
          needed: ['libstdc++.so.6', 'libc.so.6'],
          rpath: [],
          runpath: ['$ORIGIN/lib'],
          versionNeeds: {
            'libstdc++.so.6': ['GLIBCXX_3.4.30'],
            'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.18'],
          },
          versionsProvided: ['DEMO_1'],
          language: 'c++',
          error: null,
        },
      ],
    });
  });

  it('starts absolute links at the root of a file system', async () => {
    const bytes = buildTar(
      { name: 'usr/lib/libz.so.1', content: ELF },
      { name: 'lib', type: '2', linkName: '/usr/lib' },
      { name: 'opt/libz.so', type: '2', linkName: '/lib/../lib/libz.so.1' },
      { name: 'up', type: '2', linkName: '../../../lib/libz.so.1' },
    );
    const resolve = async (fileSystem: boolean) => {
      const report = await scanArtifact(new BufferSource(bytes), {
        fileSystem,
      });
      return report.links.map(({ path, resolved }) => [path, resolved]);
    };
    expect(await resolve(true)).toEqual([
      ['lib', 'usr/lib'],
      ['opt/libz.so', 'usr/lib/libz.so.1'],
      ['up', 'usr/lib/libz.so.1'],
    ]);
    expect(await resolve(false)).toEqual([
      ['lib', null],
      ['opt/libz.so', null],
      ['up', null],
    ]);
  });

  it('bounds what the reports of an artifact take together', async () => {
    const versions = Array.from({ length: 100 }, (_, n) => ({
      name: `GLIBC_2.${n}`,
    }));
    const { bytes } = buildElf({ versionNeeds: { 'libc.so.6': versions } });
    const one = await scanArtifact(new BufferSource(bytes));
    const size = JSON.stringify(one.files[0]).length;
    const artifact = buildTar(
      ...['a', 'b', 'c'].map(name => ({ name, content: bytes })),
    );
    const report = await scanArtifact(new BufferSource(artifact), {
      limits: { reportBytes: 2.5 * size },
    });
    expect(report.files.map(file => file.report !== null)).toEqual([
      true,
      true,
      false,
    ]);
    expect(report.complete).toBe(false);
    expect(report.skipped).toMatchObject([{ path: '', reason: 'limit' }]);
    expect(report.files[2].error?.message).toBe(
      `c: reports of more than ${2.5 * size} bytes in all are not kept`,
    );
  });

  it('follows thousands of links that were made to be slow, soon', async () => {
    const link = (name: string, linkName: string) => ({
      name,
      type: '2',
      linkName,
    });
    // Each of a chain of 38 goes a way of 800 parts before the next one.
    const chain = Array.from({ length: 38 }, (_, n) => [
      {
        name: 'ignored',
        type: 'x',
        content: paxRecord('linkpath', `${'x/../'.repeat(800)}l${n + 1}`),
      },
      link(`l${n}`, 'ignored'),
    ]).flat();
    const bytes = buildTar(
      { name: 'x/y', content: '' },
      ...chain,
      ...Array.from({ length: 3_000 }, (_, n) => link(`s${n}`, 'l0')),
    );
    const start = performance.now();
    const report = await scanArtifact(new BufferSource(bytes));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(report.links).toHaveLength(3_038);
    expect(report.skipped.at(-1)).toMatchObject({
      path: 's999',
      reason: 'link',
      message: 'too many links would have to be followed',
    });
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('hello\n'.repeat(500))],
    ['a Windows file', Buffer.from('MZ\x90\0'.repeat(500), 'latin1')],
  ])('refuses %s', async (_, bytes) => {
    await expect(
      scanArtifact(new BufferSource(bytes, 'artifact')),
    ).rejects.toThrow(
      'artifact: this is no ELF, zip, tar, tar.gz or tar.zst file',
    );
  });

  it('refuses a path that cannot be read', async () => {
    const error = await scanArtifact(join(folder, 'missing')).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ArtifactError);
    expect(String(error)).toContain('cannot be read: ENOENT');
  });

  it('refuses a source whose reads fail, with the cause', async () => {
    const cause = new Error('connection lost');
    const failing = {
      name: 'remote.zip',
      size: 1000,
      read: () => {
        throw cause;
      },
    };
    await expect(scanArtifact(failing)).rejects.toMatchObject({
      name: 'ArtifactError',
      message: 'remote.zip: cannot be read: connection lost',
      cause,
    });
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const bytes = buildZip({
      entries: Array.from({ length: 50 }, (_, n) => ({
        name: `${n}.so`,
        content: ELF,
      })),
    });
    const reason = new Error('stopped');
    const walk = async () => {
      let steps = 0;
      const options = { signal: stop.signal };
      for await (const { kind } of walkArtifact(
        new BufferSource(bytes),
        options,
      )) {
        steps += kind === 'elf' ? 1 : 0;
        if (steps === 3) {
          stop.abort(reason);
        }
      }
    };
    await expect(walk()).rejects.toBe(reason);
  });

  it('lets a caller stop anywhere', async () => {
    const path = join(folder, 'function.tar');
    writeFileSync(
      path,
      buildTar(
        ...Array.from({ length: 20 }, (_, n) => ({
          name: `${n}.so`,
          content: ELF,
        })),
      ),
    );
    for await (const entry of walkArtifact(path)) {
      expect(entry).toMatchObject({ kind: 'elf', path: '0.so' });
      break;
    }
  });
});
