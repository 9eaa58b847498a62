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

import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AllowedFolders } from './AllowedFolders';
import { FolderRepositorySource } from './FolderRepositorySource';
import type { RepositoryContent } from './RepositorySource';

describe('FolderRepositorySource', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lambda-compat-')));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function write(path: string, content: string | Buffer = 'FROM scratch\n') {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  const source = FolderRepositorySource.create({
    allowedFolders: AllowedFolders.create({ folders: [join(root, 'samples')] }),
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  });

  const read = (
    target: string,
    options: { paths?: string[]; etag?: string; viewUrl?: string } = {},
  ) =>
    source.read({
      location: { type: 'file', target: join(root, target) },
      paths: options.paths ?? null,
      etag: options.etag ?? null,
      viewUrl: options.viewUrl ?? null,
      signal: new AbortController().signal,
    });

  it('finds build files beside the catalog file, shallow ones first', async () => {
    write('samples/orders/catalog-info.yaml', 'kind: Component');
    write('samples/orders/Dockerfile', 'FROM a\n');
    write('samples/orders/Dockerfile.dev', 'FROM b\n');
    write('samples/orders/Dockerfile.dockerignore', '*');
    write('samples/orders/a/b/c/d/app.Dockerfile', 'FROM c\n');
    write('samples/orders/a/b/c/d/e/Dockerfile', 'FROM too-deep\n');
    write('samples/orders/build/Containerfile', 'FROM d\n');
    write('samples/orders/node_modules/x/Dockerfile');
    write('samples/orders/.git/Dockerfile');

    const result = await read('samples/orders/catalog-info.yaml', {
      viewUrl: 'https://me:secret@git.test/org/repo/catalog-info.yaml?token=x',
    });

    expect(result).toMatchObject({
      status: 'read',
      source: {
        type: 'file',
        target: 'samples/orders',
        url: 'https://git.test/org/repo/',
        revision: null,
      },
      found: 4,
      files: [
        { path: 'Dockerfile', status: 'read', content: 'FROM a\n' },
        { path: 'Dockerfile.dev', content: 'FROM b\n' },
        { path: 'build/Containerfile', content: 'FROM d\n' },
        { path: 'a/b/c/d/app.Dockerfile', content: 'FROM c\n' },
      ],
    });
    expect((result as RepositoryContent).getViewUrl('build/x', 7)).toBe(
      'https://git.test/org/repo/build/x#L7',
    );

    const { etag } = result as RepositoryContent;
    const again = await read('samples/orders', { etag: etag! });
    expect(again).toEqual({ status: 'unchanged' });
    write('samples/orders/build/Containerfile', 'FROM e\n');
    await expect(
      read('samples/orders', { etag: etag! }),
    ).resolves.toMatchObject({ status: 'read' });
  });

  it('reads named files as named, and says which are missing', async () => {
    write('samples/named/Dockerfile', 'FROM a\n');
    write('samples/named/catalog-info.yaml', 'kind: Component');
    await expect(
      read('samples/named/catalog-info.yaml', {
        paths: ['build/Dockerfile', 'Dockerfile', 'Dockerfile'],
      }),
    ).resolves.toMatchObject({
      files: [
        { requestedPath: 'build/Dockerfile', status: 'missing' },
        { requestedPath: 'Dockerfile', status: 'read', content: 'FROM a\n' },
      ],
    });
  });

  it('refuses what is not a build file, one by one, and reads the rest', async () => {
    write('secret.txt', 'top secret');
    write('samples/odd/Dockerfile', 'FROM ok\n');
    write('samples/odd/big/Dockerfile', Buffer.alloc(5 * 1024 * 1024, 'a'));
    write('samples/odd/binary/Dockerfile', Buffer.from('FROM a\0b'));
    write('samples/odd/latin/Dockerfile', Buffer.from([0x23, 0xe9, 0x0a]));
    mkdirSync(join(root, 'samples/odd/link'));
    symlinkSync(
      join(root, 'secret.txt'),
      join(root, 'samples/odd/link/Dockerfile'),
    );
    symlinkSync('../Dockerfile', join(root, 'samples/odd/link/Containerfile'));
    symlinkSync('nowhere', join(root, 'samples/odd/Dockerfile.gone'));
    mkdirSync(join(root, 'samples/odd/pipe'));
    execFileSync('mkfifo', [join(root, 'samples/odd/pipe/Dockerfile')]);
    symlinkSync(root, join(root, 'samples/odd/Dockerfile.loop'));

    const result = (await read('samples/odd')) as RepositoryContent;

    expect(
      result.files.map(file => [
        file.path,
        file.status,
        file.status === 'refused' ? [file.code, file.message] : null,
      ]),
    ).toEqual([
      ['Dockerfile', 'read', null],
      ['Dockerfile.gone', 'missing', null],
      [
        'Dockerfile.loop',
        'refused',
        [
          'LC304',
          "Dockerfile.loop is a symbolic link that leaves the entity's folder, so it is not followed.",
        ],
      ],
      [
        'big/Dockerfile',
        'refused',
        [
          'LC304',
          'big/Dockerfile is not read: build files of up to 1 MiB are read, and it is 5.0 MiB.',
        ],
      ],
      [
        'binary/Dockerfile',
        'refused',
        [
          'LC304',
          'binary/Dockerfile holds binary data (a zero byte at offset 6), so it is not read as a build file.',
        ],
      ],
      [
        'latin/Dockerfile',
        'refused',
        [
          'LC304',
          'latin/Dockerfile is not text in UTF-8, so it is not read as a build file.',
        ],
      ],
      ['link/Containerfile', 'read', null],
      [
        'link/Dockerfile',
        'refused',
        [
          'LC304',
          "link/Dockerfile is a symbolic link that leaves the entity's folder, so it is not followed.",
        ],
      ],
      [
        'pipe/Dockerfile',
        'refused',
        ['LC304', 'pipe/Dockerfile is not a regular file, so it is not read.'],
      ],
    ]);
    expect(JSON.stringify(result)).not.toMatch(/top secret/);
    expect(JSON.stringify(result)).not.toContain(root);
  });

  it('reads twenty files, five MiB in all, and counts the others', async () => {
    for (let index = 10; index < 40; index++) {
      write(`samples/many/Dockerfile.${index}`, 'x'.repeat(300_000));
    }
    const result = (await read('samples/many')) as RepositoryContent;
    expect(result.found).toBe(30);
    expect(result.files).toHaveLength(20);
    expect(result.files[16].status).toBe('read');
    expect(result.files[17]).toMatchObject({
      status: 'refused',
      message:
        'Dockerfile.27 is not read: the build files before it fill the 5 MiB that are read per entity.',
    });
  });

  it('reads nothing outside the allowed folders, however it is written', async () => {
    write('elsewhere/Dockerfile');
    write('samples-2/Dockerfile');
    mkdirSync(join(root, 'samples'), { recursive: true });
    symlinkSync(join(root, 'elsewhere'), join(root, 'samples/escape'));

    for (const target of [
      'elsewhere',
      'samples/../elsewhere/catalog-info.yaml',
      'samples-2',
      'samples/escape',
      'samples/escape/Dockerfile',
      'does-not-exist',
    ]) {
      const result = await read(target);
      expect(result).toEqual({
        status: 'unreadable',
        message: expect.stringMatching(
          /lambdaCompat\.sources\.allowedFolders does not allow/,
        ),
      });
      expect(JSON.stringify(result)).not.toContain(root);
    }
    await expect(read('samples/absent')).resolves.toEqual({
      status: 'unreadable',
      message: expect.stringMatching(/does not exist/),
    });
    await expect(
      source.read({
        location: { type: 'file', target: './samples' },
        paths: null,
        etag: null,
        viewUrl: null,
        signal: new AbortController().signal,
      }),
    ).resolves.toMatchObject({ status: 'unreadable' });
  });

  it('reads the catalog file of an entity, below the same folders only', async () => {
    write('samples/typo/catalog-info.yaml', 'kind: Component');
    await expect(
      source.readCatalogFile({
        type: 'file',
        target: join(root, 'samples/typo/catalog-info.yaml'),
      }),
    ).resolves.toEqual({
      path: 'catalog-info.yaml',
      content: 'kind: Component',
    });
    await expect(
      source.readCatalogFile({
        type: 'file',
        target: join(root, 'secret.txt'),
      }),
    ).resolves.toBeUndefined();
  });
});
