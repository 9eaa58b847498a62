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

import { wrapServer } from '@backstage/backend-openapi-utils/testUtils';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Server } from 'node:http';
import request from 'supertest';
import {
  createArtifact,
  createProgram,
  createUpload,
  NEEDS_OLD,
} from '../artifacts/__fixtures__/reports';
import { DefaultReportUploads } from '../artifacts/DefaultReportUploads';
import { LambdaEntitySource } from '../catalog/LambdaEntitySource';
import { DatabaseWorkStore } from '../collection/DatabaseWorkStore';
import { DEFAULT_ENTITY_FILTER } from '../config/defaultEntityFilter';
import { openDatabase } from '../database/migrations';
import { AuthorizedEntityVerdicts } from '../permissions/AuthorizedEntityVerdicts';
import { AuthorizedReportUploads } from '../permissions/AuthorizedReportUploads';
import type { ReportService } from '../reports/ReportService';
import { engine } from '../verdicts/__testUtils__/engine';
import { DefaultEntityVerdicts } from '../verdicts/DefaultEntityVerdicts';
import { VerdictService } from '../verdicts/VerdictService';
import { VerdictWriter } from '../verdicts/VerdictWriter';
import { createRouter } from './createRouter';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** The header of a service's token for the plugin of the test. */
function tokenOf(subject: string): string {
  return mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'test',
  });
}

const CI = tokenOf('ci');

const HOW =
  'Reports are uploaded by CI, with an external access token of backend.auth.externalAccess.';

const ENTITIES: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', namespace: 'default' },
    spec: { type: 'lambda' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'multi',
      namespace: 'default',
      annotations: { 'aws.com/lambda-function-name': 'one,two' },
    },
    spec: { type: 'lambda' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'website', namespace: 'default' },
    spec: { type: 'website' },
  },
];

const GOOD = createUpload(createArtifact('a', [createProgram(NEEDS_OLD)]), {
  measuredAt: '2025-11-23T08:00:00Z',
});

