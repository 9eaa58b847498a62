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
import {
  Button,
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { type ReactNode, useMemo, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './DataTable.module.css';

/** @internal */
export interface DataColumn<T> {
  id: string;
  label: string;
  /** Share of the width: `wide` for text that breaks, `narrow` for words. */
  width?: 'wide' | 'narrow';
  isRowHeader?: boolean;
  /** Whether the value needs its name where the column heads are not seen. */
  isNamedWhereNarrow?: boolean;
  cell: (item: T) => ReactNode;
}

interface DataTableProps<T> {
  label: string;
  columns: readonly DataColumn<T>[];
  items: readonly T[];
}

/** More rows at once make the page slow; a report can hold a thousand. */
const ROWS_AT_ONCE = 50;

/**
 * A table whose rows become short entries where the card is narrow. The
 * columns keep their names for screen readers there.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, items, label } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  // Rows are known by their place: two functions can have one name.
  const rows = useMemo(
    () => items.map((item, index) => ({ id: String(index), item })),
    [items],
  );
  const hidden = Math.max(0, rows.length - limit);

  return (
    <div className={styles.table}>
      <TableRoot aria-label={label}>
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.isRowHeader}
              className={styles[column.width ?? 'even']}
            >
              {column.label}
            </Column>
          )}
        </TableHeader>
        <TableBody items={rows.slice(0, limit)} dependencies={[columns]}>
          {({ id, item }) => (
            <Row id={id} columns={columns} className={styles.row}>
              {column => (
                <Cell
                  className={
                    column.isRowHeader ? styles.headerCell : styles.cell
                  }
                >
                  {column.isNamedWhereNarrow && (
                    <span className={styles.name} aria-hidden="true">
                      {column.label}
                    </span>
                  )}
                  {column.cell(item)}
                </Cell>
              )}
            </Row>
          )}
        </TableBody>
      </TableRoot>
      {hidden > 0 && (
        <Button
          variant="tertiary"
          className={styles.more}
          onPress={() => setLimit(limit + ROWS_AT_ONCE)}
        >
          {t('tab.showMore', {
            amount: Math.min(hidden, ROWS_AT_ONCE),
            total: rows.length,
          })}
        </Button>
      )}
    </div>
  );
}
