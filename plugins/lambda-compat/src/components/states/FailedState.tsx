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

import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiRefreshLine } from '@remixicon/react';

import type { EntityReportView } from '../../report';
import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { EditLink } from './EditLink';
import { Headline } from './Headline';
import { UnknownIcon } from './icons';
import styles from './states.module.css';

interface FailedStateProps {
  entity: Entity;
  report: EntityReport;
  view: EntityReportView;
}

/** The source could not be read: why, since when, and what happens next. */
export function FailedState(props: FailedStateProps) {
  const { entity, report, view } = props;
  const { failure } = report;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();

  return (
    <>
      <Headline icon={<UnknownIcon />} title={t('state.failed.title')}>
        {failure ? (
          <p>{failure.message}</p>
        ) : (
          report.problems
            .filter(({ severity }) => severity === 'error')
            .map(({ code, message, fix }) => (
              <p key={`${code} ${message}`}>{`${message} ${fix}`}</p>
            ))
        )}
        <dl className={styles.facts}>
          {failure && (
            <>
              <dt>{t('state.failed.since')}</dt>
              <dd>
                {t('state.failed.attempts', {
                  since: time.absolute(failure.since),
                  count: failure.attempts,
                })}
              </dd>
            </>
          )}
          <dt>{t('state.failed.nextTry')}</dt>
          <dd>
            {report.nextDueAt ? (
              <RelativeTime iso={report.nextDueAt} />
            ) : (
              t('state.failed.noNextTry')
            )}
          </dd>
          {failure && (
            <>
              <dt>{t('state.failed.code')}</dt>
              <dd>{failure.code}</dd>
            </>
          )}
        </dl>
      </Headline>
      <div className={styles.actions}>
        <Button
          variant="primary"
          iconStart={<RiRefreshLine aria-hidden="true" />}
          isPending={view.isRefreshing}
          onPress={report.canRefresh ? view.refresh : view.reload}
        >
          {report.canRefresh
            ? t('state.failed.retry')
            : t('state.failed.lookAgain')}
        </Button>
        <EditLink entity={entity} />
      </div>
    </>
  );
}