async function setup() {
  const knex = await databases.init('SQLITE_3');
  await openDatabase(mockServices.database({ knex }));
  const auth = mockServices.auth();
  const catalog = catalogServiceMock({ entities: ENTITIES });
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(event);
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  );
  const source = LambdaEntitySource.create({
    auth,
    catalog,
    filter: DEFAULT_ENTITY_FILTER,
  });
  const verdicts = VerdictWriter.create({
    engine,
    policy: { deprecationDays: 180 },
  });
  const work = DatabaseWorkStore.create({ knex, verdicts });
  const router = await createRouter({
    registryEvents: { openFor: jest.fn() },
    entityTags: { getHistory: jest.fn() },
    tags: { openFor: jest.fn() },
    incidents: { openFor: jest.fn() },
    entityPins: { listPins: jest.fn() },
    auditor,
    coverage: { openFor: jest.fn() },
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.none(),
    }),
    reports: {} as ReportService,
    risk: { openFor: jest.fn() },
    uploads: AuthorizedReportUploads.create({
      auth,
      permissions,
      uploads: DefaultReportUploads.create({
        auth,
        catalog,
        knex,
        source,
        verdicts,
        work,
      }),
    }),
    verdicts: VerdictService.create({
      catalog,
      verdicts: AuthorizedEntityVerdicts.create({
        permissions,
        verdicts: DefaultEntityVerdicts.create({
          knex,
          source,
          verdicts,
          work,
        }),
      }),
    }),
  });
  const app = express().use(router).use(mockErrorHandler());
  const listen: (port: number, host: string) => Server = app.listen.bind(app);
  const server = await new Promise<Server>(resolve => {
    const started = listen(0, '127.0.0.1');
    started.once('listening', () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  const post = (authorization: string | undefined = CI) => {
    const sent = request(`http://127.0.0.1:${port}`).post('/v1/reports');
    return authorization ? sent.set('Authorization', authorization) : sent;
  };
  const snapshot = async () => {
    const rows: Record<string, unknown[]> = {};
    for (const table of [
      'lambda_entities',
      'measured_contents',
      'function_uploads',
      'upload_artifacts',
      'function_verdicts',
      'entity_rules',
      'group_members',
    ]) {
      rows[table] = await knex(table).select();
    }
    return rows;
  };
  return { app, event, auditor, permissions, port, post, server, snapshot };
}

describe('createUploadRouter', () => {
  let opened: Awaited<ReturnType<typeof setup>>;
  beforeAll(async () => {
    opened = await setup();
  });
  afterAll(() => {
    opened.server.close();
  });
  beforeEach(() => {
    opened.event.success.mockClear();
    opened.event.fail.mockClear();
  });

  /** Sends something wrong: it gets a sentence, and changes nothing. */
  async function refuse(
    send: (post: (authorization?: string) => request.Test) => request.Test,
  ) {
    const before = await opened.snapshot();
    const { status, body } = await send(opened.post);
    expect(await opened.snapshot()).toEqual(before);
    expect(opened.event.success).not.toHaveBeenCalled();
    expect(opened.event.fail).toHaveBeenCalledTimes(1);
    return [status, body.error.name, body.error.message];
  }

  it('answers 201, then 200 with the same id, and the entity shows it', async () => {
    const { auditor, event, port, post } = opened;
    const first = await post().send(GOOD);
    expect([first.status, first.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        verdict: 'compatible',
        sentence: expect.any(String),
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'report-upload' }),
    );
    expect(event.success).toHaveBeenCalledWith({
      meta: { uploadId: first.body.id, created: true },
    });
    const second = await post().send(GOOD);
    expect([second.status, second.body]).toEqual([200, first.body]);

    const entity = `http://127.0.0.1:${port}`;
    const path = '/v1/entities/component/default/orders';
    const user = mockCredentials.user.header();
    const card = await request(entity)
      .get(`${path}/compatibility`)
      .set('Authorization', user);
    expect(card.body).toMatchObject({
      status: 'measured',
      verdict: 'compatible',
      functions: [{ id: first.body.id, judgement: { verdict: 'compatible' } }],
    });
    const files = await request(entity)
      .get(`${path}/functions/${first.body.id}/artifacts`)
      .set('Authorization', user);
    expect(files.body.artifacts[0].report).toEqual(GOOD.artifact);
    const nobody = await request(entity).get(`${path}/compatibility`);
    expect(nobody.status).toBe(401);
    const absent = await request(entity)
      .get('/v1/entities/component/default/absent/compatibility')
      .set('Authorization', user);
    expect(absent.status).toBe(404);
  });

  it('answers as the OpenAPI document says', async () => {
    const { app } = opened;
    const listen: (port: number, host: string) => Server = app.listen.bind(app);
    app.listen = ((port: number) =>
      listen(port, '127.0.0.1')) as typeof app.listen;
    const checked = await wrapServer(app);
    const { port } = checked.address() as AddressInfo;
    const base = `http://localhost:${port}/v1`;
    const user = mockCredentials.user.header();
    const uploaded = await request(base)
      .post('/reports')
      .set('Authorization', CI)
      .send({
        ...GOOD,
        artifact: createArtifact('c', [
          createProgram({ 'libstdc++.so.6': ['GLIBCXX_3.4.99'] }),
        ]),
        measuredAt: '2025-11-24T08:00:00Z',
      });
    expect(uploaded.status).toBe(201);
    const { status, body } = await request(base)
      .get('/entities/component/default/orders/compatibility')
      .set('Authorization', user);
    expect([status, body.verdict]).toEqual([200, 'broken']);
    const website = await request(base)
      .get('/entities/component/default/website/compatibility')
      .set('Authorization', user);
    expect(website.body).toEqual({
      entityRef: 'component:default/website',
      status: 'not-applicable',
      verdict: 'unknown',
      functions: [],
    });
  });

  it('refuses a report that is too large, and does not wait for its end', async () => {
    const { port } = opened;
    const message =
      'A report may have 5242880 bytes (5 MiB). Scan only what is deployed; symbols of fewer versions make it smaller.';
    const body = JSON.stringify(GOOD).padEnd(5 * 1024 ** 2 + 1);
    await expect(
      refuse(post => post().set('Content-Type', 'application/json').send(body)),
    ).resolves.toEqual([413, 'PayloadTooLargeError', message]);

    // Without a length, and without an end.
    opened.event.fail.mockClear();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', reject);
      socket.once('data', data => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.write(
        `POST /v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: ${CI}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const chunk = `100000\r\n${' '.repeat(1024 ** 2)}\r\n`;
      for (let sent = 0; sent < 6; sent += 1) {
        socket.write(chunk);
      }
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain(message);
  });

  it('takes a report of exactly the size that it may have', async () => {
    const body = JSON.stringify(GOOD).padEnd(5 * 1024 ** 2);
    const { status } = await opened
      .post()
      .set('Content-Type', 'application/json')
      .send(body);
    expect(status).toBe(200);
  });

  it.each<[string, string | undefined, [number, string, string]]>([
    [
      'the token of a user',
      mockCredentials.user.header(),
      [
        403,
        'NotAllowedError',
        `Users cannot upload reports: their token does not say what was built. ${HOW}`,
      ],
    ],
    [
      'no token',
      '',
      [401, 'AuthenticationError', `Missing credentials. ${HOW}`],
    ],
    [
      'the token of another plugin',
      tokenOf('plugin:catalog'),
      [
        403,
        'NotAllowedError',
        `Other plugins cannot upload reports, and this is the token of 'plugin:catalog'. ${HOW}`,
      ],
    ],
    [
      'a token that plugins of the old kind share',
      tokenOf('external:backstage-plugin'),
      [
        403,
        'NotAllowedError',
        `Other plugins cannot upload reports, and this is the token of 'external:backstage-plugin'. ${HOW}`,
      ],
    ],
    [
      'a token that is none',
      mockCredentials.user.invalidHeader(),
      [401, 'AuthenticationError', 'User token is invalid'],
    ],
  ])('refuses %s before it reads the body', async (_, token, expected) => {
    await expect(
      refuse(post =>
        post(token).set('Content-Type', 'text/plain').send('{"a":'),
      ),
    ).resolves.toEqual(expected);
  });

  it('refuses a service that lacks the permission', async () => {
    opened.permissions.authorize.mockResolvedValueOnce([
      { result: AuthorizeResult.DENY },
    ]);
    await expect(refuse(post => post().send(GOOD))).resolves.toEqual([
      403,
      'NotAllowedError',
      "The token of 'ci' lacks the permission 'lambda-compat.report.upload'",
    ]);
  });

  it.each<
    [string, (sent: request.Test) => request.Test, number, string | RegExp]
  >([
    [
      'another content type',
      sent => sent.set('Content-Type', 'text/plain').send('x'),
      415,
      "Reports are sent as application/json, not as 'text/plain'",
    ],
    [
      'a form',
      sent => sent.type('form').send({ a: 'b' }),
      415,
      "Reports are sent as application/json, not as 'application/x-www-form-urlencoded'",
    ],
    [
      'no content type',
      sent => sent,
      415,
      'Reports are sent as application/json; the header Content-Type is missing',
    ],
    [
      'a body that is packed',
      sent =>
        sent
          .set('Content-Type', 'application/json')
          .set('Content-Encoding', 'gzip')
          .serialize(value => value)
          .send(gzipSync('{}') as never),
      415,
      "Reports are sent as they are, not in the encoding 'gzip'",
    ],
    [
      'no body',
      sent => sent.set('Content-Type', 'application/json'),
      400,
      'The body is empty; an upload in the format lambda-compat/upload/v1 is expected',
    ],
    [
      'what is no JSON',
      sent => sent.set('Content-Type', 'application/json').send('{"a":'),
      400,
      'The body is not JSON',
    ],
    [
      'deep nesting',
      sent =>
        sent
          .set('Content-Type', 'application/json; charset=utf-8')
          .send('['.repeat(5_000_000)),
      400,
      'The body nests lists and objects more than 32 deep, at byte 32',
    ],
    [
      'deep nesting in a property',
      sent =>
        sent
          .set('Content-Type', 'application/json')
          .send(`{"artifact":${'{"a":'.repeat(100)}1${'}'.repeat(101)}`),
      400,
      /^The body nests lists and objects more than 32 deep/,
    ],
    [
      'the wrong schema',
      sent => sent.send({ hello: 'world' }),
      400,
      'upload.schema is missing',
    ],
    [
      'a property that is not known',
      sent => sent.send({ ...GOOD, verdict: 'compatible' }),
      400,
      /^upload\.verdict is not a property that is known/,
    ],
    [
      'an artifact that is none',
      sent => sent.send({ ...GOOD, artifact: { name: 'x' } }),
      400,
      'upload.artifact.format is missing',
    ],
    [
      'an entity that there is not',
      sent => sent.send({ ...GOOD, entityRef: 'component:default/absent' }),
      404,
      "No entity 'component:default/absent' found",
    ],
    [
      'an entity that is not a Lambda',
      sent => sent.send({ ...GOOD, entityRef: 'component:default/website' }),
      409,
      /^Entity 'component:default\/website' is not a Lambda/,
    ],
    [
      'a function that the entity does not name',
      sent =>
        sent.send({
          ...GOOD,
          entityRef: 'component:default/multi',
          function: 'three',
        }),
      404,
      "Entity 'component:default/multi' has no function 'three'; its annotations name one, two",
    ],
    [
      'no function where there are several',
      sent => sent.send({ ...GOOD, entityRef: 'component:default/multi' }),
      400,
      /^Entity 'component:default\/multi' has 2 functions: one, two\./,
    ],
  ])('refuses %s', async (_, send, status, message) => {
    const [answered, name, sentence] = await refuse(post => send(post()));
    expect(answered).toBe(status);
    expect(sentence).toMatch(message);
    expect(name).toMatch(/Error$/);
  });

  it('does not answer other methods and paths', async () => {
    const { port } = opened;
    const answer = await request(`http://127.0.0.1:${port}`)
      .get('/v1/reports')
      .set('Authorization', CI);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});
