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

import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import lambdaCompatPlugin from '@lambda-compat/backstage-plugin-lambda-compat-backend';
import { LambdaCompatClient } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('the plugin beside the real catalog', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lambda-compat-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds, reads and patches entities of both kinds', async () => {
    mkdirSync(join(folder, 'build'));
    writeFileSync(join(folder, 'build/Dockerfile'), 'FROM amazonlinux:2023\n');
    const describe = (kind: string, name: string, more: string) =>
      `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;
    const tagged = describe(
      'Component',
      'tagged',
      '  tags: [go, lambda]\nspec: { type: service, owner: a, lifecycle: b }\n',
    );
    const resource = describe(
      'Resource',
      'ingested',
      "  annotations:\n    amazon.com/lambda-function-arn: 'arn:aws:lambda:eu-west-1:1:function:fx'\n    lambda-compat/runtime: python312\nspec: { type: lambda-function, owner: a }\n",
    );
    const website = describe(
      'Component',
      'website',
      'spec: { type: website, owner: a, lifecycle: b }\n',
    );
    const catalogFile = join(folder, 'catalog-info.yaml');
    writeFileSync(catalogFile, [tagged, resource, website].join('---\n'));

    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        lambdaCompatPlugin,
        schedulerServiceFactory,
        mockServices.rootLogger.factory({ level: 'none' }),
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            catalog: {
              rules: [{ allow: ['Component', 'Resource'] }],
              locations: [{ type: 'file', target: catalogFile }],
            },
            lambdaCompat: {
              // No registry is asked.
              tags: { enabled: false },
              sources: { allowedFolders: [folder] },
              schedule: {
                synchronization: { seconds: 2 },
                tick: { seconds: 1 },
              },
            },
          },
        }),
      ],
    });
    const client = new LambdaCompatClient({
      discoveryApi: {
        getBaseUrl: async id =>
          `http://127.0.0.1:${backend.server.port()}/api/${id}`,
      },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            headers: { Authorization: mockCredentials.user.header() },
          }),
      },
    });
    /** The catalog takes a while to know an entity. */
    const waitFor = async (ref: string, expected: string): Promise<void> => {
      const end = Date.now() + 40_000;
      for (;;) {
        const answer = await client.getEntityReport(ref).then(
          ({ status }) => status as string,
          error => String(error.cause?.name),
        );
        if (answer === expected) {
          return;
        }
        if (Date.now() > end) {
          throw new Error(`${ref} is still ${answer}, not ${expected}`);
        }
        await new Promise(done => setTimeout(done, 200));
      }
    };

    await waitFor('component:default/tagged', 'complete');
    await waitFor('resource:default/ingested', 'complete');
    await waitFor('component:default/website', 'not-applicable');
    const report = await client.getEntityReport('resource:default/ingested');
    expect(report).toMatchObject({
      source: { type: 'file', target: folder.split('/').pop() },
      functions: [{ name: 'fx', runtime: { value: 'python312' } }],
      references: [{ raw: 'amazonlinux:2023', fix: { kind: 'digest-needed' } }],
      problems: [{ code: 'LC102', file: 'catalog-info.yaml', line: 14 }],
    });

    const digest = `sha256:${'1'.repeat(64)}`;
    await expect(
      client.getPinPatch(
        'resource:default/ingested',
        report.references[0].id,
        digest,
      ),
    ).resolves.toEqual({
      patch: expect.stringContaining(`+FROM amazonlinux:2023@${digest}\n`),
    });
    await client.refreshEntity('resource:default/ingested');

    await backend.stop();
  });
});
