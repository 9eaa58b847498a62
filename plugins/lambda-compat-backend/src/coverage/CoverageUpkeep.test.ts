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
import { DatabaseWorkStore } from '../collection/DatabaseWorkStore';
import { openDatabase } from '../database/migrations';
import { CoverageUpkeep } from './CoverageUpkeep';

const NOW = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function setup() {
  const knex = await databases.init('SQLITE_3');
  await openDatabase(mockServices.database({ knex }));
  const clock = { now: NOW };
  const now = () => new Date(clock.now);
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const store = DatabaseWorkStore.create({ knex, now });
  await store.saveSubjects([createLambda('orders')]);
  await collectAll(
    store,
    { orders: createFacts({ references: [createReference('digest')] }) },
    new Date(NOW + DAY),
  );
  const upkeep = CoverageUpkeep.create({
    knex,
    expireAfterMs: 7 * DAY,
    logger,
    now,
  });
  return { knex, clock, logger, upkeep };
}

describe('CoverageUpkeep', () => {
  it('counts what expired as expired, on the same day', async () => {
    const { knex, clock, logger, upkeep } = await setup();
    await upkeep.run();
    await expect(knex('coverage_cells').first()).resolves.toMatchObject({
      state_pinned: 1,
      state_expired: 0,
    });
    expect(logger.warn).not.toHaveBeenCalled();

    clock.now += 8 * DAY;
    await upkeep.run();
    await expect(knex('coverage_cells').first()).resolves.toMatchObject({
      state_pinned: 0,
      state_expired: 1,
    });
    await expect(
      knex('coverage_history')
        .orderBy('from_day')
        .select('from_day', 'pin_state'),
    ).resolves.toEqual([
      { from_day: '2026-11-23', pin_state: 'pinned' },
      { from_day: '2026-12-01', pin_state: 'expired' },
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/^Of 1 more Lambdas the last success is too old/),
      { expired: 1 },
    );
  });

  it('does the rest where one part fails', async () => {
    const { knex, logger, upkeep } = await setup();
    await knex.schema.dropTable('coverage_image_cells');
    await upkeep.run();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      'The numbers could not be counted anew',
      { error: expect.stringContaining('coverage_image_cells') },
    );
    await expect(knex('coverage_cells').select()).resolves.toEqual([]);
    await expect(knex('coverage_history').select()).resolves.toHaveLength(1);
  });
});
