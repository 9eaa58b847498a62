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
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { toneOf } from '../../components/references';

/**
 * What charts draw, strongest first: nine classes are too many to tell apart.
 * Each tone is also the name of a class in it.
 */
export const PIN_TONES = [
  'digest',
  'dated',
  'exact',
  'channel',
  'floating',
  'unresolved',
] as const satisfies readonly CountedPinClass[];

export type CountedTone = (typeof PIN_TONES)[number];

/** The classes that share a tone. */
export function classesOf(tone: CountedTone): CountedPinClass[] {
  return COUNTED_PIN_CLASSES.filter(pinClass => toneOf(pinClass) === tone);
}

export function countByTone(
  byClass: Record<CountedPinClass, number>,
): Record<CountedTone, number> {
  const counts = {} as Record<CountedTone, number>;
  for (const tone of PIN_TONES) {
    counts[tone] = classesOf(tone).reduce(
      (sum, pinClass) => sum + byClass[pinClass],
      0,
    );
  }
  return counts;
}
