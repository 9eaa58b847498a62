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
import { isStorable } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { isPostgres } from '../../database/statements';

/**
 * Restricts a query to rows that have the text in one of the columns, which
 * hold text in the lower case of JavaScript.
 */
export function whereText(
  { knex }: Pick<Reading, 'knex'>,
  query: Knex.QueryBuilder,
  columns: readonly string[],
  search: string | undefined,
): void {
  if (!search) {
    return;
  }
  if (!isStorable(search)) {
    query.whereRaw('1 = 0');
    return;
  }
  const text = search.toLowerCase();
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  query.where(found => {
    for (const column of columns) {
      if (isPostgres(knex)) {
        found.orWhereRaw(`?? like ? escape '\\'`, [column, pattern]);
      } else {
        found.orWhereRaw('instr(??, ?) > 0', [column, text]);
      }
    }
  });
}
