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

import type { Answer, LadderRow } from '../../compatibility';
import { compareVersions, rungsOf } from './versions';

/** Cells left of the line that all rows share, and right of it. */
export const CELLS_BEFORE = 11;
export const CELLS_AFTER = 4;
export const COLUMNS = CELLS_BEFORE + CELLS_AFTER;

/** One step of the ladder: a version, or the versions at an end that are folded. */
export interface LadderCell {
  /** From 0. */
  column: number;
  /** Lowest first; more than one where they are folded. */
  versions: string[];
  /** Whether the runtime has it. */
  provided: Answer;
  /**
   * What the runtime, or the artifact's own library, says to the need; null
   * where nothing needs it.
   */
  needed: Answer | null;
  /**
   * Not needed yet, and not surely in the runtime, but in the image that the
   * next build is made on.
   */
  isNext: boolean;
}

/** A row of cells. */
export interface LadderLine {
  cells: LadderCell[];
  /** Whether it is known what the runtime surely has. */
  hasLimit: boolean;
  /**
   * The column right of the highest version that a state of the runtime can
   * have, where the states differ; else null.
   */
  possibleLimit: number | null;
}

interface Limits {
  /** Index of the highest rung that every state has; -1: none. */
  sure: number;
  /** Index of the highest rung that at least one state has. */
  possible: number;
  isKnown: boolean;
}

function limitsOf(row: LadderRow, rungs: readonly string[]): Limits {
  const places = row.provided.map(({ version }) =>
    version === null
      ? -1
      : rungs.filter(rung => compareVersions(rung, version) <= 0).length - 1,
  );
  const found = places.filter(place => place >= 0);
  // A library that no state has is known to be missing, too.
  const isMissing =
    row.versions.length > 0 &&
    row.versions.every(({ answer }) => answer === 'no');
  return {
    sure: places.length ? Math.min(...places) : -1,
    possible: found.length ? Math.max(...found) : -1,
    isKnown: found.length > 0 || isMissing,
  };
}

/** Worst of the answers; null where there is none. */
function worst(answers: readonly Answer[]): Answer | null {
  const order: Answer[] = ['no', 'unknown', 'yes'];
  return order.find(answer => answers.includes(answer)) ?? null;
}

function providedAt(index: number, limits: Limits): Answer {
  if (index <= limits.sure) {
    return 'yes';
  }
  return !limits.isKnown || index <= limits.possible ? 'unknown' : 'no';
}

/**
 * Lays the rungs of a row so that the runtime's limit falls on the line that
 * all rows share. What does not fit is folded into the outermost cells: the
 * distance to the limit is what is looked for.
 */
export function ladderLine(row: LadderRow): LadderLine {
  const rungs = rungsOf(row);
  const limits = limitsOf(row, rungs);
  const split = limits.isKnown ? limits.sure + 1 : rungs.length;
  const before = groups(split, CELLS_BEFORE).reverse();
  const after = groups(rungs.length - split, CELLS_AFTER);

  const cellOf = (from: number, to: number, column: number): LadderCell => {
    const versions = rungs.slice(from, to);
    const needs = row.versions.filter(({ version }) =>
      versions.includes(version),
    );
    const provided = providedAt(from, limits);
    const next = row.nextBuild?.versions ?? [];
    return {
      column,
      versions,
      provided,
      needed: worst(needs.map(({ answer }) => answer)),
      isNext:
        needs.length === 0 &&
        provided !== 'yes' &&
        versions.some(version => next.includes(version)),
    };
  };

  const cells = [
    ...before.map(({ distance, length }) =>
      cellOf(
        split - distance - length,
        split - distance,
        CELLS_BEFORE - 1 - Math.min(distance, CELLS_BEFORE - 1),
      ),
    ),
    ...after.map(({ distance, length }) =>
      cellOf(
        split + distance,
        split + distance + length,
        CELLS_BEFORE + distance,
      ),
    ),
  ];
  const between = limits.possible - limits.sure;
  return {
    cells,
    hasLimit: limits.isKnown,
    possibleLimit:
      limits.isKnown && between > 0 && between <= CELLS_AFTER
        ? CELLS_BEFORE + between
        : null,
  };
}

/** Rungs in cells, nearest to the line first; the last cell takes the rest. */
function groups(
  rungs: number,
  cells: number,
): Array<{ distance: number; length: number }> {
  return Array.from({ length: Math.min(rungs, cells) }, (_, distance) => ({
    distance,
    length: distance === cells - 1 ? rungs - distance : 1,
  }));
}
