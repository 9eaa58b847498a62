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
import { Alert } from '@backstage/ui';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiTimeLine } from '@remixicon/react';
import type { ReactNode } from 'react';

import { errorText, type EntityReportView } from '../../report';
import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './states.module.css';

interface ReportStripsProps {
  report: EntityReport;
  view: EntityReportView;
  /** Where the partial results are explained; absent on that page itself. */
  detailsLink?: ReactNode;
}

function usePartialText(report: EntityReport): string {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { byClass, total } = report.summary;
  const files = report.files.length;
  const read = report.files.filter(({ status }) => status === 'read').length;
  const known = total - (byClass.unresolved ?? 0) - (byClass.invalid ?? 0);

  if (read < files && known < total) {
    return t('state.partial.both', { read, files, known, total });
  }
  if (read < files) {
    return t('state.partial.files', { read, files });
  }
  return known < total
    ? t('state.partial.references', { known, total })
    : t('state.partial.other');
}

function PartialStrip(props: { report: EntityReport; link: ReactNode }) {
  const { report, link } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const title = usePartialText(report);
  const incomplete = report.files.find(
    ({ status, message }) => status !== 'read' && message,
  );

  return (
    <Alert
      status="warning"
      icon
      className={styles.strip}
      title={title}
      description={
        (incomplete || link) && (
          <>
            {incomplete &&
              t('state.partial.fileMessage', {
                file: incomplete.path,
                message: incomplete.message ?? '',
              })}{' '}
            {link}
          </>
        )
      }
    />
  );
}

function StaleStrip(props: { report: EntityReport }) {
  const { collectedAt, intervalSeconds } = props.report;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();
  const interval = time.duration(intervalSeconds);

  return (
    <Alert
      status="info"
      icon={<RiTimeLine aria-hidden="true" />}
      className={styles.neutralStrip}
      title={
        collectedAt &&
        t('state.stale.title', { when: <RelativeTime iso={collectedAt} /> })
      }
      description={
        collectedAt
          ? t('state.stale.text', {
              interval,
              date: time.absolute(collectedAt),
            })
          : t('state.stale.never', { interval })
      }
    />
  );
}

/** What a reader has to know before the results below. */
export function ReportStrips(props: ReportStripsProps) {
  const { report, view, detailsLink } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <>
      {view.error && (
        <Alert
          status="warning"
          icon
          className={styles.strip}
          title={t('state.keptReport')}
          description={errorText(view.error)}
        />
      )}
      {view.refreshError && (
        <Alert
          status="warning"
          icon
          className={styles.strip}
          title={t('state.refreshFailed')}
          description={errorText(view.refreshError)}
        />
      )}
      {/* After a failure, the age of the results is said above them. */}
      {report.stale && report.status !== 'failed' && (
        <StaleStrip report={report} />
      )}
      {report.status === 'partial' && (
        <PartialStrip report={report} link={detailsLink} />
      )}
    </>
  );
}
