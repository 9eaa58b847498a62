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
import { toIso } from '../../database/conversion';

/** How long what was collected is good for, and what time it is. */
export interface Ages {
  staleAfterMs: number;
  expireAfterMs: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** Older than it should be. What has expired is told by its state instead. */
export function isStale(
  row: { collected_ms: number | string; pin_state: string },
  { now, staleAfterMs }: Ages,
): boolean {
  const collected = Number(row.collected_ms);
  return (
    collected > 0 &&
    collected < now - staleAfterMs &&
    row.pin_state !== 'expired'
  );
}

/** The same in SQL. */
export function whereStale(
  entities: Knex.QueryBuilder,
  { now, staleAfterMs }: Ages,
): void {
  entities
    .where('collected_ms', '>', 0)
    .where('collected_ms', '<', now - staleAfterMs)
    .whereNot('pin_state', 'expired');
}

/** ISO 8601, UTC; null where nothing was collected. */
export function toCollectedAt(
  milliseconds: number | string | null,
): string | null {
  const collected = Number(milliseconds ?? 0);
  return collected > 0 ? toIso(collected) : null;
}
