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
import {
  TABLE_ARTIFACTS,
  TABLE_CONTENTS,
  TABLE_UPLOADS,
} from '../database/compatibilityTables';

/** Longer than a transaction takes that is about to refer to a content. */
const GRACE_MS = 3_600_000;

/**
 * Removes the contents that no upload refers to any more.
 *
 * @returns how many
 */
export async function dropContents(knex: Knex, now: number): Promise<number> {
  return knex(TABLE_CONTENTS)
    .where('used_ms', '<', now - GRACE_MS)
    .whereNotExists(
      knex(TABLE_ARTIFACTS)
        .select('upload_id')
        .whereRaw('?? = ??', [
          `${TABLE_ARTIFACTS}.content_key`,
          `${TABLE_CONTENTS}.content_key`,
        ]),
    )
    .whereNotExists(
      knex(TABLE_UPLOADS)
        .select('upload_id')
        .whereRaw('?? = ??', [
          `${TABLE_UPLOADS}.profile_key`,
          `${TABLE_CONTENTS}.content_key`,
        ]),
    )
    .delete();
}
