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
import type { ReferenceSummary } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { COUNTED_CLASSES, PinClassLabel, toneOf } from '../references';
import styles from './CountBar.module.css';

interface CountBarProps {
  summary: ReferenceSummary;
}

/** How many references there are of each class: a bar, and the same as a list. */
export function CountBar(props: CountBarProps) {
  const { byClass, unreachable } = props.summary;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const counts = COUNTED_CLASSES.map(pinClass => ({
    pinClass,
    count: byClass[pinClass] ?? 0,
  })).filter(({ count }) => count > 0);

  if (!counts.length) {
    return null;
  }
  const spoken = counts.map(({ count, pinClass }) =>
    t('tab.summary.barItem', {
      amount: count,
      pinClass: t(`pinClass.${pinClass}`),
    }),
  );
  return (
    <div className={styles.counts}>
      <div
        className={styles.bar}
        role="img"
        aria-label={t('tab.summary.barLabel', {
          classes: spoken.join(', '),
        })}
      >
        {counts.map(({ count, pinClass }) => (
          <span
            key={pinClass}
            className={`${styles.part} ${styles[toneOf(pinClass)]}`}
            style={{ flexGrow: count }}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {counts.map(({ count, pinClass }) => (
          <li key={pinClass} className={styles.item}>
            <PinClassLabel pinClass={pinClass} />
            <b className={styles.count}>{count}</b>
          </li>
        ))}
      </ul>
      {unreachable > 0 && (
        <p className={styles.note}>
          {t('tab.summary.unreachable', { count: unreachable })}
        </p>
      )}
    </div>
  );
}
