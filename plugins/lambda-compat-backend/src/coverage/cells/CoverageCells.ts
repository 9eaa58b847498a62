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

import type { Knex } from 'knex';
import { inSnapshot, isPostgres } from '../../database/statements';
import {
  type CoverageRevisionsRow,
  TABLE_CELLS,
  TABLE_IMAGE_CELLS,
  TABLE_REVISIONS,
} from '../../database/tables';
import { readRevisions } from '../revisions';
import {
  CELL_LEVELS,
  type CellLevel,
  findSource,
  IMAGE_CELL_LEVELS,
} from './cellLevels';
import {
  CELL_COLUMNS,
  IMAGE_CELL_COLUMNS,
  selectCells,
  selectCoarserCells,
  selectImageCells,
} from './selectCells';

/**
 * Keeps the copy of the numbers that sums over the organization are made from.
 * It may be behind at any time: whoever reads it compares the revisions.
 */
export class CoverageCells {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): CoverageCells {
    return new CoverageCells(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Counts anew if anything has changed since that was last done.
   *
   * @returns whether it did. Where several replicas call it at once, one does.
   */
  async refresh(): Promise<boolean> {
    // Nearly always nothing has changed, and then no lock is taken.
    const known = await readRevisions(this.#knex);
    if (known.facts === known.cells) {
      return false;
    }
    const done = await inSnapshot(this.#knex, async tx => {
      if (!(await this.#lock(tx))) {
        return false;
      }
      const revisions = await readRevisions(tx);
      if (revisions.facts === revisions.cells) {
        return false;
      }
      await tx(TABLE_CELLS).delete();
      await tx(TABLE_IMAGE_CELLS).delete();
      const cells = into(tx, TABLE_CELLS, CELL_COLUMNS);
      await tx(cells).insert(selectCells(tx));
      for (const { level, source } of listSteps(CELL_LEVELS)) {
        await tx(cells).insert(
          selectCoarserCells(tx, TABLE_CELLS, level, source),
        );
      }
      const imageCells = into(tx, TABLE_IMAGE_CELLS, IMAGE_CELL_COLUMNS);
      await tx(imageCells).insert(selectImageCells(tx));
      for (const { level, source } of listSteps(IMAGE_CELL_LEVELS)) {
        await tx(imageCells).insert(
          selectCoarserCells(tx, TABLE_IMAGE_CELLS, level, source),
        );
      }
      await tx<CoverageRevisionsRow>(TABLE_REVISIONS)
        .where({ name: 'cells' })
        .update({ revision: revisions.facts });
      return true;
    });
    return done ?? false;
  }

  /** @returns false where another replica is just counting */
  async #lock(tx: Knex.Transaction): Promise<boolean> {
    const row = tx<CoverageRevisionsRow>(TABLE_REVISIONS)
      .where({ name: 'cells' })
      .first('name');
    const locked = await (isPostgres(tx) ? row.forUpdate().skipLocked() : row);
    return locked !== undefined;
  }
}

/** Each level but the finest, after the one that it is added up from. */
function listSteps(levels: readonly CellLevel[]) {
  return levels
    .slice(0, -1)
    .reverse()
    .map(level => ({ level, source: findSource(levels, level) }));
}

function into(knex: Knex, table: string, columns: readonly string[]): Knex.Raw {
  const names = columns.map(() => '??').join(', ');
  return knex.raw(`?? (${names})`, [table, ...columns]);
}
