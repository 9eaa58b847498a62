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
 * Restricts a query to tags, with the alias `t`, whose image has the text.
 * Images are ASCII; of their parts only tags can have upper case.
 */
export function whereImage(
  { knex }: Pick<Reading, 'knex'>,
  query: Knex.QueryBuilder,
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
  if (isPostgres(knex)) {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    query.whereRaw(`lower(t.image) like ? escape '\\'`, [pattern]);
  } else {
    query.whereRaw('instr(lower(t.image), ?) > 0', [text]);
  }
}
