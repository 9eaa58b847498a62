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
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiRefreshLine } from '@remixicon/react';

import type { EntityReportView } from '../../report';
import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { Headline } from './Headline';
import { UnknownIcon } from './icons';
import styles from './states.module.css';

interface NeverCollectedStateProps {
  report: EntityReport;
  view: EntityReportView;
}

/** Known to the portal, not read yet: when it will be, and how to have it now. */
export function NeverCollectedState(props: NeverCollectedStateProps) {
  const { report, view } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();

  const interval = time.duration(report.intervalSeconds);
  const isDueLater =
    report.nextDueAt !== null && Date.parse(report.nextDueAt) > Date.now();

  return (
    <>
      <Headline icon={<UnknownIcon />} title={t('state.neverCollected.title')}>
        <p>{t('state.neverCollected.text')}</p>
        <p className={styles.muted}>
          {isDueLater && report.nextDueAt
            ? t('state.neverCollected.due', {
                when: <RelativeTime iso={report.nextDueAt} />,
                interval,
              })
            : t('state.neverCollected.soon', { interval })}{' '}
          {view.isAwaited && t('state.neverCollected.waiting')}
        </p>
      </Headline>
      <div className={styles.actions}>
        {report.canRefresh && (
          <Button
            variant="primary"
            iconStart={<RiRefreshLine aria-hidden="true" />}
            isPending={view.isRefreshing}
            onPress={view.refresh}
          >
            {t('state.neverCollected.action')}
          </Button>
        )}
        {!view.isAwaited && (
          <Button variant="secondary" onPress={view.reload}>
            {t('state.neverCollected.lookAgain')}
          </Button>
        )}
      </div>
    </>
  );
}
