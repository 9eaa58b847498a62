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
import {
  COUNTED_PIN_CLASSES,
  type CountedPinClass,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { toneOf } from '../../components/references';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './ClassBar.module.css';

interface ClassBarProps {
  byClass: Record<CountedPinClass, number>;
}

/** References by class, always in the same order; the numbers are spoken. */
export function ClassBar(props: ClassBarProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const parts = COUNTED_PIN_CLASSES.map(pinClass => ({
    pinClass,
    count: props.byClass[pinClass] ?? 0,
  })).filter(({ count }) => count > 0);
  const spoken = parts.map(({ count, pinClass }) =>
    t('lists.components.barItem', {
      amount: count,
      pinClass: t(`pinClass.${pinClass}`),
    }),
  );

  return (
    <span
      className={styles.bar}
      role="img"
      aria-label={t('lists.components.bar', { classes: spoken.join(', ') })}
    >
      {parts.map(({ count, pinClass }) => (
        <span
          key={pinClass}
          className={`${styles.part} ${styles[toneOf(pinClass)]}`}
          style={{ flexGrow: count }}
        />
      ))}
    </span>
  );
}
