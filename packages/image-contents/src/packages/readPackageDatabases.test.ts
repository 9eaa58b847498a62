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

import { readFileSync } from 'node:fs';
import {
  foldedImage,
  imageFile,
  type PlannedEntry,
} from '../loader/__testUtils__/images';
import { areInstalled, run } from './__testUtils__/programs';
import { buildNdb, buildSqlite } from './__testUtils__/rpmDatabases';
import { buildRpmHeader } from './__testUtils__/rpmHeaders';
import { readPackageDatabases } from './readPackageDatabases';

const read = (plan: Record<string, PlannedEntry>) =>
  readPackageDatabases(foldedImage(plan));

const STATUS = `Package: libc6
Status: install ok installed
Priority: optional
Architecture: arm64
Multi-Arch: same
Source: glibc
Version: 2.36-9+deb12u10
Depends: libgcc-s1, libcrypt1
Description: GNU C Library
 Version: not a field
 .
 Package: nor this

Package: libgcc-s1
Status: hold ok installed
Architecture: arm64
Source: gcc-12 (12.2.0-14)
Version: 12.2.0-14+deb12u1
Conffiles:
 /etc/x 0123456789abcdef

Package: removed
Status: deinstall ok config-files
Architecture: arm64
Version: 1.0

Package: unpacked
Status: install ok unpacked
Architecture: arm64
Version: 1.0

Package: waits
Status: install ok triggers-awaited
Architecture: all
Version: 1:2.0

Package: only-known
Architecture: all
`;

describe('dpkg', () => {
  it('lists what is installed, with its source', async () => {
    expect(await read({ 'var/lib/dpkg/status': { text: STATUS } })).toEqual({
      problems: [],
      databases: [
        {
          system: 'dpkg',
          format: 'dpkg',
          path: 'var/lib/dpkg/status',
          complete: true,
          packages: [
            {
              name: 'libc6',
              version: '2.36-9+deb12u10',
              architecture: 'arm64',
              source: 'glibc',
            },
            {
              name: 'libgcc-s1',
              version: '12.2.0-14+deb12u1',
              architecture: 'arm64',
              source: 'gcc-12',
            },
            {
              name: 'waits',
              version: '1:2.0',
              architecture: 'all',
              source: null,
            },
          ],
        },
      ],
    });
  });

  it('reads the files of distroless images, which have no state', async () => {
    const file = (name: string) => ({
      text: `Package: ${name}\nVersion: 1.0\nArchitecture: arm64`,
    });
    const { databases } = await read({
      'var/lib/dpkg/status.d/base': file('base-files'),
      'var/lib/dpkg/status.d/base.md5sums': { text: 'Package: no\nVersion: 1' },
      'var/lib/dpkg/status.d/tzdata': file('tzdata'),
    });
    expect(databases).toMatchObject([
      {
        system: 'dpkg',
        format: 'dpkg-status.d',
        path: 'var/lib/dpkg/status.d',
        packages: [{ name: 'base-files' }, { name: 'tzdata' }],
        complete: true,
      },
    ]);
  });

  it.each([
    ['a state that is none', STATUS.replace('unpacked\nArch', 'unp\nArch')],
    ['a paragraph without a name', `${STATUS}\nVersion: 1\n`],
    ['no version', 'Package: a\nStatus: install ok installed\n'],
    ['bytes that are no text', `${STATUS}\0`],
  ])('says that it is damaged where it has %s', async (_, text) => {
    const { databases, problems } = await read({
      'var/lib/dpkg/status': { text },
    });
    expect(databases).toMatchObject([{ complete: false }]);
    expect(problems).toMatchObject([
      { code: 'package-database-damaged', path: 'var/lib/dpkg/status' },
    ]);
  });
});

const describeDpkg = areInstalled(['dpkg-query']) ? describe : describe.skip;

describeDpkg('beside dpkg-query', () => {
  it('lists what dpkg-query lists on this machine', async () => {
    const bytes = readFileSync('/var/lib/dpkg/status');
    const { databases } = await read({ 'var/lib/dpkg/status': { bytes } });
    const expected = run('dpkg-query', [
      '-W',
      '-f',
      '${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package}\n',
    ])
      .trim()
      .split('\n')
      .filter(line => line.startsWith('installed '))
      .map(line => line.slice('installed '.length))
      .sort();
    expect(
      databases[0].packages
        .map(
          ({ name, version, architecture, source }) =>
            `${name} ${version} ${architecture} ${source ?? name}`,
        )
        .sort(),
    ).toEqual(expected);
  });
});

