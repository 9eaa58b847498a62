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
import type { ReportedFile } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiCheckLine, RiErrorWarningLine } from '@remixicon/react';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { WebLink } from '../text';
import styles from './ReportTab.module.css';
import { SectionCard } from './SectionCard';

interface FilesSectionProps {
  files: readonly ReportedFile[];
}

function FileStatus(props: { status: ReportedFile['status'] }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const Icon = props.status === 'read' ? RiCheckLine : RiErrorWarningLine;
  return (
    <span className={styles.status}>
      <Icon size={16} aria-hidden="true" />
      {t(`fileStatus.${props.status}`)}
    </span>
  );
}

/** Every file that was looked at, and what came of it. */
export function FilesSection(props: FilesSectionProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const columns = useMemo<DataColumn<ReportedFile>[]>(
    () => [
      {
        id: 'file',
        label: t('tab.files.file'),
        isRowHeader: true,
        cell: ({ line, path, url }) => (
          <WebLink url={url}>{line ? `${path}:${line}` : path}</WebLink>
        ),
      },
      {
        id: 'status',
        label: t('tab.files.status'),
        isNamedWhereNarrow: true,
        width: 'narrow',
        cell: ({ status }) => <FileStatus status={status} />,
      },
      {
        id: 'target',
        label: t('tab.files.target'),
        isNamedWhereNarrow: true,
        width: 'narrow',
        cell: ({ target }) =>
          target ?? (
            <span className={styles.muted}>{t('tab.files.noTarget')}</span>
          ),
      },
      {
        id: 'message',
        label: t('tab.files.message'),
        isNamedWhereNarrow: true,
        width: 'wide',
        cell: ({ message }) =>
          message ?? (
            <span className={styles.muted}>{t('tab.files.noMessage')}</span>
          ),
      },
    ],
    [t],
  );

  return (
    <SectionCard title={t('tab.files.title')}>
      <DataTable
        label={t('tab.files.title')}
        columns={columns}
        items={props.files}
      />
    </SectionCard>
  );
}
