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
import type { CoverageTrend } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';
import { StackedArea, trendDays } from '../../charts';
import { useCoverageTrend } from '../../data';
import { TREND_DAYS } from '../../url/coverageUrl';
import { useCoverageView } from '../../url/useCoverageView';
import { Choice } from '../parts/Choice';
import { CoverageCard } from '../parts/CoverageCard';
import { CoverageError, KeptStrip } from '../parts/CoverageError';
import { Lines } from '../parts/Lines';
import styles from './trend.module.css';
import { TrendTable } from './TrendTable';
import { useTrendSentence } from './useTrendSentence';

/** From here on a period is a year. */
const YEAR = 365;

/** The numbers of each day, as they were counted on that day. */
export function TrendCard() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useCoverageView();
  const days = Number(view.trendDays);
  const trend = useCoverageTrend(days, view.scope);

  return (
    <CoverageCard
      title={t('coverage.trend.title', {
        period:
          days === YEAR
            ? t('coverage.trend.year')
            : t('coverage.trend.days', { value: days }),
      })}
      isBusy={trend.isBusy}
      actions={
        <>
          <Choice
            label={t('coverage.trend.period')}
            options={TREND_DAYS.map(id => ({
              id,
              label:
                Number(id) === YEAR
                  ? t('coverage.trend.shortYear')
                  : t('coverage.trend.shortDays', { value: Number(id) }),
            }))}
            value={view.trendDays}
            onChange={trendDaysChosen => change({ trendDays: trendDaysChosen })}
          />
          <Choice
            label={t('coverage.trend.showAs')}
            options={(['area', 'table'] as const).map(id => ({
              id,
              label: t(`coverage.trend.${id}`),
            }))}
            value={view.trendAs}
            onChange={trendAs => change({ trendAs })}
          />
        </>
      }
    >
      {trend.error && !trend.value && (
        <CoverageError error={trend.error} onRetry={trend.retry} />
      )}
      {trend.error && trend.value && (
        <KeptStrip error={trend.error} onRetry={trend.retry} />
      )}
      {trend.isLoading && (
        <>
          <Lines widths={[70]} />
          <Lines widths={[100]} height={252} />
        </>
      )}
      {trend.value && (
        <Trend
          trend={trend.value}
          countDated={view.countDated}
          asTable={view.trendAs === 'table'}
        />
      )}
    </CoverageCard>
  );
}

function Trend(props: {
  trend: CoverageTrend;
  countDated: boolean;
  asTable: boolean;
}) {
  const { asTable, countDated, trend } = props;
  const days = useMemo(() => trendDays(trend.points), [trend]);
  const sentence = useTrendSentence(days, countDated);
  const end = Date.parse(`${trend.to}T00:00:00Z`);
  // One day is a number, not a trend.
  const isTable = asTable || days.length === 1;

  return (
    <>
      <p className={styles.sentence}>{sentence}</p>
      {days.length > 0 && isTable && <TrendTable days={days} />}
      {days.length > 1 && !isTable && (
        <StackedArea
          // The reading point belongs to these days.
          key={`${days[0].day} ${days.length}`}
          days={days}
          end={Number.isNaN(end) ? days[days.length - 1].time : end}
          sentence={sentence}
        />
      )}
    </>
  );
}
