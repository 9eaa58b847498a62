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

import type { LadderRow } from '../../compatibility';
import {
  CELLS_BEFORE,
  COLUMNS,
  type LadderCell,
  type LadderLine,
} from './ladderCells';
import { shortVersion } from './versions';

/** A label below the cells. */
export interface LadderMark {
  text: string;
  /** Where it is anchored, in columns from the left edge. */
  column: number;
  /** Which part of the text stands there. */
  anchor: 'start' | 'middle' | 'end';
  isNeeded: boolean;
}

/** Columns that a label takes, so that two never stand on each other. */
const LABEL_COLUMNS = 3;

/**
 * The few versions that are worth a label: the highest that is needed, the
 * limit, the lowest and the highest. The needed one is never left out; another
 * is where it would touch one before it.
 */
export function ladderMarks(row: LadderRow, line: LadderLine): LadderMark[] {
  const { cells } = line;
  const first = cells[0];
  const last = cells[cells.length - 1];
  const limit = line.hasLimit
    ? cells.find(({ column }) => column === CELLS_BEFORE - 1)
    : undefined;
  const needed = cells.find(({ versions }) =>
    versions.includes(row.needed.version),
  );

  const name = (cell: LadderCell, version: string) => {
    const short = shortVersion(row, version);
    if (cell.versions.length === 1) {
      return short;
    }
    return `${cell.column < CELLS_BEFORE ? '≤ ' : '≥ '}${short}`;
  };
  const wanted: Array<LadderMark | undefined> = [
    needed && {
      text: shortVersion(row, row.needed.version),
      isNeeded: true,
      ...anchorOf(needed.column, needed === limit),
    },
    limit && {
      text: name(limit, limit.versions[limit.versions.length - 1]),
      isNeeded: false,
      ...anchorOf(limit.column, true),
    },
    highestNext(row, cells),
    last &&
      last.column >= CELLS_BEFORE && {
        text: name(last, last.versions[0]),
        isNeeded: false,
        column: last.column + 1,
        anchor: 'end' as const,
      },
    first && {
      text: name(first, first.versions[first.versions.length - 1]),
      isNeeded: false,
      column: first.column,
      anchor: 'start' as const,
    },
  ].map(mark => mark || undefined);

  const kept: LadderMark[] = [];
  for (const mark of wanted) {
    if (mark && kept.every(other => !touches(mark, other))) {
      kept.push(mark);
    }
  }
  return kept;
}

/** What the image of the next build goes up to, where that is beyond. */
function highestNext(
  row: LadderRow,
  cells: readonly LadderCell[],
): LadderMark | undefined {
  const { nextBuild } = row;
  const cell = cells.find(
    ({ isNext, versions }) =>
      isNext && nextBuild && versions.includes(nextBuild.highest),
  );
  return nextBuild && cell
    ? {
        text: shortVersion(row, nextBuild.highest),
        isNeeded: false,
        column: cell.column + 1,
        anchor: 'end',
      }
    : undefined;
}

/**
 * Left of the line a label ends there, right of it one begins there, so that
 * neighbours on its two sides do not meet.
 */
function anchorOf(
  column: number,
  isLimit: boolean,
): Pick<LadderMark, 'anchor' | 'column'> {
  if (isLimit) {
    return { column: column + 1, anchor: 'end' };
  }
  if (column === 0 || column === CELLS_BEFORE) {
    return { column, anchor: 'start' };
  }
  return column === COLUMNS - 1
    ? { column: COLUMNS, anchor: 'end' }
    : { column: column + 0.5, anchor: 'middle' };
}

function spanOf({ anchor, column }: LadderMark): [from: number, to: number] {
  switch (anchor) {
    case 'start':
      return [column, column + LABEL_COLUMNS];
    case 'end':
      return [column - LABEL_COLUMNS, column];
    default:
      return [column - LABEL_COLUMNS / 2, column + LABEL_COLUMNS / 2];
  }
}

function touches(a: LadderMark, b: LadderMark): boolean {
  const [fromA, toA] = spanOf(a);
  const [fromB, toB] = spanOf(b);
  // At the line itself one ends where the other begins.
  return fromA < toB && fromB < toA;
}
