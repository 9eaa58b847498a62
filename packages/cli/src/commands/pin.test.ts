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
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from '../testing/runProgram';
import { temporaryFolder } from '../testing/temporaryFolder';

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;
const a = digestOf('a');
const b = digestOf('b');

const files = {
  'orders/Dockerfile':
    '# the tag moved in April\r\nFROM arm64v8/amazonlinux:latest AS build\r\nFROM public.ecr.aws/lambda/provided:al2023\r\nCOPY --from=build /a /a',
  'billing/Dockerfile':
    'ARG BASE=python:3.13\nFROM ${BASE} AS one\nFROM $TAG\n',
  'with blank/Dockerfile': 'FROM python:3.13\n',
  'latin/Dockerfile': Buffer.from('# caf\xe9\nFROM python:3.13\n', 'latin1'),
};

function git(cwd: string, args: string[], input?: Uint8Array): string {
  return execFileSync('git', args, {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: cwd },
  });
}

describe('pin', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const read = (name: string) =>
    readFileSync(join(folder.path, name), 'latin1');
  const pin = (...argv: string[]) =>
    runProgram(['pin', ...argv], { cwd: folder.path });

  beforeEach(() => {
    folder = temporaryFolder(files);
    git(folder.path, ['init', '--quiet']);
  });
  afterEach(() => folder.remove());

  it('prints one patch that git applies, and changes nothing but the references', async () => {
    const { code, bytes, stderr } = await pin(
      '.',
      ...['--digest', `docker.io/library/python:3.13=${a}`],
      ...['--digest', `arm64v8/amazonlinux=${b}`],
    );
    expect(code).toBe(0);
    expect(read('orders/Dockerfile')).toBe(files['orders/Dockerfile']);

    git(folder.path, ['apply', '--check'], bytes);
    git(folder.path, ['apply'], bytes);
    expect(read('orders/Dockerfile')).toBe(
      files['orders/Dockerfile'].replace(':latest', `:latest@${b}`),
    );
    expect(read('billing/Dockerfile')).toBe(
      files['billing/Dockerfile'].replace('3.13', `3.13@${a}`),
    );
    expect(read('with blank/Dockerfile')).toBe(`FROM python:3.13@${a}\n`);
    expect(read('latin/Dockerfile')).toBe(`# caf\xe9\nFROM python:3.13@${a}\n`);
    expect(stderr).toMatch(/^error: billing\/Dockerfile:3: .* blank/);
    expect(stderr.slice(stderr.indexOf('\n') + 1))
      .toBe(`pinned  billing/Dockerfile:2:6     python:3.13                            sha256:aaaaaaaaaaaa… as given, in the ARG at line 1
pinned  latin/Dockerfile:2:6       python:3.13                            sha256:aaaaaaaaaaaa… as given
pinned  orders/Dockerfile:2:6      arm64v8/amazonlinux:latest             sha256:bbbbbbbbbbbb… as given
pinned  with blank/Dockerfile:1:6  python:3.13                            sha256:aaaaaaaaaaaa… as given
left    billing/Dockerfile:3:6     $TAG                                   The builder does not accept the reference.
left    orders/Dockerfile:3:6      public.ecr.aws/lambda/provided:al2023  No digest was given.
4 references to pin in 4 files, 2 left
`);
  });

  it('prints a patch that git applies from a sub-folder too', async () => {
    const cwd = join(folder.path, 'orders');
    const { bytes } = await runProgram(
      ['pin', 'Dockerfile', '--digest', `arm64v8/amazonlinux=${b}`],
      { cwd },
    );
    git(cwd, ['apply'], bytes);
    expect(read('orders/Dockerfile')).toContain(`:latest@${b} AS`);
  });

  it('edits the files with --write, keeps their mode, and finds nothing to do the second time', async () => {
    const file = join(folder.path, 'orders/Dockerfile');
    chmodSync(file, 0o640);
    const argv = ['orders', '--write', '--digest', `arm64v8/amazonlinux=${b}`];

    const first = await pin(...argv);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toContain('1 reference pinned in 1 file, 1 left');
    const content = files['orders/Dockerfile'].replace(
      ':latest',
      `:latest@${b}`,
    );
    expect(read('orders/Dockerfile')).toBe(content);
    expect(statSync(file).mode % 0o1000).toBe(0o640);

    const second = await pin(...argv);
    expect(second).toMatchObject({ code: 0, stdout: '' });
    expect(second.stderr).toContain('0 references pinned in 0 files, 2 left');
    expect(read('orders/Dockerfile')).toBe(content);
  });

  it('prints what it pinned and what it left as JSON', async () => {
    const { code, stdout, stderr } = await pin(
      'billing',
      'gone',
      ...['--digest', `python:3.13=${a}`],
      ...['--format', 'json'],
    );
    expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
    const document = JSON.parse(stdout);
    expect(document).toEqual({
      pinned: [
        {
          file: 'billing/Dockerfile',
          startLine: 2,
          endLine: 2,
          origin: 'dockerfile-from',
          raw: '${BASE}',
          resolved: 'python:3.13',
          digest: a,
          via: 'arg-default',
          digestSource: 'option',
        },
      ],
      left: [
        {
          file: 'billing/Dockerfile',
          startLine: 3,
          endLine: 3,
          origin: 'dockerfile-from',
          raw: '$TAG',
          resolved: '',
          pinClass: 'unresolved',
          reason: 'not-pinnable',
          message: expect.any(String),
        },
      ],
      errors: [
        {
          file: 'billing/Dockerfile',
          line: 3,
          message: expect.stringContaining('should not be blank'),
        },
        { file: 'gone', line: 1, message: 'No such file or folder.' },
      ],
      patch: expect.stringContaining(`+ARG BASE=python:3.13@${a}`),
    });
    expect(Object.keys(document)).toEqual([
      'pinned',
      'left',
      'errors',
      'patch',
    ]);
    git(folder.path, ['apply', '--check'], Buffer.from(document.patch));
  });

  it('writes nothing at all when a digest belongs to no reference', async () => {
    const { code, stdout, stderr } = await pin(
      'orders',
      '--write',
      ...['--digest', `arm64v8/amazonlinux=${a}`],
      ...['--digest', `python:3.12=${b}`],
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe(
      'error: --digest python:3.12: no reference in these files is this one. They have: arm64v8/amazonlinux:latest, public.ecr.aws/lambda/provided:al2023\n',
    );
    expect(read('orders/Dockerfile')).toBe(files['orders/Dockerfile']);
  });

  it('does not replace a digest by another one, and says so with exit code 1', async () => {
    const pinned = await runProgram(
      ['pin', '-', '--file-name', 'x/Dockerfile', '--digest', `python=${b}`],
      { cwd: folder.path, stdin: `FROM python@${a}\n` },
    );
    expect(pinned).toMatchObject({ code: 1, stdout: '' });
    expect(pinned.stderr).toContain(`It has the digest ${a} already.`);
  });

  it.each(['a "b" \\c', 'é 画像', 'tab\tand\nline', '--- a'])(
    'prints a patch that git applies to a folder called %j',
    async name => {
      const cwd = join(folder.path, 'sub');
      const file = join(cwd, name, 'Dockerfile');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, 'FROM python\n');
      const { bytes, code } = await runProgram(
        ['pin', '.', '--digest', `python=${a}`],
        { cwd },
      );
      expect(code).toBe(0);
      git(cwd, ['apply'], bytes);
      expect(readFileSync(file, 'utf8')).toBe(`FROM python@${a}\n`);
    },
  );

  it('names files below the current folder only', async () => {
    const cwd = join(folder.path, 'billing');
    const argv = ['../orders', '--digest', `arm64v8/amazonlinux=${b}`];
    const refused = await runProgram(['pin', ...argv], { cwd });
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain(
      '../orders/Dockerfile is outside of the current folder',
    );

    const written = await runProgram(['pin', ...argv, '--write'], { cwd });
    expect(written.code).toBe(0);
    expect(read('orders/Dockerfile')).toContain(`:latest@${b}`);
  });

  it('shows a patch on a terminal coloured and without anything that it would obey', async () => {
    const { stdout } = await runProgram(
      ['pin', '-', '--file-name', 'Dockerfile', '--digest', `python=${a}`],
      {
        cwd: folder.path,
        terminal: 100,
        stdin: '# \x1b[2J\x9b\u202e\nFROM python\n',
      },
    );
    expect(stdout).toContain(`\x1b[32m+FROM python@${a}\x1b[39m`);
    expect(stdout).toContain('# \\x1b[2J\\x9b\\u202e');
  });
});
