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
  type RuntimeImagesRow,
  TABLE_RUNTIME_IMAGES,
} from '../../database/contentsTables';
import {
  TABLE_CONSUMERS,
  type TagConsumersRow,
  type WatchedTagsRow,
} from '../../database/tagTables';

/**
 * For which platforms components build on a tag that they do not pin, or are on
 * the runtime that it is the image of.
 */
export interface BuildPlatforms {
  /** Whether there is any such component. */
  any: boolean;
  has(platform: string): boolean;
}

/** Of a component whose platform is not known, any may be. */
export async function readBuildPlatforms(
  knex: Knex,
  tag: Pick<WatchedTagsRow, 'registry' | 'repository' | 'tag'>,
): Promise<BuildPlatforms> {
  const image = {
    registry: tag.registry,
    repository: tag.repository,
    tag: tag.tag,
  };
  const builds: string[] = await knex<TagConsumersRow>(TABLE_CONSUMERS)
    .where({ ...image, until_ms: 0, digest: '', shaping: true })
    .distinct('platform')
    .pluck('platform');
  const runtimes: string[] = await knex<RuntimeImagesRow>(TABLE_RUNTIME_IMAGES)
    .where(image)
    .distinct('platform')
    .pluck('platform');
  const platforms = [...builds, ...runtimes];
  return {
    any: platforms.length > 0,
    has: platform => platforms.includes('') || platforms.includes(platform),
  };
}
