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

import type { PinClass } from '../types';

/**
 * The classes of the scale, strongest first. `scratch` and `stage` are beside
 * the scale: they name nothing outside the file.
 *
 * @public
 */
export const PIN_CLASSES: readonly PinClass[] = [
  'digest',
  'dated',
  'exact-os',
  'exact',
  'partial',
  'channel',
  'floating',
  'unresolved',
  'invalid',
];

/**
 * Orders classes, strongest first, for example with `Array.sort`. What is
 * beside the scale comes before everything on it.
 *
 * @returns negative where `a` is stronger, positive where `b` is, else 0
 * @public
 */
export function comparePinClasses(a: PinClass, b: PinClass): number {
  return PIN_CLASSES.indexOf(a) - PIN_CLASSES.indexOf(b);
}

/**
 * The weakest class of a list, which speaks for the whole list. What is beside
 * the scale does not count.
 *
 * @returns null where no class of the list is on the scale
 * @public
 */
export function weakestPinClass(list: Iterable<PinClass>): PinClass | null {
  let weakest = -1;
  for (const pinClass of list) {
    weakest = Math.max(weakest, PIN_CLASSES.indexOf(pinClass));
  }
  return weakest < 0 ? null : PIN_CLASSES[weakest];
}
