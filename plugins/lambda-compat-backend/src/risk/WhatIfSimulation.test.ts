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
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { WhatIfFilter } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  createArtifact,
  createProgram,
  createUpload,
  NEEDS_3_4_30,
  NEEDS_NEW,
  NEEDS_OLD,
} from '../artifacts/__fixtures__/reports';
import { DefaultReportUploads } from '../artifacts/DefaultReportUploads';
import {
  LambdaEntitySource,
  toLambdaEntity,
} from '../catalog/LambdaEntitySource';
import { DatabaseWorkStore } from '../collection/DatabaseWorkStore';
import { DEFAULT_ENTITY_FILTER } from '../config/defaultEntityFilter';
import type { VisibleEntities } from '../coverage/CoverageStore';
import { openDatabase } from '../database/migrations';
import { engine } from '../verdicts/__testUtils__/engine';
import { VerdictWriter } from '../verdicts/VerdictWriter';
import type { WhatIfQuery } from './Risk';
import { WhatIfSimulation } from './WhatIfSimulation';

const COUNTS = {
  breaks: 0,
  'can-break': 0,
  unknown: 0,
  works: 0,
  'not-affected': 0,
};

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const NAMES = ['broken', 'ghost', 'old', 'orders', 'plain'];

const ENTITIES: Entity[] = NAMES.map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: { type: 'lambda' },
}));

