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
import type { CountedPinClass } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  collectAll,
  createFacts,
  createLambda,
  createReference,
} from '../../__testUtils__/lambdas';
import { DatabaseWorkStore } from '../../collection/DatabaseWorkStore';
import { openDatabase } from '../../database/migrations';
import { expireCoverage } from '../expireCoverage';
import { readRevisions } from '../revisions';
import { CoverageCells } from './CoverageCells';

const NOW = Date.UTC(2026, 10, 23, 12);
const LATER = new Date(Date.UTC(2099, 0, 1));
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** `digest node` is a reference by digest to `docker.io/node`. */
function pulls(...references: string[]) {
  return references.map(text => {
    const [pinClass, image] = text.split(' ');
    return createReference(pinClass as CountedPinClass, { image });
  });
}

/** A row without what is zero, with its key in one text. */
function toCell(row: Record<string, string | number>) {
  const { owner_key, system_ref, lifecycle, runtime_key, image, ...rest } = row;
  const { kept: _kept, ...numbers } = rest;
  const key = [owner_key, system_ref, lifecycle, runtime_key, image]
    .filter(part => part !== undefined)
    .join('|');
  const counts = Object.entries(numbers)
    .filter(([, count]) => Number(count) !== 0)
    .map(([name, count]) => [name, Number(count)]);
  return [key, Object.fromEntries(counts)];
}

const ALL_PARTS = 'owner_key,system_ref,lifecycle,runtime_key';

/** The cells that keep these parts of the key. */
async function listCells(knex: Knex, table: string, kept = ALL_PARTS) {
  const rows = await knex(table).where({ kept });
  return Object.fromEntries(rows.map(toCell));
}

