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

import { classifyPin } from '@lambda-compat/image-references';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { matchesImagePattern } from '../../config/imagePatterns';
import type { TagsConfig } from '../../config/readTagsConfig';
import {
  type RuntimeImagesRow,
  TABLE_RUNTIME_IMAGES,
} from '../../database/contentsTables';
import { toChunks } from '../../database/statements';
import {
  TABLE_CONSUMERS,
  TABLE_TAGS,
  type TagConsumersRow,
  type WatchedTagsRow,
} from '../../database/tagTables';
import type { RegistryObservers } from '../../registries/RegistryObservers';

/** By what is decided which tags are watched. */
export interface WatchingPolicy
  extends Pick<TagsConfig, 'include' | 'exclude' | 'schedule'> {
  observers: RegistryObservers;
  /** Whether the images of runtimes in use are watched, too. Default false. */
  watchRuntimes?: boolean;
}

/** What of a row follows from consumers and configuration. */
type WatchedColumns = Pick<
  WatchedTagsRow,
  | 'tag_id'
  | 'registry'
  | 'repository'
  | 'tag'
  | 'observer'
  | 'host'
  | 'image'
  | 'pin_class'
  | 'not_watched'
  | 'entities_total'
  | 'entities_unpinned'
  | 'interval_ms'
>;

const COMPARED = [
  'host',
  'pin_class',
  'not_watched',
  'entities_total',
  'entities_unpinned',
  'interval_ms',
] as const;

interface NamedTag {
  registry: string;
  repository: string;
  tag: string;
  total: number | string;
  unpinned: number | string;
}

/**
 * Brings the watched tags in line with what components name, the runtimes that
 * functions are on, and the configuration, by one comparison of sets. Tags that are not watched any more
 * keep their history.
 *
 * Several replicas may do it at once.
 */
export async function syncWatchedTags(
  knex: Knex,
  policy: WatchingPolicy,
  now: number,
): Promise<void> {
  const named: NamedTag[] = await knex<TagConsumersRow>(TABLE_CONSUMERS)
    .where('until_ms', 0)
    .whereNot('tag', '')
    .groupBy('registry', 'repository', 'tag')
    .select('registry', 'repository', 'tag')
    .countDistinct({ total: 'entity_ref' })
    .select(
      knex.raw(
        "count(distinct case when digest = '' then entity_ref end) as unpinned",
      ),
    );
  const wanted = [
    ...named,
    ...(await listRuntimeTags(knex, policy, named)),
  ].flatMap(tag => toWatched(tag, policy));
  const rows: Array<WatchedColumns & Pick<WatchedTagsRow, 'unused_ms'>> =
    await knex<WatchedTagsRow>(TABLE_TAGS).select(
      'tag_id',
      'registry',
      'repository',
      'tag',
      'observer',
      'image',
      'unused_ms',
      ...COMPARED,
    );
  const known = new Map(rows.map(row => [row.tag_id, row]));
  const added = wanted.filter(({ tag_id }) => !known.has(tag_id));
  for (const chunk of toChunks(added)) {
    await knex<WatchedTagsRow>(TABLE_TAGS)
      .insert(
        chunk.map(columns => ({
          ...columns,
          state: 'unseen',
          created_ms: now,
          next_due_ms: now,
          unused_ms: columns.not_watched ? now : 0,
        })),
      )
      .onConflict('tag_id')
      .ignore();
  }

  const isWanted = new Set(wanted.map(({ tag_id }) => tag_id));
  const gone = rows
    .filter(({ tag_id }) => !isWanted.has(tag_id))
    .map(row => ({
      ...row,
      not_watched: getReason(row, policy),
      entities_total: 0,
      entities_unpinned: 0,
    }));
  await update(knex, [...wanted, ...gone], known, now);
}

