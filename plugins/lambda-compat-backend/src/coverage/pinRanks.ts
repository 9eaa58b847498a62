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
  type CountedPinClass,
  type CoverageState,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** Rank of a component of which no reference is known; sorts weakest. */
export const RANK_UNKNOWN = -1;

/** Rank of a component that pulls nothing; sorts strongest. */
export const RANK_NONE = 99;

/** Weakest lowest: `invalid` is 0. */
export function toPinRank(pinClass: CountedPinClass): number {
  return COUNTED_PIN_CLASSES.length - 1 - COUNTED_PIN_CLASSES.indexOf(pinClass);
}

/** The class of a rank; null for the two ranks that stand for no class. */
export function toPinClass(rank: number): CountedPinClass | null {
  return COUNTED_PIN_CLASSES[COUNTED_PIN_CLASSES.length - 1 - rank] ?? null;
}

/** `pins_exact_os` of `exact-os`, and so on. */
export function toPinColumn(
  prefix: 'pins' | 'weakest',
  pinClass: CountedPinClass,
): string {
  return toColumn(prefix, pinClass);
}

/** `state_no_images` of `no-images`, and so on. */
export function toStateColumn(state: CoverageState): string {
  return toColumn('state', state);
}

/** `pins_digest` and so on, strongest first. */
export const PIN_COLUMNS: readonly string[] = COUNTED_PIN_CLASSES.map(name =>
  toPinColumn('pins', name),
);

/** Every column with a number in a cell, except the two named ones. */
export const COUNT_COLUMNS: readonly string[] = [
  ...COVERAGE_STATES.map(toStateColumn),
  ...COUNTED_PIN_CLASSES.map(name => toPinColumn('weakest', name)),
  ...PIN_COLUMNS,
];

function toColumn(prefix: string, value: string): string {
  return `${prefix}_${value.replaceAll('-', '_')}`;
}
