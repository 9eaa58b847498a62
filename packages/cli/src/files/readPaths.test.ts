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

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporaryFolder';
import { readPaths, ReadPathsOptions } from './readPaths';

async function* stream(...chunks: Uint8Array[]) {
  yield* chunks;
}

async function outcomesOf(
  paths: string[],
  cwd: string,
  options: Partial<ReadPathsOptions> = {},
): Promise<string[]> {
  const lines: string[] = [];
  for await (const outcome of readPaths(paths, {
    cwd,
    stdin: stream(),
    ...options,
  })) {
    if (outcome.type === 'file') {
      lines.push(`read ${outcome.file.path}`);
    } else if (outcome.type === 'unread') {
      const { path, line, message, skipped } = outcome.unread;
      const place = line === null ? path : `${path}:${line}`;
      lines.push(`${skipped ? 'skip' : 'fail'} ${place} ${message}`);
    } else {
      lines.push(`nothing ${outcome.folder}`);
    }
  }
  return lines;
}

describe('readPaths', () => {
  const folder = temporaryFolder({
    Dockerfile: 'FROM scratch\n',
    'README.md': '# no\n',
    'Dockerfile.dockerignore': '*\n',
    'b/Containerfile': 'FROM scratch\n',
    'a/deep/x.Dockerfile': 'FROM scratch\n',
    'a/Dockerfile.z': 'FROM scratch\n',
    'a/Dockerfile.b': 'FROM scratch\n',
    'node_modules/x/Dockerfile': 'FROM scratch\n',
    'vendor/x/Dockerfile': 'FROM scratch\n',
    '.git/Dockerfile': 'FROM scratch\n',
    'cdk.out/asset.1/Dockerfile': 'FROM scratch\n',
    'empty/keep.txt': '',
  });
  afterAll(folder.remove);

  it('searches folders in order, files before sub-folders, and skips what tools made', async () => {
    await expect(outcomesOf(['.'], folder.path)).resolves.toEqual([
      'read Dockerfile',
      'read a/Dockerfile.b',
      'read a/Dockerfile.z',
      'read a/deep/x.Dockerfile',
      'read b/Containerfile',
    ]);
  });

  it('names files as they were typed, each once, and reads what is named whatever its name', async () => {
    await expect(
      outcomesOf(
        ['./a/Dockerfile.z', 'README.md', 'a/', 'vendor', 'a/../Dockerfile'],
        folder.path,
      ),
    ).resolves.toEqual([
      'read ./a/Dockerfile.z',
      'read README.md',
      'read a/Dockerfile.b',
      'read a/deep/x.Dockerfile',
      'read vendor/x/Dockerfile',
      'read a/../Dockerfile',
    ]);
  });

  it('says what is missing or empty and goes on', async () => {
    await expect(
      outcomesOf(['gone', 'Dockerfile/x', 'empty', 'Dockerfile'], folder.path),
    ).resolves.toEqual([
      'fail gone No such file or folder.',
      'fail Dockerfile/x A part of this path is not a folder.',
      'nothing empty',
      'read Dockerfile',
    ]);
  });

  it('reads standard input once, under the name it is given', async () => {
    const options = {
      stdin: stream(Buffer.from('FROM scr'), Buffer.from('atch\n')),
      stdinName: 'build/Dockerfile',
    };
    const files = [];
    for await (const outcome of readPaths(['-', '-'], {
      cwd: folder.path,
      ...options,
    })) {
      files.push(outcome);
    }
    expect(files).toEqual([
      {
        type: 'file',
        file: {
          path: 'build/Dockerfile',
          location: null,
          content: 'FROM scratch\n',
          encoding: 'utf8',
        },
      },
    ]);
  });

  it('stops at its bounds and says which', async () => {
    await expect(
      outcomesOf(['a', '.'], folder.path, { limits: { files: 2 } }),
    ).resolves.toEqual([
      'read a/Dockerfile.b',
      'read a/Dockerfile.z',
      'fail a/deep/x.Dockerfile At most 2 files are read in one call; this one and those after it were not. Name fewer folders.',
    ]);
    await expect(
      outcomesOf(['a'], folder.path, { limits: { depth: 0 } }),
    ).resolves.toEqual([
      'read a/Dockerfile.b',
      'read a/Dockerfile.z',
      'fail a Folders more than 0 levels down are not searched. Name this folder to search it.',
    ]);
    await expect(
      outcomesOf(['a'], folder.path, { limits: { entries: 3 } }),
    ).resolves.toEqual([
      'read a/Dockerfile.b',
      'read a/Dockerfile.z',
      'fail a/deep The search stopped here, after 3 entries. Name fewer folders.',
    ]);
  });
});

