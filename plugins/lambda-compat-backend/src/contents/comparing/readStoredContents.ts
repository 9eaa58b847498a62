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

import {
  foldLayers,
  type ImageContents,
  type ImageFacts,
  type LayerCache,
  type LayerContents,
} from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import {
  type ImageFactsRow,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import { unpackJson } from '../packing';

/**
 * An image with its files, from what is stored of it and its layers.
 *
 * @returns undefined where that is not kept any more
 */
export async function readStoredContents(
  knex: Knex,
  layers: Pick<LayerCache, 'get'>,
  digest: string,
): Promise<ImageContents | undefined> {
  const row = await knex<ImageFactsRow>(TABLE_IMAGES)
    .where({ digest, state: 'available' })
    .first('facts');
  if (!row?.facts) {
    return undefined;
  }
  const facts = await unpackJson<ImageFacts>(row.facts);
  const contents: LayerContents[] = [];
  for (const diffId of facts.layers) {
    const layer = await layers.get(diffId);
    if (!layer) {
      return undefined;
    }
    contents.push(layer);
  }
  return { ...facts, files: [...foldLayers(contents).files.values()] };
}
