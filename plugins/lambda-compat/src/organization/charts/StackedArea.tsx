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
import { VisuallyHidden } from '@backstage/ui';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { areaLayout, CHART_HEIGHT } from './areaLayout';
import { nextIndex } from './nextIndex';
import { PIN_TONES } from './pinTones';
import { StackedAreaPlot } from './StackedAreaPlot';
import { StackedAreaEnds } from './StackedAreaEnds';
import styles from './StackedArea.module.css';
import type { TrendDay } from './trendDays';
import { useDayText } from './useDayText';
import { useMeasuredWidth } from './useMeasuredWidth';

/** Where the names of the tones stand beside the chart, and no longer below it. */
const WIDE_FROM = 560;

/** Pixels for the names beside the chart. */
const ENDS_WIDTH = 140;

interface StackedAreaProps {
  /** Two or more, in order of time. */
  days: readonly TrendDay[];
  /** Last day of the period, in milliseconds since the epoch. */
  end: number;
  /** What the chart says, in a sentence. */
  sentence: string;
}

/** References by tone over time, with a point that arrow keys move. */
export function StackedArea(props: StackedAreaProps) {
  const { days, end, sentence } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const dayText = useDayText();
  const [ref, width] = useMeasuredWidth<HTMLDivElement>();
  const [reading, setReading] = useState<number>();
  const [spoken, setSpoken] = useState('');

  const isWide = width >= WIDE_FROM;
  const layout = areaLayout(days, end, width - (isWide ? ENDS_WIDTH : 0));
  const last = days.length - 1;
  const shown = reading === undefined ? undefined : days[reading];

  const textOf = (day: TrendDay) =>
    t('coverage.trend.reading', {
      day: dayText.long(day.day),
      parts: PIN_TONES.filter(tone => day.counts[tone] > 0)
        .map(tone =>
          t('coverage.trend.part', {
            amount: day.counts[tone],
            tone: t(`coverage.tone.${tone}`),
          }),
        )
        .join(', '),
      total: day.total,
    });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setReading(undefined);
      setSpoken('');
      return;
    }
    // The first arrow begins at the end, where the reader's eye is.
    const next =
      reading === undefined && event.key.startsWith('Arrow')
        ? last
        : nextIndex(event.key, reading ?? last, days.length);
    if (next !== undefined) {
      event.preventDefault();
      setReading(next);
      setSpoken(textOf(days[next]));
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setReading(layout.indexAt(event.clientX - left));
  };

  return (
    <div ref={ref} className={styles.chart}>
      <p className={styles.reading} aria-hidden="true">
        {shown && textOf(shown)}
      </p>
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
      <div className={styles.row}>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and pointer only move the point that is read */}
        <div
          role="img"
          aria-label={`${t('coverage.trend.chart', { sentence })} ${t(
            'coverage.trend.chartHelp',
          )}`}
          // The reading point is moved by arrow keys, so the chart takes the focus.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
          tabIndex={0}
          className={styles.plot}
          style={{ width: layout.width, height: CHART_HEIGHT }}
          onKeyDown={onKeyDown}
          onBlur={() => setReading(undefined)}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setReading(undefined)}
        >
          <StackedAreaPlot layout={layout} reading={reading} />
        </div>
        <StackedAreaEnds
          day={days[last]}
          places={isWide ? layout.ends : undefined}
        />
      </div>
    </div>
  );
}
