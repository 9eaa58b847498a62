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

import type { Knex } from 'knex';

// Bounds the length of one statement's text, in rows.
const CHUNK = 2_000;

/**
 * Inserts rows that agree in their columns. They go through the database's JSON
 * functions: writing statements with as many values takes ten times as long.
 */
export async function insertRows(
  knex: Knex,
  table: string,
  rows: readonly object[],
): Promise<void> {
  const columns = Object.keys(rows[0]);
  const names = columns.map(() => '??').join(', ');
  for (let start = 0; start < rows.length; start += CHUNK) {
    const json = JSON.stringify(rows.slice(start, start + CHUNK));
    if (knex.client.config.client === 'pg') {
      await knex.raw(
        `insert into ?? (${names}) select ${names} from json_populate_recordset(null::??, ?)`,
        [table, ...columns, ...columns, table, json],
      );
    } else {
      const values = columns.map(() => 'value ->> ?').join(', ');
      await knex.raw(
        `insert into ?? (${names}) select ${values} from json_each(?)`,
        [table, ...columns, ...columns, json],
      );
    }
  }
}
