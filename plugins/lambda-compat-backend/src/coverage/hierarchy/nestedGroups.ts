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

import type { Parents } from '../../catalog/CatalogHierarchySource';

/**
 * The groups that count something, with whether it belongs to them itself:
 * those given, and all that they are in. Groups that are in themselves are
 * counted once.
 */
export function findNestedGroups(
  direct: readonly string[],
  parents: Parents,
): Map<string, boolean> {
  const found = new Map(direct.map(group => [group, true]));
  const open = [...direct];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    for (const parent of parents.get(group) ?? []) {
      if (!found.has(parent)) {
        found.set(parent, false);
        open.push(parent);
      }
    }
  }
  return found;
}
