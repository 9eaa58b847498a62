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

import { selectPlatform } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import {
  type ImageContentsRow,
  TABLE_IMAGE_CONTENTS,
  TABLE_INTERVALS,
  type TagIntervalsRow,
} from '../database/tagTables';
import { toChunks } from '../database/statements';
import type {
  KnownImage,
  KnownIndex,
} from '../digests/classifying/ImageContents';

/** Stays of the platforms of a tag; the newest count. */
const MAX_ROWS = 2_000;

/**
 * The images of a platform behind what tags point to. A digest that is missing
 * is not known; null has no image for the platform. An image that is not in an
 * index stands for itself, whatever it is for: builders take it so.
 *
 * @param digests - of indexes or images
 */
export async function readPlatformDigests(
  knex: Knex,
  digests: readonly string[],
  platform: string,
): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  for (const chunk of toChunks([...new Set(digests)])) {
    const rows = await knex<ImageContentsRow>(TABLE_IMAGE_CONTENTS)
      .whereIn('digest', chunk)
      .whereIn('kind', ['index', 'image']);
    for (const row of rows) {
      found.set(row.digest, selectDigest(row, platform));
    }
  }
  return found;
}

function selectDigest(
  { content, digest }: ImageContentsRow,
  platform: string,
): string | null {
  const known: KnownIndex | KnownImage = JSON.parse(content);
  return known.kind === 'image'
    ? digest
    : selectPlatform(known, platform)?.digest ?? null;
}

/** A stay of a tag, as far as it says for which time. */
export type Stay = Pick<
  TagIntervalsRow,
  'tag_id' | 'digest' | 'before_ms' | 'ended_ms'
>;

/**
 * The same from what was written down of stays, for what is not kept any more
 * and for reported ones: the image of the platform at the time.
 */
export async function readStayDigests(
  knex: Knex,
  stays: readonly Stay[],
  platform: string,
): Promise<Map<string, string>> {
  const rows = await knex<TagIntervalsRow>(TABLE_INTERVALS)
    .whereIn('tag_id', [...new Set(stays.map(stay => stay.tag_id))])
    .where({ platform })
    .whereNot('digest', '')
    .orderBy('before_ms', 'desc')
    .limit(MAX_ROWS);
  const found = new Map<string, string>();
  for (const stay of stays) {
    const row = rows.find(
      one => one.tag_id === stay.tag_id && overlaps(one, stay),
    );
    if (row && !found.has(stay.digest)) {
      found.set(stay.digest, row.digest);
    }
  }
  return found;
}

function overlaps(
  a: Pick<Stay, 'before_ms' | 'ended_ms'>,
  b: Pick<Stay, 'before_ms' | 'ended_ms'>,
): boolean {
  const end = ({ ended_ms: ended }: Pick<Stay, 'ended_ms'>) =>
    Number(ended) || Infinity;
  return Number(a.before_ms) < end(b) && Number(b.before_ms) < end(a);
}
