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
import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { placeText, referenceText } from '../references/referenceText';
import styles from './patch.module.css';

interface CopyPatchButtonProps {
  reference: ReportedReference;
  onPress: (reference: ReportedReference) => void;
  /** In a row, the button is as small as the text beside it. */
  isInRow?: boolean;
  /** The patch is copied as soon as it is known. */
  isPending?: boolean;
}

/** Nothing where the reference is pinned, or no edit of its file can pin it. */
export function CopyPatchButton(props: CopyPatchButtonProps) {
  const { isInRow, isPending, onPress, reference } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { kind } = reference.fix;

  if (kind !== 'ready' && kind !== 'digest-needed') {
    return null;
  }
  return (
    <Button
      variant="secondary"
      size="small"
      isPending={isPending}
      className={isInRow ? styles.rowButton : undefined}
      iconStart={<RiFileCopyLine aria-hidden="true" />}
      aria-label={t('patch.copyLabel', {
        reference: referenceText(reference),
        place: placeText(reference),
      })}
      onPress={() => onPress(reference)}
    >
      {t('patch.copy')}
    </Button>
  );
}
