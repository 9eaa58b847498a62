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
import type { Entity } from '@backstage/catalog-model';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ReactNode } from 'react';

import type { EntityReportView } from '../../report';
import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { ErrorState } from './ErrorState';
import { FailedState } from './FailedState';
import { Headline } from './Headline';
import { NoneIcon } from './icons';
import { LoadingState } from './LoadingState';
import { NeverCollectedState } from './NeverCollectedState';
import { NothingFoundState } from './NothingFoundState';
import { ReportStrips } from './ReportStrips';
import styles from './states.module.css';

interface ReportBodyProps {
  entity: Entity;
  view: EntityReportView;
  detailsLink?: ReactNode;
  /** The results; not called where there are none. */
  children: (report: EntityReport) => ReactNode;
}

function NotApplicableState(props: { report: EntityReport }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <Headline icon={<NoneIcon />} title={t('state.notApplicable.title')}>
      <p className={styles.muted}>
        {props.report.reason ?? t('state.notApplicable.fallback')}
      </p>
    </Headline>
  );
}

function EarlierResults(props: { report: EntityReport; children: ReactNode }) {
  const { children, report } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <div className={styles.earlier}>
      {report.collectedAt && (
        <p className={styles.muted}>
          {t('state.failed.earlier', {
            when: <RelativeTime iso={report.collectedAt} />,
          })}
        </p>
      )}
      {children}
    </div>
  );
}

/** The one state that a report is in, or its results. */
export function ReportBody(props: ReportBodyProps) {
  const { children, detailsLink, entity, view } = props;
  const { error, report } = view;

  if (!report) {
    return error ? (
      <ErrorState error={error} onRetry={view.reload} />
    ) : (
      <LoadingState />
    );
  }

  const strips = (
    <ReportStrips report={report} view={view} detailsLink={detailsLink} />
  );
  switch (report.status) {
    case 'not-applicable':
      return <NotApplicableState report={report} />;
    case 'never-collected':
      return (
        <>
          {strips}
          <NeverCollectedState report={report} view={view} />
        </>
      );
    case 'nothing-found':
      return (
        <>
          {strips}
          <NothingFoundState entity={entity} report={report} />
        </>
      );
    case 'failed':
      return (
        <>
          {strips}
          <FailedState entity={entity} report={report} view={view} />
          {report.references.length > 0 && (
            <EarlierResults report={report}>{children(report)}</EarlierResults>
          )}
        </>
      );
    default:
      return (
        <>
          {strips}
          {children(report)}
        </>
      );
  }
}
