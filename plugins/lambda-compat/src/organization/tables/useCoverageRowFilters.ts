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
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  type CountedPinClass,
  type CoverageState,
  NO_GROUP,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import type { CoverageView } from '../url/coverageUrl';
import { ROW_FIELDS } from './coverageLists';
import type { RowFilter } from './RowFilters';

type Rows = CoverageView['rows'];
type RowField = Exclude<keyof Rows, 'search'>;

/** What the list that is shown is restricted to, each value in words. */
export function useCoverageRowFilters(
  view: CoverageView,
  onChange: (rows: Rows) => void,
): RowFilter[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { list, rows } = view;

  return ROW_FIELDS[list].flatMap((field: RowField) => {
    const values: readonly string[] = rows[field] ?? [];
    return values.map(value => ({
      key: `${field} ${value}`,
      text: t(`lists.filters.${field}`, { value: valueText(t, field, value) }),
      onRemove: () => {
        const left = values.filter(other => other !== value);
        onChange({ ...rows, [field]: left.length ? left : undefined });
      },
    }));
  });
}

function valueText(
  t: TranslationFunction<typeof lambdaCompatTranslationRef.T>,
  field: RowField,
  value: string,
): string {
  switch (field) {
    case 'state':
      return t(`coverageState.${value as CoverageState}`);
    case 'weakest':
    case 'pinClass':
      return t(`pinClass.${value as CountedPinClass}`);
    case 'image':
      return value === NO_GROUP ? t('lists.filters.noImage') : value;
    default:
      return value;
  }
}
