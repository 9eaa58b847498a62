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
import {
  type CoverageScope,
  NO_GROUP,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { useCoverageText } from '../coverage/parts/useCoverageText';
import type { RowFilter } from '../tables';

/** Fields that the page has no control for; a link can bring them. */
const FIELDS = ['system', 'domain', 'runtime', 'lifecycle'] as const;

/** What a link restricts the page to, so that nothing is left out in silence. */
export function useScopeFilters(
  scope: CoverageScope,
  onChange: (scope: CoverageScope) => void,
): RowFilter[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();

  const filters = FIELDS.flatMap(field => {
    const values = scope[field] ?? [];
    return values.map(value => ({
      key: `${field} ${value}`,
      text: t('configuration.scope', {
        field: t(`coverage.grouping.${field}`),
        value: text.group(field, value === NO_GROUP ? null : value),
      }),
      onRemove: () => {
        const left = values.filter(other => other !== value);
        onChange({ ...scope, [field]: left.length ? left : undefined });
      },
    }));
  });
  return scope.membership === 'direct'
    ? [
        ...filters,
        {
          key: 'membership',
          text: t('configuration.scope', {
            field: t('coverage.filters.nested'),
            value: t('coverage.filters.nestedDirect'),
          }),
          onRemove: () => onChange({ ...scope, membership: undefined }),
        },
      ]
    : filters;
}
