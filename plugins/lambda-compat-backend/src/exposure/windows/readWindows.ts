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

import type { ExposureWindow } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type ExposureWindowsRow,
  TABLE_WINDOWS,
} from '../../database/exposureTables';
import { toBetween, toTime } from '../../tags/queries/tagRows';

/** As in the history of an entity. */
const MAX_WINDOWS = 100;

/**
 * Windows, newest first.
 *
 * @param options - only those of these entities and of these moves, where
 *   given, at most some hundreds of each; `fromMs`: only those that were open
 *   then or later; `now` counts for those that are open
 */
export async function readWindows(
  knex: Knex,
  options: {
    entityRefs?: readonly string[];
    moveIds?: readonly string[];
    fromMs?: number;
    now: number;
    /** Default 100. */
    limit?: number;
  },
): Promise<ExposureWindow[]> {
  const { entityRefs, fromMs = 0, limit = MAX_WINDOWS, moveIds, now } = options;
  const windows = knex<ExposureWindowsRow>(TABLE_WINDOWS)
    .where(lasts =>
      lasts.where('closed_ms', 0).orWhere('closed_ms', '>=', fromMs),
    )
    .orderBy([
      { column: 'before_ms', order: 'desc' },
      { column: 'entity_ref', order: 'asc' },
      { column: 'move_id', order: 'asc' },
    ])
    .limit(limit);
  if (entityRefs) {
    windows.whereIn('entity_ref', entityRefs);
  }
  if (moveIds) {
    windows.whereIn('move_id', moveIds);
  }
  return (await windows).map(row => toWindow(row, now));
}

function toWindow(row: ExposureWindowsRow, now: number): ExposureWindow {
  const after = Number(row.after_ms);
  const before = Number(row.before_ms);
  const until = Number(row.closed_ms) || Math.max(now, before);
  const toSeconds = (from: number) =>
    Math.max(0, Math.round((until - from) / 1_000));
  return {
    entityRef: row.entity_ref,
    tagId: row.tag_id,
    moveId: row.move_id,
    image: row.image,
    reference: row.reference,
    opened: toBetween(after, before),
    closed: toTime(row.closed_ms),
    closedBy: row.closed_by || null,
    seconds: {
      least: toSeconds(before),
      most: after > 0 ? toSeconds(after) : null,
    },
    symbolVersions: row.symbol_versions < 0 ? null : row.symbol_versions === 1,
  };
}
