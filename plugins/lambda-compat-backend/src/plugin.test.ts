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

import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { JsonObject } from '@backstage/types';
import { lambdaCompatDigestsExtensionPoint } from '@lambda-compat/backstage-plugin-lambda-compat-node';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
import request from 'supertest';
import plugin from '.';
import {
  createArtifact,
  createProgram,
  createUpload,
  NEEDS_NEW,
} from './artifacts/__fixtures__/reports';

const DIGEST = `sha256:${'cd'.repeat(32)}`;

describe('lambdaCompatPlugin', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lambda-compat-')));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const entities: Entity[] = [];

  /** Registers a sample from a file, with the files of its repository. */
  function sample(
    name: string,
    files: Record<string, string | Buffer>,
    annotations: Record<string, string> = {},
  ) {
    const folder = join(root, 'samples', name);
    const lines = Object.entries(annotations).map(
      ([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`,
    );
    const catalogFile = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
${lines.join('')}spec:
  type: lambda
`;
    for (const [path, content] of Object.entries({
      ...files,
      'catalog-info.yaml': catalogFile,
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        namespace: 'default',
        annotations: {
          'backstage.io/managed-by-location': `file:${folder}/catalog-info.yaml`,
          ...annotations,
        },
      },
      spec: { type: 'lambda' },
    });
    return folder;
  }

  const start = (
    result = AuthorizeResult.ALLOW,
    lambdaCompat: JsonObject = { tags: { enabled: false } },
  ) =>
    startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory({ entities }),
        mockServices.permissions.factory({
          result: result as AuthorizeResult.ALLOW,
        }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        mockServices.rootConfig.factory({
          data: {
            lambdaCompat: {
              sources: { allowedFolders: [join(root, 'samples')] },
              digests: [{ image: 'amazonlinux:2023', digest: DIGEST }],
              ...lambdaCompat,
            },
          },
        }),
        createBackendModule({
          pluginId: 'lambda-compat',
          moduleId: 'test-digests',
          register(env) {
            env.registerInit({
              deps: { digests: lambdaCompatDigestsExtensionPoint },
              async init({ digests }) {
                digests.addDigestSource({
                  name: 'the test',
                  resolveDigest: async ({ repository }) =>
                    repository === 'library/alpine' ? DIGEST : undefined,
                });
              },
            });
          },
        }),
      ],
    });

  const path = (name: string) =>
    `/api/lambda-compat/v1/entities/component/default/${name}`;

  it('reads every entity at start-up, whatever is wrong with some', async () => {
    sample('fine', {
      Dockerfile:
        'FROM amazonlinux:2023 AS b\nFROM alpine\nCOPY --from=b /a /\n',
    });
    sample(
      'typo',
      { Dockerfile: 'FROM node:22\n' },
      {
        'lambda-compat/runtime': 'nodejs22',
        'lambda-compat/architecture': 'arm',
      },
    );
    sample(
      'climber',
      { Dockerfile: 'FROM node:22\n' },
      { 'lambda-compat/dockerfile': '../../secret/Dockerfile' },
    );
    sample('big', {
      Dockerfile: Buffer.alloc(5_000_000, 'x'),
      Containerfile: 'FROM node:22\n',
    });
    sample('binary', { Dockerfile: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]) });
    const linked = sample('linked', {});
    mkdirSync(join(root, 'secret'));
    writeFileSync(join(root, 'secret/Dockerfile'), 'FROM top-secret\n');
    symlinkSync(join(root, 'secret/Dockerfile'), join(linked, 'Dockerfile'));
    sample(
      'unreadable',
      {},
      { 'backstage.io/source-location': 'url:https://git.test/org/repo/' },
    );
    sample(
      'outside',
      {},
      {
        'backstage.io/source-location': `file:${root}/secret/`,
      },
    );

    const { server } = await start();
    const getReport = async (name: string): Promise<EntityReport> => {
      const response = await request(server).get(`${path(name)}/report`);
      expect([name, response.status]).toEqual([name, 200]);
      return response.body;
    };
    const problems = (report: EntityReport) =>
      report.problems.map(({ code, message, file, line }) => [
        code,
        message,
        file && `${file}:${line}`,
      ]);

    const fine = await getReport('fine');
    expect(fine).toMatchObject({
      status: 'complete',
      problems: [],
      source: { type: 'file', target: 'samples/fine' },
      summary: { total: 2, pinned: 0, weakest: 'floating' },
    });
    expect(fine.references.map(({ fix }) => fix)).toMatchObject([
      { kind: 'ready', digestSource: 'configuration' },
      { kind: 'ready', digestSource: 'the test' },
      { kind: 'not-fixable' },
    ]);

    const typo = await getReport('typo');
    expect(typo.status).toBe('complete');
    expect(problems(typo)).toEqual([
      [
        'LC102',
        "'nodejs22' is not a Lambda runtime known here. Did you mean nodejs22.x?",
        'catalog-info.yaml:6',
      ],
      [
        'LC102',
        "'arm' is not an architecture. Did you mean arm64?",
        'catalog-info.yaml:7',
      ],
    ]);

    const climber = await getReport('climber');
    expect(climber.references).toHaveLength(1);
    expect(problems(climber)).toEqual([
      [
        'LC103',
        "'../../secret/Dockerfile' leaves the entity's folder.",
        'catalog-info.yaml:6',
      ],
    ]);

    const big = await getReport('big');
    expect(big).toMatchObject({ status: 'partial', summary: { total: 1 } });
    expect(problems(big)).toEqual([
      [
        'LC304',
        'Dockerfile is not read: build files of up to 1 MiB are read, and it is 4.8 MiB.',
        'Dockerfile:1',
      ],
    ]);

    expect(problems(await getReport('binary'))).toEqual([
      [
        'LC304',
        'Dockerfile holds binary data (a zero byte at offset 4), so it is not read as a build file.',
        'Dockerfile:1',
      ],
    ]);
    const link = await getReport('linked');
    expect(problems(link)).toEqual([
      [
        'LC304',
        "Dockerfile is a symbolic link that leaves the entity's folder, so it is not followed.",
        'Dockerfile:1',
      ],
    ]);

    const unreadable = await getReport('unreadable');
    expect(unreadable).toMatchObject({
      status: 'failed',
      failure: {
        code: 'LC303',
        message:
          'The portal may not read from git.test. Add an integration for it, or list it in backend.reading.allow.',
        attempts: 1,
      },
    });
    const outside = await getReport('outside');
    expect(outside.failure?.message).toMatch(/allowedFolders does not allow/);

    for (const report of [climber, link, outside]) {
      expect(JSON.stringify(report)).not.toMatch(/top-secret/);
      expect(JSON.stringify(report)).not.toContain(root);
    }

    const patch = await request(server)
      .get(
        `${path('typo')}/references/${
          (
            await getReport('typo')
          ).references[0].id
        }/patch`,
      )
      .query({ digest: DIGEST });
    expect(patch.body.patch).toContain(`+FROM node:22@${DIGEST}\n`);

    const unknown = await request(server).get(`${path('absent')}/report`);
    expect(unknown.status).toBe(404);
    const nobody = await request(server)
      .get(`${path('fine')}/report`)
      .set('Authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
  });

  it('lists, counts and exports what was read', async () => {
    const { server } = await start();
    const get = async (address: string) => {
      const response = await request(server).get(
        `/api/lambda-compat/v1/${address}`,
      );
      expect([address, response.status]).toEqual([address, 200]);
      return response;
    };

    // The samples of the test before. Of eight, four have a file to read; they
    // pull amazonlinux:2023, alpine, and node:22 three times.
    const summary = await get('coverage/summary');
    expect(summary.body).toMatchObject({
      components: { total: 8, byState: { unpinned: 4, unreadable: 4 } },
      references: { total: 5, byClass: { partial: 4, floating: 1 } },
      pinnedReferences: { count: 0, total: 5, ratio: 0 },
    });
    const list = await get('components?state=unpinned&orderField=name,asc');
    expect(list.body.totalItems).toBe(4);
    expect(
      list.body.items.map((item: { entityRef: string }) => item.entityRef),
    ).toEqual([
      'component:default/big',
      'component:default/climber',
      'component:default/fine',
      'component:default/typo',
    ]);
    const table = await get('exports/references?format=csv');
    expect(table.text.trimEnd().split('\r\n')).toHaveLength(1 + 5);
  });

  it('takes in what CI has measured, and shows what follows at once', async () => {
    sample('measured', { Dockerfile: 'FROM alpine\n' });
    const { server } = await start();
    const upload = createUpload(
      createArtifact('a', [createProgram(NEEDS_NEW)]),
      {
        entityRef: 'component:default/measured',
        measuredAt: new Date(Date.now() - 60_000).toISOString(),
      },
    );
    const post = (authorization: string) =>
      request(server)
        .post('/api/lambda-compat/v1/reports')
        .set('Authorization', authorization)
        .send(upload);

    const user = await post(mockCredentials.user.header());
    expect([user.status, user.body.error.message]).toEqual([
      403,
      expect.stringMatching(/^Users cannot upload reports/),
    ]);
    const plugins = await post(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:scaffolder'),
        targetPluginId: 'lambda-compat',
      }),
    );
    expect(plugins.status).toBe(403);
    const nobody = await post(mockCredentials.none.header());
    expect(nobody.status).toBe(401);

    const ci = mockCredentials.service.header();
    const first = await post(ci);
    expect([first.status, first.body.verdict]).toEqual([201, 'broken']);
    const second = await post(ci);
    expect([second.status, second.body]).toEqual([200, first.body]);

    const get = (address: string) =>
      request(server).get(`/api/lambda-compat/v1/${address}`);
    const card = await request(server).get(`${path('measured')}/compatibility`);
    expect(card.body).toMatchObject({
      verdict: 'broken',
      functions: [{ id: first.body.id, judgement: { verdict: 'broken' } }],
    });
    const broken = await get('risk/components?verdict=broken');
    expect(broken.body).toMatchObject({
      totalItems: 1,
      items: [{ entityRef: upload.entityRef, verdict: 'broken' }],
    });
    const summary = await get('risk/summary');
    expect(summary.body).toMatchObject({
      byVerdict: { broken: 1 },
      measured: 1,
    });
    // Whatever is not measured is not known, or worse.
    const { total, byVerdict } = summary.body;
    expect(total).toBeGreaterThan(1);
    expect(byVerdict.compatible + byVerdict['no-native-code']).toBe(0);
    const groups = await get('risk/groups?groupBy=runtime');
    expect(groups.body.items[0]).toMatchObject({
      key: 'provided.al2023',
      total: { byVerdict: { broken: 1 } },
    });
    const simulation = await get(
      'what-if?runtime=provided.al2&search=measured',
    );
    expect(simulation.body.counts).toMatchObject({
      breaks: 1,
      unknown: 0,
      works: 0,
    });
  });

  it('asks the registries of the configuration, and writes down what they say', async () => {
    const toDigest = (text: string) =>
      `sha256:${createHash('sha256').update(text).digest('hex')}`;
    const config = JSON.stringify({
      os: 'linux',
      architecture: 'arm64',
      rootfs: { type: 'layers', diff_ids: [] },
    });
    const type = 'application/vnd.oci.image.manifest.v1+json';
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: type,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: toDigest(config),
        size: config.length,
      },
      layers: [],
    });
    const asked: string[] = [];
    const registry = createServer((incoming, answer) => {
      asked.push(`${incoming.method} ${incoming.url}`);
      const isBlob = incoming.url?.includes('/blobs/');
      const body = isBlob ? config : manifest;
      answer
        .setHeader('Content-Type', isBlob ? 'application/octet-stream' : type)
        .setHeader('Docker-Content-Digest', toDigest(body))
        .setHeader('Content-Length', body.length)
        .end(incoming.method === 'HEAD' ? undefined : body);
    });
    await new Promise<void>(resolve =>
      registry.listen(0, '127.0.0.1', resolve),
    );
    const { port } = registry.address() as AddressInfo;

    sample('watched', { Dockerfile: 'FROM images.test/team/base:stable\n' });
    const backend = await start(AuthorizeResult.ALLOW, {
      tags: { include: ['images.test/*'] },
      registries: [
        {
          host: 'images.test',
          endpoint: `http://127.0.0.1:${port}`,
          allowPrivateAddresses: true,
        },
      ],
    });
    try {
      const { server } = backend;
      const getFix = async () => {
        await request(server).post(`${path('watched')}/refresh`);
        const report = await request(server).get(`${path('watched')}/report`);
        return report.body.references?.[0]?.fix;
      };
      let fix = await getFix();
      for (
        let attempt = 0;
        attempt < 50 && fix?.kind !== 'ready';
        attempt += 1
      ) {
        await new Promise(resolve => setTimeout(resolve, 100));
        fix = await getFix();
      }
      expect(fix).toMatchObject({
        kind: 'ready',
        digest: toDigest(manifest),
        digestSource: 'registry',
      });
      // What else is asked, later, is asked by digest.
      const [first, ...others] = [...new Set(asked)];
      expect(first).toBe('HEAD /v2/team/base/manifests/stable');
      for (const line of others) {
        expect(line).toMatch(/^GET \/v2\/team\/base\/\w+\/sha256:/);
      }
    } finally {
      await backend.stop();
      registry.closeAllConnections();
      await new Promise(resolve => registry.close(resolve));
    }
  });

  it('shows nothing to a caller without permission', async () => {
    const { server } = await start(AuthorizeResult.DENY as never);
    const refused = await request(server).get(`${path('fine')}/report`);
    expect(refused.status).toBe(403);
    expect(refused.body.error).toMatchObject({
      name: 'NotAllowedError',
      message:
        "You need the permission 'lambda-compat.report.read' for entity 'component:default/fine'",
    });
    const refresh = await request(server).post(`${path('fine')}/refresh`);
    expect(refresh.status).toBe(403);
    const verdict = await request(server).get(`${path('fine')}/compatibility`);
    expect([verdict.status, verdict.body.error.message]).toEqual([
      403,
      "You need the permission 'lambda-compat.report.read' for entity 'component:default/fine'",
    ]);

    for (const list of [
      'coverage/summary',
      'coverage/groups?groupBy=owner',
      'coverage/trend',
      'components',
      'references',
      'problems',
      'exports/problems?format=csv',
      'risk/summary',
      'risk/groups?groupBy=owner',
      'risk/components',
      'what-if?runtime=provided.al2',
      'exports/risk?format=csv',
    ]) {
      const hidden = await request(server).get(`/api/lambda-compat/v1/${list}`);
      expect([list, hidden.status]).toEqual([list, 403]);
      expect(hidden.body.error.message).toBe(
        "You need the permission 'lambda-compat.report.read'",
      );
    }
  });
});
