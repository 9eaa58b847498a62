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
import { VisuallyHidden } from '@backstage/ui';

import { CopyButton } from '../../../components/patch';
import { lambdaCompatTranslationRef } from '../../../translation';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import { Lines } from '../../coverage/parts/Lines';
import { CardFailure } from '../CardFailure';
import styles from '../tagChanges.module.css';
import type { Change } from './types';
import { useMarkdown } from './useTagChange';

/** Exactly what is copied, to be pasted where people talk of it. */
export function SummaryCard(props: { change: Change }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { error, isBusy, isLoading, retry, value } = useMarkdown(props.change);
  return (
    <CoverageCard
      title={t('incident.summary.title')}
      isBusy={isBusy}
      actions={
        value && (
          <CopyButton
            text={value}
            label={t('tagChange.summary.copy')}
            copiedText={t('tagChange.summary.copied')}
          />
        )
      }
    >
      <VisuallyHidden role="status">
        {isLoading && t('incident.summary.loading')}
      </VisuallyHidden>
      {isLoading && <Lines widths={[70, 90, 80, 60]} />}
      {error && !value && <CardFailure error={error} onRetry={retry} />}
      {value && (
        <pre
          className={styles.summary}
          role="group"
          aria-label={t('tagChange.summary.label')}
        >
          {value}
        </pre>
      )}
    </CoverageCard>
  );
}
