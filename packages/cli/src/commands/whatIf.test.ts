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

import { runProgram } from '../testing/runProgram';
import { storedZip } from '../testing/storedZip';
import { temporaryFolder } from '../testing/temporaryFolder';
import { incident, repaired, tinyElf } from '../testing/tinyElf';

describe('what-if', () => {
  const folder = temporaryFolder({
    'fn.zip': storedZip({ bootstrap: incident('x86_64') }),
    'old.zip': storedZip({ bootstrap: repaired('x86_64') }),
    'al2.zip': storedZip({
      bootstrap: tinyElf({ needed: ['libssl.so.10', 'libc.so.6'] }),
    }),
    'both/a.so': tinyElf(),
    'both/b.so': tinyElf({ machine: 'aarch64' }),
  });
  afterAll(folder.remove);
  const ask = (...argv: string[]) =>
    runProgram(['what-if', ...argv], { cwd: folder.path });

  it.each([
    [
      'breaks on a version',
      ['fn.zip', '--from', 'provided.al2023', '--runtime', 'provided.al2'],
      1,
      'breaks',
    ],
    [
      'breaks on a library',
      ['al2.zip', '--from', 'provided.al2', '--runtime', 'provided.al2023'],
      1,
      'breaks',
    ],
    [
      'works',
      ['old.zip', '--from', 'provided.al2', '--runtime', 'provided.al2023'],
      0,
      'works',
    ],
    [
      'is undecided between the states of the target',
      ['fn.zip', '--from', 'provided.al2', '--runtime', 'provided.al2023'],
      2,
      'unknown',
    ],
    [
      'is undecided on an architecture for which nothing was built',
      ['old.zip', '--from', 'provided.al2023', '--arch', 'arm64'],
      2,
      'unknown',
    ],
  ])('%s', async (_, argv, expected, outcome) => {
    const { code, stdout } = await ask(...argv, '--format', 'json');
    expect(code).toBe(expected);
    const document = JSON.parse(stdout);
    expect(document.outcome).toBe(outcome);
    expect(document.from.runtime.id).toBe(argv[2]);
    expect(document.from.runtime.architecture).toBe('x86_64');
  });

  it('shows what is worse there, though it was undecided before', async () => {
    const { stdout } = await ask(
      ...['fn.zip', '--from', 'provided.al2023', '--runtime', 'provided.al2'],
    );
    expect(stdout).toMatch(/^✗ Breaks · fn\.zip on provided\.al2, x86_64\n/);
    expect(stdout).toContain('now   provided.al2023, x86_64  Unknown\n');
    expect(stdout).toContain('then  provided.al2, x86_64     Broken\n');
    expect(stdout).toContain('up to GLIBCXX_3.4.24');
    expect(stdout).toContain('up to GLIBC_2.26');
  });

  it.each([
    [['fn.zip', '--from', 'provided.al2023'], 3, 'what to move to'],
    [['fn.zip', '--runtime', 'provided.al2'], 3, "option '--from <id>'"],
    [
      ['both', '--from', 'provided.al2', '--runtime', 'provided.al2023'],
      3,
      '--from-arch',
    ],
    [
      ['fn.zip', '--from', 'provided.al2', '--runtime', 'go1.y'],
      3,
      'no Lambda runtime that is known',
    ],
    [['gone', '--from', 'provided.al2', '--arch', 'arm64'], 4, 'gone: No such'],
  ])('answers %j with exit code %d', async (argv, expected, sentence) => {
    const { code, stdout, stderr } = await ask(...argv);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
