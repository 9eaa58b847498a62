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

/** What entities are told apart by in a cell. */
export type CellPart = 'owner_key' | 'system_ref' | 'lifecycle' | 'runtime_key';

/** Parts of the key that the cells of a level keep; the others are empty. */
export type CellLevel = readonly CellPart[];

export const CELL_PARTS: CellLevel = [
  'owner_key',
  'system_ref',
  'lifecycle',
  'runtime_key',
];

/**
 * Coarsest first. Where owners share no system there are about as many cells
 * with the whole key as entities: sums that need less of it read fewer rows,
 * whose number does not grow with the entities.
 */
export const CELL_LEVELS: readonly CellLevel[] = [
  [],
  ['owner_key'],
  ['system_ref'],
  ['lifecycle'],
  ['runtime_key'],
  ['owner_key', 'system_ref'],
  ['owner_key', 'lifecycle'],
  ['owner_key', 'runtime_key'],
  ['system_ref', 'lifecycle'],
  ['system_ref', 'runtime_key'],
  ['lifecycle', 'runtime_key'],
  CELL_PARTS,
];

/** The same for cells of images, which keep the image besides. */
export const IMAGE_CELL_LEVELS: readonly CellLevel[] = [
  [],
  ['owner_key'],
  ['system_ref'],
  ['lifecycle'],
  ['runtime_key'],
  CELL_PARTS,
];

/** The coarsest level that tells apart what is asked for. */
export function findLevel(
  levels: readonly CellLevel[],
  needed: CellLevel,
): CellLevel {
  return levels.find(level => includesAll(level, needed)) ?? CELL_PARTS;
}

/** The coarsest level that another can be added up from. */
export function findSource(
  levels: readonly CellLevel[],
  level: CellLevel,
): CellLevel {
  return findLevel(
    levels.filter(other => other.length > level.length),
    level,
  );
}

/** What the column `kept` holds for cells of the level. */
export function nameLevel(level: CellLevel): string {
  return level.join(',');
}

function includesAll(level: CellLevel, needed: CellLevel): boolean {
  return needed.every(part => level.includes(part));
}
