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
import { useId } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { type AreaLayout, CHART_HEIGHT } from './areaLayout';
import styles from './StackedArea.module.css';
import { useDayText } from './useDayText';

interface StackedAreaPlotProps {
  layout: AreaLayout;
  /** The day that is read. */
  reading: number | undefined;
}

/** The drawing. All it says is also in the label, the reading and the table. */
export function StackedAreaPlot(props: StackedAreaPlotProps) {
  const { layout, reading } = props;
  const { plot } = layout;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const dayText = useDayText();
  const hatchId = useId().replace(/\W/g, '');

  return (
    <svg
      className={styles.svg}
      width={layout.width}
      height={CHART_HEIGHT}
      aria-hidden="true"
    >
      <defs>
        <pattern
          id={hatchId}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className={styles.unresolved} width="2" height="5" />
        </pattern>
      </defs>
      {layout.yTicks.map(({ value, y }) => (
        <g key={value}>
          <line
            className={styles.line}
            x1={plot.left}
            x2={plot.right}
            y1={y}
            y2={y}
          />
          <text
            className={styles.text}
            x={plot.left - 8}
            y={y + 4}
            textAnchor="end"
          >
            {t('coverage.number', { value })}
          </text>
        </g>
      ))}
      {layout.areas.map(({ id, path, tone }) => (
        <path
          key={id}
          d={path}
          className={`${styles.area} ${styles[tone]}`}
          style={
            tone === 'unresolved' ? { fill: `url(#${hatchId})` } : undefined
          }
        />
      ))}
      {layout.gaps.map(
        gap =>
          gap.hasText && (
            <text
              key={gap.x}
              className={styles.text}
              x={gap.x + gap.width / 2}
              y={12}
              textAnchor="middle"
            >
              {t('coverage.trend.noData')}
            </text>
          ),
      )}
      {layout.changes.map(({ delta, x }) => (
        <g key={x}>
          <line
            className={styles.change}
            x1={x}
            x2={x}
            y1={16}
            y2={plot.bottom}
          />
          <text
            className={styles.text}
            x={Math.min(x, plot.right - 32)}
            y={12}
            textAnchor="middle"
          >
            {delta > 0
              ? t('coverage.trend.grew', { delta })
              : t('coverage.trend.shrank', { delta: -delta })}
          </text>
        </g>
      ))}
      {layout.xTicks.map(({ time, x }) => (
        <text
          key={time}
          className={styles.text}
          x={x}
          y={CHART_HEIGHT - 4}
          textAnchor={x > plot.right - 24 ? 'end' : 'start'}
        >
          {dayText.short(time)}
        </text>
      ))}
      {reading !== undefined && (
        <line
          className={styles.cursor}
          x1={layout.xs[reading]}
          x2={layout.xs[reading]}
          y1={plot.top}
          y2={plot.bottom}
        />
      )}
    </svg>
  );
}
