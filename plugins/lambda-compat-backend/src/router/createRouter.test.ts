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
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { LambdaEntitySource } from '../catalog/LambdaEntitySource';
import { DatabaseWorkStore } from '../collection/DatabaseWorkStore';
import { DEFAULT_ENTITY_FILTER } from '../config/defaultEntityFilter';
import { openDatabase } from '../database/migrations';
import { ConfiguredDigestSource } from '../digests/ConfiguredDigestSource';
import { DigestLookup } from '../digests/DigestLookup';
import { AuthorizedEntityReports } from '../permissions/AuthorizedEntityReports';
import { ReferenceCollector } from '../references/ReferenceCollector';
import type { RepositorySource } from '../references/sources/RepositorySource';
import { DatabaseReportStore } from '../reports/DatabaseReportStore';
import { DefaultEntityReports } from '../reports/DefaultEntityReports';
import { ReportService } from '../reports/ReportService';
import type { VerdictService } from '../verdicts/VerdictService';
import { createRouter } from './createRouter';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const HOUR = 3_600_000;
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG TAG
FROM amazonlinux:2023 AS build
FROM node:\${TAG} AS other
FROM public.ecr.aws/lambda/provided:al2023
COPY --from=build /a /b
`;

function entity(
  name: string,
  annotations: Record<string, string> = {},
  type = 'lambda',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': 'url:https://git.test/org/repo/',
        ...annotations,
      },
    },
    spec: { type },
  };
}

async function setup(
  entities: Entity[],
  files: Record<string, string> | 'unreadable' = { Dockerfile: DOCKERFILE },
) {
  const knex = await databases.init('SQLITE_3');
  await openDatabase(mockServices.database({ knex }));
  const work = DatabaseWorkStore.create({ knex });
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(event);
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  );
  const catalog = catalogServiceMock({ entities });
  const getEntityByRef = jest.spyOn(catalog, 'getEntityByRef');
  const source = LambdaEntitySource.create({
    auth: mockServices.auth(),
    catalog,
    filter: DEFAULT_ENTITY_FILTER,
  });
  const digests = DigestLookup.create({ logger: mockServices.logger.mock() });
  digests.addSource(
    ConfiguredDigestSource.create({
      digests: [{ image: 'amazonlinux:2023', digest: DIGEST }],
    }),
  );
  const clock = { now: Date.now() };
  const reports = ReportService.create({
    catalog,
    reports: AuthorizedEntityReports.create({
      permissions,
      reports: DefaultEntityReports.create({
        source,
        work,
        reports: DatabaseReportStore.create({ knex }),
        digests,
        times: { collectionMs: 6 * HOUR, staleAfterMs: 24 * HOUR },
        now: () => clock.now,
      }),
    }),
  });
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
    reports,
    risk: { openFor: jest.fn() },
    uploads: { openFor: jest.fn() },
    verdicts: {} as VerdictService,
  });
  const app = express().use(router).use(mockErrorHandler());
  // The proxy of wrapServer takes IPv6 where it finds the port open there, and
  // then fails on machines whose hosts file gives localhost no such address.
  const listen: (port: number, host: string) => Server = app.listen.bind(app);
  app.listen = ((port: number) =>
    listen(port, '127.0.0.1')) as typeof app.listen;
  const server: Server = await wrapServer(app);

  const repository: RepositorySource = {
    async read({ paths }) {
      return files === 'unreadable'
        ? { status: 'unreadable', message: 'git.test answered 404.' }
        : {
            status: 'read',
            etag: null,
            source: {
              type: 'url',
              target: 'https://git.test/org/repo/',
              url: 'https://git.test/org/repo/',
              revision: 'c'.repeat(40),
            },
            files: (paths ?? Object.keys(files)).map(path =>
              Object.hasOwn(files, path)
                ? {
                    path,
                    requestedPath: path,
                    status: 'read' as const,
                    content: files[path],
                  }
                : { path, requestedPath: path, status: 'missing' as const },
            ),
            found: Object.keys(files).length,
            getViewUrl: (path, line = 1) => `https://git.test/${path}#L${line}`,
          };
    },
    async readCatalogFile() {
      return undefined;
    },
  };
  /** Does what is due, as the worker would. */
  const collect = async () => {
    const collector = ReferenceCollector.create({
      sources: { url: repository },
    });
    const nextDueAt = new Date(Date.now() + HOUR);
    const due = await work.claimDue({
      limit: 10,
      leaseMs: HOUR,
      exceptHosts: [],
    });
    for (const claimed of due) {
      const result = await collector.collect(claimed.subject, claimed, {
        signal: new AbortController().signal,
      });
      if (result.status === 'collected') {
        await work.saveFacts(claimed, { ...result, nextDueAt });
      } else if (result.status === 'failed') {
        await work.saveFailure(claimed, { ...result, nextDueAt });
      }
    }
    return due.length;
  };

  const call = (
    method: 'get' | 'post',
    path: string,
    authorization: string | null = mockCredentials.user.header(),
  ) => {
    // wrapServer gives an address that supertest cannot take from the server.
    const { port } = server.address() as AddressInfo;
    const test = request(`http://localhost:${port}`)[method](
      `/v1/entities/${path}`,
    );
    return authorization ? test.set('Authorization', authorization) : test;
  };
  return {
    call,
    clock,
    collect,
    event,
    auditor,
    getEntityByRef,
    permissions,
  };
}

