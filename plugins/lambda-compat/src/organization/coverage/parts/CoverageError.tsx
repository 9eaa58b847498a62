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
import { Alert, Button } from '@backstage/ui';
import { lambdaCompatReportReadPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiLockLine, RiRefreshLine } from '@remixicon/react';

import { Headline, UnknownIcon } from '../../../components/states';
import { Code } from '../../../components/text';
import { errorText, explainError } from '../../../report';
import { lambdaCompatTranslationRef } from '../../../translation';
import styles from './CoverageError.module.css';

interface CoverageErrorProps {
  error: Error;
  onRetry: () => void;
}

/** There are no numbers: why, and what to do. */
export function CoverageError(props: CoverageErrorProps) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const cause = explainError(error);

  if (cause === 'forbidden') {
    return (
      <Headline
        icon={
          <RiLockLine size={20} className={styles.muted} aria-hidden="true" />
        }
        title={t('coverage.state.forbidden')}
      >
        <p>
          {t('coverage.state.forbiddenText', {
            permission: <Code>{lambdaCompatReportReadPermission.name}</Code>,
          })}
        </p>
        <p className={styles.muted}>{t('coverage.state.forbiddenNext')}</p>
      </Headline>
    );
  }

  // Nothing here speaks of one entity: what is not found is the address itself.
  const isBackendMissing = cause !== 'other';
  return (
    <div>
      <Headline
        icon={<UnknownIcon />}
        title={t(
          isBackendMissing
            ? 'coverage.state.noBackend'
            : 'coverage.state.other',
        )}
      >
        <p>
          {isBackendMissing
            ? t('coverage.state.noBackendText')
            : errorText(error)}
        </p>
        <p className={styles.muted}>
          {t(
            isBackendMissing
              ? 'coverage.state.noBackendNext'
              : 'coverage.state.otherNext',
          )}
        </p>
      </Headline>
      <Button
        variant="primary"
        iconStart={<RiRefreshLine aria-hidden="true" />}
        onPress={onRetry}
      >
        {t('coverage.state.retry')}
      </Button>
    </div>
  );
}

/** The numbers below could not be loaded again. */
export function KeptStrip(props: CoverageErrorProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <Alert
      status="warning"
      icon
      className={styles.strip}
      title={t('coverage.state.kept')}
      description={errorText(props.error)}
      customActions={
        <Button size="small" variant="tertiary" onPress={props.onRetry}>
          {t('coverage.state.retry')}
        </Button>
      }
    />
  );
}
