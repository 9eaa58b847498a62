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

import { comparePinClasses, PIN_CLASSES, weakestPinClass } from './pinClasses';

describe('pin classes', () => {
  it('sorts strongest first, with what names no image before all', () => {
    expect(
      [...PIN_CLASSES, 'scratch' as const].reverse().sort(comparePinClasses),
    ).toEqual(['scratch', ...PIN_CLASSES]);
  });

  it('lets the weakest speak for a list', () => {
    expect(weakestPinClass(['digest', 'partial', 'exact'])).toBe('partial');
    expect(weakestPinClass(['stage', 'digest'])).toBe('digest');
    expect(weakestPinClass(['invalid', 'unresolved'])).toBe('invalid');
  });

  it('knows no weakest where nothing is on the scale', () => {
    expect(weakestPinClass([])).toBeNull();
    expect(weakestPinClass(['scratch', 'stage'])).toBeNull();
  });
});
