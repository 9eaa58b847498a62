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
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../testing/runProgram';
import { temporaryFolder } from '../testing/temporaryFolder';
import { tinyElf } from '../testing/tinyElf';

describe('runtimes', () => {
  const folder = temporaryFolder({
    'image/usr/lib64/libc.so.6': tinyElf({
      machine: 'aarch64',
      needed: ['ld-linux-aarch64.so.1'],
    }),
    'empty/file': '',
  });
  const cwd = folder.path;
  afterAll(folder.remove);
  const runtimes = (...argv: string[]) =>
    runProgram(['runtimes', ...argv], { cwd });

  it('lists all 54 with system, architectures, dates and sources', async () => {
    const { code, stdout } = await runtimes();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^provided\.al2023 +al2023 +x86_64 arm64 +zip image +2023-11-10 +2029-06-30 /m,
    );
    expect(stdout).toMatch(/^go1\.x +al1 +x86_64 +zip/m);
    expect(stdout).toContain('54 runtimes. Known from:\n  docs.aws.amazon.com');
    const json = await runtimes('--format', 'json');
    expect(JSON.parse(json.stdout).runtimes).toHaveLength(54);
  });

  it('says what one provides, state by state', async () => {
    const { stdout } = await runtimes('provided.al2023', '--arch', 'arm64');
    expect(stdout.match(/^ {4}libstdc\+\+\.so\.6 .*GLIBCXX.*$/gm)).toEqual([
      '    libstdc++.so.6         up to GLIBCXX_3.4.29',
      '    libstdc++.so.6         up to GLIBCXX_3.4.33',
      '    libstdc++.so.6         up to GLIBCXX_3.4.33',
    ]);
    expect(stdout).toContain('container-images#132');
    const before = await runtimes(
      ...['provided.al2023', '--as-of', '2025-03-15', '--format', 'json'],
    );
    const { profiles } = JSON.parse(before.stdout);
    expect(profiles).toHaveLength(2);
    expect(profiles[0].states).toHaveLength(1);
  });

  it('measures an unpacked image into a profile that check takes', async () => {
    const measured = await runtimes('--profile-from', 'image');
    expect(measured.code).toBe(0);
    const profile = JSON.parse(measured.stdout);
    expect(profile).toMatchObject({ origin: 'folder', architecture: 'arm64' });
    writeFileSync(join(cwd, 'profile.json'), measured.stdout);
    writeFileSync(join(cwd, 'static'), tinyElf({ machine: 'aarch64' }));
    const checked = await runProgram(
      ['check', 'static', '--profile', 'profile.json'],
      { cwd },
    );
    expect(checked.code).toBe(0);
  });

  it('prints the snapshot script, which Node.js can parse', async () => {
    const { code, bytes } = await runtimes('--snapshot-script');
    expect(code).toBe(0);
    writeFileSync(join(cwd, 'snapshot.cjs'), bytes);
    execFileSync(process.execPath, ['--check', join(cwd, 'snapshot.cjs')]);
    expect(bytes.toString()).toContain('exports.handler');
  });

  it.each([
    [['provided.al2022'], 3, 'no Lambda runtime that is known'],
    [['go1.x', '--arch', 'arm64'], 3, 'not offered on arm64'],
    [['--arch', 'arm64'], 3, 'need the name of a runtime'],
    [['--profile-from', 'empty'], 4, 'error: '],
    [['--profile-from', 'gone'], 4, 'error: '],
  ])('answers %j with exit code %d', async (argv, expected, sentence) => {
    const { code, stdout, stderr } = await runtimes(...argv);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
  });
});
