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
  RiArrowGoBackLine,
  RiCheckLine,
  RiCodeLine,
  RiDeleteBinLine,
  RiFileEditLine,
  RiFileShield2Line,
  RiHistoryLine,
  RiQuestionLine,
  RiStackLine,
  RiTimeLine,
} from '@remixicon/react';

import { type AnyMoveClass, moveTone } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tags.module.css';

const ICONS: Record<AnyMoveClass, typeof RiCheckLine> = {
  gone: RiDeleteBinLine,
  lost: RiDeleteBinLine,
  back: RiArrowGoBackLine,
  gained: RiStackLine,
  reverted: RiHistoryLine,
  content: RiFileEditLine,
  platforms: RiStackLine,
  undetermined: RiQuestionLine,
  pending: RiTimeLine,
  'no-op': RiCheckLine,
  format: RiCodeLine,
  attestation: RiFileShield2Line,
  unchanged: RiCheckLine,
};

interface MoveClassLabelProps {
  moveClass: AnyMoveClass;
  /** Pixels. */
  size?: 16 | 20;
}

/** What a move amounts to: icon and word. */
export function MoveClassLabel(props: MoveClassLabelProps) {
  const { moveClass, size = 16 } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const Icon = ICONS[moveClass] ?? RiQuestionLine;
  return (
    <span className={styles.classLabel}>
      <Icon
        size={size}
        className={`${styles.classIcon} ${styles[moveTone(moveClass)]}`}
        aria-hidden="true"
      />
      <span>{t(`tagMove.class.${moveClass}`)}</span>
    </span>
  );
}
