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

import { useApiHolder } from '@backstage/frontend-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * The titles that the catalog gives entities, once it has given all of them:
 * a name that changes under the pointer is easily mistaken for another.
 */
export function useEntityTitles(
  refs: readonly string[],
  defaultKind: string | undefined,
): ReadonlyMap<string, string> {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const [titles, setTitles] = useState(NONE);
  const wanted = refs.join('\n');

  useEffect(() => {
    if (!presentation || !defaultKind || wanted === '') {
      return undefined;
    }
    let isCurrent = true;
    const load = async (ref: string): Promise<Array<[string, string]>> => {
      try {
        const { promise } = presentation.forEntity(ref, { defaultKind });
        return [[ref, (await promise).primaryTitle]];
      } catch {
        // An address can hold any text in the place of an entity ref.
        return [];
      }
    };
    Promise.all(wanted.split('\n').map(load)).then(entries => {
      if (isCurrent) {
        setTitles(new Map(entries.flat()));
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [presentation, defaultKind, wanted]);

  return titles;
}