describe('apk', () => {
  const INSTALLED = `C:Q1abc=
P:musl
V:1.2.5-r9
A:aarch64
o:musl
t:1727870000
F:lib
R:ld-musl-aarch64.so.1
Z:Q1def=

C:Q1ghi=
P:libstdc++
V:14.2.0-r4
A:aarch64
o:gcc
`;

  it.each(['lib/apk/db/installed', 'usr/lib/apk/db/installed'])(
    'reads %s',
    async path => {
      expect(await read({ [path]: { text: INSTALLED } })).toEqual({
        problems: [],
        databases: [
          {
            system: 'apk',
            format: 'apk',
            path,
            complete: true,
            packages: [
              {
                name: 'libstdc++',
                version: '14.2.0-r4',
                architecture: 'aarch64',
                source: 'gcc',
              },
              {
                name: 'musl',
                version: '1.2.5-r9',
                architecture: 'aarch64',
                source: 'musl',
              },
            ],
          },
        ],
      });
    },
  );

  it('says that it is damaged where a package has no version', async () => {
    const text = INSTALLED.replace('V:14.2.0-r4\n', '');
    const { databases, problems } = await read({
      'lib/apk/db/installed': { text },
    });
    expect(databases).toMatchObject([
      { packages: [{ name: 'musl' }], complete: false },
    ]);
    expect(problems[0].message).toBe(
      'The package database lib/apk/db/installed could not be read in full: it does not say the version of libstdc++.',
    );
  });
});

describe('rpm', () => {
  const header = (name: string) => buildRpmHeader({ name });
  const ndb = (...names: string[]) => ({ bytes: buildNdb(names.map(header)) });

  it('tells the format by the bytes, not by the name', async () => {
    const { databases } = await read({ 'var/lib/rpm/Packages': ndb('bash') });
    expect(databases).toMatchObject([
      { format: 'rpm-ndb', path: 'var/lib/rpm/Packages', complete: true },
    ]);
  });

  it('follows a link of the folder and reads it once', async () => {
    const { main } = buildSqlite({ first: [header('bash')] });
    const { databases } = await read({
      'var/lib/rpm': { link: '../../usr/lib/sysimage/rpm' },
      'usr/lib/sysimage/rpm/rpmdb.sqlite': { bytes: main },
    });
    expect(databases).toMatchObject([
      {
        path: 'usr/lib/sysimage/rpm/rpmdb.sqlite',
        packages: [{ name: 'bash' }],
      },
    ]);
  });

  it('passes over what is left of an older database', async () => {
    const { databases } = await read({
      'var/lib/rpm/rpmdb.sqlite': {
        bytes: buildSqlite({ first: [header('new')] }).main,
      },
      'var/lib/rpm/Packages': ndb('old'),
    });
    expect(databases).toMatchObject([{ packages: [{ name: 'new' }] }]);
  });

  it('takes the next where the first is empty', async () => {
    const { databases } = await read({
      'var/lib/rpm/rpmdb.sqlite': { bytes: Buffer.alloc(0) },
      'var/lib/rpm/Packages.db': ndb('used'),
    });
    expect(databases).toMatchObject([{ packages: [{ name: 'used' }] }]);
  });

  it('has an empty database where there is no package', async () => {
    expect(
      await read({ 'var/lib/rpm/rpmdb.sqlite': { bytes: Buffer.alloc(0) } }),
    ).toMatchObject({
      problems: [],
      databases: [{ packages: [], complete: true }],
    });
  });

  it('says where a file is none of rpm', async () => {
    expect(
      await read({ 'var/lib/rpm/Packages': { text: 'x'.repeat(5_000) } }),
    ).toMatchObject({
      databases: [{ format: 'rpm-bdb', packages: [], complete: false }],
      problems: [
        {
          code: 'package-database-damaged',
          message:
            'The package database var/lib/rpm/Packages could not be read in full: it is none of the formats of rpm.',
        },
      ],
    });
  });
});

it.each([
  ['var/lib/rpm/rpmdb.sqlite', 'rpm-sqlite'],
  ['var/lib/rpm/Packages', 'rpm-bdb'],
  ['var/lib/dpkg/status', 'dpkg'],
  ['lib/apk/db/installed', 'apk'],
])('knows of %s that its layer left out', async (path, format) => {
  const image = foldedImage({});
  const files = new Map([[path, imageFile(path, { size: 5 })]]);
  expect(await readPackageDatabases({ ...image, files })).toEqual({
    databases: [
      expect.objectContaining({ format, path, packages: [], complete: false }),
    ],
    problems: [],
  });
});

it('says that a write-ahead log was left out', async () => {
  const { main } = buildSqlite({ first: [buildRpmHeader({ name: 'bash' })] });
  const path = 'var/lib/rpm/rpmdb.sqlite';
  const image = foldedImage({ [path]: { bytes: main } });
  const log = imageFile(`${path}-wal`, { size: 5 });
  const files = new Map([...image.files, [log.path, log]]);
  const { databases } = await readPackageDatabases({ ...image, files });
  expect(databases).toMatchObject([
    { packages: [{ name: 'bash' }], complete: false },
  ]);
});

it('has no database where the image has none', async () => {
  expect(await read({ 'bin/sh': { text: '' } })).toEqual({
    databases: [],
    problems: [],
  });
});

it('takes 50,000 packages and says that there are more', async () => {
  const text = Array.from(
    { length: 50_001 },
    (_, index) =>
      `Package: p${index}\nStatus: install ok installed\nVersion: 1\n\n`,
  ).join('');
  const { databases, problems } = await read({
    'var/lib/dpkg/status': { text },
  });
  expect(databases[0].packages).toHaveLength(50_000);
  expect(databases[0].complete).toBe(false);
  expect(problems).toMatchObject([{ code: 'package-database-too-large' }]);
});
