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
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { CopyButton } from '../patch';
import styles from './ImageText.module.css';
import { referenceText, shortenDigests } from './referenceText';

interface ImageTextProps {
  reference: ReportedReference;
}

/**
 * The reference as one would paste it. A digest is cut to the digits that
 * container tools print; the whole text is the title and can be copied.
 */
export function ImageText(props: ImageTextProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const full = referenceText(props.reference);
  const short = shortenDigests(full);

  if (short === full) {
    return <span className={styles.image}>{full}</span>;
  }
  return (
    <span className={styles.image}>
      <span title={full}>{short}</span>
      <CopyButton
        text={full}
        label={t('reference.copy')}
        copiedText={t('reference.copied')}
        isIconOnly
      />
    </span>
  );
}
