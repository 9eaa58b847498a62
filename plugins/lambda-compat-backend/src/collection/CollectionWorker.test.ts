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
import { type LambdaSubject, toLambdaSubject } from '../catalog/lambdaSubject';
import { openDatabase } from '../database/migrations';
import type { EntityFacts } from '../references/entityFacts';
import type { CollectionResult } from '../references/ReferenceCollector';
import { DatabaseReportStore } from '../reports/DatabaseReportStore';
import { CollectionWorker } from './CollectionWorker';
import { DatabaseWorkStore } from './DatabaseWorkStore';
import { HostBudget } from './HostBudget';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const NOWHERE = { title: null, owners: [], system: null, lifecycle: null };

const FACTS: EntityFacts = {
  source: { type: 'url', target: 'x', url: null, revision: null },
  searched: [],
  files: [],
  functions: [],
  references: [],
  problems: [],
};
const COLLECTED: CollectionResult = {
  status: 'collected',
  facts: FACTS,
  etag: 'e',
  factsKey: 'k',
};

function subject(name: string, host = 'a.test') {
  return toLambdaSubject({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'backstage.io/source-location': `url:https://${host}/x/` },
    },
  });
}

async function setup(
  subjects: LambdaSubject[],
  collect: (
    subject: LambdaSubject,
    signal: AbortSignal,
  ) => Promise<CollectionResult>,
  options: { entityTimeoutMs?: number; leaseMs?: number } = {},
) {
  const knex = await databases.init('SQLITE_3');
  await openDatabase(mockServices.database({ knex }));
  const store = DatabaseWorkStore.create({ knex });
  await store.saveSubjects(
    subjects.map(lambda => ({ subject: lambda, placement: NOWHERE })),
  );
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const worker = CollectionWorker.create({
    collector: {
      collect: (claimed, _, { signal }) => collect(claimed, signal),
    },
    store,
    hosts: HostBudget.create({ perHost: 2 }),
    logger,
    concurrency: 5,
    intervalMs: 3_600_000,
    entityTimeoutMs: options.entityTimeoutMs ?? 5_000,
    leaseMs: options.leaseMs ?? 60_000,
  });
  return {
    knex,
    store,
    worker,
    logger,
    reports: DatabaseReportStore.create({ knex }),
  };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

const forever = () => ({ signal: new AbortController().signal });

describe('CollectionWorker', () => {
  it('reads everything that is due once, within its limits', async () => {
    const seen: string[] = [];
    const running: Record<string, number> = { all: 0 };
    const most: Record<string, number> = { all: 0 };
    const count = (key: string, by: number) => {
      running[key] = (running[key] ?? 0) + by;
      most[key] = Math.max(most[key] ?? 0, running[key]);
    };
    const subjects = ['a.test', 'b.test', 'c.test', 'd.test'].flatMap(host =>
      Array.from({ length: 6 }, (_, index) =>
        subject(`${host[0]}${index}`, host),
      ),
    );
    const { worker, logger } = await setup(subjects, async claimed => {
      const host = claimed.name[0];
      seen.push(claimed.name);
      count('all', 1);
      count(host, 1);
      await new Promise(done => setTimeout(done, 5));
      count('all', -1);
      count(host, -1);
      return COLLECTED;
    });

    await worker.run(forever());
    await worker.run(forever());

    expect(seen.sort()).toEqual(subjects.map(({ name }) => name).sort());
    expect(most.all).toBeLessThanOrEqual(5);
    expect(Math.max(most.a, most.b, most.c, most.d)).toBe(2);
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledWith(
      'Read 24 Lambdas, found 0 unchanged, could not read 0',
      { collected: 24, unchanged: 0, failed: 0 },
    );
  });

  it('stores a failure for the one, and reads the others', async () => {
    const { worker, reports } = await setup(
      [subject('fine'), subject('broken'), subject('bug')],
      async ({ name }) => {
        if (name === 'broken') {
          return {
            status: 'failed',
            code: 'LC303',
            message: 'It answered 404.',
          };
        }
        if (name === 'bug') {
          throw new Error('secret detail');
        }
        return COLLECTED;
      },
    );
    await worker.run(forever());

    const find = (name: string) =>
      reports.findEntity(`component:default/${name}`);
    await expect(find('fine')).resolves.toMatchObject({
      failure: null,
      facts: FACTS,
    });
    const broken = await find('broken');
    expect(broken).toMatchObject({
      failure: { code: 'LC303', message: 'It answered 404.', attempts: 1 },
    });
    const wait = Date.parse(broken!.nextDueAt) - Date.now();
    expect(wait).toBeGreaterThan(45_000);
    expect(wait).toBeLessThanOrEqual(66_000);
    const bug = await find('bug');
    expect(bug?.failure?.message).toMatch(/unexpected error/);
    expect(bug?.failure?.message).not.toMatch(/secret/);
  });

  it('stops an entity that takes too long', async () => {
    const { worker, reports } = await setup(
      [subject('slow'), subject('fine', 'b.test')],
      async ({ name }, signal) =>
        name === 'slow' ? untilAborted(signal) : COLLECTED,
      { entityTimeoutMs: 1_000 },
    );
    await worker.run(forever());
    await expect(
      reports.findEntity('component:default/slow'),
    ).resolves.toMatchObject({
      failure: {
        message:
          "Reading the entity's files took longer than 1 s and was stopped.",
      },
    });
  });

  it('leaves a host alone that limits requests, and reads the others', async () => {
    const seen: string[] = [];
    const { worker, reports } = await setup(
      [
        ...Array.from({ length: 10 }, (_, index) => subject(`a${index}`)),
        subject('b', 'b.test'),
      ],
      async ({ name }) => {
        seen.push(name);
        return name === 'b'
          ? COLLECTED
          : {
              status: 'failed',
              code: 'LC303',
              message: 'limited',
              throttledForMs: 900_000,
            };
      },
    );
    await worker.run(forever());
    // Two at once are in flight before the first answer.
    expect(seen.filter(name => name !== 'b').length).toBeLessThanOrEqual(2);
    expect(seen).toContain('b');
    const [first] = seen;
    const stored = await reports.findEntity(`component:default/${first}`);
    expect(Date.parse(stored!.nextDueAt) - Date.now()).toBeGreaterThan(890_000);
  });

  it('gives back what it holds when it is stopped', async () => {
    const { worker, store, reports } = await setup(
      [subject('x'), subject('y', 'b.test')],
      async (_, signal) => untilAborted(signal),
    );
    const controller = new AbortController();
    const run = worker.run({ signal: controller.signal });
    await new Promise(done => setTimeout(done, 100));
    await expect(
      store.claimDue({ limit: 5, leaseMs: 1, exceptHosts: [] }),
    ).resolves.toEqual([]);
    controller.abort();
    await run;
    await expect(
      store.claimDue({ limit: 5, leaseMs: 60_000, exceptHosts: [] }),
    ).resolves.toHaveLength(2);
    await expect(
      reports.findEntity('component:default/x'),
    ).resolves.toMatchObject({ failure: null });
  });

  it('keeps its lease for as long as it works', async () => {
    const { worker, store, reports } = await setup(
      [subject('long')],
      async () => {
        await new Promise(done => setTimeout(done, 1_500));
        return COLLECTED;
      },
      { leaseMs: 600 },
    );
    const run = worker.run(forever());
    await new Promise(done => setTimeout(done, 1_200));
    await expect(
      store.claimDue({ limit: 5, leaseMs: 1, exceptHosts: [] }),
    ).resolves.toEqual([]);
    await run;
    await expect(
      reports.findEntity('component:default/long'),
    ).resolves.toMatchObject({ facts: FACTS });
  });
});
