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
import styles from './ladder.module.css';
import type { LadderLine } from './ladderCells';
import { cellTone, LadderSign } from './LadderSign';

const TONES = ['there', 'missing', 'own', 'next', 'possible'] as const;

const SIGN_OF = {
  there: 'yes',
  missing: 'no',
  own: 'yes',
  next: undefined,
  possible: undefined,
} as const;

/** What the cells mean; only those that are there. */
export function LadderLegend(props: { lines: readonly LadderLine[] }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const cells = props.lines.flatMap(line => line.cells);
  const shown = new Set(cells.map(cellTone));
  return (
    <ul className={styles.legend} aria-label={t('ladder.legend.label')}>
      {TONES.filter(tone => shown.has(tone)).map(tone => (
        <li key={tone}>
          <span
            className={`${styles.sample} ${styles[tone]}`}
            aria-hidden="true"
          >
            {SIGN_OF[tone] && <LadderSign answer={SIGN_OF[tone]} />}
          </span>
          {t(`ladder.legend.${tone}`)}
        </li>
      ))}
    </ul>
  );
}
