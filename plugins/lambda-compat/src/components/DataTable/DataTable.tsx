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
import type { SortOrder } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { type ReactNode, useMemo, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './DataTable.module.css';

/** @internal */
export interface DataColumn<T> {
  id: string;
  label: string;
  /**
   * Share of the width: `wide` and `roomy` for text that breaks, `narrow` for
   * words, `slim` for a code, `medium` for words beside an icon or a bar.
   */
  width?: 'wide' | 'roomy' | 'medium' | 'narrow' | 'slim';
  isRowHeader?: boolean;
  /** Whether the value needs its name where the column heads are not seen. */
  isNamedWhereNarrow?: boolean;
  /**
   * Place of the value in a short entry: `name` and `status` on the first
   * line, `line` and `end` on lines of their own, all `muted` ones on one.
   * A table with such columns becomes entries earlier, because it is wide.
   */
  entry?: 'name' | 'status' | 'line' | 'muted' | 'end';
  /** Whether there is nothing to show, so that an entry leaves it out. */
  isBlank?: (item: T) => boolean;
  /** The order in which sorting by the column begins, if it can be sorted. */
  firstOrder?: SortOrder;
  cell: (item: T) => ReactNode;
}

/**
 * The order of a table whose rows somebody else sorts, usually the backend.
 *
 * @internal
 */
export interface DataTableSort {
  /** The column; undefined where the order is that of no column. */
  column: string | undefined;
  order: SortOrder;
  onChange: (column: string, order: SortOrder) => void;
}

interface DataTableProps<T> {
  label: string;
  columns: readonly DataColumn<T>[];
  items: readonly T[];
  /**
   * What makes an item itself, where rows come and go. Without it rows are
   * known by their place: two functions can have one name.
   */
  keyOf?: (item: T) => string;
  sort?: DataTableSort;
  /** Whether other rows are on their way. */
  isStale?: boolean;
  /** Whether the items are one page of more, and so all to be shown. */
  isPage?: boolean;
}

/** More rows at once make the page slow; a report can hold a thousand. */
const ROWS_AT_ONCE = 50;

/**
 * A table whose rows become short entries where the card is narrow. The
 * columns keep their names for screen readers there.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, items, label, keyOf, isPage, isStale } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [shown, setLimit] = useState(ROWS_AT_ONCE);
  const limit = isPage ? items.length : shown;
  const rows = useMemo(
    () =>
      items.map((item, index) => ({
        id: keyOf ? keyOf(item) : String(index),
        item,
      })),
    [items, keyOf],
  );
  const hidden = Math.max(0, rows.length - limit);
  const isOfEntries = columns.some(column => column.entry);

  return (
    <div className={`${styles.table} ${isOfEntries ? styles.entries : ''}`}>
      <TableRoot aria-label={label} stale={isStale} {...sortProps(props)}>
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.isRowHeader}
              allowsSorting={Boolean(props.sort && column.firstOrder)}
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
                <Cell className={cellClass(column, item)}>
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

function cellClass<T>(column: DataColumn<T>, item: T): string {
  const names = [column.isRowHeader ? 'headerCell' : 'cell'];
  if (column.entry) {
    names.push(`${column.entry}Place`);
  }
  if (column.isBlank?.(item)) {
    names.push('blank');
  }
  return names.map(name => styles[name]).join(' ');
}

const DIRECTIONS = { asc: 'ascending', desc: 'descending' } as const;

function sortProps<T>(props: DataTableProps<T>) {
  const { columns, sort } = props;
  if (!sort) {
    return {};
  }
  return {
    sortDescriptor: sort.column
      ? { column: sort.column, direction: DIRECTIONS[sort.order] }
      : undefined,
    onSortChange: (wanted: { column: string | number }) => {
      const column = columns.find(({ id }) => id === wanted.column);
      if (column?.firstOrder) {
        const turned = sort.order === 'asc' ? 'desc' : 'asc';
        sort.onChange(
          column.id,
          sort.column === column.id ? turned : column.firstOrder,
        );
      }
    },
  };
}
