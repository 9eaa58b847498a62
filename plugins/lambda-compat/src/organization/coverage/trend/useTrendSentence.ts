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
import type { Share } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../../translation';
import {
  scopeChanges,
  type TrendDay,
  trendGaps,
  useDayText,
} from '../../charts';
import { useCoverageText } from '../parts/useCoverageText';

/** Scope changes that are named; the chart marks all. */
const NAMED_CHANGES = 2;

/** Shares are shown in whole per cent, so less than half of one is no change. */
const NO_CHANGE = 0.005;

function shareOf(day: TrendDay, countDated: boolean): Share {
  const { digest, dated } = day.counts;
  const count = countDated ? digest + dated : digest;
  return {
    count,
    total: day.total,
    ratio: day.total > 0 ? count / day.total : null,
  };
}

function directionOf(from: Share, to: Share) {
  if (from.ratio === null || to.ratio === null) {
    return 'changed' as const;
  }
  const difference = to.ratio - from.ratio;
  if (Math.abs(difference) < NO_CHANGE) {
    return 'same' as const;
  }
  return difference > 0 ? ('rose' as const) : ('fell' as const);
}

/** What the chart and the table say, in words. */
export function useTrendSentence(
  days: readonly TrendDay[],
  countDated: boolean,
): string {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const dayText = useDayText();

  if (days.length === 0) {
    return t('coverage.trend.none');
  }
  const first = days[0];
  const last = days[days.length - 1];
  if (days.length === 1) {
    return t('coverage.trend.tooShort', { day: dayText.long(first.day) });
  }

  const from = shareOf(first, countDated);
  const to = shareOf(last, countDated);
  const valueText = (share: Share) =>
    share.total === 0
      ? t('coverage.trend.valueWithoutShare')
      : t('coverage.trend.value', {
          percent: text.share(share),
          amount: share.count,
          total: share.total,
        });

  const sentences: string[] = [
    t(`coverage.trend.${directionOf(from, to)}`, {
      subject: t(
        countDated ? 'coverage.trend.subjectLenient' : 'coverage.trend.subject',
      ),
      from: valueText(from),
      fromDay: dayText.long(first.day),
      to: valueText(to),
      toDay: dayText.long(last.day),
    }),
  ];
  const changes = scopeChanges(days)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta))
    .slice(0, NAMED_CHANGES)
    .sort((a, b) => a.day.time - b.day.time);
  for (const { day, delta } of changes) {
    sentences.push(
      delta > 0
        ? t('coverage.trend.scopeGrew', { day: dayText.short(day.day), delta })
        : t('coverage.trend.scopeShrank', {
            day: dayText.short(day.day),
            delta: -delta,
          }),
    );
  }
  const missing = trendGaps(days).reduce((sum, gap) => sum + gap.days, 0);
  if (missing > 0) {
    sentences.push(t('coverage.trend.gap', { count: missing }));
  }
  return sentences.join(' ');
}