describe.each(databases.eachSupportedId())('CoverageCells, %p', id => {
  async function setup() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const clock = { now: NOW };
    const store = DatabaseWorkStore.create({
      knex,
      now: () => new Date(clock.now),
    });
    return { knex, clock, store, cells: CoverageCells.create({ knex }) };
  }

  async function setupShop() {
    const context = await setup();
    const { knex, store } = context;
    const shop = {
      owners: ['group:a'],
      system: 'system:s',
      lifecycle: 'production',
    };
    const problem = {
      code: 'LC102',
      severity: 'error',
      message: 'm',
      fix: 'f',
    } as const;
    await store.saveSubjects([
      createLambda('pinned', shop),
      createLambda('dated', shop),
      createLambda('unpinned', shop),
      createLambda('other-runtime', shop),
      createLambda('empty', shop),
      createLambda('new'),
      createLambda('broken', {}, { 'lambda-compat/enabled': 'maybe' }),
    ]);
    await collectAll(
      store,
      {
        pinned: createFacts({
          references: pulls('digest node', 'digest node'),
        }),
        dated: createFacts({
          references: pulls('dated node', 'digest go'),
          problems: [problem, problem],
        }),
        unpinned: createFacts({
          references: [
            ...pulls(
              'digest node',
              'floating node',
              'exact-os go',
              'unresolved x',
            ),
            createReference('floating', { image: 'unused', reachable: false }),
          ],
        }),
        'other-runtime': createFacts({
          references: pulls('partial node'),
          runtimes: ['nodejs22.x'],
        }),
        empty: createFacts({ files: ['read'] }),
      },
      LATER,
    );
    for (const lease of await store.claimDue({
      limit: 10,
      leaseMs: 1,
      exceptHosts: [],
    })) {
      if (lease.subject.name === 'broken') {
        await store.saveFailure(lease, {
          code: 'LC303',
          message: 'gone',
          nextDueAt: LATER,
        });
      }
    }
    return { ...context, knex };
  }

  it('adds up the entities that agree in owner, system, lifecycle and runtime', async () => {
    const { knex, cells } = await setupShop();
    await expect(cells.refresh()).resolves.toBe(true);
    await expect(listCells(knex, 'coverage_cells')).resolves.toEqual({
      'group:a|system:s|production|': {
        components: 4,
        with_problems: 1,
        state_pinned: 1,
        state_dated: 1,
        state_unpinned: 1,
        state_no_images: 1,
        weakest_digest: 1,
        weakest_dated: 1,
        weakest_unresolved: 1,
        pins_digest: 4,
        pins_dated: 1,
        pins_exact_os: 1,
        pins_floating: 1,
        pins_unresolved: 1,
      },
      'group:a|system:s|production|nodejs22.x': {
        components: 1,
        state_unpinned: 1,
        weakest_partial: 1,
        pins_partial: 1,
      },
      '|||': {
        components: 2,
        with_problems: 1,
        state_never_collected: 1,
        state_unreadable: 1,
      },
    });
  });

  it('does the same for each image, each entity once per image', async () => {
    const { knex, cells } = await setupShop();
    await cells.refresh();
    const images = await listCells(knex, 'coverage_image_cells');
    expect(images).toEqual({
      'group:a|system:s|production||docker.io/node': {
        components: 3,
        with_problems: 1,
        state_pinned: 1,
        state_dated: 1,
        state_unpinned: 1,
        weakest_digest: 1,
        weakest_dated: 1,
        weakest_unresolved: 1,
        pins_digest: 3,
        pins_dated: 1,
        pins_floating: 1,
      },
      'group:a|system:s|production||docker.io/go': {
        components: 2,
        with_problems: 1,
        state_dated: 1,
        state_unpinned: 1,
        weakest_dated: 1,
        weakest_unresolved: 1,
        pins_digest: 1,
        pins_exact_os: 1,
      },
      'group:a|system:s|production||': {
        components: 1,
        state_unpinned: 1,
        weakest_unresolved: 1,
        pins_unresolved: 1,
      },
      'group:a|system:s|production|nodejs22.x|docker.io/node': {
        components: 1,
        state_unpinned: 1,
        weakest_partial: 1,
        pins_partial: 1,
      },
    });
  });

  it('adds up what agrees in fewer parts of the key', async () => {
    const { knex, cells } = await setupShop();
    await cells.refresh();
    const counts = async (table: string, kept: string) =>
      Object.fromEntries(
        (await knex(table).where({ kept })).map(row => [
          toCell(row)[0],
          [row.components, row.pins_digest],
        ]),
      );
    // Components, and references by digest.
    await expect(counts('coverage_cells', '')).resolves.toEqual({
      '|||': [7, 4],
    });
    for (const [kept, key] of [
      ['owner_key', 'group:a|||'],
      ['system_ref', '|system:s||'],
      ['lifecycle', '||production|'],
      ['owner_key,system_ref', 'group:a|system:s||'],
      ['owner_key,lifecycle', 'group:a||production|'],
      ['system_ref,lifecycle', '|system:s|production|'],
    ]) {
      await expect(counts('coverage_cells', kept)).resolves.toEqual({
        [key]: [5, 4],
        '|||': [2, 0],
      });
    }
    await expect(counts('coverage_cells', 'runtime_key')).resolves.toEqual({
      '|||nodejs22.x': [1, 0],
      '|||': [6, 4],
    });
    for (const [kept, known] of [
      ['owner_key,runtime_key', 'group:a||'],
      ['system_ref,runtime_key', '|system:s|'],
      ['lifecycle,runtime_key', '||production'],
    ]) {
      await expect(counts('coverage_cells', kept)).resolves.toEqual({
        [`${known}|nodejs22.x`]: [1, 0],
        [`${known}|`]: [4, 4],
        '|||': [2, 0],
      });
    }
    await expect(counts('coverage_image_cells', '')).resolves.toEqual({
      '||||docker.io/node': [4, 3],
      '||||docker.io/go': [2, 1],
      '||||': [1, 0],
    });
    await expect(counts('coverage_image_cells', 'system_ref')).resolves.toEqual(
      {
        '|system:s|||docker.io/node': [4, 3],
        '|system:s|||docker.io/go': [2, 1],
        '|system:s|||': [1, 0],
      },
    );
    await expect(
      counts('coverage_image_cells', 'runtime_key'),
    ).resolves.toEqual({
      '|||nodejs22.x|docker.io/node': [1, 0],
      '||||docker.io/node': [3, 3],
      '||||docker.io/go': [2, 1],
      '||||': [1, 0],
    });
  });

  it('is up to date exactly while its revision is that of the facts', async () => {
    const { knex, cells, store } = await setupShop();
    const isUpToDate = async () => {
      const { facts, cells: copied } = await readRevisions(knex);
      return facts === copied;
    };
    await expect(isUpToDate()).resolves.toBe(false);
    await cells.refresh();
    await expect(isUpToDate()).resolves.toBe(true);
    await expect(cells.refresh()).resolves.toBe(false);

    await store.saveSubjects([createLambda('new', { owners: ['group:b'] })]);
    await expect(isUpToDate()).resolves.toBe(false);
    await expect(cells.refresh()).resolves.toBe(true);
    await expect(isUpToDate()).resolves.toBe(true);
    await store.removeEntities(['component:default/broken']);
    await cells.refresh();
    const counted = await listCells(knex, 'coverage_cells');
    expect(counted['|||']).toBeUndefined();
    expect(counted['group:b|||']).toEqual({
      components: 1,
      state_never_collected: 1,
    });
  });

  it('is never half done while replicas count and others write', async () => {
    const { knex, cells, store } = await setupShop();
    const isTrue: boolean[] = [];
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        cells.refresh(),
        cells.refresh(),
        store.saveSubjects([
          createLambda('new', { owners: [`group:${round}`] }),
          createLambda(`more${round}`),
        ]),
        cells.refresh(),
        (async () => {
          const read = async (tx: Knex) => {
            const { facts, cells: copied } = await readRevisions(tx);
            const copies = await tx('coverage_cells')
              .select('kept')
              .sum('components as n')
              .groupBy('kept');
            const [entities] = await tx('lambda_entities').count('* as n');
            isTrue.push(
              facts !== copied ||
                copies.every(copy => Number(copy.n) === Number(entities.n)),
            );
          };
          await knex.transaction(
            read,
            id === 'SQLITE_3'
              ? undefined
              : { isolationLevel: 'repeatable read' },
          );
        })(),
      ]);
    }
    expect(isTrue).toEqual(Array(10).fill(true));
    await cells.refresh();
    const counted = await listCells(knex, 'coverage_cells');
    expect(counted['|||']).toMatchObject({ components: 11 });
  });

  it('leaves the work to the replica that is at it', async () => {
    if (id === 'SQLITE_3') {
      // One connection: there is no second replica.
      return;
    }
    const { knex, cells } = await setupShop();
    await knex.transaction(async tx => {
      await tx('coverage_revisions').where({ name: 'cells' }).forUpdate();
      await expect(cells.refresh()).resolves.toBe(false);
    });
    await expect(cells.refresh()).resolves.toBe(true);
  });

  it('marks what was last right too long ago, and nothing else', async () => {
    const { knex, clock, store } = await setupShop();
    const DAY = 86_400_000;
    const expire = (now: number) =>
      expireCoverage(knex, { now, expireAfterMs: 7 * DAY });
    const states = async () =>
      Object.fromEntries(
        (await knex('lambda_entities').select('entity_ref', 'pin_state')).map(
          row => [row.entity_ref.split('/')[1], row.pin_state],
        ),
      );
    const before = await states();
    const { facts } = await readRevisions(knex);
    await expect(expire(NOW + 7 * DAY)).resolves.toBe(0);
    expect((await readRevisions(knex)).facts).toBe(facts);

    // One is read again in between.
    clock.now = NOW + DAY;
    await store.requestCollection('component:default/dated');
    const leases = await store.claimDue({
      limit: 10,
      leaseMs: 1,
      exceptHosts: [],
    });
    const dated = leases.find(({ subject }) => subject.name === 'dated')!;
    await store.saveUnchanged(dated, LATER);
    expect((await readRevisions(knex)).facts).toBe(facts);

    await expect(expire(NOW + 7 * DAY + 1)).resolves.toBe(4);
    await expect(states()).resolves.toEqual({
      ...before,
      pinned: 'expired',
      unpinned: 'expired',
      'other-runtime': 'expired',
      empty: 'expired',
    });
    const after = await readRevisions(knex);
    expect(after.facts).toBeGreaterThan(facts);
    await expect(expire(NOW + 7 * DAY + 1)).resolves.toBe(0);
    await expect(readRevisions(knex)).resolves.toEqual(after);

    await expect(expire(NOW + 9 * DAY)).resolves.toBe(1);
    // What was never read stays that, and is not called old.
    await expect(states()).resolves.toMatchObject({
      dated: 'expired',
      new: 'never-collected',
      broken: 'unreadable',
    });
  });
});
