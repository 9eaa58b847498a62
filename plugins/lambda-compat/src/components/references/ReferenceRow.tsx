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
import { Badge } from '@backstage/ui';
import { RiAlertLine } from '@remixicon/react';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { CopyPatchButton } from '../patch';
import { ComparisonLink, PinLine, type PinState } from '../pins';
import { ImageText } from './ImageText';
import { isPulled } from './pinClass';
import { PinClassLabel } from './PinClassLabel';
import { PlaceLink } from './PlaceLink';
import { ReferenceTagState } from './ReferenceTagState';
import { ReferenceMeaning } from './ReferenceMeaning';
import styles from './ReferenceRow.module.css';

interface ReferenceRowProps {
  reference: ReportedReference;
  /** What is known of what to pin it to. */
  pin: PinState;
  onCopyPatch: (reference: ReportedReference) => void;
  /** Its patch is copied as soon as it is known. */
  isAwaited: boolean;
}

/** Two lines about one reference: what and where, then what follows. */
export function ReferenceRow(props: ReferenceRowProps) {
  const { isAwaited, onCopyPatch, pin, reference } = props;
  const { fix, pinClass, role } = reference;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  // What is open or not valid has its reason in the meaning already.
  const isExplained = pinClass === 'unresolved' || pinClass === 'invalid';
  const problems = isExplained ? [] : reference.problems;

  return (
    <li className={isPulled(reference) ? styles.row : styles.contextRow}>
      <span className={styles.image}>
        <ImageText reference={reference} />
      </span>
      <span className={styles.pin}>
        <PinClassLabel pinClass={pinClass} />
      </span>
      <span className={styles.place}>
        <PlaceLink reference={reference} />
      </span>
      <div className={styles.consequence}>
        <Badge className={styles.role}>{t(`role.${role}`)}</Badge>
        <span className={styles.meaning}>
          <ReferenceMeaning reference={reference} />
          {isPulled(reference) && <ReferenceTagState reference={reference} />}
          <PinLine state={pin} />
          {fix.kind === 'not-fixable' && !isExplained && (
            <span className={styles.line}>
              {t('meaning.notFixable', { reason: fix.reason })}
            </span>
          )}
          {problems.map(problem => (
            <span key={problem} className={styles.line}>
              <RiAlertLine
                size={12}
                className={styles.problemIcon}
                aria-hidden="true"
              />{' '}
              {problem}
            </span>
          ))}
        </span>
        <span className={styles.actions}>
          {isPulled(reference) && (
            <ComparisonLink
              reference={reference}
              platform={
                pin.kind === 'known' ? pin.pin.platform : reference.platform
              }
            />
          )}
          <CopyPatchButton
            reference={reference}
            onPress={onCopyPatch}
            isInRow
            isPending={isAwaited}
          />
        </span>
      </div>
    </li>
  );
}