describe('createRouter', () => {
  it('answers at once for an entity that nobody has read, and has it read', async () => {
    const { call, collect, getEntityByRef } = await setup([
      entity('orders', {
        'lambda-compat/runtime': 'provided.al2023',
        'lambda-compat/architecture': 'arm',
      }),
    ]);

    const first = await call('get', 'Component/Default/Orders/report');
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      entityRef: 'component:default/orders',
      status: 'never-collected',
      reason: null,
      collectedAt: null,
      intervalSeconds: 21_600,
      staleAfterSeconds: 86_400,
      searched: [
        'Dockerfile',
        'Dockerfile.*',
        '*.Dockerfile',
        'Containerfile',
        'Containerfile.*',
      ],
      functions: [{ name: 'orders', runtime: { value: 'provided.al2023' } }],
      problems: [{ code: 'LC102' }],
      canRefresh: true,
    });
    expect(getEntityByRef).toHaveBeenCalledWith('component:default/orders', {
      credentials: mockCredentials.user(),
    });

    await expect(collect()).resolves.toBe(1);
    const second = await call('get', 'component/default/orders/report');
    const report: EntityReport = second.body;
    expect(report).toMatchObject({
      status: 'complete',
      stale: false,
      failure: null,
      source: { type: 'url', revision: 'c'.repeat(40) },
      files: [{ path: 'Dockerfile', status: 'read' }],
      summary: {
        total: 3,
        pinned: 0,
        changeable: 3,
        unresolved: 0,
        unreachable: 1,
        weakest: 'channel',
      },
    });
    expect(report.references.map(({ raw, fix }) => [raw, fix.kind])).toEqual([
      ['docker/dockerfile:1', 'digest-needed'],
      ['amazonlinux:2023', 'ready'],
      ['node:${TAG}', 'not-fixable'],
      ['public.ecr.aws/lambda/provided:al2023', 'digest-needed'],
      ['build', 'not-fixable'],
    ]);
    expect(report.references[1].fix).toMatchObject({
      digest: DIGEST,
      digestSource: 'configuration',
    });
    await expect(collect()).resolves.toBe(0);
  });

  it('writes the patch of a reference from a digest', async () => {
    const { call, collect } = await setup([entity('orders')]);
    await call('get', 'component/default/orders/report');
    await collect();
    const { body } = await call('get', 'component/default/orders/report');
    const [, amazonlinux, node] = (body as EntityReport).references;
    const path = `component/default/orders/references/${amazonlinux.id}/patch`;

    const { status, body: answer } = await call(
      'get',
      `${path}?digest=${DIGEST}`,
    );
    expect(status).toBe(200);
    expect(answer.patch).toBe(
      `diff --git a/Dockerfile b/Dockerfile
--- a/Dockerfile
+++ b/Dockerfile
@@ -1,6 +1,6 @@
 # syntax=docker/dockerfile:1
 ARG TAG
-FROM amazonlinux:2023 AS build
+FROM amazonlinux:2023@${DIGEST} AS build
 FROM node:\${TAG} AS other
 FROM public.ecr.aws/lambda/provided:al2023
 COPY --from=build /a /b
`,
    );
    expect(amazonlinux.fix).toMatchObject({ patch: answer.patch });

    for (const digest of ['latest', 'sha256:abc', DIGEST.toUpperCase()]) {
      const refused = await call('get', `${path}?digest=${digest}`);
      expect([digest, refused.status]).toEqual([digest, 400]);
    }
    await expect(call('get', path)).resolves.toMatchObject({ status: 400 });
    await expect(
      call('get', `${path}?digest=${DIGEST}&unknown=1`),
    ).resolves.toMatchObject({ status: 400 });

    const absent = await call(
      'get',
      `component/default/orders/references/absent/patch?digest=${DIGEST}`,
    );
    expect(absent.status).toBe(404);
    expect(absent.body.error.message).toMatch(/No reference 'absent' found/);

    const impossible = await call(
      'get',
      `component/default/orders/references/${node.id}/patch?digest=${DIGEST}`,
    );
    expect(impossible.status).toBe(409);
    expect(impossible.body.error.message).toMatch(
      /^The reference at Dockerfile:4 cannot be pinned: /,
    );
  });

  it('has an entity read again on request, and writes it down', async () => {
    const { call, collect, auditor, event } = await setup([
      entity('orders'),
      entity('site', {}, 'website'),
    ]);
    await call('get', 'component/default/orders/report');
    await collect();
    await expect(collect()).resolves.toBe(0);

    const refreshed = await call('post', 'component/default/orders/refresh');
    expect(refreshed.status).toBe(202);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'report-refresh',
        severityLevel: 'medium',
        meta: { entityRef: 'component:default/orders' },
      }),
    );
    expect(event.success).toHaveBeenCalledTimes(1);
    await expect(collect()).resolves.toBe(1);

    await expect(
      call('post', 'component/default/site/refresh'),
    ).resolves.toMatchObject({ status: 409 });
    expect(event.fail).toHaveBeenCalledTimes(1);
  });

  it('has an entity read again that has changed since', async () => {
    const { call, collect, getEntityByRef } = await setup([entity('orders')]);
    await call('get', 'component/default/orders/report');
    await collect();
    await call('get', 'component/default/orders/report');
    await expect(collect()).resolves.toBe(0);

    getEntityByRef.mockResolvedValue(
      entity('orders', { 'lambda-compat/runtime': 'python3.12' }),
    );
    const before = await call('get', 'component/default/orders/report');
    expect(before.body.functions[0].runtime.value).toBe('provided.al2023');
    await expect(collect()).resolves.toBe(1);
    const after = await call('get', 'component/default/orders/report');
    expect(after.body).toMatchObject({
      functions: [{ runtime: { value: 'python3.12' } }],
      problems: [{ code: 'LC201' }],
    });
  });

  it('says why an entity is not looked at', async () => {
    const { call } = await setup([
      entity('site', {}, 'website'),
      entity('off', { 'lambda-compat/enabled': 'false' }),
    ]);
    const site = await call('get', 'component/default/site/report');
    expect(site.body).toMatchObject({
      status: 'not-applicable',
      reason: expect.stringMatching(/lambdaCompat\.entityFilter/),
      canRefresh: false,
    });
    const off = await call('get', 'component/default/off/report');
    expect(off.body).toMatchObject({
      status: 'not-applicable',
      reason: "The annotation lambda-compat/enabled of the entity is 'false'.",
    });
  });

  it.each([
    [
      'nothing-found',
      'No build file was found. Looked for Dockerfile, Dockerfile.*, *.Dockerfile, Containerfile, Containerfile.*.',
      {},
    ],
    [
      'nothing-found',
      'The build pulls no image: it starts from scratch.',
      { Dockerfile: 'FROM scratch\n' },
    ],
    ['partial', null, { Dockerfile: 'FROM {{ base }}\n' }],
    ['partial', null, { Dockerfile: 'ARG T\nFROM node:$T\n' }],
    ['complete', null, { Dockerfile: 'FROM node\n' }],
  ])('calls it %s (%s): %j', async (status, reason, files) => {
    const { call, collect } = await setup([entity('orders')], files as never);
    await call('get', 'component/default/orders/report');
    await collect();
    const { body } = await call('get', 'component/default/orders/report');
    expect(body).toMatchObject({ status, reason });
  });

  it('calls it failed where not one named file can be read', async () => {
    const named = (paths: string) =>
      entity('orders', { 'lambda-compat/dockerfile': paths });
    const files = { Dockerfile: 'FROM node\n' };

    const none = await setup([named('gone/Dockerfile')], files as never);
    await none.call('get', 'component/default/orders/report');
    await none.collect();
    const failed = await none.call('get', 'component/default/orders/report');
    expect(failed.body).toMatchObject({
      status: 'failed',
      failure: null,
      problems: [{ code: 'LC301', message: 'gone/Dockerfile does not exist.' }],
    });

    const one = await setup(
      [named('Dockerfile,gone/Dockerfile')],
      files as never,
    );
    await one.call('get', 'component/default/orders/report');
    await one.collect();
    const partial = await one.call('get', 'component/default/orders/report');
    expect(partial.body).toMatchObject({ status: 'partial' });
  });

  it('shows a failure, and what was known as stale after a while', async () => {
    const failed = await setup([entity('orders')], 'unreadable');
    await failed.call('get', 'component/default/orders/report');
    await failed.collect();
    const { body } = await failed.call(
      'get',
      'component/default/orders/report',
    );
    expect(body).toMatchObject({
      status: 'failed',
      collectedAt: null,
      failure: {
        code: 'LC303',
        message: 'git.test answered 404.',
        attempts: 1,
      },
      functions: [{ name: 'orders' }],
    });

    const old = await setup([entity('orders')]);
    await old.call('get', 'component/default/orders/report');
    await old.collect();
    old.clock.now += 25 * HOUR;
    const stale = await old.call('get', 'component/default/orders/report');
    expect(stale.body).toMatchObject({ status: 'complete', stale: true });
  });

  it('refuses callers, one way for each reason', async () => {
    const { call, permissions, event } = await setup([entity('orders')]);
    const report = 'component/default/orders/report';
    const patch = `component/default/orders/references/x/patch?digest=${DIGEST}`;
    const refresh = 'component/default/orders/refresh';

    for (const [method, path] of [
      ['get', report],
      ['get', patch],
      ['post', refresh],
    ] as const) {
      const unauthenticated = await call(method, path, null);
      expect([path, unauthenticated.status]).toEqual([path, 401]);
      const hidden = await call(method, path.replace('orders', 'hidden'));
      expect([path, hidden.status]).toEqual([path, 404]);
      expect(hidden.body.error.message).toBe(
        "No entity 'component:default/hidden' found",
      );
    }
    expect(permissions.authorize).not.toHaveBeenCalled();

    permissions.authorize.mockImplementation(async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === 'lambda-compat.report.read'
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
    );
    const readable = await call('get', report);
    expect(readable.body).toMatchObject({ canRefresh: false });
    const refused = await call('post', refresh);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toBe(
      "You need the permission 'lambda-compat.report.refresh' for entity 'component:default/orders'",
    );
    expect(event.fail).toHaveBeenCalled();
    expect(event.success).not.toHaveBeenCalled();

    permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({ result: AuthorizeResult.DENY })),
    );
    for (const path of [report, patch]) {
      const denied = await call('get', path);
      expect([path, denied.status]).toEqual([path, 403]);
      expect(denied.body.error.message).toMatch(/lambda-compat\.report\.read/);
    }

    await expect(
      call('get', 'component/default/..%2F..%2Fx/report'),
    ).resolves.toMatchObject({ status: 400 });
  });

  it('lets services read as well', async () => {
    const { call } = await setup([entity('orders')]);
    const { status } = await call(
      'get',
      'component/default/orders/report',
      mockCredentials.service.header(),
    );
    expect(status).toBe(200);
  });
});