/** Tags of runtimes in use, which no component needs to name. */
async function listRuntimeTags(
  knex: Knex,
  policy: WatchingPolicy,
  named: readonly NamedTag[],
): Promise<NamedTag[]> {
  if (!policy.watchRuntimes) {
    return [];
  }
  const isNamed = new Set(named.map(toName));
  const tags: Array<Pick<NamedTag, 'registry' | 'repository' | 'tag'>> =
    await knex<RuntimeImagesRow>(TABLE_RUNTIME_IMAGES).distinct(
      'registry',
      'repository',
      'tag',
    );
  return tags
    .filter(tag => !isNamed.has(toName(tag)))
    .map(tag => ({ ...tag, total: 0, unpinned: 0 }));
}

function toName(tag: Pick<NamedTag, 'registry' | 'repository' | 'tag'>) {
  return `${tag.registry}/${tag.repository}:${tag.tag}`;
}

/** The same text for a tag and an observer, always. */
export function toTagId(
  registry: string,
  repository: string,
  tag: string,
  observer: string,
): string {
  return createHash('sha256')
    .update([registry, repository, tag, observer].join('\n'))
    .digest('hex')
    .slice(0, 24);
}

function toWatched(named: NamedTag, policy: WatchingPolicy): WatchedColumns[] {
  const { registry, repository, tag } = named;
  const name = `${registry}/${repository}`;
  const pinClass = classifyPin({ registry, repository, tag, digest: null });
  const unpinned = Number(named.unpinned);
  return policy.observers.list(registry).map(({ observer, host }) => ({
    tag_id: toTagId(registry, repository, tag, observer),
    registry,
    repository,
    tag,
    observer,
    host,
    image: `${name}:${tag}`,
    pin_class: pinClass,
    not_watched: isIncluded(name, policy) ? '' : 'excluded',
    entities_total: Number(named.total),
    entities_unpinned: unpinned,
    interval_ms: getInterval(pinClass, unpinned, policy.schedule),
  }));
}

function isIncluded(name: string, policy: WatchingPolicy): boolean {
  const matches = (pattern: string) => matchesImagePattern(name, pattern);
  return (
    (policy.include.length === 0 || policy.include.some(matches)) &&
    !policy.exclude.some(matches)
  );
}

function getInterval(
  pinClass: string,
  unpinned: number,
  schedule: TagsConfig['schedule'],
): number {
  if (pinClass === 'dated') {
    return schedule.datedMs;
  }
  return unpinned > 0 ? schedule.unpinnedMs : schedule.pinnedMs;
}

/** Where the configuration has its observer no more, that is why. */
function getReason(
  row: Pick<WatchedTagsRow, 'registry' | 'observer'>,
  { observers }: WatchingPolicy,
): WatchedTagsRow['not_watched'] {
  return observers.find(row.registry, row.observer)
    ? 'no-component'
    : 'excluded';
}

/** In one order, so that replicas do not wait for each other. */
async function update(
  knex: Knex,
  wanted: ReadonlyArray<WatchedColumns>,
  known: ReadonlyMap<
    string,
    WatchedColumns & Pick<WatchedTagsRow, 'unused_ms'>
  >,
  now: number,
): Promise<void> {
  const changed = wanted
    .filter(columns => {
      const row = known.get(columns.tag_id);
      return row && COMPARED.some(name => !isSame(row[name], columns[name]));
    })
    .sort((a, b) => (a.tag_id < b.tag_id ? -1 : 1));
  for (const chunk of toChunks(changed)) {
    await knex.transaction(async tx => {
      for (const columns of chunk) {
        const { tag_id: tagId, not_watched: notWatched, interval_ms } = columns;
        const row = known.get(tagId);
        const isNew = row?.not_watched !== '' && notWatched === '';
        const latest = isNew ? now : now + Number(interval_ms);
        await tx<WatchedTagsRow>(TABLE_TAGS)
          .where('tag_id', tagId)
          .update({
            ...Object.fromEntries(COMPARED.map(name => [name, columns[name]])),
            unused_ms: notWatched === '' ? 0 : Number(row?.unused_ms) || now,
            next_due_ms: tx.raw(
              'case when next_due_ms > ? then ? else next_due_ms end',
              [latest, latest],
            ),
          });
      }
    });
  }
}

/** PostgreSQL gives bigints as text. */
function isSame(a: string | number, b: string | number): boolean {
  return String(a) === String(b);
}
