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
import type { ObservedBetween } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';

/** UTC, because the readers of one history sit in several time zones. */
const TIME: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
};
const DAY: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };

/** Looks nearer to each other than this are told apart by their seconds. */
const NEAR_MS = 2 * 60_000;

export interface TagTime {
  /** `1 Apr, 18:04 UTC`, with the year where it is not this one. */
  moment: (time: string | number) => string;
  /**
   * `1 Apr, 18:04 – 2 Apr, 00:04 UTC`, `2 Apr, 06:04 – 12:04 UTC` within a
   * day, or `by 2 Apr, 00:04 UTC` where there was no look before.
   */
  between: (between: ObservedBetween) => string;
  /** `since 1 Apr, 18:04 – 2 Apr, 00:04 UTC`, or at least since then. */
  since: (between: ObservedBetween) => string;
  /** `between 1 Apr, 18:04 and 2 Apr, 00:04 UTC`, for sentences. */
  inWords: (between: ObservedBetween) => string;
}

/** Texts for the times of looks, in the language of the app. */
export function useTagTime(): TagTime {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return useMemo(() => {
    const thisYear = new Date().getUTCFullYear();
    const bare = (
      time: string | number,
      options: { hasDay: boolean; hasSeconds: boolean },
    ): string => {
      const date = new Date(time);
      const isThisYear = date.getUTCFullYear() === thisYear;
      if (Number.isNaN(date.getTime())) {
        return String(time);
      }
      return t('tagMove.moment', {
        date,
        formatParams: {
          date: {
            ...(options.hasDay ? DAY : {}),
            ...(options.hasDay && !isThisYear ? { year: 'numeric' } : {}),
            ...TIME,
            ...(options.hasSeconds ? { second: '2-digit' } : {}),
          },
        },
      });
    };
    const bounds = ({ after, before }: ObservedBetween) => {
      const isNear =
        after !== null && Date.parse(before) - Date.parse(after) < NEAR_MS;
      const isSameDay = after?.slice(0, 10) === before.slice(0, 10);
      return {
        after:
          after === null
            ? null
            : bare(after, { hasDay: true, hasSeconds: isNear }),
        before: bare(before, { hasDay: !isSameDay, hasSeconds: isNear }),
      };
    };
    return {
      moment: time =>
        t('tagMove.at', {
          moment: bare(time, { hasDay: true, hasSeconds: false }),
        }),
      between: between => {
        const { after, before } = bounds(between);
        return after === null
          ? t('tagMove.by', { before })
          : t('tagMove.between', { after, before });
      },
      since: between => {
        const { after, before } = bounds(between);
        return after === null
          ? t('tagMove.atLeastSince', { before })
          : t('tagMove.since', { after, before });
      },
      inWords: between => {
        const { after, before } = bounds(between);
        return after === null
          ? t('tagMove.by', { before })
          : t('tagMove.inWords', { after, before });
      },
    };
  }, [t]);
}
