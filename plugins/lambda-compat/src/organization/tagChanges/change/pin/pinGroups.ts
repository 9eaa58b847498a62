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

import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** What to pin the references of one component to. */
export interface PinGroup {
  entityRef: string;
  title: string | null;
  pins: ReferencePin[];
}

/** By component, in the order of the list. */
export function pinGroups(pins: readonly ReferencePin[]): PinGroup[] {
  const groups = new Map<string, PinGroup>();
  for (const pin of pins) {
    const group = groups.get(pin.entityRef) ?? {
      entityRef: pin.entityRef,
      title: pin.title,
      pins: [],
    };
    group.pins.push(pin);
    groups.set(pin.entityRef, group);
  }
  return [...groups.values()];
}
