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
import type { ReactNode } from 'react';

import { PinClassIcon } from '../../components/references';
import { lambdaCompatTranslationRef } from '../../translation';
import type { CountedTone } from './pinTones';
import styles from './ToneLabel.module.css';

interface ToneLabelProps {
  tone: CountedTone;
  /** The number, or a link with it. */
  children: ReactNode;
}

/** The mark of a tone as in the chart, its icon, its name and its number. */
export function ToneLabel(props: ToneLabelProps) {
  const { children, tone } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span className={styles.label}>
      <span className={`${styles.mark} ${styles[tone]}`} aria-hidden="true" />
      <PinClassIcon pinClass={tone} size={14} />
      <span>{t(`coverage.tone.${tone}`)}</span>
      <b className={styles.count}>{children}</b>
    </span>
  );
}
