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

import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldedImage } from '../loader/__testUtils__/images';
import type { FoldedImage } from '../types';
import { areInstalled, run } from './__testUtils__/programs';
import { buildBerkeleyDb } from './__testUtils__/rpmDatabases';
import { readPackageDatabases } from './readPackageDatabases';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

const describeRpm = areInstalled(['rpm', 'rpmbuild', 'db5.3_load'])
  ? describe
  : describe.skip;
const TIMEOUT = 120_000;

const PACKAGES: Array<{ name: string; lines: string[] }> = [
  { name: 'alpha', lines: ['Epoch: 0'] },
  { name: 'beta', lines: ['Epoch: 3'] },
  { name: 'gamma', lines: [] },
  { name: 'delta', lines: ['BuildArch: noarch'] },
  {
    name: 'epsilon',
    lines: [
      `Provides: ${Array.from(
        { length: 300 },
        (_, index) => `thing(${index})`,
      ).join(' ')}`,
    ],
  },
];

/** Real packages and what `rpm -qa` prints of them. */
describeRpm('beside rpm -qa', () => {
  let folder: string;
  let root: string;
  let images: { log: FoldedImage; main: FoldedImage };

  const database = () => join(root, 'var/lib/rpm');
  const rpm = (...args: string[]) =>
    run('rpm', ['--root', root, '--dbpath', '/var/lib/rpm', ...args]);
  const printed = () =>
    rpm('-qa', '--qf', '%{name} %{evr} %{arch} %{sourcerpm}\\n')
      .trim()
      .split('\n')
      .sort();
  const image = () => {
    const at = (name: string) => ({
      bytes: readFileSync(join(database(), name)),
    });
    return foldedImage({
      'var/lib/rpm/rpmdb.sqlite': at('rpmdb.sqlite'),
      'var/lib/rpm/rpmdb.sqlite-wal': at('rpmdb.sqlite-wal'),
    });
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'beside-rpm-'));
    root = join(folder, 'root');
    mkdirSync(database(), { recursive: true });
    const build = (name: string, lines: string[]) => {
      const spec = [
        `Name: ${name}`,
        'Version: 1.2^git1',
        'Release: 3.amzn2023',
        'Summary: A package',
        'License: Apache-2.0',
        ...lines,
        '%description',
        'A package',
        '%files',
        '',
      ];
      const path = join(folder, `${name}.spec`);
      writeFileSync(path, spec.join('\n'));
      run('rpmbuild', [
        '-bb',
        '--quiet',
        '--define',
        `_topdir ${folder}/top`,
        '--define',
        `_rpmdir ${folder}/out`,
        '--define',
        '_rpmfilename %%{NAME}.rpm',
        '--target',
        'aarch64-linux',
        path,
      ]);
    };
    PACKAGES.forEach(({ name, lines }) => build(name, lines));
    const install = (...names: string[]) => {
      const paths = names.map(name => join(folder, 'out', `${name}.rpm`));
      rpm('-i', '--nodeps', '--ignorearch', ...paths);
    };
    install('alpha', 'beta', 'gamma');
    rpm('-e', 'gamma');
    // While it is read, rpm leaves what it writes in the log, though only after
    // it waited for ten seconds.
    const reader = new DatabaseSync(join(database(), 'rpmdb.sqlite'));
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM Packages').get();
    install('delta', 'epsilon');
    const log = image();
    reader.exec('COMMIT');
    reader.close();
    rpm('-qa');
    images = { log, main: image() };
  }, TIMEOUT);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['log', 'main'] as const)(
    'reads the same packages where the last are in the %s',
    async where => {
      const { databases, problems } = await readPackageDatabases(images[where]);
      expect(problems).toEqual([]);
      expect(databases).toMatchObject([
        {
          system: 'rpm',
          format: 'rpm-sqlite',
          path: 'var/lib/rpm/rpmdb.sqlite',
          complete: true,
        },
      ]);
      const expected = printed();
      expect(expected).toHaveLength(4);
      expect(
        databases[0].packages.map(
          ({ name, version, architecture, source }) =>
            `${name} ${version} ${architecture} ${source}`,
        ),
      ).toEqual(expected);
    },
  );

  it('had packages that only the log knows of', async () => {
    const main = 'var/lib/rpm/rpmdb.sqlite';
    const bytes = images.log.kept.get(main) ?? Buffer.alloc(0);
    const { databases } = await readPackageDatabases(
      foldedImage({ [main]: { bytes } }),
    );
    const names = databases[0].packages.map(({ name }) => name);
    expect(names).not.toContain('epsilon');
  });

  it('reads the same headers from Berkeley DB', async () => {
    const reader = new DatabaseSync(join(database(), 'rpmdb.sqlite'));
    const rows = reader.prepare('SELECT blob FROM Packages').all();
    reader.close();
    const bytes = buildBerkeleyDb(
      rows.map(row => Buffer.from(row.blob as Uint8Array)),
    );
    const { databases } = await readPackageDatabases(
      foldedImage({ 'var/lib/rpm/Packages': { bytes } }),
    );
    expect(databases).toMatchObject([{ format: 'rpm-bdb', complete: true }]);
    expect(
      databases[0].packages.map(
        ({ name, version, architecture, source }) =>
          `${name} ${version} ${architecture} ${source}`,
      ),
    ).toEqual(printed());
  });
});
