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

import { lambdaCompatTranslationRef } from '../../../translation';
import { classesOf, countByTone, PIN_TONES, ToneLabel } from '../../charts';
import { CountLink } from '../parts/CountLink';
import { referencesOf } from '../parts/rowsTarget';
import type { GroupRow } from './groupRow';
import styles from './groups.module.css';

interface ToneLegendProps {
  /** The row of all groups. */
  all: GroupRow;
}

/** What the colours mean, and how many references there are of each. */
export function ToneLegend(props: ToneLegendProps) {
  const { base, numbers } = props.all;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const counts = countByTone(numbers.references.byClass);
  return (
    <ul className={styles.legend} aria-label={t('coverage.groups.legend')}>
      {PIN_TONES.map(tone => (
        <li key={tone}>
          <ToneLabel tone={tone}>
            <CountLink
              count={counts[tone]}
              target={base && referencesOf(base, classesOf(tone))}
              what={t(`coverage.tone.${tone}`)}
            />
          </ToneLabel>
        </li>
      ))}
    </ul>
  );
}
