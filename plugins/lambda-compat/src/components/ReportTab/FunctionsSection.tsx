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
import type { LambdaFunction } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import styles from './ReportTab.module.css';
import { SectionCard } from './SectionCard';

interface FunctionsSectionProps {
  functions: readonly LambdaFunction[];
}

function SourcedText(props: {
  sourced: LambdaFunction['runtime'] | LambdaFunction['packageType'];
}) {
  const { sourced } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!sourced) {
    return <span className={styles.muted}>{t('tab.functions.unknown')}</span>;
  }
  return (
    <>
      {sourced.value}
      <span className={styles.second}>
        {t(`sourced.${sourced.source}`, { detail: sourced.detail })}
      </span>
    </>
  );
}

/** What is known about each function, and who says so. */
export function FunctionsSection(props: FunctionsSectionProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const columns = useMemo<DataColumn<LambdaFunction>[]>(
    () => [
      {
        id: 'name',
        label: t('tab.functions.name'),
        isRowHeader: true,
        cell: ({ name }) => name,
      },
      {
        id: 'runtime',
        label: t('tab.functions.runtime'),
        isNamedWhereNarrow: true,
        cell: ({ runtime }) => <SourcedText sourced={runtime} />,
      },
      {
        id: 'architecture',
        label: t('tab.functions.architecture'),
        isNamedWhereNarrow: true,
        cell: ({ architecture }) => <SourcedText sourced={architecture} />,
      },
      {
        id: 'packageType',
        label: t('tab.functions.packageType'),
        isNamedWhereNarrow: true,
        cell: ({ packageType }) => <SourcedText sourced={packageType} />,
      },
    ],
    [t],
  );

  return (
    <SectionCard title={t('tab.functions.title')}>
      <DataTable
        label={t('tab.functions.title')}
        columns={columns}
        items={props.functions}
      />
    </SectionCard>
  );
}
