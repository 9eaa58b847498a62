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

import { lambdaCompatTranslationRef } from '../../translation';
import { type CountedTone, PIN_TONES } from './pinTones';
import styles from './StackedArea.module.css';
import { ToneLabel } from './ToneLabel';
import type { TrendDay } from './trendDays';

interface StackedAreaEndsProps {
  /** The last day that was counted. */
  day: TrendDay;
  /** Beside the chart, pixels from the top; undefined for a line below it. */
  places: Partial<Record<CountedTone, number>> | undefined;
}

/** The names of the areas, where the areas end, with their last numbers. */
export function StackedAreaEnds(props: StackedAreaEndsProps) {
  const { day, places } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  // Beside the chart, the order on the screen is that of the areas: from above.
  const tones = places ? [...PIN_TONES].reverse() : PIN_TONES;
  return (
    <ul className={places ? styles.ends : styles.legend}>
      {tones
        .filter(tone => day.counts[tone] > 0)
        .map(tone => (
          <li key={tone} style={places && { top: places[tone] }}>
            <ToneLabel tone={tone}>
              {t('coverage.number', { value: day.counts[tone] })}
            </ToneLabel>
          </li>
        ))}
    </ul>
  );
}
