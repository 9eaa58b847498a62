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
  ContentsSummary,
  MoveContents,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { COMPARED_PLATFORMS } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import { toChunks } from '../../database/statements';
import {
  TABLE_MOVE_PLATFORMS,
  type TagMovePlatformsRow,
} from '../../database/tagTables';

/** Reads what came with moves, in short. */
export class DatabaseMoveContents {
  static create(): DatabaseMoveContents {
    return new DatabaseMoveContents();
  }

  private constructor() {}

  /**
   * For the platforms of AWS Lambda; moves of which nothing is known yet, or
   * whose platforms are not known, are not in the result.
   *
   * @param knex - a transaction where one is open
   */
  async readMoveContents(
    knex: Knex,
    moveIds: readonly string[],
  ): Promise<Map<string, MoveContents[]>> {
    const byMove = new Map<string, MoveContents[]>();
    for (const chunk of toChunks([...new Set(moveIds)])) {
      const rows = await knex<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
        .whereIn('move_id', chunk)
        .whereIn('platform', [...COMPARED_PLATFORMS])
        .whereNot('contents_state', '')
        .orderBy('move_id')
        .orderBy('platform');
      for (const row of rows) {
        const contents = byMove.get(row.move_id) ?? [];
        contents.push(toMoveContents(row));
        byMove.set(row.move_id, contents);
      }
    }
    return byMove;
  }
}

/** Of a row of `tag_move_platforms`. */
export function toMoveContents(
  row: Pick<
    TagMovePlatformsRow,
    'platform' | 'contents_state' | 'contents_message' | 'contents_summary'
  >,
): MoveContents {
  return {
    platform: row.platform,
    state: row.contents_state || 'pending',
    message: row.contents_message || null,
    summary:
      row.contents_summary === ''
        ? null
        : (JSON.parse(row.contents_summary) as ContentsSummary),
  };
}
