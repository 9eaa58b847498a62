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
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Badge, ButtonIcon, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { ReportStatus } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiRefreshLine, RiTimeLine } from '@remixicon/react';
import { type ReactNode, useId } from 'react';

import type { EntityReportView } from '../../report';
import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { paletteClass } from '../palette';
import styles from './ReportCard.module.css';

/** States whose body offers no button of its own to read the source. */
const REFRESHABLE: readonly ReportStatus[] = [
  'nothing-found',
  'complete',
  'partial',
];

interface ReportCardProps {
  title: string;
  /** What is spoken while the report is on its way. */
  loadingText: string;
  view: EntityReportView;
  footer?: ReactNode;
  children: ReactNode;
}

function Freshness(props: { view: EntityReportView }) {
  const { isLoading, isRefreshing, refresh, report } = props.view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!report) {
    return isLoading ? (
      <Skeleton
        aria-hidden="true"
        className={styles.skeleton}
        width={96}
        height={12}
      />
    ) : null;
  }

  return (
    <div className={styles.freshness}>
      {report.collectedAt && (
        <span>
          {t('freshness.checked', {
            when: <RelativeTime iso={report.collectedAt} />,
          })}
        </span>
      )}
      {report.stale && (
        <Badge
          className={styles.badge}
          icon={<RiTimeLine aria-hidden="true" />}
        >
          {t('freshness.stale')}
        </Badge>
      )}
      {report.canRefresh && REFRESHABLE.includes(report.status) && (
        <ButtonIcon
          variant="tertiary"
          size="small"
          className={styles.refresh}
          icon={<RiRefreshLine aria-hidden="true" />}
          aria-label={t('freshness.refresh')}
          isPending={isRefreshing}
          onPress={refresh}
        />
      )}
    </div>
  );
}

/** What is spoken; the same is on the screen in other ways. */
function Announcement(props: { view: EntityReportView; loadingText: string }) {
  const { isLoading, isRefreshed, isRefreshing } = props.view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  let text = '';
  if (isLoading) {
    text = props.loadingText;
  } else if (isRefreshing) {
    text = t('freshness.refreshing');
  } else if (isRefreshed) {
    text = t('freshness.refreshed');
  }
  return <VisuallyHidden role="status">{text}</VisuallyHidden>;
}

/** The frame that stays the same in every state: title, age, place. */
export function ReportCard(props: ReportCardProps) {
  const { children, footer, loadingText, title, view } = props;
  const titleId = useId();

  return (
    <section
      className={`${paletteClass} ${styles.frame}`}
      aria-labelledby={titleId}
      aria-busy={view.isLoading}
    >
      <EntityInfoCard
        title={<span id={titleId}>{title}</span>}
        headerActions={<Freshness view={view} />}
        footerActions={footer && <div className={styles.footer}>{footer}</div>}
        className={styles.card}
      >
        <Announcement view={view} loadingText={loadingText} />
        {children}
      </EntityInfoCard>
    </section>
  );
}
