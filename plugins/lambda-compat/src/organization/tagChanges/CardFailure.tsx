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

import { Headline, UnknownIcon } from '../../components/states';
import { Code } from '../../components/text';
import { errorText, explainError } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tagChanges.module.css';

interface CardFailureProps {
  error: Error;
  onRetry: () => void;
}

/** One card of a page could not be loaded: why, and what to do. */
export function CardFailure(props: CardFailureProps) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (explainError(error) === 'forbidden') {
    return (
      <Headline
        icon={
          <RiLockLine size={20} className={styles.muted} aria-hidden="true" />
        }
        title={t('lists.failed.forbidden')}
      >
        <p>
          {t('lists.failed.forbiddenText', {
            permission: <Code>{lambdaCompatReportReadPermission.name}</Code>,
          })}
        </p>
      </Headline>
    );
  }
  return (
    <div>
      <Headline icon={<UnknownIcon />} title={t('incident.failed')}>
        <p>{errorText(error)}</p>
      </Headline>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiRefreshLine aria-hidden="true" />}
        onPress={onRetry}
      >
        {t('lists.failed.retry')}
      </Button>
    </div>
  );
}
