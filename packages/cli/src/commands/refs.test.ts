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

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../testing/runProgram';
import { temporaryFolder } from '../testing/temporaryFolder';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

const dockerfile = `# syntax=docker/dockerfile:1
ARG PYTHON=3.13
FROM arm64v8/amazonlinux:latest AS build
FROM alpine AS lint
FROM public.ecr.aws/lambda/python:\${PYTHON} AS base
FROM base
COPY --from=build /out /opt
COPY --from=ghcr.io/astral-sh/uv:0.9.5@${digest} /uv /bin/
`;

describe('refs', () => {
  const folder = temporaryFolder({
    'orders/Dockerfile': dockerfile,
    'billing/Dockerfile': 'ARG SUFFIX\nFROM alpine:3$SUFFIX\n',
    'stopped/Dockerfile': 'FROM python:$TAG\n',
    'broken/Dockerfile': 'FROM scratch\nRUN <<EOF\nno end\n',
    'none/readme.txt': 'nothing here\n',
  });
  const cwd = folder.path;
  afterAll(folder.remove);

  const refs = (...argv: string[]) => runProgram(['refs', ...argv], { cwd });
  const resolvedOf = async (...argv: string[]) => {
    const { stdout } = await refs(...argv, '--format', 'json');
    const { references } = JSON.parse(stdout) as {
      references: { resolved: string; reachable: boolean }[];
    };
    return references;
  };

  it('prints the documented JSON: these keys, in this order, all kinds', async () => {
    const { code, stdout, stderr } = await refs(
      'orders',
      './billing/Dockerfile',
      '--format',
      'json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const reference = (
      origin: string,
      kind: string,
      raw: string,
      resolved: string,
      normalized: [string, string, string | null, string | null] | null,
      pinClass: string,
      line: number,
      stage: [number, string | null] | null,
      rest: { file?: string; reachable?: boolean; unresolved?: string[] } = {},
    ) => ({
      origin,
      kind,
      raw,
      resolved,
      normalized: normalized && {
        registry: normalized[0],
        repository: normalized[1],
        tag: normalized[2],
        digest: normalized[3],
      },
      pinClass,
      file: rest.file ?? 'orders/Dockerfile',
      startLine: line,
      endLine: line,
      stage: stage && { index: stage[0], name: stage[1] },
      reachable: rest.reachable ?? true,
      unresolvedVariables: rest.unresolved ?? [],
    });
    const expected = {
      references: [
        reference(
          'dockerfile-syntax',
          'image',
          'docker/dockerfile:1',
          'docker/dockerfile:1',
          ['docker.io', 'docker/dockerfile', '1', null],
          'partial',
          1,
          null,
        ),
        reference(
          'dockerfile-from',
          'image',
          'arm64v8/amazonlinux:latest',
          'arm64v8/amazonlinux:latest',
          ['docker.io', 'arm64v8/amazonlinux', 'latest', null],
          'floating',
          3,
          [0, 'build'],
        ),
        reference(
          'dockerfile-from',
          'image',
          'alpine',
          'alpine',
          ['docker.io', 'library/alpine', 'latest', null],
          'floating',
          4,
          [1, 'lint'],
          { reachable: false },
        ),
        reference(
          'dockerfile-from',
          'image',
          'public.ecr.aws/lambda/python:${PYTHON}',
          'public.ecr.aws/lambda/python:3.13',
          ['public.ecr.aws', 'lambda/python', '3.13', null],
          'partial',
          5,
          [2, 'base'],
        ),
        reference(
          'dockerfile-from',
          'stage',
          'base',
          'base',
          null,
          'stage',
          6,
          [3, null],
        ),
        reference(
          'dockerfile-copy-from',
          'stage',
          'build',
          'build',
          null,
          'stage',
          7,
          [3, null],
        ),
        reference(
          'dockerfile-copy-from',
          'image',
          `ghcr.io/astral-sh/uv:0.9.5@${digest}`,
          `ghcr.io/astral-sh/uv:0.9.5@${digest}`,
          ['ghcr.io', 'astral-sh/uv', '0.9.5', digest],
          'digest',
          8,
          [3, null],
        ),
        reference(
          'dockerfile-from',
          'image',
          'alpine:3$SUFFIX',
          'alpine:3',
          ['docker.io', 'library/alpine', '3', null],
          'unresolved',
          2,
          [0, null],
          { file: './billing/Dockerfile', unresolved: ['SUFFIX'] },
        ),
      ],
      errors: [],
    };
    // As text, because the order of the keys is part of the contract.
    expect(stdout).toBe(`${JSON.stringify(expected, null, 2)}\n`);
  });

  it('prints blocks for people: places, carets, steps, counts', async () => {
    const { code, stdout, stderr } = await refs('billing', 'orders');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`billing/Dockerfile
  ? unresolved  alpine:3  2:6  runtime · stage 0
     2 │ FROM alpine:3$SUFFIX
       │              ^^^^^^^ SUFFIX has no value
       = without a value the builder uses alpine:3

orders/Dockerfile · 4 stages, builds stage 3
  ◔ partial     docker/dockerfile:1                              1:10  frontend
     1 │ # syntax=docker/dockerfile:1
       │                            ^ moves with each release it covers

  ○ floating    arm64v8/amazonlinux:latest                       3:6   builder · stage build
     3 │ FROM arm64v8/amazonlinux:latest AS build
       │                          ^^^^^^ moves with every release

  ○ floating    alpine                                           4:6   test · stage lint · not needed by the target
     4 │ FROM alpine AS lint
       │            ^ no tag: the builder takes latest, which moves with every release

  ◔ partial     public.ecr.aws/lambda/python:3.13                5:6   runtime · stage base
     2 │ ARG PYTHON=3.13
       │            ^^^^ PYTHON gets its value here
     5 │ FROM public.ecr.aws/lambda/python:\${PYTHON} AS base
       │                                   ^^^^^^^^^ moves with each release it covers

  · stage       base                                             6:6   stage 3
  · stage       build                                            7:13  stage 3
  ● digest      ghcr.io/astral-sh/uv:0.9.5@sha256:0123456789ab…  8:13  tool · stage 3

6 references in 2 files: 1 digest, 2 partial, 2 floating, 1 unresolved · 5 can change without a commit
`);
  });

  it('takes build arguments, from the environment too, target and platform', async () => {
    const argument = (value: string) => ['--build-arg', value];
    await expect(
      resolvedOf('billing', ...argument('SUFFIX=.1'), ...argument('SUFFIX=.2')),
    ).resolves.toMatchObject([{ resolved: 'alpine:3.2' }]);
    await expect(
      resolvedOf('billing', ...argument('SUFFIX')),
    ).resolves.toMatchObject([{ resolved: 'alpine:3' }]);
    const fromEnvironment = await runProgram(
      ['refs', 'billing', ...argument('SUFFIX'), '--format', 'json'],
      { cwd, env: { SUFFIX: '.3' } },
    );
    expect(fromEnvironment.stdout).toContain('"resolved": "alpine:3.3"');

    const lint = await resolvedOf('orders', '--target', 'lint');
    expect(
      lint.filter(({ reachable }) => reachable).map(r => r.resolved),
    ).toEqual(['docker/dockerfile:1', 'alpine']);

    const perPlatform = await runProgram(
      ['refs', '-', '--platform', 'linux/arm64', '--format', 'json'],
      { cwd, stdin: 'FROM img-${TARGETARCH}:1\n' },
    );
    expect(perPlatform.stdout).toContain('"resolved": "img-arm64:1"');

    await expect(
      resolvedOf(
        'billing',
        ...argument('SUFFIX=.2'),
        '--build-context',
        `alpine:3.2=docker-image://alpine@${digest}`,
      ),
    ).resolves.toMatchObject([{ pinClass: 'digest' }]);
  });

  it('reads standard input under the name that it is given', async () => {
    const { stdout } = await runProgram(
      ['refs', '-', '--file-name', 'ci/Containerfile', '--format', 'json'],
      {
        cwd,
        stdin: 'ARG T=1\nFROM scratch\nARG T\nCOPY --from=nginx:$T / /\n',
      },
    );
    // Only Buildah, whose file name this is, expands the variable.
    expect(stdout).toContain('"file": "ci/Containerfile"');
    expect(stdout).toContain('"resolved": "nginx:1"');
  });

  it('says once why the builder stops at a reference', async () => {
    const { code, stdout } = await refs('stopped');
    expect(code).toBe(0);
    expect(stdout).toBe(`stopped/Dockerfile
  ? unresolved  python:$TAG  1:6  runtime · stage 0
     1 │ FROM python:$TAG
       │             ^^^^ TAG has no value
       = the builder stops here: failed to parse stage name "python:": invalid reference format

1 reference in 1 file: 1 unresolved · 1 can change without a commit · 1 error
`);
  });

  it('reports what a builder refuses, with exit code 0', async () => {
    const { code, stdout } = await refs('broken', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).errors).toEqual([
      {
        file: 'broken/Dockerfile',
        line: expect.any(Number),
        message: expect.stringMatching(/heredoc/i),
      },
    ]);
    const text = await refs('broken');
    expect(text.stdout).toMatch(/✗ error {2}line \d {2}.*heredoc/i);
    expect(text.stdout).toContain('1 error');
  });

  it('prints everything else when something cannot be read, with exit code 4', async () => {
    const json = await refs('gone', 'billing', '--format', 'json');
    expect(json).toMatchObject({ code: 4, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({
      references: [{ raw: 'alpine:3$SUFFIX' }],
      errors: [{ file: 'gone', line: 1, message: 'No such file or folder.' }],
    });

    const text = await refs('gone', 'billing');
    expect(text.code).toBe(4);
    expect(text.stderr).toBe('error: gone: No such file or folder.\n');
    expect(text.stdout).toContain('1 reference in 1 file: 1 unresolved');
  });

  it('says where a search found nothing', async () => {
    const { code, stdout, stderr } = await refs('none');
    expect(code).toBe(0);
    expect(stderr).toBe(
      'note: none: no Dockerfile or Containerfile in this folder\n',
    );
    expect(stdout).toBe('0 references in 0 files\n');
  });
});

// Root may read everything, so the rights of somebody else are taken meanwhile.
const NOBODY = 65534;

async function asUser<T>(action: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) {
    return action();
  }
  process.seteuid!(NOBODY);
  try {
    return await action();
  } finally {
    process.seteuid!(0);
  }
}

describe('refs by a user', () => {
  it('says what it may not read', async () => {
    const locked = temporaryFolder({ 'a/Dockerfile': 'FROM scratch\n' });
    chmodSync(locked.path, 0o755);
    chmodSync(join(locked.path, 'a'), 0o755);
    chmodSync(join(locked.path, 'a/Dockerfile'), 0);
    const { code, stderr } = await asUser(() =>
      runProgram(['refs', '.'], { cwd: locked.path }),
    );
    expect(code).toBe(4);
    expect(stderr).toBe('error: a/Dockerfile: Permission denied.\n');
    locked.remove();
  });
});
