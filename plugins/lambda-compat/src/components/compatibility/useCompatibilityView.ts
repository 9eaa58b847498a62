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

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  EntityCompatibility,
  FunctionCompatibility,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useState } from 'react';

import { useEntityCompatibility, worstFirst } from '../../compatibility';
import type { RequestView } from '../../organization/data/useRequest';

export interface CompatibilityView extends RequestView<EntityCompatibility> {
  entityRef: string;
  /** Name of the entity. */
  entityName: string;
  /** Worst first. */
  functions: FunctionCompatibility[];
  /** The one that is shown; undefined where there is none. */
  chosen: FunctionCompatibility | undefined;
  /** By name, which is unique in the component. */
  choose: (name: string) => void;
}

/** The compatibility of the entity of the page, and the function chosen. */
export function useCompatibilityView(): CompatibilityView {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const request = useEntityCompatibility(entityRef);
  const [choice, setChoice] = useState<{ entityRef: string; name: string }>();

  const functions = worstFirst(request.value?.functions ?? []);
  const wanted = choice?.entityRef === entityRef ? choice.name : undefined;
  return {
    ...request,
    entityRef,
    entityName: entity.metadata.title ?? entity.metadata.name,
    functions,
    chosen: functions.find(({ name }) => name === wanted) ?? functions[0],
    choose: name => setChoice({ entityRef, name }),
  };
}