describe('readPaths on hostile files', () => {
  const outside = temporaryFolder({ secret: 'FROM private:1\n' });
  const folder = temporaryFolder({
    'binary/Dockerfile': Buffer.from([70, 10, 10, 0, 1]),
    'large/Dockerfile': Buffer.alloc(5_000_000, 'a'),
    'full/Dockerfile': Buffer.alloc(1024 * 1024, '#'),
    'latin/Dockerfile': Buffer.from('# caf\xe9\nFROM scratch\n', 'latin1'),
    'links/Dockerfile': 'FROM scratch\n',
    'elsewhere/build': 'FROM scratch\n',
  });
  beforeAll(() => {
    const at = (name: string) => join(folder.path, name);
    symlinkSync(join(outside.path, 'secret'), at('links/Dockerfile.out'));
    symlinkSync('Dockerfile', at('links/Dockerfile.same'));
    symlinkSync('nowhere', at('links/Dockerfile.broken'));
    symlinkSync('..', at('links/loop'));
    mkdirSync(at('links/Dockerfile.d'));
    writeFileSync(at('links/Dockerfile.d/Dockerfile'), 'FROM scratch\n');
  });
  afterAll(() => {
    folder.remove();
    outside.remove();
  });

  it('refuses binary data and files that are too large, as a whole', async () => {
    await expect(
      outcomesOf(['binary', 'large', 'full'], folder.path),
    ).resolves.toEqual([
      'fail binary/Dockerfile:3 This line contains a NUL byte: the file is binary or UTF-16, not a Dockerfile in UTF-8.',
      'fail large/Dockerfile The file has 5,000,000 bytes; files of up to 1,048,576 bytes are read.',
      'read full/Dockerfile',
    ]);
    await expect(
      outcomesOf(['-', '/dev/zero'], folder.path, {
        stdin: stream(Buffer.alloc(1024 * 1024), Buffer.from('a')),
      }),
    ).resolves.toEqual([
      'fail - The file has more than 1,048,576 bytes; files of up to 1,048,576 bytes are read.',
      'fail /dev/zero The file has more than 1,048,576 bytes; files of up to 1,048,576 bytes are read.',
    ]);
  });

  it('follows no symbolic link in a search, and says so where its target is missed', async () => {
    const message =
      'This is a symbolic link, and a search does not follow links. Name it to read what it leads to.';
    await expect(outcomesOf(['links'], folder.path)).resolves.toEqual([
      'read links/Dockerfile',
      `skip links/Dockerfile.broken ${message}`,
      `skip links/Dockerfile.out ${message}`,
      'read links/Dockerfile.d/Dockerfile',
    ]);
    await expect(
      outcomesOf(['links/Dockerfile.out'], folder.path),
    ).resolves.toEqual(['read links/Dockerfile.out']);
  });

  it('reads bytes that are not UTF-8 so that every byte can be written back', async () => {
    for await (const outcome of readPaths(['latin'], {
      cwd: folder.path,
      stdin: stream(),
    })) {
      expect(outcome).toMatchObject({
        file: { encoding: 'latin1', content: '# café\nFROM scratch\n' },
      });
    }
  });
});
