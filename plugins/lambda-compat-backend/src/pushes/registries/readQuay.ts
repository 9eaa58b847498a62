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

import { asText, isMap, type JsonMap } from '../jsonValues';
import type { PushedImage } from '../PushedImage';
import { splitName } from '../splitName';

/**
 * "Push to repository" of Quay. Its tags are a list; versions before 2.9 sent a
 * map from tag to image.
 */
export function readQuay(event: JsonMap): PushedImage[] | undefined {
  const { updated_tags: updated } = event;
  const name = splitName(asText(event.docker_url));
  if (!name || !(Array.isArray(updated) || isMap(updated))) {
    return undefined;
  }
  const tags: readonly unknown[] = Array.isArray(updated)
    ? updated
    : Object.keys(updated);
  return tags.map(tag => ({ names: [name], tag: asText(tag) }));
}
