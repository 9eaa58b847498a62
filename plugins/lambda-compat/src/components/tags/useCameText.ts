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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

import type { PlacedMove } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';

/** What came with a move, in a sentence; null where its class says all. */
export function useCameText(): (placed: PlacedMove) => string | null {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return useCallback(
    ({ isWeighty, move }) => {
      const { class: contentsClass, sentence, state } = move.contents;
      if (!isWeighty) {
        return null;
      }
      switch (state) {
        case 'available':
          return (
            sentence ?? (contentsClass && t(`tagHistory.came.${contentsClass}`))
          );
        case 'pending':
        case 'too-large':
        case 'failed':
          return t(`tagHistory.came.${state}`);
        default:
          return null;
      }
    },
    [t],
  );
}
