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

import { CopyButton } from '../../../components/patch';
import { lambdaCompatTranslationRef } from '../../../translation';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import styles from '../tagChanges.module.css';
import { useSummary } from './useSummary';
import { type Change, useNamed } from './useTagChange';

/** Exactly what is copied, to be pasted where people talk of it. */
export function SummaryCard(props: { change: Change }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const named = useNamed(props.change);
  const summary = useSummary(props.change, named.value ?? []);
  return (
    <CoverageCard
      title={t('tagChange.summary.title')}
      isBusy={named.isBusy}
      actions={
        <CopyButton
          text={summary}
          label={t('tagChange.summary.copy')}
          copiedText={t('tagChange.summary.copied')}
        />
      }
    >
      <pre className={styles.summary} aria-label={t('tagChange.summary.label')}>
        {summary}
      </pre>
    </CoverageCard>
  );
}
