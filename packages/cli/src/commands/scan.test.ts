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

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { runProgram } from '../testing/runProgram';
import { storedZip } from '../testing/storedZip';
import { temporaryFolder } from '../testing/temporaryFolder';
import { incident, tinyElf } from '../testing/tinyElf';

const damaged = incident('x86_64').subarray(0, 40);
const static86 = tinyElf();

describe('scan', () => {
  const folder = temporaryFolder({
    'fn/bootstrap': incident(),
    'fn/bin/static': static86,
    'fn/index.js': 'exports.handler = () => 1;\n',
    'fn.zip': storedZip({
      bootstrap: incident(),
      'bin/static': static86,
      'index.js': 'exports.handler = () => 1;\n',
    }),
    'broken/damaged.so': damaged,
    'hostile/a\x1b[2J\u202e.so': tinyElf({ needed: ['lib\x1b]0;x\x07.so'] }),
    'text.txt': 'no artifact',
  });
  const cwd = folder.path;
  afterAll(folder.remove);
  const scan = (...argv: string[]) => runProgram(['scan', ...argv], { cwd });

  it('lists for people what each file asks for, with the symbols', async () => {
    const { code, stdout, stderr } = await scan('fn.zip', '--symbols');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/sha256 [0-9a-f]{12}/, 'sha256 (12 digits)'))
      .toBe(`fn.zip · zip · 14 kB · 3 entries · sha256 (12 digits)…

bin/static  x86_64   static
    needs       nothing: it is static

bootstrap   aarch64  executable, C++, for glibc
    libstdc++.so.6    GLIBCXX_3.4.30
      GLIBCXX_3.4.30  std::condition_variable::wait(std::unique_lock<std::mutex>&)
    libc.so.6         GLIBC_2.34
      GLIBC_2.34      __libc_start_main
    loader            /lib/ld-linux-aarch64.so.1

2 native files
`);
  });

  const bootstrap = {
    path: 'bootstrap',
    machine: 'aarch64',
    interpreter: '/lib/ld-linux-aarch64.so.1',
    static: false,
    soname: null,
    needed: ['libstdc++.so.6', 'libc.so.6'],
    rpath: [],
    runpath: [],
    versionNeeds: {
      'libstdc++.so.6': ['GLIBCXX_3.4.30'],
      'libc.so.6': ['GLIBC_2.34'],
    },
    versionsProvided: [],
    language: 'c++',
    error: null,
  };

  it('gives the same files as JSON from a folder, zip, tar and tar.gz', async () => {
    execFileSync('tar', ['-cf', 'fn.tar', '-C', 'fn', '.'], { cwd });
    writeFileSync(
      join(cwd, 'fn.tar.gz'),
      gzipSync(readFileSync(join(cwd, 'fn.tar'))),
    );
    for (const path of ['fn', 'fn.zip', 'fn.tar', 'fn.tar.gz']) {
      const { code, stdout } = await scan(path, '--format', 'json');
      const document = JSON.parse(stdout);
      expect(code).toBe(0);
      expect(document.files).toHaveLength(2);
      expect(document.files[0]).toMatchObject({
        path: 'bin/static',
        machine: 'x86_64',
        static: true,
        needed: [],
      });
      expect(document.files[1]).toEqual(bootstrap);
      expect(document.skipped).toEqual([]);
    }
    const one = await scan('fn/bootstrap', '--format', 'json', '--symbols');
    expect(JSON.parse(one.stdout).files).toEqual([
      {
        ...bootstrap,
        symbols: [
          {
            library: 'libstdc++.so.6',
            version: 'GLIBCXX_3.4.30',
            count: 1,
            names: [
              {
                name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
                demangled:
                  'std::condition_variable::wait(std::unique_lock<std::mutex>&)',
              },
            ],
          },
          {
            library: 'libc.so.6',
            version: 'GLIBC_2.34',
            count: 1,
            names: [
              { name: '__libc_start_main', demangled: '__libc_start_main' },
            ],
          },
        ],
      },
    ]);
  });

  it('says what it could not read, and exits with 4', async () => {
    const broken = await scan('broken');
    expect(broken.code).toBe(4);
    expect(broken.stdout).toContain('damaged.so');
    expect(broken.stdout).toContain('1 native file · 1 not readable');

    await expect(scan('gone')).resolves.toMatchObject({
      code: 4,
      stdout: '',
      stderr: 'error: gone: No such file or folder.\n',
    });
    const text = await scan('text.txt');
    expect(text).toMatchObject({ code: 4, stdout: '' });
    expect(text.stderr).toMatch(/^error: text\.txt: this is no ELF/);
    await expect(scan('')).resolves.toMatchObject({ code: 3 });
  });

  it('never lets a name in the artifact reach the terminal', async () => {
    for (const format of ['text', 'json']) {
      const { stdout } = await scan('hostile', '--format', format);
      for (const character of ['\x1b', '\x07', '\u202e']) {
        expect(stdout).not.toContain(character);
      }
      expect(stdout).toMatch(/\\x1b|\\u001b/);
    }
  });
});
