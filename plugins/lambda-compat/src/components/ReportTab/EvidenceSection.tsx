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
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { shortRevision } from '../states';
import { Code, WebLink } from '../text';
import { Facts } from './Facts';
import styles from './ReportTab.module.css';
import { SectionCard } from './SectionCard';

interface EvidenceSectionProps {
  report: EntityReport;
}

function Moment(props: { iso: string | null; absent: string }) {
  const { absent, iso } = props;
  const time = useTimeText();
  return iso ? (
    <>
      {time.absolute(iso)}{' '}
      <span className={styles.muted}>
        (<RelativeTime iso={iso} />)
      </span>
    </>
  ) : (
    <span className={styles.muted}>{absent}</span>
  );
}

/** Where all of this was read, when, and when it will be read again. */
export function EvidenceSection(props: EvidenceSectionProps) {
  const { report } = props;
  const { searched, source } = report;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();

  return (
    <SectionCard title={t('tab.evidence.title')}>
      <Facts
        facts={[
          source
            ? [
                t('tab.evidence.source'),
                <WebLink url={source.url}>{source.target}</WebLink>,
              ]
            : null,
          source
            ? [
                t('tab.evidence.revision'),
                source.revision ? (
                  <Code title={source.revision}>
                    {shortRevision(source.revision)}
                  </Code>
                ) : (
                  <span className={styles.muted}>
                    {t('tab.evidence.noRevision')}
                  </span>
                ),
              ]
            : null,
          [
            t('tab.evidence.collected'),
            <Moment
              iso={report.collectedAt}
              absent={t('tab.evidence.never')}
            />,
          ],
          [
            t('tab.evidence.attempted'),
            <Moment
              iso={report.attemptedAt}
              absent={t('tab.evidence.never')}
            />,
          ],
          [
            t('tab.evidence.next'),
            <Moment
              iso={report.nextDueAt}
              absent={t('tab.evidence.notPlanned')}
            />,
          ],
          [t('tab.evidence.interval'), time.duration(report.intervalSeconds)],
          [t('tab.evidence.stale'), time.duration(report.staleAfterSeconds)],
          searched.length
            ? [t('tab.evidence.searched'), <Code>{searched.join(', ')}</Code>]
            : null,
        ]}
      />
    </SectionCard>
  );
}
