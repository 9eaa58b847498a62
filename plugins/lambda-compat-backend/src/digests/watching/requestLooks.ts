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
import { toChunks } from '../../database/statements';
import {
  TABLE_CONSUMERS,
  TABLE_TAGS,
  type TagConsumersRow,
  type WatchedTagsRow,
} from '../../database/tagTables';

/**
 * A tag is not looked at more often, however often somebody asks: registries
 * count, and events can be forged.
 */
export const FORCED_LOOK_MS = 10_000;

/** A tag, or all tags of a repository that are watched. */
export interface LookRequest {
  registry: string;
  repository: string;
  tag?: string;
}

/**
 * Makes watched tags due, for all their observers.
 *
 * @returns how many tags are looked at because of it
 */
export async function requestLooks(
  knex: Knex,
  images: readonly LookRequest[],
  now: number,
): Promise<number> {
  let total = 0;
  for (const chunk of toChunks(images)) {
    total += await request(knex, now, query => {
      query.where(any => {
        for (const { registry, repository, tag } of chunk) {
          any.orWhere({
            registry,
            repository,
            ...(tag !== undefined && { tag }),
          });
        }
      });
    });
  }
  return total;
}

/** The same for the tags that an entity names. */
export async function requestEntityLooks(
  knex: Knex,
  entityRef: string,
  now: number,
): Promise<number> {
  return request(knex, now, query => {
    query.whereExists(
      knex<TagConsumersRow>(TABLE_CONSUMERS)
        .select(knex.raw('1'))
        .where({ entity_ref: entityRef, until_ms: 0 })
        .whereRaw('?? = ??', [`${TABLE_CONSUMERS}.tag`, `${TABLE_TAGS}.tag`])
        .whereRaw('?? = ??', [
          `${TABLE_CONSUMERS}.repository`,
          `${TABLE_TAGS}.repository`,
        ])
        .whereRaw('?? = ??', [
          `${TABLE_CONSUMERS}.registry`,
          `${TABLE_TAGS}.registry`,
        ]),
    );
  });
}

async function request(
  knex: Knex,
  now: number,
  select: (query: Knex.QueryBuilder<WatchedTagsRow>) => void,
): Promise<number> {
  const query = knex<WatchedTagsRow>(TABLE_TAGS).where('not_watched', '');
  select(query as unknown as Knex.QueryBuilder<WatchedTagsRow>);
  // A tag that is just being looked at is looked at again afterwards. What was
  // asked for before is not put off.
  return query.update({
    requested_ms: knex.raw(
      'case when requested_ms = 0 then ? else requested_ms end',
      [now],
    ),
    next_due_ms: knex.raw(
      `case
        when next_due_ms <= ? then next_due_ms
        when checked_ms <= ? or checked_ms > ? then ?
        when next_due_ms < checked_ms + ? then next_due_ms
        else checked_ms + ?
      end`,
      [now, now - FORCED_LOOK_MS, now, now, FORCED_LOOK_MS, FORCED_LOOK_MS],
    ),
  });
}
