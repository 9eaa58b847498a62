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
import {
  collectAll,
  createFacts,
  createLambda,
  createReference,
} from '../__testUtils__/lambdas';
import { readRevisions } from '../coverage/revisions';
import { openDatabase } from '../database/migrations';
import { DatabaseWorkStore } from './DatabaseWorkStore';

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const ORDERS = 'component:default/orders';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'DatabaseWorkStore, for lists and numbers, %p',
  id => {
    async function setup() {
      const knex = await databases.init(id);
      await openDatabase(mockServices.database({ knex }));
      const clock = { now: NOW };
      const store = DatabaseWorkStore.create({
        knex,
        now: () => new Date(clock.now),
      });
      const row = () => knex('lambda_entities').first();
      const problems = () =>
        knex('problems')
          .select('origin', 'position', 'code', 'severity_rank', 'message')
          .orderBy(['origin', 'position']);
      const claim = async () => {
        const [lease] = await store.claimDue({
          limit: 1,
          leaseMs: 60_000,
          exceptHosts: [],
        });
        return lease;
      };
      const fail = async (message: string) =>
        store.saveFailure(await claim(), {
          code: 'LC303',
          message,
          nextDueAt: new Date(clock.now),
        });
      /** Runs something, and says whether it changed what is counted. */
      const bumps = async (work: () => Promise<unknown>) => {
        const before = await readRevisions(knex);
        await work();
        const after = await readRevisions(knex);
        expect(after.cells).toBe(before.cells);
        return after.facts > before.facts;
      };
      return { knex, clock, store, row, problems, claim, fail, bumps };
    }

    const saveFacts = async (
      { store, clock }: { store: DatabaseWorkStore; clock: { now: number } },
      facts: ReturnType<typeof createFacts>,
    ) => collectAll(store, { orders: facts }, new Date(clock.now));

    it('stores where an entity belongs, and moves it without reading it again', async () => {
      const { store, row, claim, knex, bumps, clock } = await setup();
      await store.saveSubjects([
        createLambda('orders', {
          title: 'ORDERS Service',
          owners: ['group:default/a', 'group:default/b'],
          system: 'system:default/shop',
          lifecycle: 'production',
        }),
      ]);
      await expect(row()).resolves.toMatchObject({
        sort_name: 'orders service',
        title: 'ORDERS Service',
        search_text: 'component:default/orders orders service',
        owner_key: 'group:default/a,group:default/b',
        system_ref: 'system:default/shop',
        lifecycle: 'production',
        runtime_key: '',
        pin_state: 'never-collected',
        weakest_rank: -1,
        references_total: 0,
        problems_total: 0,
      });
      expect(Number((await row()).collected_ms)).toBe(0);

      const lease = await claim();
      await store.saveUnchanged(lease, new Date(clock.now + HOUR));
      const moved = createLambda('orders', { owners: ['group:default/c'] });
      await expect(bumps(() => store.saveSubjects([moved]))).resolves.toBe(
        true,
      );
      await expect(row()).resolves.toMatchObject({
        sort_name: 'orders',
        title: null,
        owner_key: 'group:default/c',
        system_ref: '',
        lifecycle: '',
      });
      await expect(claim()).resolves.toBeUndefined();
      await expect(bumps(() => store.saveSubjects([moved]))).resolves.toBe(
        false,
      );

      const members = await knex('group_members')
        .select('dimension', 'member', 'group_ref')
        .orderBy(['dimension', 'member', 'group_ref']);
      expect(members.map(member => Object.values(member).join(' '))).toEqual([
        'domain  ',
        'domain system:default/shop ',
        'owner group:default/a,group:default/b group:default/a',
        'owner group:default/a,group:default/b group:default/b',
        'owner group:default/c group:default/c',
        'runtime  ',
      ]);
    });

    it('stores the numbers, references and problems of facts, and replaces them', async () => {
      const { store, row, knex, problems, bumps, clock } = await setup();
      await store.saveSubjects([createLambda('orders')]);
      const facts = createFacts({
        references: [
          createReference('exact-os', {
            raw: 'Node:3\u0000',
            resolved: 'node:3',
            startLine: 4,
          }),
          createReference('unresolved', { raw: '$A', resolved: '' }),
          createReference('channel', {
            candidates: [
              {
                resolved: 'other',
                normalized: null,
                pinClass: 'floating',
                condition: 'TARGETARCH=arm64',
              },
            ],
          }),
          createReference('floating', { reachable: false, image: 'a/b' }),
        ],
        runtimes: ['nodejs22.x', 'python3.13'],
        problems: [
          {
            code: 'LC402',
            severity: 'warning',
            message: 'Of \u0000 Dockerfile',
            fix: 'f',
            file: 'Dockerfile',
            line: 3,
          },
          {
            code: 'LC102',
            severity: 'error',
            message: 'wrong',
            fix: 'right',
            annotation: 'lambda-compat/Runtime',
          },
        ],
      });
      await expect(
        bumps(() => saveFacts({ store, clock }, facts)),
      ).resolves.toBe(true);

      const entity = await row();
      expect(entity).toMatchObject({
        runtime_key: 'nodejs22.x,python3.13',
        pin_state: 'unpinned',
        weakest_rank: 1,
        references_total: 3,
        pins_exact_os: 1,
        pins_channel: 1,
        pins_unresolved: 1,
        pins_floating: 0,
        problems_total: 2,
      });
      expect(Number(entity.collected_ms)).toBe(NOW);
      const references = await knex('image_references')
        .select('counted', 'pin_rank', 'image', 'file', 'line', 'search_text')
        .orderBy('position');
      expect(
        references.map(({ counted, ...others }) => ({
          counted: Boolean(counted),
          ...others,
        })),
      ).toEqual([
        {
          counted: true,
          pin_rank: 6,
          image: 'docker.io/library/node',
          file: 'Dockerfile',
          line: 4,
          search_text: 'node:3\uFFFD node:3 dockerfile',
        },
        {
          counted: true,
          pin_rank: 1,
          image: '',
          file: 'Dockerfile',
          line: 1,
          search_text: '$a  dockerfile',
        },
        {
          counted: true,
          pin_rank: 3,
          image: '',
          file: 'Dockerfile',
          line: 1,
          search_text: 'library/node:x dockerfile',
        },
        {
          counted: false,
          pin_rank: 0,
          image: 'docker.io/a/b',
          file: 'Dockerfile',
          line: 1,
          search_text: 'a/b:x dockerfile',
        },
      ]);
      await expect(
        knex('problems').select().orderBy('position'),
      ).resolves.toEqual([
        {
          entity_ref: ORDERS,
          origin: 'facts',
          position: 0,
          code: 'LC402',
          severity_rank: 1,
          message: 'Of \uFFFD Dockerfile',
          fix: 'f',
          file: 'Dockerfile',
          line: 3,
          annotation: null,
          search_text: 'of \uFFFD dockerfile dockerfile',
        },
        {
          entity_ref: ORDERS,
          origin: 'facts',
          position: 1,
          code: 'LC102',
          severity_rank: 0,
          message: 'wrong',
          fix: 'right',
          file: null,
          line: null,
          annotation: 'lambda-compat/Runtime',
          search_text: 'wrong lambda-compat/runtime',
        },
      ]);
      await expect(
        knex('group_members')
          .where({ dimension: 'runtime' })
          .orderBy(['member', 'group_ref'])
          .pluck('group_ref'),
      ).resolves.toEqual(['', 'nodejs22.x', 'python3.13']);

      await saveFacts({ store, clock }, createFacts({ files: [] }));
      await expect(row()).resolves.toMatchObject({
        pin_state: 'no-build-file',
        references_total: 0,
        pins_channel: 0,
        problems_total: 0,
      });
      await expect(problems()).resolves.toEqual([]);
    });

    it('shows the mistakes of an entity before it is read, and its failure', async () => {
      const { store, row, problems, fail, bumps, clock } = await setup();
      const mistaken = createLambda(
        'orders',
        {},
        { 'lambda-compat/architecture': 'z80', 'lambda-compat/nope': 'x' },
      );
      await store.saveSubjects([mistaken]);
      await expect(problems()).resolves.toMatchObject([
        { origin: 'facts', code: 'LC101', severity_rank: 1 },
        { origin: 'facts', code: 'LC102', severity_rank: 0 },
      ]);
      await expect(row()).resolves.toMatchObject({ problems_total: 2 });

      await expect(bumps(() => fail('It answered 404.'))).resolves.toBe(true);
      await expect(bumps(() => fail('It answered 403.'))).resolves.toBe(false);
      await expect(row()).resolves.toMatchObject({
        pin_state: 'unreadable',
        problems_total: 3,
        failed_attempts: 2,
      });
      await expect(problems()).resolves.toMatchObject([
        { code: 'LC101' },
        { code: 'LC102' },
        {
          origin: 'source',
          position: 0,
          code: 'LC303',
          severity_rank: 0,
          message: 'It answered 403.',
        },
      ]);

      await store.saveSubjects([createLambda('orders')]);
      await expect(row()).resolves.toMatchObject({ problems_total: 1 });
      await expect(problems()).resolves.toMatchObject([{ origin: 'source' }]);

      await saveFacts(
        { store, clock },
        createFacts({ references: [createReference('digest')] }),
      );
      await expect(problems()).resolves.toEqual([]);
      await expect(row()).resolves.toMatchObject({
        pin_state: 'pinned',
        problems_total: 0,
      });

      // What is known holds until it is read again.
      await store.saveSubjects([mistaken]);
      await expect(problems()).resolves.toEqual([]);
    });

    it('keeps the numbers while it fails, and counts only what changes them', async () => {
      const { store, row, problems, fail, bumps, claim, clock, knex } =
        await setup();
      await store.saveSubjects([createLambda('orders')]);
      const facts = createFacts({
        references: [createReference('digest'), createReference('dated')],
        problems: [
          { code: 'LC401', severity: 'warning', message: 'm', fix: 'f' },
        ],
      });
      await saveFacts({ store, clock }, facts);
      const unchanged = async () =>
        store.saveUnchanged(await claim(), new Date(clock.now));
      clock.now += HOUR;
      await expect(bumps(unchanged)).resolves.toBe(false);
      expect(Number((await row()).collected_ms)).toBe(NOW + HOUR);

      clock.now += HOUR;
      await expect(bumps(() => fail('gone'))).resolves.toBe(true);
      const failing = await row();
      expect(failing).toMatchObject({
        pin_state: 'dated',
        weakest_rank: 7,
        pins_digest: 1,
        problems_total: 2,
      });
      expect(Number(failing.collected_ms)).toBe(NOW + HOUR);

      await expect(bumps(unchanged)).resolves.toBe(true);
      await expect(row()).resolves.toMatchObject({
        pin_state: 'dated',
        problems_total: 1,
      });
      await expect(problems()).resolves.toMatchObject([{ origin: 'facts' }]);

      await knex('lambda_entities').update({ pin_state: 'expired' });
      await expect(bumps(() => fail('gone'))).resolves.toBe(true);
      await expect(row()).resolves.toMatchObject({ pin_state: 'expired' });
      await expect(bumps(unchanged)).resolves.toBe(true);
      await expect(row()).resolves.toMatchObject({
        pin_state: 'dated',
        weakest_rank: 7,
        problems_total: 1,
      });
    });

    it('writes nothing of a result whose lease is lost', async () => {
      const { store, row, problems, claim, clock, bumps } = await setup();
      await store.saveSubjects([createLambda('orders')]);
      const lost = await claim();
      clock.now += HOUR;
      await claim();
      const before = await row();
      await expect(
        bumps(async () => {
          await store.saveFailure(lost, {
            code: 'LC303',
            message: 'late',
            nextDueAt: new Date(),
          });
          await store.saveUnchanged(lost, new Date());
          await store.saveFacts(lost, {
            facts: createFacts({}),
            etag: null,
            factsKey: 'k',
            nextDueAt: new Date(),
          });
        }),
      ).resolves.toBe(false);
      await expect(row()).resolves.toEqual(before);
      await expect(problems()).resolves.toEqual([]);
    });

    it('takes hostile lengths', async () => {
      const { store, clock, row, knex } = await setup();
      // Random, so that no engine makes it short by compressing it.
      const long = (length: number) =>
        Array.from({ length }, () =>
          String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000)),
        ).join('');
      await store.saveSubjects([
        createLambda('orders', {
          title: long(200),
          owners: Array.from({ length: 5 }, () => `group:default/${long(60)}`),
          system: `system:default/${long(60)}`,
          lifecycle: long(60),
        }),
      ]);
      await saveFacts(
        { store, clock },
        createFacts({
          references: [
            createReference('floating', {
              normalized: {
                registry: `${long(1_500)}.test`,
                repository: 'a/b',
                tag: 'x',
                digest: null,
              },
              raw: long(9_000),
              place: {
                file: long(4_000),
                startLine: 1,
                startColumn: 1,
                endLine: 1,
                endColumn: 2,
              },
            }),
          ],
        }),
      );
      await expect(row()).resolves.toMatchObject({ references_total: 1 });
      await expect(
        knex('image_references').first('image', 'registry', 'repository'),
      ).resolves.toEqual({ image: '', registry: null, repository: null });
    });

    it('writes entities from several replicas at once', async () => {
      const { store, knex } = await setup();
      const lambdas = Array.from({ length: 120 }, (_, index) =>
        createLambda(`f${index}`, {
          owners: [`group:default/${index % 7}`],
          system: `system:default/${index % 5}`,
        }),
      );
      await Promise.all([
        store.saveSubjects(lambdas),
        store.saveSubjects([...lambdas].reverse()),
        store.saveSubjects([lambdas[3]]),
        store.removeEntities(['component:default/f1', 'component:default/f2']),
      ]);
      await store.saveSubjects(lambdas);
      await expect(
        knex('lambda_entities').count('* as n').first(),
      ).resolves.toMatchObject({ n: id === 'SQLITE_3' ? 120 : '120' });
      // Seven owners, five systems, and no runtime.
      await expect(knex('group_members').select()).resolves.toHaveLength(13);
    });
  },
);
