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
  type ImageContentsRow,
  TABLE_IMAGE_CONTENTS,
  TABLE_INTERVALS,
  type TagIntervalsRow,
} from '../../database/tagTables';
import type { KnownImage } from '../classifying/ImageContents';

const UNUSED_MS = 30 * 86_400_000;

/**
 * Removes what was read of contents and has not been needed for a month. What
 * tags point to now will be needed when they move.
 */
export async function dropImageContents(
  knex: Knex,
  now: number,
): Promise<void> {
  const contents = () => knex<ImageContentsRow>(TABLE_IMAGE_CONTENTS);
  const before = now - UNUSED_MS;
  const current = () =>
    knex<TagIntervalsRow>(TABLE_INTERVALS)
      .where('ended_ms', 0)
      .select('digest');
  const images = await contents()
    .where('kind', 'image')
    .whereIn('digest', current())
    .select('content');
  // Nothing else says which configurations the images have.
  const configs = images.map(
    ({ content }) => (JSON.parse(content) as KnownImage).config.digest,
  );
  for (const chunk of toChunks(configs)) {
    await contents()
      .whereIn('digest', chunk)
      .andWhere('used_ms', '<', before)
      .update({ used_ms: now });
  }
  await contents()
    .where('used_ms', '<', before)
    .whereNotIn('digest', current())
    .delete();
}
