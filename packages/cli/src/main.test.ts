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

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { version } from '../package.json';
import { startRegistry } from './testing/startRegistry';
import { temporaryFolder } from './testing/temporaryFolder';
import { incident, tinyElf } from './testing/tinyElf';

const program = resolve(__dirname, '../bin/lambda-compat');

const folder = temporaryFolder({
  Dockerfile: 'FROM arm64v8/amazonlinux:latest\n',
  bootstrap: incident(),
  static: tinyElf({ machine: 'aarch64' }),
});
afterAll(folder.remove);

function shell(command: string) {
  return spawnSync('sh', ['-c', command], {
    cwd: folder.path,
    encoding: 'utf8',
    timeout: 30_000,
    env: { PATH: process.env.PATH, P: program, NODE: process.execPath },
  });
}

describe('the program', () => {
  it('runs as a process: streams, working folder, exit code', () => {
    expect(shell('"$NODE" "$P" --version')).toMatchObject({
      status: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
    const refs = shell('"$NODE" "$P" refs - gone --format json < Dockerfile');
    expect(refs).toMatchObject({ status: 4, stderr: '' });
    expect(JSON.parse(refs.stdout)).toMatchObject({
      references: [{ file: '-', raw: 'arm64v8/amazonlinux:latest' }],
      errors: [{ file: 'gone' }],
    });
  });

  it.each([
    ['static --as-of today', 0, '', /Compatible/],
    ['bootstrap --as-of 2025-03-15', 1, '', /GLIBCXX_3\.4\.30/],
    ['bootstrap', 2, '', /not known/],
    ['bootstrap --as-of tomorrow', 3, 'error: option', /^$/],
    ['gone', 4, 'error: gone: No such file or folder.\n', /^$/],
  ])('gives check %s the exit code %d', (argv, status, stderr, stdout) => {
    const target = '--runtime provided.al2023 --arch arm64';
    const result = shell(`"$NODE" "$P" check ${argv} ${target}`);
    expect(result.status).toBe(status);
    expect(result.stderr.slice(0, stderr.length || undefined)).toBe(stderr);
    expect(result.stdout).toMatch(stdout);
  });

  it('ends as soon as a registry has answered', async () => {
    const registry = await startRegistry();
    try {
      const { host, digestOf } = registry;
      const argv = [`${host}/app:1`, '--insecure-registry', host];
      const child = spawn(process.execPath, [program, 'digest', ...argv], {
        env: { PATH: process.env.PATH },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      const stdout = await text(child.stdout);
      const said = Date.now();
      const [code] = await ended;
      expect(stdout).toContain(`${host}/app:1@${digestOf('1')}`);
      expect(code).toBe(0);
      expect(Date.now() - said).toBeLessThan(2_000);
    } finally {
      await registry.close();
    }
  });

  it('ends quietly when nobody reads on', () => {
    // The reader is gone long before anything is written.
    const { stderr } = shell('{ "$NODE" "$P" refs .; echo $? >&2; } | true');
    expect(stderr).toBe('0\n');
  });
});

// Linux has a device that is always full; elsewhere a full disk is not tried.
const withFullDevice = existsSync('/dev/full') ? describe : describe.skip;

withFullDevice(
  'the program with no room left (skipped without /dev/full)',
  () => {
    it('says that its output could not be written', () => {
      expect(shell('"$NODE" "$P" refs . > /dev/full')).toMatchObject({
        status: 4,
        stderr: 'error: the output could not be written (ENOSPC)\n',
      });
    });
  },
);
