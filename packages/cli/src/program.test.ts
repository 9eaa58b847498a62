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

import { version } from '../package.json';
import { runProgram } from './testing/runProgram';
import { temporaryFolder } from './testing/temporaryFolder';

const digest = `sha256:${'1'.repeat(64)}`;

describe('run', () => {
  const folder = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
  const cwd = folder.path;
  afterAll(folder.remove);

  it('prints its help and version on standard output', async () => {
    const help = await runProgram(['--help'], { cwd });
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('refs [options] <path...>');
    expect(help.stdout).toContain('pin [options] <path...>');
    expect(help.stdout).toContain('digest [options] <ref...>');
    expect(help.stdout).toContain('scan [options] <path>');
    expect(help.stdout).toContain('check [options] <path>');
    expect(help.stdout).toContain('what-if [options] <path>');
    expect(help.stdout).toContain('runtimes [options] [id]');
    expect(help.stdout).toContain('upload [options] <path>');
    expect(help.stdout).toContain('Exit codes: 0 done');
    expect(help.stdout).not.toContain('\x1b');

    const refs = await runProgram(['refs', '--help'], { cwd });
    expect(refs).toMatchObject({ code: 0, stderr: '' });
    expect(refs.stdout).toContain('--build-arg <name[=value]>');

    await expect(runProgram(['--version'], { cwd })).resolves.toMatchObject({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  it('colours what goes to a terminal', async () => {
    const { stdout } = await runProgram(['--help'], { cwd, terminal: 80 });
    expect(stdout).toContain('\x1b[');
    const plain = await runProgram(['--help'], {
      cwd,
      terminal: 80,
      env: { NO_COLOR: '1' },
    });
    expect(plain.stdout).not.toContain('\x1b');
  });

  it.each([
    [[], 'Usage: lambda-compat'],
    [['ref', '.'], "unknown command 'ref'\n(Did you mean refs?)"],
    [['--colour'], "unknown option '--colour'"],
    [['refs'], "missing required argument 'path'"],
    [['refs', ''], 'A path is empty.'],
    [['refs', '.', '--taget', 'a'], 'Did you mean --target?'],
    [['refs', '.', '--format', 'xml'], 'Allowed choices are text, json.'],
    [['refs', '.', '--dialect', 'kaniko'], 'choices are buildkit, buildah.'],
    [['refs', '.', '--build-arg', '=1'], 'Write NAME=VALUE.'],
    [['refs', '.', '--build-arg', '=1'], "option '--build-arg"],
    [['refs', '.', '--platform', 'arm64'], 'for example linux/arm64.'],
    [['refs', '.', '--build-context', 'alpine='], 'Write NAME=VALUE, for'],
    [['scan'], "missing required argument 'path'"],
    [['scan', '.', '--format', 'sarif'], 'Allowed choices are text, json.'],
    [['check', '.'], 'Say with --runtime and --arch'],
    [['check', '.', '--format', 'xml'], 'text, json, sarif, junit, github.'],
    [['check', '.', '--arch', 'arm'], 'Write x86_64 or arm64.'],
    [['check', '.', '--as-of', 'May'], 'Write a day such as 2025-03-15'],
    [['check', '.', '--package-type', 'oci'], 'choices are zip, image.'],
    [['check', '.', '--entity', 'orders'], '--entity needs --upload'],
    [['check', '.', '--upload', 'https://x'], 'Say with --entity'],
    [
      ['pin', '.', '--offline', '--online'],
      "option '--offline' cannot be used with option '--online'",
    ],
    [['pin', '.', '--insecure-registry', 'a/b'], 'Write the host as'],
    [['pin', '.', '--digest', 'python:3.12'], 'Write reference=digest'],
    [
      ['pin', '.', '--digest', `a=${digest}`, '--write', '--diff'],
      "option '--diff' cannot be used with option '--write'",
    ],
    [
      ['pin', '-', '--digest', `a=${digest}`, '--write'],
      '--write needs files; standard input is none.',
    ],
    [
      ['pin', '-', '--digest', `a=${digest}`],
      'say with --file-name what standard input is.',
    ],
  ])('answers %j with exit code 3 and a sentence', async (argv, sentence) => {
    const result = await runProgram(argv, { cwd });
    expect(result.stderr).toContain(sentence);
    expect(result).toMatchObject({ code: 3, stdout: '' });
  });
});
