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

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { scanArtifact } from '@lambda-compat/elf-symbols';
import { buildLibrary } from '../__testUtils__/library';
import {
  definedSymbols,
  definedVersions,
  hasReadelf,
} from '../__testUtils__/readelf';
import { RuntimeProfileError } from '../errors';
import { findInterpreter } from '../lookup/findInterpreter';
import { findLibrary } from '../lookup/findLibrary';
import { findSymbol } from '../lookup/findSymbol';
import { findVersion } from '../lookup/findVersion';
import { profileFromFolder } from './profileFromFolder';
import { profileFromReport } from './profileFromReport';
import { profileFromSnapshot } from './profileFromSnapshot';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lambda-runtimes-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(path: string, content: Buffer | string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

/** An image in the way of AL2023: /lib64 is a link, libraries are too. */
function putImage(): void {
  put(
    'usr/lib64/libc.so.6',
    buildLibrary('aarch64', 'libc.so.6', [
      'GLIBC_2.17',
      'GLIBC_2.34',
      'GLIBC_2.35',
    ]),
  );
  put(
    'usr/lib64/libm.so.6',
    buildLibrary('aarch64', 'libm.so.6', ['GLIBC_2.17', 'GLIBC_2.29']),
  );
  put(
    'usr/lib64/libstdc++.so.6.0.33',
    buildLibrary('aarch64', 'libstdc++.so.6', [
      'GLIBCXX_3.4',
      'GLIBCXX_3.4.30',
    ]),
  );
  put(
    'usr/lib/ld-linux-aarch64.so.1',
    buildLibrary('aarch64', 'ld-linux-aarch64.so.1', ['GLIBC_2.35']),
  );
  link('usr/lib64/libstdc++.so.6', 'libstdc++.so.6.0.33');
  // An absolute link starts at the root of the image.
  link('usr/lib64/libabsolute.so.1', '/usr/lib64/libm.so.6');
  link('usr/lib64/libmissing.so.1', 'nowhere.so');
  link('usr/lib64/libloop.so.1', 'libloop.so.1');
  link('lib64', 'usr/lib64');
  link('lib', 'usr/lib');
  put('usr/lib64/libscript.so', 'GROUP ( /lib64/libc.so.6 )');
  put(
    'usr/lib64/libforeign.so.1',
    buildLibrary('x86_64', 'libforeign.so.1', ['F_1']),
  );
  put(
    'usr/lib/libforeign.so.1',
    buildLibrary('aarch64', 'libforeign.so.1', ['F_2']),
  );
  put('var/runtime/bootstrap', '#!/bin/sh\n');
  // First in LD_LIBRARY_PATH.
  put(
    'var/lang/lib/libfirst.so.1',
    buildLibrary('aarch64', 'libfirst.so.1', ['LANG_1']),
  );
  put(
    'usr/lib64/libfirst.so.1',
    buildLibrary('aarch64', 'libfirst.so.1', ['SYSTEM_1']),
  );
  // The function's own is not the system's.
  put('var/task/lib/libmine.so.1', buildLibrary('aarch64', 'libmine.so.1', []));
  put('opt/lib/liblayer.so.1', buildLibrary('aarch64', 'liblayer.so.1', []));
}

describe.each(['folder', 'report'])('a profile from a %s', kind => {
  async function measure() {
    return kind === 'folder'
      ? profileFromFolder(root, { runtime: 'provided.al2023', name: 'it' })
      : profileFromReport(await scanArtifact(root), {
          runtime: 'provided.al2023',
          name: 'it',
        });
  }

  it('answers by what the loader would find in the image', async () => {
    putImage();
    const profile = await measure();
    expect(profile).toMatchObject({
      origin: kind === 'folder' ? 'folder' : 'image',
      architecture: 'arm64',
      packageType: 'image',
      runtime: 'provided.al2023',
      operatingSystem: 'al2023',
    });
    const library = (name: string) => {
      const { answer, path } = findLibrary(profile, name);
      return `${answer} ${path}`;
    };
    expect(library('libstdc++.so.6')).toBe('yes /lib64/libstdc++.so.6');
    expect(library('libabsolute.so.1')).toBe('yes /lib64/libabsolute.so.1');
    expect(library('libfirst.so.1')).toBe('yes /var/lang/lib/libfirst.so.1');
    expect(library('libforeign.so.1')).toBe('yes /lib/libforeign.so.1');
    for (const absent of [
      'libmissing.so.1',
      'libloop.so.1',
      'libmine.so.1',
      'liblayer.so.1',
      'libother.so.1',
      'libscript.so',
    ]) {
      expect([absent, findLibrary(profile, absent).answer]).toEqual([
        absent,
        'no',
      ]);
    }
    const version = (name: string, wanted: string) =>
      findVersion(profile, name, wanted).answer;
    expect(version('libstdc++.so.6', 'GLIBCXX_3.4.30')).toBe('yes');
    expect(version('libstdc++.so.6', 'GLIBCXX_3.4.31')).toBe('no');
    expect(version('libfirst.so.1', 'SYSTEM_1')).toBe('no');
    expect(version('libforeign.so.1', 'F_2')).toBe('yes');
    // The soname is no version.
    expect(version('libc.so.6', 'libc.so.6')).toBe('no');
    const loader = (path: string) => findInterpreter(profile, path).answer;
    expect(loader('/lib/ld-linux-aarch64.so.1')).toBe('yes');
    expect(loader('/usr/lib/ld-linux-aarch64.so.1')).toBe('yes');
    expect(loader('/lib/ld-musl-aarch64.so.1')).toBe('no');
  });

  it('is plain data that can be stored and read again', async () => {
    putImage();
    const profile = await measure();
    expect(profileFromSnapshot(JSON.stringify(profile))).toEqual(profile);
  });

  it('says that there is nothing to measure', async () => {
    put('usr/lib64/libx.so.1', buildLibrary('i386', 'libx.so.1', []));
    await expect(measure()).rejects.toThrow(
      'it: no library of x86_64 or arm64 is in its library folders',
    );
  });
});

it('reads the folders that ld.so.conf and its includes name', async () => {
  putImage();
  put('etc/os-release', 'NAME="Amazon Linux"\nID="amzn"\nVERSION_ID="2023"\n');
  put('etc/ld.so.conf', 'include ld.so.conf.d/*.conf\n/usr/local/lib # ours\n');
  put('etc/ld.so.conf.d/a.conf', '/opt/vendor/lib\n/usr/vendor/lib\n');
  put('usr/vendor/lib/libv.so.1', buildLibrary('aarch64', 'libv.so.1', []));
  put('usr/local/lib/libl.so.1', buildLibrary('aarch64', 'libl.so.1', []));
  const profile = await profileFromFolder(root);
  expect(profile.operatingSystem).toBe('al2023');
  expect(findLibrary(profile, 'libv.so.1').path).toBe(
    '/usr/vendor/lib/libv.so.1',
  );
  expect(findLibrary(profile, 'libl.so.1').path).toBe(
    '/usr/local/lib/libl.so.1',
  );
});

it('knows a version that the vendor added early by its libm.so.6', async () => {
  putImage();
  const profile = profileFromReport(await scanArtifact(root));
  const symbol = (name: string) =>
    findSymbol(profile, 'libc.so.6', 'GLIBC_2.35', name).answer;
  expect(symbol('epoll_pwait2')).toBe('yes');
  expect(symbol('_dl_find_object')).toBe('unknown');
});

it('says unknown of names where the report is not whole', async () => {
  putImage();
  const report = { ...(await scanArtifact(root)), complete: false };
  const found = findLibrary(
    profileFromReport(report, { name: 'it' }),
    'libother.so.1',
  );
  expect(found.answer).toBe('unknown');
  expect(found.undecided).toBe('whether it has it: it could not be read whole');
});

it('never leaves the folder through a link', async () => {
  put(
    'usr/lib64/libc.so.6',
    buildLibrary('x86_64', 'libc.so.6', ['GLIBC_2.9']),
  );
  const outside = mkdtempSync(join(tmpdir(), 'lambda-runtimes-'));
  try {
    writeFileSync(
      join(outside, 'libout.so.1'),
      buildLibrary('x86_64', 'libout.so.1', []),
    );
    link('lib64', outside);
    link('lib', '../../../../../../../../../../..'.concat(outside));
    const profile = await profileFromFolder(root);
    expect(findLibrary(profile, 'libout.so.1').answer).toBe('no');
    expect(findLibrary(profile, 'libc.so.6').answer).toBe('yes');
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

it.each([
  ['that is not there', 'nowhere', 'cannot be measured: ENOENT'],
  ['that is a file', 'file', 'cannot be measured: it is no folder'],
])('refuses a folder %s', async (_name, path, message) => {
  put('file', 'x');
  const measured = profileFromFolder(join(root, path));
  await expect(measured).rejects.toThrow(RuntimeProfileError);
  await expect(measured).rejects.toThrow(message);
});

const FOLDER = '/lib/x86_64-linux-gnu';
const onDebian = hasReadelf && existsSync(join(FOLDER, 'libc.so.6'));
if (!onDebian) {
  // eslint-disable-next-line no-console -- the reader of the output should know what was left out
  console.warn('no readelf or no Debian on x86_64: it is not measured');
}

(onDebian ? describe : describe.skip)('on the machine itself', () => {
  const BASE = ['libc.so.6', 'libm.so.6', 'libstdc++.so.6', 'libgcc_s.so.1'];

  it('measures what readelf finds', async () => {
    const profile = await profileFromFolder('/');
    const { libraries } = profile.states[0];
    const compared = Object.entries(libraries).filter(
      ([, { present, path }]) => present === 'yes' && path !== null,
    );
    // Every twentieth of them, and those that matter most.
    const sample = compared.filter(
      ([name], index) => index % 20 === 0 || BASE.includes(name),
    );
    expect(sample.length).toBeGreaterThan(BASE.length);
    for (const [name, { path, versions }] of sample) {
      expect([name, [...versions].sort()]).toEqual([
        name,
        definedVersions(path ?? '').sort(),
      ]);
    }
    for (const name of BASE) {
      const theirs = definedSymbols(join(FOLDER, name));
      for (const [version, { names, complete }] of Object.entries(
        libraries[name].symbols ?? {},
      )) {
        const expected = theirs
          .filter(symbol => symbol.endsWith(` ${version}`))
          .map(symbol => symbol.slice(0, -version.length - 1));
        expect(complete).toBe(true);
        expect([version, [...names].sort()]).toEqual([
          version,
          expected.sort(),
        ]);
      }
      expect(Object.keys(libraries[name].symbols ?? {}).length).toBeGreaterThan(
        5,
      );
    }
  }, 60_000);

  it('gets from the snapshot script what it measures itself', async () => {
    const script = resolve(__dirname, '../../snapshot/snapshot.cjs');
    const { status, stdout } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: {
        LD_LIBRARY_PATH: '/var/lang/lib:/lib64:/var/task/lib:/opt/lib',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
        AWS_REGION: 'eu-central-1',
      },
    });
    expect(status).toBe(0);
    const snapshot = profileFromSnapshot(stdout);
    expect(snapshot).toMatchObject({
      origin: 'snapshot',
      runtime: 'nodejs22.x',
      architecture: 'x86_64',
      packageType: 'zip',
      libraryPath: ['/var/lang/lib', '/lib64', '/var/task/lib', '/opt/lib'],
    });
    const folder = await profileFromFolder('/', {
      libraryPath: snapshot.libraryPath,
    });
    expect(snapshot.states[0].folders).toEqual(folder.states[0].folders);
    // In the order of its file, which JavaScript's own keys do not keep.
    const inOrder = (libraries: (typeof snapshot.states)[0]['libraries']) =>
      Object.entries(libraries)
        .map(([name, library]) => [
          name,
          { ...library, versions: [...library.versions].sort() },
        ])
        .sort();
    expect(inOrder(snapshot.states[0].libraries)).toEqual(
      inOrder(folder.states[0].libraries),
    );
  }, 60_000);
});
