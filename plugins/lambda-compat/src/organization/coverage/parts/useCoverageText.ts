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
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import type {
  CoverageGrouping,
  Share,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';

const DEFAULT_REGISTRY = /^docker\.io\/(?:library\/)?/;

export interface CoverageText {
  /**
   * `58 %`, or words where there is nothing to divide by. All and nothing are
   * said only where they are exact.
   */
  share: (share: Share) => string;
  /** What a group is called, as far as that is known now. */
  group: (groupBy: CoverageGrouping, key: string | null) => string;
}

/** Texts that several parts of the page need. */
export function useCoverageText(): CoverageText {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const presentation = useApiHolder().get(entityPresentationApiRef);

  return useMemo(
    () => ({
      share: ({ count, total, ratio }) => {
        if (ratio === null || total === 0) {
          return t('coverage.noShare');
        }
        const rounded = Math.round(ratio * 100);
        if (rounded === 0 && count > 0) {
          return t('coverage.lessThanOnePercent');
        }
        const value = rounded === 100 && count < total ? 99 : rounded;
        return t('coverage.percent', { value });
      },
      group: (groupBy, key) => {
        if (key === null) {
          return t(`coverage.noGroup.${groupBy}`);
        }
        switch (groupBy) {
          case 'owner':
          case 'system':
          case 'domain':
            return entityName(key, groupBy, presentation);
          case 'image':
            return imageName(key);
          default:
            return key;
        }
      },
    }),
    [t, presentation],
  );
}

/** The kind that goes without saying. */
export function defaultKindOf(groupBy: 'owner' | 'system' | 'domain'): string {
  return groupBy === 'owner' ? 'group' : groupBy;
}

function entityName(
  ref: string,
  groupBy: 'owner' | 'system' | 'domain',
  presentation: Parameters<typeof entityPresentationSnapshot>[2],
): string {
  try {
    return entityPresentationSnapshot(
      ref,
      { defaultKind: defaultKindOf(groupBy) },
      presentation,
    ).primaryTitle;
  } catch {
    // An address can hold any text in the place of an entity ref.
    return ref;
  }
}

/** Without the registry where it is the one that tools take when none is named. */
export function imageName(image: string): string {
  return image.replace(DEFAULT_REGISTRY, '');
}
