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
import {
  type ImageComparisonsRow,
  type ImageFactsRow,
  type LayerContentsRow,
  type RuntimeProfilesRow,
  TABLE_COMPARISONS,
  TABLE_IMAGES,
  TABLE_LAYERS,
  TABLE_RUNTIME_PROFILES,
} from '../../database/contentsTables';
import { toChunks } from '../../database/statements';
import {
  TABLE_INTERVALS,
  TABLE_MOVE_PLATFORMS,
  type TagIntervalsRow,
  type TagMovePlatformsRow,
} from '../../database/tagTables';

/** What was asked for and belongs to no history. */
const ASKED_MS = 30 * 86_400_000;
/** Layers are there before the image that they belong to. */
const YOUNG_MS = 86_400_000;
/** Of each tag and platform, whatever their age. */
const NEWEST = 2;

/**
 * Removes what is not needed any more of images.
 *
 * What is known in short (some 30 kB for an image, 5 to 50 kB for a comparison)
 * stays as long as a tag's history names it. Lists of files (about 60 bytes for
 * each entry, and the package database: 0.5 to 5 MB for a whole distribution)
 * stay for what tags point to, the one before, and what they pointed to lately.
 *
 * @param options - `retentionMs`: how long lists of files are kept;
 *   `historyMs`: how long profiles of runtimes are
 */
export async function dropUnusedContents(
  knex: Knex,
  options: { now: number; retentionMs: number; historyMs: number },
): Promise<void> {
  const { historyMs, now, retentionMs } = options;
  await knex<RuntimeProfilesRow>(TABLE_RUNTIME_PROFILES)
    .where('ended_ms', '>', 0)
    .andWhere('ended_ms', '<', now - historyMs)
    .delete();
  await dropImages(knex, now - ASKED_MS);
  await dropComparisons(knex, now - ASKED_MS);
  await dropLayers(knex, {
    lately: now - retentionMs,
    young: now - YOUNG_MS,
  });
}

async function dropImages(knex: Knex, before: number): Promise<void> {
  await knex<ImageFactsRow>(TABLE_IMAGES)
    .where('used_ms', '<', before)
    .andWhere('lease_id', '')
    .whereNotExists(
      knex<TagIntervalsRow>(TABLE_INTERVALS)
        .select(knex.raw('1'))
        .whereRaw('?? = ??', [
          `${TABLE_INTERVALS}.digest`,
          `${TABLE_IMAGES}.digest`,
        ]),
    )
    .whereNotExists(selectMoves(knex, 'from_digest', `${TABLE_IMAGES}.digest`))
    .whereNotExists(selectMoves(knex, 'to_digest', `${TABLE_IMAGES}.digest`))
    .delete();
}

async function dropComparisons(knex: Knex, before: number): Promise<void> {
  await knex<ImageComparisonsRow>(TABLE_COMPARISONS)
    .where('used_ms', '<', before)
    .whereNotExists(
      selectMoves(
        knex,
        'from_digest',
        `${TABLE_COMPARISONS}.from_digest`,
      ).whereRaw('?? = ??', [
        `${TABLE_MOVE_PLATFORMS}.to_digest`,
        `${TABLE_COMPARISONS}.to_digest`,
      ]),
    )
    .delete();
}

function selectMoves(
  knex: Knex,
  column: 'from_digest' | 'to_digest',
  digest: string,
): Knex.QueryBuilder {
  return knex<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
    .select(knex.raw('1'))
    .whereRaw('?? = ??', [`${TABLE_MOVE_PLATFORMS}.${column}`, digest]);
}

async function dropLayers(
  knex: Knex,
  { lately, young }: { lately: number; young: number },
): Promise<void> {
  const kept = await findKeptImages(knex, lately);
  const needed = new Set<string>();
  const images: Array<Pick<ImageFactsRow, 'digest' | 'layers' | 'used_ms'>> =
    await knex<ImageFactsRow>(TABLE_IMAGES)
      .where('state', 'available')
      .select('digest', 'layers', 'used_ms');
  for (const { digest, layers, used_ms: usedMs } of images) {
    // `used_ms` is of requests; of tags it is when they were first seen.
    if (kept.has(digest) || Number(usedMs) >= lately) {
      layers.split(',').forEach(layer => needed.add(layer));
    }
  }
  const old: string[] = await knex<LayerContentsRow>(TABLE_LAYERS)
    .where('used_ms', '<', young)
    .pluck('diff_id');
  for (const chunk of toChunks(old.filter(layer => !needed.has(layer)))) {
    await knex<LayerContentsRow>(TABLE_LAYERS)
      .whereIn('diff_id', chunk)
      .andWhere('used_ms', '<', young)
      .delete();
  }
}

async function findKeptImages(
  knex: Knex,
  lately: number,
): Promise<Set<string>> {
  const numbered = knex<TagIntervalsRow>(TABLE_INTERVALS)
    .whereNot('platform', '')
    .whereNot('digest', '')
    .select(
      'digest',
      'ended_ms',
      knex.raw(
        'row_number() over (partition by tag_id, platform order by before_ms desc) as place',
      ),
    );
  const digests: string[] = await knex(numbered.as('stays'))
    .where(any =>
      any
        .where('ended_ms', 0)
        .orWhere('ended_ms', '>=', lately)
        .orWhere('place', '<=', NEWEST),
    )
    .distinct('digest')
    .pluck('digest');
  return new Set(digests);
}
