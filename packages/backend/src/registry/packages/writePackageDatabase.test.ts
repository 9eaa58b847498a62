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
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writePackageDatabase } from './writePackageDatabase';

// Only the programs themselves know what they read.
const describeWith = (program: string) =>
  spawnSync(program, ['--version']).status === 0 ? describe : describe.skip;
const describeRpm = describeWith('rpm');
const describeDpkg = describeWith('dpkg-query');

describe('writePackageDatabase', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sample-packages-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  describeRpm('of Amazon Linux', () => {
    it('is what rpm reads', async () => {
      const [{ path: place, content }] = writePackageDatabase(
        ['ID=amzn', 'VERSION_ID=2023'],
        [
          'glibc 2.34-117.amzn2023.0.1',
          'openssl-libs 1:3.0.8-1.amzn2023.0.19',
          'tzdata 2025a-1.amzn2023.0.1 noarch',
        ],
        'arm64',
      );
      expect(place).toBe('var/lib/rpm/rpmdb.sqlite');
      await writeFile(path.join(folder, 'rpmdb.sqlite'), content!);
      const query = ['--define', '_db_backend sqlite', '--dbpath', folder];
      const { stdout, stderr } = spawnSync(
        'rpm',
        [
          ...query,
          '-qa',
          '--qf',
          '%{NAME} %{EPOCH} %{VERSION}-%{RELEASE} %{ARCH}\\n',
        ],
        { encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n').sort()).toEqual([
        'glibc (none) 2.34-117.amzn2023.0.1 aarch64',
        'openssl-libs 1 3.0.8-1.amzn2023.0.19 aarch64',
        'tzdata (none) 2025a-1.amzn2023.0.1 noarch',
      ]);
      const named = spawnSync('rpm', [...query, '-q', 'glibc'], {
        encoding: 'utf8',
      });
      expect(named.stdout.trim()).toBe('glibc-2.34-117.amzn2023.0.1.aarch64');
    });
  });

  describeDpkg('of Debian', () => {
    it('is what dpkg reads', async () => {
      const [{ path: place, content }] = writePackageDatabase(
        ['ID=debian'],
        ['libc6 2.36-9+deb12u9', 'tzdata 2024b-0+deb12u1 noarch'],
        'x86_64',
      );
      expect(place).toBe('var/lib/dpkg/status');
      await writeFile(path.join(folder, 'status'), content!);
      const { stdout, stderr } = spawnSync(
        'dpkg-query',
        [
          `--admindir=${folder}`,
          '-W',
          '-f',
          '${Package} ${Version} ${Architecture} ${db:Status-Status}\\n',
        ],
        { encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n')).toEqual([
        'libc6 2.36-9+deb12u9 amd64 installed',
        'tzdata 2024b-0+deb12u1 all installed',
      ]);
    });
  });

  it('is a list of paragraphs for apk', () => {
    const [{ path: place, content }] = writePackageDatabase(
      ['ID=alpine'],
      ['musl 1.2.5-r9'],
      'arm64',
    );
    expect(place).toBe('lib/apk/db/installed');
    expect(String(content)).toMatch(
      /^P:musl\nV:1\.2\.5-r9\nA:aarch64\n[^]*\n\n$/,
    );
  });

  it.each([
    ['ID=plan9', 'glibc 2.34-1', /not known how plan9 keeps its packages/],
    ['ID=amzn', 'glibc', /'glibc' is no package/],
    ['ID=amzn', 'glibc 2.34', /the version 2\.34; rpm's are version-release/],
  ])('refuses %s with %s', (system, text, message) => {
    expect(() => writePackageDatabase([system], [text], 'arm64')).toThrow(
      message,
    );
  });
});
