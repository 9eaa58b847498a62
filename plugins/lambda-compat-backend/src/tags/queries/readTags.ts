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
  TagFilter,
  TagOrderField,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type { ListPage } from '../../coverage/CoverageStore';
import { countRows } from '../../coverage/queries/counts';
import { type KeyColumn, readPage } from '../../coverage/queries/keyset';
import { toStored, whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { TABLE_MOVES, TABLE_TAGS } from '../../database/tagTables';
import type { TagQuery } from '../Tags';
import { describeTags, type TagRow } from './describeTags';
import { joinConsumers, whereTagVisible } from './visibleTags';
import { whereImage } from './whereImage';

const ORDERS: Record<TagOrderField, KeyColumn> = {
  image: { column: 't.image', kind: 'text' },
  components: { column: 't.components', kind: 'integer' },
  lastMove: { column: 't.last_move_ms', kind: 'bigint' },
  seen: { column: 't.seen_ms', kind: 'bigint' },
};

/** A page of the tags that the filter leaves. */
export async function readTags(
  reading: Reading,
  query: TagQuery,
  now: number,
): Promise<ListPage<WatchedTag>> {
  const { filter, orderField } = query;
  const tags = selectTags(reading, filter).select(
    't.*',
    selectLastMove(reading.knex).wrap('(', ') as last_move_ms'),
  );
  if (orderField === 'components') {
    tags
      .leftJoin(countComponents(reading).as('n'), 'n.tag_id', 't.tag_id')
      .select(reading.knex.raw('coalesce(n.total, 0) as components'));
  }
  const { rows, next, previous } = await readPage<TagRow>(
    reading.knex(tags.as('t')).select('t.*'),
    [ORDERS[orderField], { column: 't.tag_id', kind: 'text' }],
    query,
  );
  return {
    items: await describeTags(reading, rows, now),
    totalItems: query.withTotal
      ? await countRows(selectTags(reading, filter))
      : 0,
    next,
    previous,
  };
}

/** The rows of tags by id that the caller may see. */
export async function findTags(
  reading: Reading,
  restrict: (tags: Knex.QueryBuilder) => void,
): Promise<TagRow[]> {
  const tags = selectTags(reading, {}).select(
    't.*',
    selectLastMove(reading.knex).wrap('(', ') as last_move_ms'),
  );
  restrict(tags);
  return tags;
}

function selectTags(reading: Reading, filter: TagFilter): Knex.QueryBuilder {
  const tags = reading.knex({ t: TABLE_TAGS });
  whereTagVisible(reading, tags, 't');
  if (filter.registry?.length) {
    const registries = toStored(filter.registry);
    tags.where(either =>
      either.whereIn('t.registry', registries).orWhereIn('t.host', registries),
    );
  }
  if (filter.state?.length) {
    tags.whereIn('t.state', filter.state);
  }
  if (filter.failing !== undefined) {
    tags.where('t.failure_code', filter.failing ? '<>' : '=', '');
  }
  whereImage(reading, tags, filter.search);
  return tags;
}

function selectLastMove(knex: Knex): Knex.Raw {
  return knex.raw(
    'select coalesce(max(l.before_ms), 0) from ?? l where l.tag_id = t.tag_id',
    [TABLE_MOVES],
  );
}

function countComponents(reading: Reading): Knex.QueryBuilder {
  const counts = joinConsumers(reading)
    .where('c.until_ms', 0)
    .groupBy('w.tag_id')
    .select('w.tag_id')
    .countDistinct({ total: 'c.entity_ref' });
  whereVisible(reading, counts, 'c.entity_ref');
  return counts;
}
