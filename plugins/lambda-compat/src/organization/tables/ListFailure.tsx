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
import { lambdaCompatReportReadPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiLockLine, RiRefreshLine } from '@remixicon/react';

import { UnknownIcon } from '../../components/states';
import { Code } from '../../components/text';
import { errorText, explainError } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tables.module.css';

interface ListFailureProps {
  error: Error;
  onRetry: () => void;
  /** Where filters can be what the backend did not accept. */
  onClearFilters?: () => void;
}

/** No list could be loaded: why, and what to do. */
export function ListFailure(props: ListFailureProps) {
  const { error, onClearFilters, onRetry } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const cause = explainError(error);

  if (cause === 'forbidden') {
    return (
      <div className={styles.state}>
        <p className={styles.stateTitle}>
          <RiLockLine size={20} aria-hidden="true" />
          {t('lists.failed.forbidden')}
        </p>
        <p>
          {t('lists.failed.forbiddenText', {
            permission: <Code>{lambdaCompatReportReadPermission.name}</Code>,
          })}
        </p>
      </div>
    );
  }
  return (
    <div className={styles.state}>
      <p className={styles.stateTitle}>
        <UnknownIcon />
        {t('lists.failed.title')}
      </p>
      <p>
        {cause === 'no-backend'
          ? t('lists.failed.noBackend')
          : errorText(error)}
      </p>
      <div className={styles.actions}>
        <Button
          variant="secondary"
          iconStart={<RiRefreshLine aria-hidden="true" />}
          onPress={onRetry}
        >
          {t('lists.failed.retry')}
        </Button>
        {onClearFilters && (
          <Button variant="tertiary" onPress={onClearFilters}>
            {t('lists.clearFilters')}
          </Button>
        )}
      </div>
    </div>
  );
}
