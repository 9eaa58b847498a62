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

import type { RuntimeProfileState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type ImageFactsRow,
  type RuntimeImagesRow,
  type RuntimeProfilesRow,
  TABLE_IMAGES,
  TABLE_RUNTIME_IMAGES,
  TABLE_RUNTIME_PROFILES,
} from '../database/contentsTables';
import {
  TABLE_INTERVALS,
  TABLE_TAGS,
  type TagIntervalsRow,
  type WatchedTagsRow,
} from '../database/tagTables';

/** Older ones are kept, and not shown. */
const MAX_SHOWN = 50;

type ProfileRow = Omit<RuntimeProfilesRow, 'content'>;

/** What the functions on each runtime in use are judged by, and since when. */
export async function listProfileStates(
  knex: Knex,
): Promise<RuntimeProfileState[]> {
  const runtimes = await knex<RuntimeImagesRow>(TABLE_RUNTIME_IMAGES)
    .orderBy('runtime')
    .orderBy('architecture');
  const profiles: ProfileRow[] = await knex<RuntimeProfilesRow>(
    TABLE_RUNTIME_PROFILES,
  )
    .orderBy('before_ms', 'desc')
    .select(
      'runtime',
      'architecture',
      'before_ms',
      'after_ms',
      'ended_ms',
      'image',
      'digest',
      'content_key',
      'highest',
    );
  const states: RuntimeProfileState[] = [];
  for (const runtime of runtimes) {
    const own = profiles.filter(
      row =>
        row.runtime === runtime.runtime &&
        row.architecture === runtime.architecture,
    );
    states.push({
      runtime: runtime.runtime,
      architecture: runtime.architecture,
      origin: own.length > 0 ? 'image' : 'shipped',
      source:
        own.length > 0
          ? describeMeasured(own[0])
          : await explainShipped(knex, runtime),
      image: toImage(runtime),
      history: own.slice(0, MAX_SHOWN).map(row => ({
        digest: row.digest,
        after: Number(row.after_ms) === 0 ? null : toIso(row.after_ms),
        before: toIso(row.before_ms),
        highest: JSON.parse(row.highest),
      })),
    });
  }
  return states;
}

function describeMeasured({
  before_ms: ms,
  digest,
  image,
}: ProfileRow): string {
  return `Measured in ${image}@${digest}, first seen on ${toIso(ms).slice(
    0,
    10,
  )}.`;
}

/** Why the tables that come with this plugin count. */
async function explainShipped(
  knex: Knex,
  runtime: RuntimeImagesRow,
): Promise<string> {
  const tables = 'By the tables that come with this plugin:';
  const image = toImage(runtime);
  const { platform, registry, repository, tag: name } = runtime;
  const tag = await knex<WatchedTagsRow>(TABLE_TAGS)
    .where({ registry, repository, tag: name })
    .orderBy('observer')
    .first();
  if (!tag || tag.not_watched !== '') {
    return `${tables} ${image} is not watched.`;
  }
  if (tag.state !== 'present') {
    return `${tables} ${
      tag.failure_message || `${image} has not been looked at yet.`
    }`;
  }
  const stay = await knex<TagIntervalsRow>(TABLE_INTERVALS)
    .where({ tag_id: tag.tag_id, platform, ended_ms: 0 })
    .whereNot('digest', '')
    .first('digest');
  const read =
    stay &&
    (await knex<ImageFactsRow>(TABLE_IMAGES)
      .where('digest', stay.digest)
      .first('reason'));
  return `${tables} ${
    read?.reason || `${image} has not been read yet for ${platform}.`
  }`;
}

function toImage(row: RuntimeImagesRow): string {
  return `${row.registry}/${row.repository}:${row.tag}`;
}

function toIso(ms: number | string): string {
  return new Date(Number(ms)).toISOString();
}
