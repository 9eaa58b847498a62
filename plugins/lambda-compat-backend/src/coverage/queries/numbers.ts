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
  type CountedPinClass,
  COVERAGE_STATES,
  type CoverageNumbers,
  type CoverageState,
  type Share,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  TABLE_CELLS,
  TABLE_ENTITIES,
  TABLE_IMAGE_CELLS,
  TABLE_REFERENCES,
} from '../../database/tables';
import {
  CELL_LEVELS,
  CELL_PARTS,
  type CellLevel,
  findLevel,
  IMAGE_CELL_LEVELS,
  nameLevel,
} from '../cells/cellLevels';
import {
  COUNT_COLUMNS,
  PIN_COLUMNS,
  toPinColumn,
  toPinRank,
  toStateColumn,
} from '../pinRanks';
import { whereVisible } from './predicates';
import type { Reading } from './reading';

/** Sums by column; PostgreSQL gives them as text, and null over no rows. */
export type SumRow = Record<string, number | string | null>;

/** The columns that are added up. */
export const NUMBER_COLUMNS: readonly string[] = [
  'components',
  'with_problems',
  ...COUNT_COLUMNS,
];

/** Name of the table that {@link selectNumbers} stands for in a query. */
export const NUMBERS = 'numbers';

/**
 * Rows with the columns of a cell: the cells themselves where they are right,
 * else one for each entity that the caller may see.
 *
 * @param needed - what the rows have to tell apart
 */
export function selectNumbers(
  reading: Reading,
  needed: CellLevel,
): Knex.QueryBuilder {
  const { knex, cells } = reading;
  if (cells) {
    return selectLevel(knex, TABLE_CELLS, findLevel(CELL_LEVELS, needed));
  }
  const entities = knex(TABLE_ENTITIES).select(
    ...selectOfEntity(knex),
    ...PIN_COLUMNS.map(name => `${TABLE_ENTITIES}.${name}`),
  );
  whereVisible(reading, entities, `${TABLE_ENTITIES}.entity_ref`);
  return entities.as(NUMBERS);
}

/**
 * The same for each image that the entities pull: an entity is in one row for
 * each of its images, a reference in one row.
 */
export function selectImageNumbers(
  reading: Reading,
  needed: CellLevel,
): Knex.QueryBuilder {
  const { knex, cells } = reading;
  if (cells) {
    const level = findLevel(IMAGE_CELL_LEVELS, needed);
    return selectLevel(knex, TABLE_IMAGE_CELLS, level);
  }
  const images = knex(TABLE_REFERENCES)
    .select(
      'entity_ref',
      'image',
      ...COUNTED_PIN_CLASSES.map(name =>
        knex.raw('sum(case when ?? = ? then 1 else 0 end) as ??', [
          'pin_rank',
          toPinRank(name),
          toPinColumn('pins', name),
        ]),
      ),
    )
    .where('counted', true)
    .groupBy('entity_ref', 'image');
  whereVisible(reading, images, 'entity_ref');
  return knex(TABLE_ENTITIES)
    .join(
      images.as('images'),
      'images.entity_ref',
      `${TABLE_ENTITIES}.entity_ref`,
    )
    .select(
      ...selectOfEntity(knex),
      'images.image',
      ...PIN_COLUMNS.map(name => `images.${name}`),
    )
    .as(NUMBERS);
}

function selectLevel(
  knex: Knex,
  table: string,
  level: CellLevel,
): Knex.QueryBuilder {
  return knex
    .select()
    .from(table)
    .where({ kept: nameLevel(level) })
    .as(NUMBERS);
}

/** What a cell counts of an entity, except its references. */
function selectOfEntity(knex: Knex): Array<string | Knex.Raw> {
  const column = (name: string) => `${TABLE_ENTITIES}.${name}`;
  const oneIf = (name: string, value: string | number, as: string) =>
    knex.raw('case when ?? = ? then 1 else 0 end as ??', [
      column(name),
      value,
      as,
    ]);
  return [
    ...CELL_PARTS.map(column),
    knex.raw('1 as ??', ['components']),
    knex.raw('case when ?? > 0 then 1 else 0 end as ??', [
      column('problems_total'),
      'with_problems',
    ]),
    ...COVERAGE_STATES.map(state =>
      oneIf('pin_state', state, toStateColumn(state)),
    ),
    ...COUNTED_PIN_CLASSES.map(name =>
      oneIf('weakest_rank', toPinRank(name), toPinColumn('weakest', name)),
    ),
  ];
}

/** Reads the sums of a row, whose columns may have a prefix. */
export function toNumbers(row: SumRow, prefix = ''): CoverageNumbers {
  const read = (column: string) => Number(row[`${prefix}${column}`] ?? 0);
  const byState = toCounts(COVERAGE_STATES, state =>
    read(toStateColumn(state)),
  );
  const byClass = readPinCounts(row, prefix);
  const components = read('components');
  const references = sum(Object.values(byClass));
  const applicable = components - byState['no-images'];
  return {
    components: {
      total: components,
      byState,
      byWeakest: toCounts(COUNTED_PIN_CLASSES, name =>
        read(toPinColumn('weakest', name)),
      ),
      withProblems: read('with_problems'),
    },
    references: { total: references, byClass },
    pinnedReferences: toShare(byClass.digest, references),
    stableReferences: toShare(byClass.digest + byClass.dated, references),
    pinnedComponents: toShare(byState.pinned, applicable),
    stableComponents: toShare(byState.pinned + byState.dated, applicable),
  };
}

/** The columns that count references by class. */
export function readPinCounts(
  row: object,
  prefix = '',
): Record<CountedPinClass, number> {
  const columns = row as SumRow;
  return toCounts(COUNTED_PIN_CLASSES, name =>
    Number(columns[`${prefix}${toPinColumn('pins', name)}`] ?? 0),
  );
}

/** A number for each name. */
export function toCounts<T extends CountedPinClass | CoverageState>(
  names: readonly T[],
  count: (name: T) => number,
): Record<T, number> {
  return Object.fromEntries(names.map(name => [name, count(name)])) as Record<
    T,
    number
  >;
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function toShare(count: number, total: number): Share {
  return { count, total, ratio: total === 0 ? null : count / total };
}
