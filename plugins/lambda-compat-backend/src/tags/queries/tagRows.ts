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

import type {
  LookFailureCode,
  ObservedBetween,
  TagObserver,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { toIso } from '../../database/conversion';
import type { DbMs, WatchedTagsRow } from '../../database/tagTables';

/** ISO 8601 in UTC; null for 0, which stands for none. */
export function toTime(milliseconds: DbMs | null | undefined): string | null {
  const time = Number(milliseconds ?? 0);
  return time > 0 ? toIso(time) : null;
}

export function toObserver(
  row: Pick<WatchedTagsRow, 'observer' | 'host'>,
): TagObserver {
  return {
    kind: row.observer === '' ? 'registry' : 'mirror',
    host: row.host,
  };
}

export function toBetween(after: DbMs, before: DbMs): ObservedBetween {
  return { after: toTime(after), before: toIso(Number(before)) };
}

/** What the last look failed with, if it did. */
export function toLookFailure(
  row: Pick<
    WatchedTagsRow,
    | 'failure_code'
    | 'failure_message'
    | 'failing_since_ms'
    | 'failed_attempts'
    | 'checked_ms'
  >,
) {
  return row.failure_code === ''
    ? null
    : {
        code: row.failure_code as LookFailureCode,
        message: row.failure_message,
        since: toIso(Number(row.failing_since_ms) || Number(row.checked_ms)),
        attempts: Number(row.failed_attempts),
      };
}

/** Rows by a key, in their order. */
export function groupRows<T>(
  rows: Iterable<T>,
  getKey: (row: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = getKey(row);
    const group = groups.get(key);
    if (group) {
      group.push(row);
    } else {
      groups.set(key, [row]);
    }
  }
  return groups;
}
