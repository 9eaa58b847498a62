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
import type { EntityPlacement } from '../catalog/entityPlacement';
import type { LambdaEntity } from '../catalog/LambdaEntitySource';
import { type LambdaSubject, toLambdaSubject } from '../catalog/lambdaSubject';
import { openDatabase } from '../database/migrations';
import type { EntityFacts, StoredReference } from '../references/entityFacts';
import { DatabaseReportStore } from '../reports/DatabaseReportStore';
import { DatabaseWorkStore } from './DatabaseWorkStore';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 23, 12);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

function subject(name: string, location = 'url:https://git.test/x/') {
  return toLambdaSubject({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'backstage.io/source-location': location },
    },
  });
}

function placed(
  lambda: LambdaSubject,
  placement: Partial<EntityPlacement> = {},
): LambdaEntity {
  return {
    subject: lambda,
    placement: {
      title: null,
      owners: [],
      system: null,
      lifecycle: null,
      ...placement,
    },
  };
}

const REFERENCE: StoredReference = {
  id: 'r1',
  origin: 'dockerfile-from',
  kind: 'image',
  raw: 'amazonlinux:2023',
  resolved: 'amazonlinux:2023',
  normalized: {
    registry: 'docker.io',
    repository: 'library/amazonlinux',
    tag: '2023',
    digest: null,
  },
  pinClass: 'partial',
  role: 'runtime',
  reachable: true,
  deferred: false,
  place: {
    file: 'Dockerfile',
    startLine: 1,
    startColumn: 6,
    endLine: 1,
    endColumn: 22,
  },
  startLine: 1,
  endLine: 1,
  url: null,
  stage: { index: 0, name: null },
  platform: null,
  unresolvedVariables: [],
  steps: [],
  candidates: [],
  problems: [],
  pin: { kind: 'not-fixable', reason: 'because \u0000 happens' },
};

const FACTS: EntityFacts = {
  source: {
    type: 'url',
    target: 'https://git.test/x/',
    url: 'https://git.test/x/',
    revision: null,
  },
  searched: ['Dockerfile'],
  files: [
    {
      path: 'Dockerfile',
      url: null,
      status: 'read',
      message: null,
      line: null,
      target: '0',
    },
  ],
  functions: [],
  references: [REFERENCE],
  problems: [
    { code: 'LC101', severity: 'warning', message: 'm', fix: 'f', line: 3 },
  ],
};

