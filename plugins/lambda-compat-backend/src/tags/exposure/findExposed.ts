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

import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { startReading } from '../../coverage/queries/reading';
import { findExposingMove } from './findExposingMove';
import { toTagImpact } from './impactRows';
import {
  type ImpactRow,
  readEffects,
  selectImpact,
  toExposureRank,
} from './selectImpact';

/**
 * The places through which the next builds of components get what a move
 * brought, then those of which that is not known; by owner and name. Empty for
 * a move that there is not.
 */
export async function findExposed(
  knex: Knex,
  moveId: string,
): Promise<TagImpact[]> {
  return startReading(knex, 'all', async reading => {
    const move = await findExposingMove(reading, moveId);
    if (!move) {
      return [];
    }
    const effects = await readEffects(reading, move);
    const places = selectImpact(reading, move, effects);
    const rows = (await reading
      .knex(places.as('i'))
      .where('i.exposure_rank', '<', toExposureRank('not-exposed'))
      .orderBy([
        'i.exposure_rank',
        'i.ownerless',
        'i.owner_key',
        'i.sort_name',
        'i.entity_ref',
        'i.reference_id',
      ])
      .select('i.*')) as ImpactRow[];
    return rows.map(row => toTagImpact(row, move));
  });
}
