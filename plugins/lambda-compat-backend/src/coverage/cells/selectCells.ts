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

import {
  COUNTED_PIN_CLASSES,
  COVERAGE_STATES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type TABLE_CELLS,
  TABLE_ENTITIES,
  TABLE_IMAGE_CELLS,
  TABLE_REFERENCES,
} from '../../database/tables';
import {
  COUNT_COLUMNS,
  PIN_COLUMNS,
  toPinColumn,
  toPinRank,
} from '../pinRanks';
import { CELL_PARTS, type CellLevel, nameLevel } from './cellLevels';

const IMAGE_KEY = [...CELL_PARTS, 'image'];
const NUMBERS = ['components', 'with_problems', ...COUNT_COLUMNS];
const KEPT = nameLevel(CELL_PARTS);

/** In the order in which {@link selectCells} gives them. */
export const CELL_COLUMNS: readonly string[] = [
  'kept',
  ...CELL_PARTS,
  ...NUMBERS,
];

/** In the order in which {@link selectImageCells} gives them. */
export const IMAGE_CELL_COLUMNS: readonly string[] = [
  'kept',
  ...IMAGE_KEY,
  ...NUMBERS,
];

/** The numbers of all entities with the same key. */
export function selectCells(knex: Knex): Knex.QueryBuilder {
  return knex(TABLE_ENTITIES)
    .select(knex.raw('?', [KEPT]))
    .select([...CELL_PARTS])
    .count('*')
    .select(countEntities(knex))
    .select(sumPins(knex))
    .groupBy([...CELL_PARTS]);
}

/**
 * The numbers of all entities with the same key that pull an image: each entity
 * once per image, however often it names it, and the references to that image.
 */
export function selectImageCells(knex: Knex): Knex.QueryBuilder {
  const pulled = knex(TABLE_REFERENCES)
    .select('entity_ref', 'image')
    .select(
      COUNTED_PIN_CLASSES.map(name =>
        knex.raw('sum(case when pin_rank = ? then 1 else 0 end) as ??', [
          toPinRank(name),
          `image_${toPinColumn('pins', name)}`,
        ]),
      ),
    )
    .where({ counted: true })
    .groupBy('entity_ref', 'image');
  return knex(TABLE_ENTITIES)
    .join(
      pulled.as('pulled'),
      'pulled.entity_ref',
      `${TABLE_ENTITIES}.entity_ref`,
    )
    .select(knex.raw('?', [KEPT]))
    .select(IMAGE_KEY)
    .count('*')
    .select(countEntities(knex))
    .select(sumPins(knex, 'image_'))
    .groupBy(IMAGE_KEY);
}

/**
 * The cells of a level added up from those of another, in the order of
 * {@link CELL_COLUMNS} or, with the image, of {@link IMAGE_CELL_COLUMNS}.
 */
export function selectCoarserCells(
  knex: Knex,
  table: typeof TABLE_CELLS | typeof TABLE_IMAGE_CELLS,
  level: CellLevel,
  source: CellLevel,
): Knex.QueryBuilder {
  const image = table === TABLE_IMAGE_CELLS ? ['image'] : [];
  return knex(table)
    .select(knex.raw('?', [nameLevel(level)]))
    .select(
      CELL_PARTS.map(part => (level.includes(part) ? part : knex.raw(`''`))),
    )
    .select(image)
    .select(NUMBERS.map(name => knex.raw('sum(??)', [name])))
    .where({ kept: nameLevel(source) })
    .groupBy([...level, ...image, 'kept']);
}

/** In the order of {@link COUNT_COLUMNS}, without the references. */
function countEntities(knex: Knex): Knex.Raw[] {
  const countWhere = (condition: string, value?: string | number) =>
    knex.raw(
      `sum(case when ${condition} then 1 else 0 end)`,
      value === undefined ? [] : [value],
    );
  return [
    countWhere('problems_total > 0'),
    ...COVERAGE_STATES.map(state => countWhere('pin_state = ?', state)),
    ...COUNTED_PIN_CLASSES.map(name =>
      countWhere('weakest_rank = ?', toPinRank(name)),
    ),
  ];
}

function sumPins(knex: Knex, prefix: string = ''): Knex.Raw[] {
  return PIN_COLUMNS.map(column => knex.raw('sum(??)', [prefix + column]));
}
