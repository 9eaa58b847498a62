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

import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** The places at which one component names the repository. */
export interface ImpactedComponent {
  entityRef: string;
  title: string | null;
  /** Owners beside the one of the group. */
  otherOwners: string[];
  places: TagImpact[];
}

export interface ImpactGroup {
  /** The first owner; null where there is none. */
  owner: string | null;
  components: ImpactedComponent[];
}

/** Groups a page of the list by owner and component, in the list's order. */
export function impactGroups(items: readonly TagImpact[]): ImpactGroup[] {
  const groups = new Map<string | null, Map<string, ImpactedComponent>>();
  for (const item of items) {
    const [owner = null, ...otherOwners] = item.ownerRefs;
    const components = groups.get(owner) ?? new Map();
    groups.set(owner, components);
    const component = components.get(item.entityRef) ?? {
      entityRef: item.entityRef,
      title: item.title,
      otherOwners,
      places: [],
    };
    components.set(item.entityRef, component);
    component.places.push(item);
  }
  return [...groups].map(([owner, components]) => ({
    owner,
    components: [...components.values()],
  }));
}
