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
  type ImageFactsRow,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import { CHUNK, isPostgres } from '../../database/statements';

/** Which are read first. */
export const PRIORITY = {
  /** Somebody is waiting for it. */
  asked: 4,
  /** An owner is to be told what came. */
  move: 3,
  /** What a tag points to now. */
  current: 2,
  /** What could be pinned, and what others told of. */
  history: 1,
} as const;

/** An image that is to be read. */
export interface RequestedImage
  extends Pick<
    ImageFactsRow,
    'digest' | 'platform' | 'registry' | 'repository' | 'observer' | 'priority'
  > {}

/**
 * Makes images due that nobody has asked for yet. Of others the priority is
 * raised.
 */
export async function requestImages(
  knex: Knex,
  images: readonly RequestedImage[],
  now: number,
): Promise<void> {
  const byDigest = new Map<string, RequestedImage>();
  for (const image of images) {
    const known = byDigest.get(image.digest);
    if (!known || known.priority < image.priority) {
      byDigest.set(image.digest, image);
    }
  }
  // In one order, so that replicas do not wait for each other.
  const rows = [...byDigest.values()]
    .sort((a, b) => (a.digest < b.digest ? -1 : 1))
    .map(image => ({
      ...image,
      state: 'pending' as const,
      created_ms: now,
      next_due_ms: now,
      used_ms: now,
    }));
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    await knex<ImageFactsRow>(TABLE_IMAGES)
      .insert(chunk)
      .onConflict('digest')
      .ignore();
    for (const priority of new Set(chunk.map(image => image.priority))) {
      const raised = knex<ImageFactsRow>(TABLE_IMAGES)
        .whereIn(
          'digest',
          chunk
            .filter(image => image.priority === priority)
            .map(image => image.digest),
        )
        .andWhere('priority', '<', priority)
        .andWhere('next_due_ms', '>', 0)
        .select('digest');
      if (isPostgres(knex)) {
        // What somebody is just writing has been read already.
        raised.forUpdate().skipLocked();
      }
      await knex<ImageFactsRow>(TABLE_IMAGES)
        .whereIn('digest', raised)
        .update({ priority });
    }
  }
}
