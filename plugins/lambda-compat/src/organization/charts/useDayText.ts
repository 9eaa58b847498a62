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

import { lambdaCompatTranslationRef } from '../../translation';

const SHORT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  // Days are counted in UTC.
  timeZone: 'UTC',
};
const LONG: Intl.DateTimeFormatOptions = { ...SHORT, year: 'numeric' };

export interface DayText {
  /** `9 Apr`, in the reader's language. */
  short: (day: string | number) => string;
  /** `9 Apr 2025`. */
  long: (day: string | number) => string;
}

/** Texts for days: `YYYY-MM-DD`, or milliseconds since the epoch. */
export function useDayText(): DayText {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return useMemo(() => {
    const format = (
      day: string | number,
      options: Intl.DateTimeFormatOptions,
    ) => {
      const date = new Date(day);
      return Number.isNaN(date.getTime())
        ? String(day)
        : t('coverage.trend.dayText', {
            date,
            formatParams: { date: options },
          });
    };
    return {
      short: day => format(day, SHORT),
      long: day => format(day, LONG),
    };
  }, [t]);
}