describe.each(databases.eachSupportedId())('WhatIfSimulation, %p', id => {
  const setup = async (maxTimeMs?: number) => {
    const now = () => new Date(Date.UTC(2026, 10, 23, 12));
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const auth = mockServices.auth();
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const policy = { asOf: 'today', deprecationDays: 180 };
    const verdicts = VerdictWriter.create({ engine, policy, now });
    const work = DatabaseWorkStore.create({ knex, verdicts, now });
    await work.saveSubjects(ENTITIES.map(toLambdaEntity));
    const uploads = DefaultReportUploads.create({
      auth,
      catalog,
      knex,
      source: LambdaEntitySource.create({
        auth,
        catalog,
        filter: DEFAULT_ENTITY_FILTER,
      }),
      verdicts,
      work,
      now,
    });
    const upload = (name: string, digit: string, needs?: object) =>
      uploads.upload(
        createUpload(
          createArtifact(
            digit,
            needs ? [createProgram(needs as Record<string, string[]>)] : [],
          ),
          { entityRef: `component:default/${name}` },
        ),
      );
    await upload('broken', 'a', NEEDS_NEW);
    await upload('old', 'b', NEEDS_OLD);
    await upload('orders', 'c', NEEDS_3_4_30);
    await upload('plain', 'd');
    const whatIf = jest.fn(engine.whatIf);
    const simulation = WhatIfSimulation.create({
      engine: { whatIf },
      knex,
      policy,
      maxTimeMs,
      now,
    });
    const simulate = (
      target: Parameters<WhatIfSimulation['simulate']>[0],
      options: Partial<WhatIfQuery> = {},
      visible: VisibleEntities = 'all',
    ) =>
      simulation.simulate(
        target,
        {
          filter: {},
          orderField: 'outcome',
          order: 'asc',
          limit: 10,
          withTotal: true,
          ...options,
        },
        visible,
      );
    const outcomes = async (
      filter: WhatIfFilter,
      visible: VisibleEntities = 'all',
    ) => {
      const { items } = await simulate(
        { runtime: 'provided.al2' },
        { filter },
        visible,
      );
      return items.map(item => [item.entityRef.split('/')[1], item.outcome]);
    };
    return { knex, outcomes, simulate, upload, whatIf };
  };

  it('says for each component what becomes of it on another runtime, what breaks first', async () => {
    const { simulate } = await setup();
    const page = await simulate({ runtime: 'provided.al2' });
    expect(page.target).toEqual({
      runtime: 'provided.al2',
      architecture: null,
      image: null,
      profile:
        'provided.al2 on the architecture that each function has now, as of 2026-11-23',
    });
    expect(page.counts).toEqual({ ...COUNTS, breaks: 2, unknown: 1, works: 2 });
    expect(page.totalItems).toBe(5);
    expect(page.items).toMatchObject([
      {
        entityRef: 'component:default/broken',
        verdict: 'broken',
        outcome: 'breaks',
      },
      {
        entityRef: 'component:default/orders',
        runtimes: ['provided.al2023'],
        verdict: 'compatible',
        outcome: 'breaks',
        reason: expect.stringMatching(/GLIBC/),
      },
      {
        entityRef: 'component:default/ghost',
        verdict: 'unknown',
        outcome: 'unknown',
        reason: 'Nothing was measured of it.',
      },
      { entityRef: 'component:default/old', outcome: 'works' },
      { entityRef: 'component:default/plain', outcome: 'works' },
    ]);
    expect(page.items[0]).not.toHaveProperty('sortName');
  });

  it('knows nothing of an architecture for which no build was measured', async () => {
    const { simulate } = await setup();
    const page = await simulate({ architecture: 'x86_64' });
    expect(
      page.items.map(item => [item.entityRef.split('/')[1], item.outcome]),
    ).toEqual([
      ['broken', 'unknown'],
      ['ghost', 'unknown'],
      ['old', 'unknown'],
      ['orders', 'unknown'],
      // Nothing native in it.
      ['plain', 'works'],
    ]);
  });

  it('filters by what components are now, by outcome and by what the caller sees', async () => {
    const { outcomes, simulate } = await setup();
    await expect(outcomes({ outcome: ['works'] })).resolves.toEqual([
      ['old', 'works'],
      ['plain', 'works'],
    ]);
    await expect(outcomes({ search: 'ORD' })).resolves.toEqual([
      ['orders', 'breaks'],
    ]);
    await expect(outcomes({ from: ['(none)'] })).resolves.toEqual([
      ['ghost', 'unknown'],
    ]);
    await expect(
      outcomes({}, new Set(['component:default/old'])),
    ).resolves.toEqual([['old', 'works']]);
    // Counts are of all that is simulated, whatever is listed.
    const page = await simulate(
      { runtime: 'provided.al2' },
      { filter: { outcome: ['works'] } },
    );
    expect([page.counts, page.totalItems]).toEqual([
      { ...COUNTS, breaks: 2, unknown: 1, works: 2 },
      2,
    ]);
  });

  it('pages in both directions', async () => {
    const { simulate } = await setup();
    const read = async (options: Partial<WhatIfQuery>) => {
      const page = await simulate(
        { runtime: 'provided.al2' },
        { limit: 2, ...options },
      );
      return [
        page.items.map(item => item.entityRef.split('/')[1]),
        page.previous,
        page.next,
      ] as const;
    };
    const [first, none, next] = await read({});
    expect([first, none]).toEqual([['broken', 'orders'], null]);
    const [second, , last] = await read({ after: next! });
    expect(second).toEqual(['ghost', 'old']);
    const [third, previous, end] = await read({ after: last! });
    expect([third, end]).toEqual([['plain'], null]);
    await expect(read({ before: previous! })).resolves.toMatchObject([
      ['ghost', 'old'],
      expect.anything(),
      expect.anything(),
    ]);
    await expect(read({ after: ['x'] })).rejects.toThrow(
      'The cursor does not fit this list',
    );
  });

  it('works out each outcome once, until what was measured changes', async () => {
    const { simulate, upload, whatIf } = await setup();
    await simulate({ runtime: 'provided.al2' });
    await simulate({ runtime: 'provided.al2' }, { limit: 1 });
    expect(whatIf).toHaveBeenCalledTimes(4);
    await upload('orders', 'e', NEEDS_OLD);
    const page = await simulate({ runtime: 'provided.al2' });
    expect(whatIf).toHaveBeenCalledTimes(5);
    expect(page.counts).toEqual({ ...COUNTS, breaks: 1, unknown: 1, works: 3 });
  });

  it('stores nothing', async () => {
    const { knex, simulate } = await setup();
    const before = await knex('function_verdicts').select();
    await simulate({ runtime: 'provided.al2', architecture: 'arm64' });
    await expect(knex('function_verdicts').select()).resolves.toEqual(before);
  });

  it('does not take longer than a request may', async () => {
    const { simulate } = await setup(-1);
    await expect(simulate({ runtime: 'provided.al2' })).rejects.toThrow(
      '0 of 5 components are simulated; ask again for the rest',
    );
  });

  it('does not fall over what a rule falls over', async () => {
    const { simulate, whatIf } = await setup();
    whatIf.mockImplementation(() => {
      throw new Error('too odd');
    });
    const { items } = await simulate({ runtime: 'provided.al2' });
    expect(items[0]).toMatchObject({
      outcome: 'unknown',
      reason: 'It cannot be simulated: too odd',
    });
  });
});
