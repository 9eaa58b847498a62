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
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../testing/runProgram';
import { startRegistry } from '../testing/startRegistry';
import { temporaryFolder } from '../testing/temporaryFolder';

const given = `sha256:${'a'.repeat(64)}`;

describe('pin, asking registries', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.close());
  beforeEach(() => {
    registry.calls.length = 0;
  });
  afterEach(() => folder.remove());

  const pin = async (
    files: Record<string, string>,
    argv: string[] = [],
    access = ['--insecure-registry', registry.host],
  ) => {
    folder = temporaryFolder(files);
    return runProgram(['pin', '.', ...access, ...argv], { cwd: folder.path });
  };
  const asked = () => registry.calls.map(({ method, path }) => [method, path]);

  it('writes the digest of the tag, after one HEAD for each tag, into one patch that git applies', async () => {
    const { host, digestOf } = registry;
    const files = {
      'a/Dockerfile': `FROM --platform=linux/arm64 ${host}/app:1 AS build\nFROM ${host}/app:2\nCOPY --from=build /a /a\n`,
      'b/Dockerfile': `ARG BASE=${host}/app:1\nFROM \${BASE}\n`,
    };
    const { code, bytes, stderr } = await pin(files);
    expect(code).toBe(0);
    expect(asked().sort()).toEqual([
      ['HEAD', 'app/manifests/1'],
      ['HEAD', 'app/manifests/2'],
    ]);
    const [one, two] = [digestOf('1'), digestOf('2')];
    execFileSync('git', ['apply'], { cwd: folder.path, input: bytes });
    const read = (name: string) =>
      readFileSync(join(folder.path, name), 'utf8');
    expect(read('a/Dockerfile')).toBe(
      files['a/Dockerfile']
        .replace('app:1', `app:1@${one}`)
        .replace('app:2', `app:2@${two}`),
    );
    expect(read('b/Dockerfile')).toBe(
      files['b/Dockerfile'].replace('app:1', `app:1@${one}`),
    );
    const short = (digest: string) => `${digest.slice(0, 19)}…`;
    expect(stderr.split('\n')).toEqual([
      `pinned  a/Dockerfile:1:29  ${host}/app:1  ${short(one)} from ${host}`,
      `pinned  a/Dockerfile:2:6   ${host}/app:2  ${short(two)} from ${host}`,
      `pinned  b/Dockerfile:2:6   ${host}/app:1  ${short(
        one,
      )} from ${host}, in the ARG at line 1`,
      '3 references to pin in 2 files, 0 left',
      '',
    ]);
  });

  it('asks for nothing that is pinned, cannot be pinned, or is given', async () => {
    const { host, digestOf } = registry;
    const Dockerfile = `FROM ${host}/app:1@${digestOf(
      '2',
    )} AS one\nFROM ${host}/\${NAME} AS two\nFROM ${host}/app:2\nFROM scratch\nFROM one\n`;
    const { code, stdout, stderr } = await pin({ Dockerfile }, [
      ...['--online', '--digest', `${host}/app:2=${given}`],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(`+FROM ${host}/app:2@${given}`);
    expect(stderr).toMatch(/pinned .*sha256:aaaaaaaaaaaa… as given\n/);
    expect(asked()).toEqual([]);
  });

  it('asks for the others only with --online where digests are given', async () => {
    const { host, digestOf } = registry;
    const Dockerfile = `FROM ${host}/app:1\nFROM ${host}/app:2\n`;
    const argv = ['--digest', `${host}/app:2=${given}`, '--format', 'json'];
    const without = JSON.parse((await pin({ Dockerfile }, argv)).stdout);
    expect(without.left).toMatchObject([{ reason: 'no-digest-given' }]);
    expect(asked()).toEqual([]);

    const run = await pin({ Dockerfile }, [...argv, '--online']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      pinned: [
        { digest: digestOf('1'), digestSource: 'registry', via: 'literal' },
        { digest: given, digestSource: 'option', via: 'literal' },
      ],
      left: [],
    });
    expect(asked()).toEqual([['HEAD', 'app/manifests/1']]);
  });

  it('asks nobody with --offline', async () => {
    const Dockerfile = `FROM ${registry.host}/app:1\n`;
    const { code, stdout, stderr } = await pin({ Dockerfile }, ['--offline']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('No digest was given.');
    expect(asked()).toEqual([]);

    const both = await pin({ Dockerfile }, ['--offline', '--online']);
    expect(both.code).toBe(3);
  });

  it.each([
    ['app:gone', 1, 'tag-not-found'],
    ['broken/app:1', 4, 'not-asked'],
    ['busy/app:1', 4, 'not-asked'],
    ['private/app:1', 4, 'not-asked'],
  ])(
    'leaves %s with exit code %d, and pins the others',
    async (name, code, reason) => {
      const { host, digestOf } = registry;
      const other = await startRegistry();
      try {
        const Dockerfile = `FROM ${other.host}/${name}\nFROM ${host}/app:1\n`;
        const run = await pin({ Dockerfile }, [
          ...['--format', 'json', '--insecure-registry', other.host],
        ]);
        const document = JSON.parse(run.stdout);
        expect(document.left).toMatchObject([{ reason }]);
        expect(document.left[0].message).toContain(other.host);
        expect(document.pinned).toMatchObject([{ digest: digestOf('1') }]);
        const pinned = `+FROM ${host}/app:1@${digestOf('1')}`;
        expect(document.patch).toContain(pinned);
        expect(run.code).toBe(code);
      } finally {
        await other.close();
      }
    },
  );

  it('asks no private address that a Dockerfile names, and says how to allow it', async () => {
    const { host } = registry;
    const Dockerfile = `FROM ${host}/app:1\n`;
    const { code, stdout, stderr } = await pin({ Dockerfile }, [], []);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain(`--allow-private ${host}`);
    expect(asked()).toEqual([]);
  });

  it('asks for 500 tags and names the rest', async () => {
    const { host } = registry;
    const Dockerfile = Array.from(
      { length: 502 },
      (_, i) => `FROM ${host}/busy/app:${i}\n`,
    ).join('');
    const { code, stderr } = await pin({ Dockerfile });
    expect(code).toBe(4);
    expect(stderr.match(/At most 500 tags are asked for/g)).toHaveLength(2);
    expect(registry.calls.length).toBeLessThanOrEqual(4);
  });
});
