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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readLambdaCompatConfig } from '../config/readLambdaCompatConfig';
import { openDatabase } from '../database/migrations';
import { openRegistries } from './openRegistries';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const IMAGE = { registry: 'images.test', repository: 'team/base' };

describe('openRegistries', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url?.includes('gone')) {
      answer
        .writeHead(404)
        .end(JSON.stringify({ errors: [{ code: 'NAME_UNKNOWN' }] }));
    } else {
      answer
        .setHeader('Docker-Content-Digest', DIGEST)
        .setHeader('Content-Type', 'application/vnd.oci.image.index.v1+json')
        .end();
    }
  });
  beforeAll(() => new Promise<void>(resolve => server.listen(0, resolve)));
  afterAll(() => new Promise(resolve => server.close(resolve)));

  async function open(lambdaCompat: object) {
    const knex = await databases.init('SQLITE_3');
    await openDatabase(mockServices.database({ knex }));
    return openRegistries({
      config: readLambdaCompatConfig(new ConfigReader({ lambdaCompat })),
      credentials: [],
      knex,
      logger: mockServices.logger.mock(),
    });
  }

  it('asks the first observer of a registry, by its names', async () => {
    const { port } = server.address() as AddressInfo;
    const { close, questions } = await open({
      registries: [
        {
          host: 'images.test',
          watch: false,
          mirrors: [
            {
              host: 'mirror.test',
              endpoint: `http://127.0.0.1:${port}`,
              allowPrivateAddresses: true,
              repositoryPrefix: 'copies/',
            },
          ],
        },
      ],
    });
    const digest = DIGEST;
    await expect(questions?.hasManifest({ ...IMAGE, digest })).resolves.toBe(
      true,
    );
    await expect(
      questions?.resolveTag({ ...IMAGE, tag: 'stable' }),
    ).resolves.toMatchObject({ digest });
    await expect(
      questions?.hasManifest({ ...IMAGE, repository: 'gone', digest }),
    ).resolves.toBe(false);
    expect(asked).toEqual([
      `HEAD /v2/copies/team/base/manifests/${DIGEST}`,
      'HEAD /v2/copies/team/base/manifests/stable',
      `HEAD /v2/copies/gone/manifests/${DIGEST}`,
      `GET /v2/copies/gone/manifests/${DIGEST}`,
    ]);
    await close();
  });

  it('asks nobody where the configuration says not to', async () => {
    const { close, questions } = await open({
      registries: [{ host: 'images.test', watch: false }],
    });
    await expect(
      questions?.hasManifest({ ...IMAGE, digest: DIGEST }),
    ).rejects.toMatchObject({ code: 'refused-address' });
    await close();
    const off = await open({ tags: { enabled: false } });
    expect(off.questions).toBeUndefined();
    await off.close();
  });
});
