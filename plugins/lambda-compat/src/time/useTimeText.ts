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
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../translation';

type Messages = typeof lambdaCompatTranslationRef.T;

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
/** Below this, the difference between two clocks is larger than the age. */
const NOW_S = 45;

/** UTC, because the readers of one report sit in several time zones. */
const ABSOLUTE_FORMAT: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
  timeZoneName: 'short',
};

function largestUnit(
  seconds: number,
): [amount: number, unit: 'minute' | 'hour' | 'day'] {
  const magnitude = Math.abs(seconds);
  if (magnitude < HOUR_S) {
    return [Math.round(seconds / MINUTE_S), 'minute'];
  }
  // Two days in hours, because intervals and staleness are set in hours.
  if (magnitude < 2 * DAY_S) {
    return [Math.round(seconds / HOUR_S), 'hour'];
  }
  return [Math.round(seconds / DAY_S), 'day'];
}

function durationText(t: TranslationFunction<Messages>, seconds: number) {
  if (seconds < MINUTE_S) {
    return t('time.seconds', { count: Math.round(seconds) });
  }
  const [count, unit] = largestUnit(seconds);
  return t(`time.${unit}s`, { count });
}

/** @internal */
export interface TimeText {
  /** `9 Apr 2025, 12:11 UTC`, in the reader's language. */
  absolute: (iso: string) => string;
  /** `2 h ago`, or `in 5 min`. */
  relative: (iso: string, now: number) => string;
  /** `6 h`. */
  duration: (seconds: number) => string;
}

/**
 * Texts for points in time and durations, in the language of the app.
 *
 * @internal
 */
export function useTimeText(): TimeText {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return useMemo(
    () => ({
      absolute: iso => {
        const date = new Date(iso);
        return Number.isNaN(date.getTime())
          ? iso
          : t('time.absolute', {
              date,
              formatParams: { date: ABSOLUTE_FORMAT },
            });
      },
      relative: (iso, now) => {
        const seconds = (Date.parse(iso) - now) / 1000;
        if (Number.isNaN(seconds)) {
          return iso;
        }
        if (Math.abs(seconds) < NOW_S) {
          return t('time.now');
        }
        const [value, range] = largestUnit(seconds);
        return t('time.relative', {
          value,
          formatParams: {
            value: { range, numeric: 'always', style: 'narrow' },
          },
        });
      },
      duration: seconds => durationText(t, seconds),
    }),
    [t],
  );
}
