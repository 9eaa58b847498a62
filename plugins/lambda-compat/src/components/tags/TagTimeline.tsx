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
import { type KeyboardEvent, useState } from 'react';

import { nextIndex } from '../../organization/charts/nextIndex';
import { useDayText } from '../../organization/charts/useDayText';
import { useMeasuredWidth } from '../../organization/charts/useMeasuredWidth';
import { lambdaCompatTranslationRef } from '../../translation';
import type { ExposedTimeline } from './exposure';
import styles from './timeline.module.css';
import { timelineLayout } from './timelineLayout';
import { TimelineLegend } from './TimelineLegend';
import { exposuresHeight, TimelineTrack } from './TimelineTrack';
import type { ReadingPoint, TimelineText } from './useTimelineText';

/** Pixels from the top of the chart to the builds: flags and pieces. */
const BUILDS_TOP = 88;

interface TagTimelineProps {
  timeline: ExposedTimeline;
  text: TimelineText;
}

/**
 * What the tag pointed to, when the entity was exposed, and its builds, on one
 * scale of time.
 * One stop of the Tab key; arrows move the point that is read.
 */
export function TagTimeline(props: TagTimelineProps) {
  const { text, timeline } = props;
  const { points } = text;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const dayText = useDayText();
  const [ref, width] = useMeasuredWidth<HTMLDivElement>();
  const [reading, setReading] = useState<number>();
  const [spoken, setSpoken] = useState('');
  const layout = timelineLayout(timeline, width);
  const point = reading === undefined ? undefined : points[reading];
  const last = points.length - 1;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setReading(undefined);
      setSpoken('');
      return;
    }
    // The first arrow begins at the end, where the reader's eye is.
    const next =
      reading === undefined && event.key.startsWith('Arrow') && last >= 0
        ? last
        : nextIndex(event.key, reading ?? last, points.length);
    if (next !== undefined) {
      event.preventDefault();
      setReading(next);
      setSpoken(points[next].text);
    }
  };
  const onRead = (subject: ReadingPoint['subject']) => {
    const index = points.findIndex(one => one.subject === subject);
    setReading(index < 0 ? undefined : index);
  };

  return (
    <>
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and pointer only move the point that is read */}
      <div
        role="img"
        aria-label={`${text.sentence} ${t('tagHistory.help')}`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys move the point that is read, so the chart takes the focus
        tabIndex={0}
        className={styles.chart}
        onKeyDown={onKeyDown}
        onBlur={() => setReading(undefined)}
        onPointerLeave={() => setReading(undefined)}
      >
        <span className={`${styles.name} ${styles.pointsTo}`}>
          {timeline.platform === null
            ? t('tagHistory.pointsTo')
            : t('tagHistory.platformPointsTo', { platform: timeline.platform })}
        </span>
        <div ref={ref} className={styles.tracks}>
          <TimelineTrack
            layout={layout}
            timeline={timeline}
            text={text}
            reading={point?.subject}
            onRead={onRead}
          />
          <div className={styles.axis}>
            {layout.ticks.map(({ left, time }) => (
              <span
                key={time}
                className={left > 92 ? styles.lastTick : styles.tick}
                style={{ left: `${left}%` }}
              >
                {dayText.short(time)}
              </span>
            ))}
          </div>
        </div>
        {layout.lanes > 0 && (
          <span className={`${styles.name} ${styles.exposedName}`}>
            {t('tagHistory.exposure.name')}
          </span>
        )}
        {timeline.builds.length > 0 && (
          <span
            className={`${styles.name} ${styles.buildsName}`}
            style={{ marginTop: BUILDS_TOP + exposuresHeight(layout) }}
          >
            {t('tagHistory.yourBuilds')}
          </span>
        )}
      </div>
      <p className={styles.reading} aria-hidden="true">
        {point?.text}
      </p>
      <TimelineLegend timeline={timeline} />
    </>
  );
}
