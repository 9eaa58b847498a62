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

import { InputError } from '@backstage/errors';
import { parseImageReference } from '@lambda-compat/image-references';
import type { JsonMap } from '../jsonValues';
import { MAX_PUSHED_IMAGES, type PushedImage } from '../PushedImage';

// Far more than the grammar of references allows for.
const MAX_NAME = 1_000;

/**
 * `{ "images": ["registry.example.com/team/base:2023"] }`, for whatever sends
 * nothing that is understood.
 *
 * @throws `InputError` that names the entry
 */
export function readImageList(event: JsonMap): PushedImage[] | undefined {
  const { images } = event;
  if (!Array.isArray(images)) {
    return undefined;
  }
  if (images.length > MAX_PUSHED_IMAGES) {
    throw new InputError(
      `'images' has ${images.length} entries; at most ${MAX_PUSHED_IMAGES} are looked at`,
    );
  }
  return images.map((image: unknown, index) => {
    if (typeof image !== 'string') {
      throw new InputError(`'images[${index}]' is not a text`);
    }
    const parsed = parseImageReference(image.slice(0, MAX_NAME));
    if (!parsed.ok) {
      throw new InputError(
        `'images[${index}]' is not an image reference: ${parsed.error}`,
      );
    }
    const { registry, repository, tag } = parsed.reference;
    if (!tag) {
      throw new InputError(
        `'images[${index}]' has no tag; what a digest stands for cannot change`,
      );
    }
    return { names: [{ host: registry, repository }], tag };
  });
}
