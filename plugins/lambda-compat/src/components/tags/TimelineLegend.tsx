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
import { RiFlagFill } from '@remixicon/react';

import { lambdaCompatTranslationRef } from '../../translation';
import { type ExposedTimeline, weightOf } from './exposure';
import styles from './timeline.module.css';
import { BuildMark, exposureClass } from './TimelineTrack';

/** What the marks mean; only those that are there. */
export function TimelineLegend(props: { timeline: ExposedTimeline }) {
  const { builds, exposures, moves, stays, stretches } = props.timeline;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const items = [
    moves.some(move => weightOf(move) === 'weighty') && {
      id: 'weighty' as const,
      sample: <RiFlagFill size={12} className={styles.weighty} />,
    },
    moves.some(move => weightOf(move) === 'unknown') && {
      id: 'unknownMove' as const,
      sample: <RiFlagFill size={12} className={styles.unknownMove} />,
    },
    stretches.length > 0 && {
      id: 'unknown' as const,
      sample: <span className={`${styles.sample} ${styles.unknown}`} />,
    },
    stays.some(({ source }) => source === 'reported') && {
      id: 'reported' as const,
      sample: (
        <span
          className={`${styles.sample} ${styles.shadeA} ${styles.reported}`}
        />
      ),
    },
    exposures.some(({ window }) => window.symbolVersions) && {
      id: 'exposed' as const,
      sample: <span className={`${styles.sample} ${exposureClass(true)}`} />,
    },
    exposures.some(({ window }) => window.symbolVersions === null) && {
      id: 'exposedUnknown' as const,
      sample: <span className={`${styles.sample} ${exposureClass(null)}`} />,
    },
    builds.some(({ verdict }) => verdict === 'compatible') && {
      id: 'compatible' as const,
      sample: <BuildMark verdict="compatible" />,
    },
    builds.some(({ verdict }) => verdict === 'broken') && {
      id: 'broken' as const,
      sample: <BuildMark verdict="broken" />,
    },
    builds.some(({ verdict }) => verdict === 'other') && {
      id: 'build' as const,
      sample: <BuildMark verdict="other" />,
    },
  ].flatMap(item => item || []);

  return items.length > 0 ? (
    <ul className={styles.legend} aria-label={t('tagHistory.legend.label')}>
      {items.map(({ id, sample }) => (
        <li key={id}>
          <span className={styles.sampleBox} aria-hidden="true">
            {sample}
          </span>
          {t(`tagHistory.legend.${id}`)}
        </li>
      ))}
    </ul>
  ) : null;
}
