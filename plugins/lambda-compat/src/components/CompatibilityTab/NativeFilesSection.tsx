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
import { useMemo } from 'react';

import type { FileOutcome } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { SectionCard } from '../ReportTab/SectionCard';
import { Code } from '../text';
import { AnswerLabel } from '../verdict';
import styles from './CompatibilityTab.module.css';

interface NativeFilesSectionProps {
  files: readonly FileOutcome[];
}

const fileKey = ({ artifact, path }: FileOutcome) => `${artifact} ${path}`;

/** Every native file, whether it counts and why, and whether it loads. */
export function NativeFilesSection(props: NativeFilesSectionProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const columns = useMemo<DataColumn<FileOutcome>[]>(
    () => [
      {
        id: 'file',
        label: t('nativeFiles.file'),
        width: 'wide',
        isRowHeader: true,
        cell: ({ artifact, description, path }) => (
          <>
            <Code>{path}</Code>
            <span className={styles.second}>
              {t('nativeFiles.about', { artifact, description })}
            </span>
          </>
        ),
      },
      {
        id: 'selection',
        label: t('nativeFiles.selection'),
        isNamedWhereNarrow: true,
        cell: ({ reason, selection }) => (
          <>
            {t(`nativeFiles.select.${selection}`)}
            {reason && <span className={styles.second}>{reason}</span>}
          </>
        ),
      },
      {
        id: 'loads',
        label: t('nativeFiles.loads'),
        isNamedWhereNarrow: true,
        width: 'medium',
        cell: ({ loads }) =>
          loads ? (
            <AnswerLabel answer={loads} text={t(`nativeFiles.load.${loads}`)} />
          ) : (
            <span className={styles.muted}>
              {t('nativeFiles.load.notCounted')}
            </span>
          ),
      },
    ],
    [t],
  );

  return (
    <SectionCard title={t('nativeFiles.title')}>
      <DataTable
        label={t('nativeFiles.title')}
        columns={columns}
        items={props.files}
        keyOf={fileKey}
      />
    </SectionCard>
  );
}
