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

import type { CoverageScope } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { whereInScope, whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { TABLE_ENTITIES } from '../../database/tables';
import {
  type DbMs,
  TABLE_CONSUMERS,
  TABLE_TAGS,
} from '../../database/tagTables';
import { selectSince } from './selectImpact';

/** A place whose component is exposed to weighty moves of its platform. */
export interface WatcherRow {
  tag_id: string;
  entity_ref: string;
  platform: string;
  /** 1 where only a missing image reaches the component. */
  guarded: number;
  /** Since when it has named the tag; 0 for always. */
  since_ms: DbMs;
  /** Up to when moves that left an image do not reach it; 0 for never. */
  clear_ms: DbMs;
}

/**
 * The places that name a tag without a digest and shape an artifact, as a query.
 * Of what builds are to a move only those count that leave nobody exposed: the
 * others decide how, which is not counted here.
 *
 * @param floorMs - nothing before it is asked for: what has named the tag by
 *   then counts as having named it always, and a build by then clears nothing
 */
export function selectWatchers(
  reading: Reading,
  { scope = {}, floorMs = 0 }: { scope?: CoverageScope; floorMs?: number },
): Knex.QueryBuilder {
  const { knex } = reading;
  const watchers = knex({ c: TABLE_CONSUMERS })
    .join({ e: TABLE_ENTITIES }, 'e.entity_ref', 'c.entity_ref')
    .join({ w: TABLE_TAGS }, join =>
      join
        .on('w.registry', 'c.registry')
        .andOn('w.repository', 'c.repository')
        .andOn('w.tag', 'c.tag'),
    )
    .where({ 'c.until_ms': 0, 'c.digest': '', 'c.shaping': true })
    .select('w.tag_id', 'c.entity_ref', 'c.platform')
    .select(
      knex.raw(`case when e.native_code = '' then 0 else 1 end as guarded`),
      knex.raw('case when c.from_ms <= ? then 0 else ? end as since_ms', [
        floorMs,
        selectSince(knex),
      ]),
      knex.raw(
        'case when e.built_clear_ms <= ? then 0 else e.built_clear_ms end as clear_ms',
        [floorMs],
      ),
    );
  whereVisible(reading, watchers, 'c.entity_ref');
  whereInScope(reading, watchers, scope, 'e');
  return watchers;
}