describe.each(databases.eachSupportedId())('DatabaseWorkStore, %p', id => {
  async function setup(names: Array<string | LambdaSubject> = ['orders']) {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const clock = { now: NOW };
    const store = DatabaseWorkStore.create({
      knex,
      now: () => new Date(clock.now),
    });
    const reports = DatabaseReportStore.create({ knex });
    await store.saveSubjects(
      names.map(name =>
        placed(typeof name === 'string' ? subject(name) : name),
      ),
    );
    return { knex, clock, store, reports };
  }

  const claim = (
    store: DatabaseWorkStore,
    options: { limit?: number; exceptHosts?: string[] } = {},
  ) =>
    store.claimDue({
      limit: options.limit ?? 10,
      leaseMs: 2 * MINUTE,
      exceptHosts: options.exceptHosts ?? [],
    });

  const result = (dueInMinutes: number, facts = FACTS) => ({
    facts,
    etag: 'e1',
    factsKey: 'k1',
    nextDueAt: new Date(NOW + dueInMinutes * MINUTE),
  });

  it('gives an entity to one worker until it is done, then when it is due again', async () => {
    const { store, clock, reports } = await setup();
    const [lease] = await claim(store);
    expect(lease).toMatchObject({
      entityRef: 'component:default/orders',
      subject: subject('orders'),
      sourceHost: 'git.test',
      etag: null,
      factsKey: null,
      failedAttempts: 0,
    });
    await expect(claim(store)).resolves.toEqual([]);

    await expect(store.saveFacts(lease, result(60))).resolves.toBe(true);
    await expect(reports.findEntity(lease.entityRef)).resolves.toEqual({
      subject: subject('orders'),
      subjectKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      nextDueAt: '2026-11-23T13:00:00.000Z',
      attemptedAt: '2026-11-23T12:00:00.000Z',
      collectedAt: '2026-11-23T12:00:00.000Z',
      failure: null,
      facts: FACTS,
    });
    await expect(reports.findReference(lease.entityRef, 'r1')).resolves.toEqual(
      REFERENCE,
    );
    await expect(
      reports.findReference(lease.entityRef, 'r2'),
    ).resolves.toBeUndefined();
    await expect(
      reports.findEntity('component:default/absent'),
    ).resolves.toBeUndefined();

    await expect(claim(store)).resolves.toEqual([]);
    clock.now += 61 * MINUTE;
    await expect(claim(store)).resolves.toMatchObject([
      { etag: 'e1', factsKey: 'k1' },
    ]);
  });

  it('lets a lease that is not renewed expire, and its late result fall', async () => {
    const { store, clock, reports } = await setup(['a', 'b']);
    const [lost, kept] = await claim(store);
    clock.now += 1.5 * MINUTE;
    await store.renewLeases([kept], 2 * MINUTE);
    clock.now += MINUTE;

    const [taken, ...others] = await claim(store);
    expect(taken.entityRef).toBe(lost.entityRef);
    expect(others).toEqual([]);

    await expect(store.saveFacts(lost, result(60))).resolves.toBe(false);
    await expect(store.saveUnchanged(lost, new Date())).resolves.toBe(false);
    await expect(
      store.saveFailure(lost, {
        code: 'LC303',
        message: 'late',
        nextDueAt: new Date(),
      }),
    ).resolves.toBe(false);
    await store.renewLeases([lost], 100 * MINUTE);
    await expect(reports.findEntity(lost.entityRef)).resolves.toMatchObject({
      attemptedAt: null,
      facts: null,
    });
    await expect(store.saveFacts(taken, result(60))).resolves.toBe(true);
    await expect(store.saveFacts(kept, result(60))).resolves.toBe(true);
  });

  it('gives a released entity to the next one at once', async () => {
    const { store } = await setup();
    const [lease] = await claim(store);
    await store.releaseLease(lease);
    await expect(claim(store)).resolves.toHaveLength(1);
  });

  it('keeps what is known when a later attempt fails, and says since when', async () => {
    const { store, clock, reports } = await setup();
    const fail = async (message: string) => {
      clock.now += 2 * MINUTE;
      const [lease] = await claim(store);
      await store.saveFailure(lease, {
        code: 'LC303',
        message,
        nextDueAt: new Date(clock.now + MINUTE),
      });
      return lease.failedAttempts;
    };
    const [first] = await claim(store);
    await store.saveFacts(first, result(1));
    await expect(fail('one')).resolves.toBe(0);
    await expect(fail('two')).resolves.toBe(1);

    await expect(reports.findEntity(first.entityRef)).resolves.toMatchObject({
      attemptedAt: '2026-11-23T12:04:00.000Z',
      collectedAt: '2026-11-23T12:00:00.000Z',
      failure: {
        code: 'LC303',
        message: 'two',
        since: '2026-11-23T12:02:00.000Z',
        attempts: 2,
      },
      facts: FACTS,
    });

    clock.now += 2 * MINUTE;
    const [lease] = await claim(store);
    await store.saveUnchanged(lease, new Date(clock.now + MINUTE));
    await expect(reports.findEntity(first.entityRef)).resolves.toMatchObject({
      collectedAt: '2026-11-23T12:06:00.000Z',
      failure: null,
      facts: FACTS,
    });
  });

  it('replaces all that was known', async () => {
    const { store, clock, knex, reports } = await setup();
    const [first] = await claim(store);
    const many = Array.from({ length: 240 }, (_, index) => ({
      ...REFERENCE,
      id: `r${index}`,
    }));
    await store.saveFacts(first, result(1, { ...FACTS, references: many }));
    const stored = await reports.findEntity(first.entityRef);
    expect(stored?.facts?.references).toEqual(many);

    clock.now += 2 * MINUTE;
    const [second] = await claim(store);
    const none = { ...FACTS, references: [], files: [] };
    await store.saveFacts(second, result(60, none));
    const replaced = await reports.findEntity(first.entityRef);
    expect(replaced?.facts).toEqual(none);
    await expect(knex('image_references').select()).resolves.toEqual([]);
  });

  it('makes an entity due when it changes, once, and not when it does not', async () => {
    const { store, reports } = await setup();
    const [lease] = await claim(store);
    await store.saveFacts(lease, result(60));

    await store.saveSubjects([placed(subject('orders'))]);
    await expect(claim(store)).resolves.toEqual([]);

    const changed = subject('orders', 'url:https://other.test/y/');
    await store.saveSubjects([placed(changed)]);
    const stored = await reports.findEntity(lease.entityRef);
    expect(stored).toMatchObject({ subject: changed, facts: FACTS });
    await expect(claim(store)).resolves.toMatchObject([
      { sourceHost: 'other.test', etag: 'e1' },
    ]);
    const keys = await store.listKeys();
    expect([...keys]).toEqual([
      [
        lease.entityRef,
        {
          subjectKey: stored?.subjectKey,
          placementKey: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    ]);
  });

  it('does again what was asked for while it was being done', async () => {
    const { store } = await setup(['refreshed', 'changed', 'neither']);
    const leases = await claim(store);
    await store.requestCollection('component:default/refreshed');
    await store.saveSubjects([
      placed(subject('changed', 'url:https://b.test/')),
    ]);
    for (const lease of leases) {
      await store.saveUnchanged(lease, new Date(NOW + 60 * MINUTE));
    }
    const again = await claim(store);
    expect(again.map(({ entityRef }) => entityRef).sort()).toEqual([
      'component:default/changed',
      'component:default/refreshed',
    ]);
    for (const lease of again) {
      await store.saveUnchanged(lease, new Date(NOW + 60 * MINUTE));
    }
    await expect(claim(store)).resolves.toEqual([]);
  });

  it('reads in full what was asked for', async () => {
    const { store } = await setup();
    const [lease] = await claim(store);
    await store.saveFacts(lease, result(60));
    await store.requestCollection(lease.entityRef);
    await expect(claim(store)).resolves.toMatchObject([{ etag: null }]);
    await store.requestCollection('component:default/absent');
  });

  it('takes the longest due first, at most as many as asked, of the hosts allowed', async () => {
    const { store, clock } = await setup([]);
    for (const name of ['c', 'b', 'a']) {
      await store.saveSubjects([
        placed(subject(name, `url:https://${name}.test/`)),
      ]);
      clock.now += 1_000;
    }
    const names = async (options: { limit?: number; exceptHosts?: string[] }) =>
      (await claim(store, options)).map(({ subject: { name } }) => name);
    await expect(names({ limit: 1, exceptHosts: ['c.test'] })).resolves.toEqual(
      ['b'],
    );
    await expect(names({ limit: 5 })).resolves.toEqual(['c', 'a']);
  });

  it('removes an entity with all that belongs to it', async () => {
    const { store, knex } = await setup(['a', 'b']);
    for (const lease of await claim(store)) {
      await store.saveFacts(lease, result(60));
    }
    await store.removeEntities(['component:default/a', 'component:x/absent']);
    for (const table of [
      'lambda_entities',
      'reference_files',
      'image_references',
      'problems',
    ]) {
      await expect(knex(table).select('entity_ref')).resolves.toEqual([
        { entity_ref: 'component:default/b' },
      ]);
    }
  });

  it('never gives one entity to two that ask at the same time', async () => {
    const { store } = await setup(
      Array.from({ length: 200 }, (_, index) => `f${index}`),
    );
    const taken: string[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (;;) {
          const claimed = await claim(store, { limit: 7 });
          if (claimed.length === 0) {
            return;
          }
          taken.push(...claimed.map(({ entityRef }) => entityRef));
        }
      }),
    );
    expect(taken).toHaveLength(200);
    expect(new Set(taken).size).toBe(200);
  });
});
