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
  RiBroadcastLine,
  RiCalendarLine,
  RiCheckboxBlankCircleLine,
  RiPriceTag3Line,
  RiPushpinFill,
  RiQuestionLine,
  RiWindyLine,
} from '@remixicon/react';

import { lambdaCompatTranslationRef } from '../../translation';
import { type PinClass, type PinTone, toneOf } from './pinClass';
import styles from './PinClassLabel.module.css';

const ICONS: Record<PinTone, typeof RiPushpinFill> = {
  digest: RiPushpinFill,
  dated: RiCalendarLine,
  exact: RiPriceTag3Line,
  channel: RiBroadcastLine,
  floating: RiWindyLine,
  unresolved: RiQuestionLine,
  none: RiCheckboxBlankCircleLine,
};

interface PinClassIconProps {
  pinClass: PinClass;
  /** Pixels. */
  size: number;
}

/** Never alone: a word stands beside it. */
export function PinClassIcon(props: PinClassIconProps) {
  const tone = toneOf(props.pinClass);
  const Icon = ICONS[tone];
  return (
    <Icon
      size={props.size}
      className={`${styles.icon} ${styles[tone]}`}
      aria-hidden="true"
    />
  );
}

interface PinClassLabelProps {
  pinClass: PinClass;
}

/** Icon and word of a pin class. */
export function PinClassLabel(props: PinClassLabelProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span className={styles.label}>
      <PinClassIcon pinClass={props.pinClass} size={16} />
      <span className={styles.word}>{t(`pinClass.${props.pinClass}`)}</span>
    </span>
  );
}
