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

import type { Timeline } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './timeline.module.css';

/** What the marks mean; only those that are there. */
export function TimelineLegend(props: { timeline: Timeline }) {
  const { builds, moves, stays, stretches } = props.timeline;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const items = [
    moves.some(({ isWeighty }) => isWeighty) && {
      id: 'weighty' as const,
      sample: <RiFlagFill size={12} className={styles.weighty} />,
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
    builds.length > 0 && {
      id: 'build' as const,
      sample: <span className={styles.diamond} />,
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
