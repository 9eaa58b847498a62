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
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../../../translation';

const KILO = 1_000;
const MEGA = 1_000_000;

export interface SizeText {
  /** `53.1 MB`. */
  size: (bytes: number) => string;
  /** `51.8 MB → 53.1 MB (+1.3 MB)`. */
  change: (from: number, to: number) => string;
}

/** Texts for sizes, as registries and container tools print them. */
export function useSizeText(): SizeText {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return useMemo(() => {
    const size = (bytes: number) =>
      bytes < MEGA
        ? t('incident.configuration.kilobytes', {
            size: Math.round(bytes / (KILO / 10)) / 10,
          })
        : t('incident.configuration.megabytes', {
            size: Math.round(bytes / (MEGA / 10)) / 10,
          });
    const difference = (bytes: number) => {
      if (bytes === 0) {
        return t('incident.configuration.same');
      }
      return t(
        bytes > 0
          ? 'incident.configuration.plus'
          : 'incident.configuration.minus',
        { size: size(Math.abs(bytes)) },
      );
    };
    return {
      size,
      change: (from, to) =>
        t('incident.configuration.fromTo', {
          from: size(from),
          to: size(to),
          difference: difference(to - from),
        }),
    };
  }, [t]);
}
