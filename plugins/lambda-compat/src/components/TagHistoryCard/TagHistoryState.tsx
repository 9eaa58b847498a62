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
import type { ReactNode } from 'react';

import type { RequestView } from '../../organization/data/useRequest';
import { errorText } from '../../report';
import type { AskedHistory } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { Headline, NoneIcon, UnknownIcon } from '../states';
import { ErrorState } from '../states/ErrorState';
import { LoadingState } from '../states/LoadingState';
import styles from '../states/states.module.css';

interface TagHistoryStateProps {
  view: RequestView<AskedHistory>;
  /** The results; not called where there are none. */
  children: (asked: AskedHistory) => ReactNode;
}

/** The one state that the history is in, or the results. */
export function TagHistoryState(props: TagHistoryStateProps) {
  const { children, view } = props;
  const { error, retry, value } = view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  if (!value) {
    return error ? (
      <ErrorState error={error} onRetry={retry} />
    ) : (
      <LoadingState />
    );
  }
  const { status, tags } = value.history;
  return (
    <>
      {error && (
        <Alert
          status="warning"
          icon
          className={styles.strip}
          title={t('tagHistory.kept')}
          description={errorText(error)}
          customActions={
            <Button size="small" variant="tertiary" onPress={retry}>
              {t('state.retry')}
            </Button>
          }
        />
      )}
      {status === 'not-collected' && (
        <Headline
          icon={<UnknownIcon />}
          title={t('tagHistory.notCollected.title')}
        >
          <p>{t('tagHistory.notCollected.text')}</p>
        </Headline>
      )}
      {status !== 'not-collected' && tags.length === 0 && (
        <Headline icon={<NoneIcon />} title={t('tagHistory.noTags.title')}>
          <p>{t('tagHistory.noTags.text')}</p>
        </Headline>
      )}
      {status === 'available' && tags.length > 0 && children(value)}
    </>
  );
}
