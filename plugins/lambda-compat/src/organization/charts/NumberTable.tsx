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

/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- where the card is narrow, CSS makes blocks of the table, and browsers then take its roles away */
import type { ReactNode } from 'react';

import styles from './NumberTable.module.css';

export interface NumberColumn<T> {
  id: string;
  label: string;
  cell: (row: T) => ReactNode;
}

interface NumberTableProps<T> {
  label: string;
  /** The first names the row, the others hold numbers. */
  columns: readonly NumberColumn<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
}

/**
 * The twin of a chart: the same numbers as text. Rows become short entries
 * where the card is narrow; the roles keep them a table for screen readers.
 */
export function NumberTable<T>(props: NumberTableProps<T>) {
  const { columns, keyOf, label, rows } = props;
  const [name, ...numbers] = columns;
  return (
    <table role="table" className={styles.table} aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(column => (
            <th key={column.id} role="columnheader" scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr key={keyOf(row)} role="row">
            <th role="rowheader" scope="row">
              {name.cell(row)}
            </th>
            {numbers.map(column => (
              <td key={column.id} role="cell">
                <span className={styles.name} aria-hidden="true">
                  {column.label}
                </span>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
