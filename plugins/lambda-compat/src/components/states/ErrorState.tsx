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

import { errorText, explainError } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { Code } from '../text';
import { Headline } from './Headline';
import { UnknownIcon } from './icons';
import styles from './states.module.css';

interface ErrorStateProps {
  error: Error;
  onRetry: () => void;
}

/** No report could be loaded: why, and what to do. */
export function ErrorState(props: ErrorStateProps) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const cause = explainError(error);

  if (cause === 'forbidden') {
    return (
      <Headline
        icon={
          <RiLockLine size={20} className={styles.muted} aria-hidden="true" />
        }
        title={t('state.forbidden.title')}
      >
        <p>
          {t('state.forbidden.text', {
            permission: <Code>{lambdaCompatReportReadPermission.name}</Code>,
          })}
        </p>
        <p className={styles.muted}>{t('state.forbidden.next')}</p>
      </Headline>
    );
  }

  const state = {
    'unknown-entity': 'unknownEntity',
    'no-backend': 'noBackend',
    other: 'otherError',
  } as const;
  const key = state[cause];
  return (
    <>
      <Headline icon={<UnknownIcon />} title={t(`state.${key}.title`)}>
        <p>
          {key === 'otherError' ? errorText(error) : t(`state.${key}.text`)}
        </p>
        <p className={styles.muted}>{t(`state.${key}.next`)}</p>
      </Headline>
      <div className={styles.actions}>
        <Button
          variant="primary"
          iconStart={<RiRefreshLine aria-hidden="true" />}
          onPress={onRetry}
        >
          {t('state.retry')}
        </Button>
      </div>
    </>
  );
}
