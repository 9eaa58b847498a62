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
import { ButtonIcon, Select } from '@backstage/ui';
import { RiSortAsc, RiSortDesc } from '@remixicon/react';

import type { DataColumn, DataTableSort } from '../../components/DataTable';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tables.module.css';

interface SortControlsProps<T> {
  columns: readonly DataColumn<T>[];
  sort: DataTableSort;
}

/** Sorts where the rows are entries and the heads of the columns not seen. */
export function SortControls<T>(props: SortControlsProps<T>) {
  const { columns, sort } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const sortable = columns.filter(({ firstOrder }) => firstOrder);
  const Icon = sort.order === 'asc' ? RiSortAsc : RiSortDesc;
  if (!sortable.length) {
    return null;
  }

  return (
    <div className={styles.sort}>
      <Select
        size="small"
        label={t('lists.sort.by')}
        className={styles.sortColumn}
        options={sortable.map(({ id, label }) => ({ value: id, label }))}
        value={sort.column ?? null}
        onChange={key => {
          const column = sortable.find(({ id }) => id === key);
          if (column?.firstOrder && column.id !== sort.column) {
            sort.onChange(column.id, column.firstOrder);
          }
        }}
      />
      {sort.column && (
        <ButtonIcon
          variant="secondary"
          size="small"
          icon={<Icon aria-hidden="true" />}
          aria-label={t(
            sort.order === 'asc'
              ? 'lists.sort.toDescending'
              : 'lists.sort.toAscending',
          )}
          onPress={() =>
            sort.column &&
            sort.onChange(sort.column, sort.order === 'asc' ? 'desc' : 'asc')
          }
        />
      )}
    </div>
  );
}
