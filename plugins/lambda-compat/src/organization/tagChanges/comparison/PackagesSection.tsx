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

import { type DataColumn, DataTable } from '../../../components/DataTable';
import { Code } from '../../../components/text';
import { lambdaCompatTranslationRef } from '../../../translation';
import { Choice } from '../../coverage/parts/Choice';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import { ListSearch } from '../../tables/ListSearch';
import { PACKAGE_KINDS } from '../../url/comparisonUrl';
import { useComparisonView } from '../../url/useTagChangesView';
import {
  packageKey,
  type PackageRow,
  packageRows,
} from '../change/came/packageRows';
import type { PackageChanges } from '../change/types';
import styles from './comparison.module.css';

/** Every package that changed, by kind and name. */
export function PackagesSection(props: { packages: PackageChanges }) {
  const { packages } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useComparisonView();
  const rows = useMemo(() => packageRows(packages), [packages]);
  const kind = PACKAGE_KINDS.find(one => one === view.kind) ?? 'all';
  const search = view.search?.toLowerCase() ?? '';
  const shown = useMemo(
    () =>
      rows.filter(
        row =>
          (kind === 'all' || row.kind === kind) &&
          row.name.toLowerCase().includes(search),
      ),
    [rows, kind, search],
  );
  const columns = useMemo<DataColumn<PackageRow>[]>(
    () => [
      {
        id: 'name',
        label: t('comparison.packages.name'),
        isRowHeader: true,
        entry: 'name',
        cell: ({ architecture, name }) => (
          <>
            <Code>{name}</Code>{' '}
            <span className={styles.muted}>{architecture}</span>
          </>
        ),
      },
      {
        id: 'change',
        label: t('comparison.packages.change'),
        width: 'medium',
        entry: 'status',
        cell: row => t(`comparison.packages.word.${row.kind}`),
      },
      {
        id: 'versions',
        label: t('comparison.packages.versions'),
        entry: 'line',
        width: 'wide',
        cell: ({ from, to }) => (
          <span className={styles.fromTo}>
            <span>{from ?? t('incident.packages.notThere')}</span>
            <span aria-hidden="true">→</span>
            <span>{to ?? t('incident.packages.notThere')}</span>
          </span>
        ),
      },
    ],
    [t],
  );
  const amountOf = (one: (typeof PACKAGE_KINDS)[number]) =>
    one === 'all' ? rows.length : rows.filter(row => row.kind === one).length;

  return (
    <CoverageCard
      title={t('incident.packages.title')}
      isBusy={false}
      actions={
        rows.length > 0 && (
          <ListSearch
            label={t('comparison.packages.search')}
            value={view.search}
            onChange={text => change({ search: text || undefined })}
          />
        )
      }
    >
      {rows.length > 0 && (
        <div>
          <Choice
            label={t('comparison.packages.kind')}
            options={PACKAGE_KINDS.filter(
              one => one === 'all' || one === kind || amountOf(one) > 0,
            ).map(id => ({
              id,
              label: t(`comparison.packages.kinds.${id}`, {
                amount: amountOf(id),
              }),
            }))}
            value={kind}
            onChange={one => change({ kind: one })}
          />
        </div>
      )}
      {rows.length === 0 && (
        <p>
          {t(
            packages.system === null
              ? 'incident.packages.noDatabase'
              : 'incident.packages.none',
          )}
        </p>
      )}
      {rows.length > 0 && shown.length === 0 && (
        <p>{t('comparison.packages.empty')}</p>
      )}
      {shown.length > 0 && (
        <DataTable
          key={`${kind} ${search}`}
          label={t('comparison.packages.label')}
          columns={columns}
          items={shown}
          keyOf={packageKey}
        />
      )}
      <p className={styles.muted}>
        {packages.system !== null &&
          t('incident.packages.unchanged', { count: packages.unchanged })}
      </p>
    </CoverageCard>
  );
}
