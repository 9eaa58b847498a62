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

/**
 * Rows per statement. Engines bound the number of values in one, SQLite longest
 * ago at 999; the widest row that is written has 17 columns.
 */
export const CHUNK = 50;

/** In parts that one statement can take. */
export function toChunks<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    chunks.push(items.slice(start, start + CHUNK));
  }
  return chunks;
}

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * Runs statements that have to see one state of the database. SQLite has one
 * connection, so nothing else happens there meanwhile.
 *
 * @returns undefined where PostgreSQL gave up because another replica wrote the
 *   same; nothing was written then
 */
export async function inSnapshot<T>(
  knex: Knex,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await knex.transaction(
      work,
      isPostgres(knex) ? { isolationLevel: 'repeatable read' } : undefined,
    );
  } catch (error) {
    if (isSerializationFailure(error)) {
      return undefined;
    }
    throw error;
  }
}

function isSerializationFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40001';
}
